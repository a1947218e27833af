// Numbers as reports write them.
#pragma once

#include "sim/base/time.hpp"
#include "sim/report/figures.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fcr {

/// Rounded to six significant digits, as every statistic in a file is. The value is finite (bug
/// otherwise).
[[nodiscard]] double six_digits(double value);

/// For a file that a program reads: shortest form of the number to six digits, `.` as the decimal
/// point; empty when not measured.
[[nodiscard]] std::string plain_number(const std::optional<double>& value);

/// For a person: `87.5`, with one decimal.
[[nodiscard]] std::string one_decimal(double value);

/// For a person: `87.5 ±0.4 %`; `not measured` when there is none; `0` for what never happened.
/// The half width is rounded up, so that it is never shown smaller than it is.
[[nodiscard]] std::string with_half_width(const Figure& figure,
                                          std::string_view unit = {},
                                          int decimals = 1);

/// Decimals that show a half width in two digits: 2 for 0.153, 1 for 1.53, none from 10 on; six at
/// most. 1 for one of 0, or where there is none.
[[nodiscard]] int decimals_to_show(const std::optional<double>& half_width);

/// Decimals that a number has when it is written out in six digits: 1 for 0.5, none for 12.
[[nodiscard]] int decimals_written(double value);

/// `08:15`: a time since midnight, whole minutes.
[[nodiscard]] std::string time_of_day(Duration since_midnight);

/// An hour of the week, from 0 to 167, as its day and the time of day when it begins.
struct HourOfWeek {
    std::string_view weekday;  ///< `Mon`
    Duration start{0};
};
[[nodiscard]] HourOfWeek hour_of_week(std::size_t hour);

inline constexpr std::string_view kNotMeasured = "not measured";

}  // namespace fcr
