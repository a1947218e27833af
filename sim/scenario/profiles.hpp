// Profiles: numbers by day type, interval of the day and column, from a CSV file.
#pragma once

#include "sim/base/result.hpp"
#include "sim/base/time.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// A profile file that has been read. All day types have intervals of one length that fill the day
/// from 00:00 to 24:00.
struct Profile {
    struct Day {
        std::string type;
        std::vector<int> lines;      ///< where each interval stands in the file
        std::vector<double> values;  ///< interval by interval, a value for each column; 0 to 1e6
    };

    std::string file;
    Duration interval{0};
    std::vector<std::string> columns;  ///< names, without the first two
    std::vector<Day> days;

    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
    [[nodiscard]] const Day* day(std::string_view type) const;  ///< null when there is none
    [[nodiscard]] std::vector<std::string> day_types() const;
    [[nodiscard]] std::size_t intervals() const { return days.empty() ? 0 : days[0].lines.size(); }
    [[nodiscard]] double value(const Day& day, std::size_t row, std::size_t cell) const {
        return day.values[row * columns.size() + cell];
    }
};

/// Reads `day_type,interval_start,NAME,...`: intervals start at HH:MM and step evenly through the
/// day. A byte order mark, CRLF, `;` instead of `,`, quotes and empty rows are accepted. Problems
/// (the first hundred) carry the line, the cell's number in its row as the column, and the
/// column's name as the field.
[[nodiscard]] Result<Profile> read_profile(const std::filesystem::path& file);

/// The same from bytes; `file` is for the problems.
[[nodiscard]] Result<Profile> parse_profile(std::string_view bytes, const std::string& file);

}  // namespace fcr
