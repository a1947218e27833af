// Rows of cells in aligned columns, as descriptions show them.
#pragma once

#include <string>
#include <vector>

namespace fcr {

using TextRow = std::vector<std::string>;

/// Each row indented, the cells of a column below each other; the first row is the heading.
[[nodiscard]] std::string in_columns(const std::vector<TextRow>& rows);

/// Six significant digits.
[[nodiscard]] std::string short_number(double value);

}  // namespace fcr
