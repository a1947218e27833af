// The response by quarter-hours of the day as CSV, for a spreadsheet.
#pragma once

#include "sim/report/summary.hpp"

#include <string>

namespace fcr {

/// One row for each quarter-hour of each grade, unit group and talkgroup, in that order. Columns
/// that do not apply are empty, and so is what was not measured. docs/measures.md has the columns.
/// The summary has a response (bug otherwise).
[[nodiscard]] std::string response_csv(const RunSummary& summary);

}  // namespace fcr
