// The day by quarter-hours. Internal to this folder.
#pragma once

#include "sim/metrics/recorder.hpp"
#include "sim/report/summary.hpp"

#include <vector>

namespace fcr {

/// The quarter-hours that the measured part touches, from the totals over all replications.
[[nodiscard]] std::vector<IntervalSummary> summarise_intervals(const CompiledScenario& scenario,
                                                               const Recorder& totals);

/// How much of a quarter-hour of the day the measured part holds, over all its days.
[[nodiscard]] Duration time_in(const CompiledScenario& scenario, std::size_t interval);

}  // namespace fcr
