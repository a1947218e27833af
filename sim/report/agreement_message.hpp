// An agreement as a message: what agreement.json and the report page hold.
#pragma once

#include "sim/agreement/agreement.hpp"
#include "sim/agreement/compared_days.hpp"
#include "sim/agreement/tolerances.hpp"
#include "sim/fitting/fit_extract.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace fcr::v1 {
class AgreementReport;
}

namespace fcr {

/// An agreement with all that its reports tell.
struct ReportedAgreement {
    const Agreement& agreement;
    const ComparedDays& compared;
    const FitExtract& extract;
    const Scenario& scenario;
    const Tolerances& tolerances;
    std::string scenario_file;  ///< as the user named it
    std::uint64_t seed = 1;
    std::vector<std::string> notes;  ///< besides those of the span
    std::string fcrsim_version;
};

/// agreement.json: the same bytes for equal runs. Ends with a line break.
[[nodiscard]] std::string agreement_json(const ReportedAgreement& reported);

/// `%`, `s`, `calls` or nothing.
[[nodiscard]] std::string unit_words(AgreementUnit unit);

/// `agrees`, `disagrees` or `cannot tell`.
[[nodiscard]] std::string verdict_words(Verdict verdict);

/// `00:00`; a band with its calls: what a picture's places are called.
[[nodiscard]] std::vector<std::string> band_names(const ComparedLine& line);

/// Internal to this folder.
[[nodiscard]] v1::AgreementReport agreement_message(const ReportedAgreement& reported);

}  // namespace fcr
