// The interval table: the day by quarter-hours as CSV, for a spreadsheet.
#pragma once

#include "sim/report/summary.hpp"

#include <string>

namespace fcr {

/// One row for each quarter-hour of each line, class, employer, pool and indicator, in that order.
/// Columns that do not apply are empty, and so is what was not measured. docs/measures.md has the
/// columns. The same bytes for equal runs.
[[nodiscard]] std::string intervals_csv(const RunSummary& summary);

}  // namespace fcr
