// The days of UK civil time: dates, and the two days a year on which the clocks change.
#pragma once

#include "sim/base/time.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string_view>

namespace fcr {

/// A day on the wall calendar.
using Date = std::chrono::local_days;

/// The months by name, January first.
inline constexpr std::array<std::string_view, 12> kMonthNames{"January",
                                                              "February",
                                                              "March",
                                                              "April",
                                                              "May",
                                                              "June",
                                                              "July",
                                                              "August",
                                                              "September",
                                                              "October",
                                                              "November",
                                                              "December"};

inline constexpr Date kDateMin{std::chrono::year{1996} / 1 / 1};
inline constexpr Date kDateMax{std::chrono::year{2199} / 12 / 31};

// The clocks go forward on the last Sunday of March and back on the last Sunday of October, both at
// 01:00 GMT: Directive 2000/84/EC and the Summer Time Order 2002, in practice since 1996. The rule
// is part of the model, not of the machine: a time zone database would let the bytes of a result
// depend on its version. A test compares the two.

/// 24 hours; 23 when the clocks go forward and 25 when they go back.
[[nodiscard]] Duration day_length(Date date);

/// What the clock shows so long after the day's midnight, 0 to below 24 h. On the day of 25 hours
/// 01:00 to 02:00 is shown twice.
[[nodiscard]] Duration time_of_day(Date date, Duration since_midnight);

/// How long after the day's midnight the clock shows a time, the first time it does. Empty for a
/// time that the day leaves out.
[[nodiscard]] std::optional<Duration> since_midnight(Date date, Duration time_of_day);

/// A date written 2026-11-25, from 1996-01-01 to 2199-12-31.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

}  // namespace fcr
