// Shifts listed one by one in a CSV file: what a duty management system exports.
#pragma once

#include "sim/base/result.hpp"
#include "sim/scenario/roster.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// Reads `person,day,start,end` and, where there are such columns, `breaks,meals`: the day is a
/// whole number, 0 the first measured one; times are HH:MM, an end at or before the start is on
/// the next day; breaks and meals are HH:MM-HH:MM, several with spaces between. With `cycle_days`
/// above 0 the days are 0 to cycle_days - 1 and repeat. People stand in the order in which they
/// are first named. Problems (the first hundred) carry the line, the cell's number in its row as
/// the column, and the column's name as the field.
[[nodiscard]] Result<std::vector<ListedPerson>> read_roster_csv(const std::filesystem::path& file,
                                                                std::uint32_t cycle_days);

/// The same from bytes; `file` is for the problems.
[[nodiscard]] Result<std::vector<ListedPerson>> parse_roster_csv(std::string_view bytes,
                                                                 const std::string& file,
                                                                 std::uint32_t cycle_days);

}  // namespace fcr
