// Rows of cells from CSV bytes, with the line each row began in.
#pragma once

#include "sim/base/result.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// A row of a CSV file. Cells have no space around them unless they were quoted.
struct CsvRow {
    int line = 0;  ///< of its first cell, from 1
    std::vector<std::string> cells;
};

/// Calls `row` for every row that is not wholly empty until it returns false. Accepts a byte order
/// mark, LF, CRLF and CR, quotes with line breaks in them, and `;` as delimiter where the first
/// line has more of those than commas. The problem, if there is one, is the form of the bytes:
/// a NUL byte, text that is not UTF-8, a quote without its pair, more than 1,000 cells in a row.
[[nodiscard]] std::optional<Problem> read_csv(std::string_view bytes,
                                              const std::function<bool(const CsvRow&)>& row);

}  // namespace fcr
