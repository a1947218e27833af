// Hours of the week by the clock on the wall: 0 is Monday 00:00 to 01:00, 167 the last of Sunday.
#pragma once

#include "sim/base/time.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/metrics/day_recorder.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace fcr {

template <typename T>
using ByHourOfWeek = std::array<T, kHoursOfWeek>;

/// Seats beside those planned, in each hour of the week.
using SeatsByHour = ByHourOfWeek<std::int32_t>;

[[nodiscard]] inline std::size_t hour_of_week(int weekday, Duration time_of_day) {
    return static_cast<std::size_t>(weekday) * 24 +
           static_cast<std::size_t>(time_of_day / std::chrono::hours{1});
}

/// `Monday 14:00`.
[[nodiscard]] std::string hour_name(std::size_t hour);

}  // namespace fcr
