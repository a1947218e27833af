// The interval tables as a workbook, for who lives in a spreadsheet.
#pragma once

#include "sim/report/summary.hpp"

#include <filesystem>
#include <system_error>

namespace fcr {

/// Writes a sheet for lines, classes, employers, pools and indicators each: a row for each
/// quarter-hour of each, the figures of proto/fcr/v1/report.proto in its order, what was not
/// measured empty. The file is there whole or not at all, and the same for equal runs.
[[nodiscard]] std::error_code write_intervals_xlsx(const std::filesystem::path& file,
                                                   const RunSummary& summary);

}  // namespace fcr
