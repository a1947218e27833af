// A fit as a message: what fit.json and the report page hold.
#pragma once

#include "sim/fitting/fit.hpp"
#include "sim/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace fcr::v1 {
class FitReport;
}

namespace fcr {

/// A fit with all that its reports tell.
struct ReportedFit {
    const ScenarioFit& fit;
    const Scenario& base;
    std::string base_file;           ///< as the user named it
    std::vector<std::string> notes;  ///< besides the fit's own: what else was changed
    std::string fcrsim_version;
};

/// fit.json: the same bytes for equal fits. Ends with a line break.
[[nodiscard]] std::string fit_json(const ReportedFit& fit);

/// Internal to this folder.
[[nodiscard]] v1::FitReport fit_message(const ReportedFit& fit);

}  // namespace fcr
