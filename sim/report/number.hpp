// Numbers as reports write them.
#pragma once

#include "sim/base/time.hpp"
#include "sim/report/figures.hpp"

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

/// `08:15`: a time since midnight, whole minutes.
[[nodiscard]] std::string time_of_day(Duration since_midnight);

inline constexpr std::string_view kNotMeasured = "not measured";

}  // namespace fcr
