// The report page of a fit: fitted against observed.
#pragma once

#include "sim/report/fit_message.hpp"
#include "sim/report/json.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <string>

namespace fcr {

/// A fit, with all that its page tells of it.
struct PagedFit {
    const ReportedFit& reported;
    const ScenarioBundle& base;    ///< what the numbers were put into
    const ScenarioBundle& fitted;  ///< what came of it
    const RunRecord& record;
};

/// report.html. Equal fits give equal bytes but for the block `made` at the end of its data.
[[nodiscard]] std::string fit_page(const PagedFit& fit);

}  // namespace fcr
