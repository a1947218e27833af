// The interval tables as a workbook, for who lives in a spreadsheet.
#pragma once

#include "sim/report/summary.hpp"

#include <filesystem>
#include <string>
#include <system_error>

namespace fcr {

/// The bytes of a workbook with a sheet for lines, classes, employers, pools and indicators each: a
/// row for each quarter-hour of each, the figures of proto/fcr/v1/report.proto in its order, what
/// was not measured empty; the same for equal runs. `file` is where it is to lie: while it is made,
/// a file beside it holds what there is.
[[nodiscard]] std::error_code intervals_xlsx(const std::filesystem::path& file,
                                             const RunSummary& summary,
                                             std::string& bytes);

}  // namespace fcr
