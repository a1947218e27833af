#include "sim/scenario/text_columns.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

std::string in_columns(const std::vector<TextRow>& rows) {
    std::vector<std::size_t> widths(rows.front().size(), 0);
    for (const TextRow& row : rows) {
        for (std::size_t cell = 0; cell < row.size(); ++cell) {
            widths[cell] = std::max(widths[cell], row[cell].size());
        }
    }
    std::string text;
    for (const TextRow& row : rows) {
        std::string line = " ";
        for (std::size_t cell = 0; cell < row.size(); ++cell) {
            line += fmt::format(" {:<{}} ", row[cell], widths[cell]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

std::string short_number(double value) {
    return fmt::format("{:.6g}", value);
}

}  // namespace fcr
