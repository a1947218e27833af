// A scenario laid on the days of an extract.
#pragma once

#include "sim/agreement/compared_days.hpp"
#include "sim/base/result.hpp"
#include "sim/fitting/fit.hpp"
#include "sim/fitting/fit_extract.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <string>
#include <vector>

namespace fcr {

/// What is run: the whole scenario, demand included, and its room alone.
struct DatedScenario {
    Scenario generated;
    std::vector<std::string> notes;
};

/// The scenario with its calendar set to the span: a day's warm-up, then the span, all measured.
/// Day types, seats, seasons and named days are those of the dates. One without a calendar is given
/// one in which every day is its measured day. `name` is for problems.
[[nodiscard]] Result<DatedScenario> lay_on_days(const ScenarioBundle& bundle,
                                                const FitDays& span,
                                                const std::string& name);

/// The room that meets the recorded calls: arrivals are those of the extract that entered a queue,
/// of the span and the day before it, each when it was offered. What the extract's calls already
/// are is not made again: the operator's leg and announcements before the queue, redials, repeats,
/// calls of one incident, surges, named callers and chasers. Problems: no call that entered a
/// queue.
[[nodiscard]] Scenario replayed(const Scenario& generated, const FitExtract& extract);

}  // namespace fcr
