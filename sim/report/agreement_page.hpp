// The report page of an agreement: observed against simulated.
#pragma once

#include "sim/report/agreement_message.hpp"
#include "sim/report/json.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <string>

namespace fcr {

struct PagedAgreement {
    const ReportedAgreement& reported;
    const ScenarioBundle& bundle;  ///< of the scenario
    const RunRecord& record;
};

/// report.html. Equal runs give equal bytes but for the block `made` at the end of its data.
[[nodiscard]] std::string agreement_page(const PagedAgreement& paged);

}  // namespace fcr
