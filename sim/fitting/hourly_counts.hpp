// The calls of one line, counted by day and five minutes: what rates are fitted from.
#pragma once

#include "sim/scenario/civil_day.hpp"
#include "sim/scenario/local_time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fcr {

inline constexpr std::size_t kHoursOfDay = 24;
inline constexpr std::size_t kFiveMinutesOfHour = 12;

/// Why a day is not fitted from.
enum class DayFault : std::uint8_t {
    None,
    ClockChange,  ///< it has 23 or 25 hours
    NoCalls,      ///< of a line that would hardly ever have none: a hole in the extract
};

struct CountedDay {
    Date date;
    int weekday = 0;  ///< 0 Monday to 6 Sunday
    DayFault fault = DayFault::None;
    std::array<std::uint32_t, kHoursOfDay * kFiveMinutesOfHour> calls{};  ///< by five minutes

    [[nodiscard]] std::uint32_t hour(std::size_t hour) const;
    [[nodiscard]] std::uint32_t total() const;
};

/// Counts the calls offered on the days [first, end), by the clock on the wall; others are left
/// out. A day without calls is a hole when the other days have 20 or more on average: by Poisson's
/// law once in 5 * 10^8 days.
[[nodiscard]] std::vector<CountedDay> count_by_day(std::span<const LocalTime> offered,
                                                   Date first,
                                                   Date end);

}  // namespace fcr
