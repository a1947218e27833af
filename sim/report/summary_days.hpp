// Days, weeks and waits of lines. Internal to this folder.
#pragma once

#include "sim/metrics/recorder.hpp"
#include "sim/report/day_figures.hpp"

#include <vector>

namespace fcr {

/// One for each line, from the totals over all replications.
[[nodiscard]] std::vector<LineDays> summarise_days(const CompiledScenario& scenario,
                                                   const Recorder& totals);

}  // namespace fcr
