// How the service of lines goes over the day and the week, as CSV.
#pragma once

#include "sim/report/summary.hpp"

#include <string>

namespace fcr {

/// bands.csv: a row for each figure, line and quarter-hour.
[[nodiscard]] std::string bands_csv(const RunSummary& summary);

/// Whether the run has hours of the week.
[[nodiscard]] bool has_weeks(const RunSummary& summary);
/// weeks.csv: a row for each line and hour of the week.
[[nodiscard]] std::string weeks_csv(const RunSummary& summary);

/// waits.csv: a row for each line, clock and length of wait.
[[nodiscard]] std::string waits_csv(const RunSummary& summary);

}  // namespace fcr
