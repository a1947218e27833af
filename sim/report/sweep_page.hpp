// The report page of a sweep.
#pragma once

#include "sim/report/json.hpp"
#include "sim/report/sweep_summary.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <string>

namespace fcr {

/// A sweep, with all that its page tells of it.
struct PagedSweep {
    const SweepSummary& summary;
    const ScenarioBundle& bundle;   ///< the scenario with the changes of all points
    const std::string& experiment;  ///< text of the experiment file
    const RunRecord& record;
};

/// report.html of a sweep. Equal sweeps give equal bytes but for the block `made` at the end of
/// the page's data.
[[nodiscard]] std::string sweep_page(const PagedSweep& sweep);

}  // namespace fcr
