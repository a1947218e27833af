#include "sim/fitting/hourly_counts.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <numeric>

namespace fcr {

namespace {

constexpr double kCallsOfNoHole = 20.0;

}  // namespace

std::uint32_t CountedDay::hour(std::size_t hour) const {
    const auto from = calls.begin() + static_cast<std::ptrdiff_t>(hour * kFiveMinutesOfHour);
    return std::accumulate(from, from + kFiveMinutesOfHour, std::uint32_t{0});
}

std::uint32_t CountedDay::total() const {
    return std::accumulate(calls.begin(), calls.end(), std::uint32_t{0});
}

std::vector<CountedDay> count_by_day(std::span<const LocalTime> offered, Date first, Date end) {
    FCR_CHECK(first < end, "a span of no days is counted");
    std::vector<CountedDay> days;
    for (Date date = first; date < end; date += std::chrono::days{1}) {
        CountedDay& day = days.emplace_back();
        day.date = date;
        day.weekday = static_cast<int>(std::chrono::weekday{date}.iso_encoding()) - 1;
        day.fault =
            day_length(date) == std::chrono::hours{24} ? DayFault::None : DayFault::ClockChange;
    }
    std::size_t counted = 0;
    for (const LocalTime time : offered) {
        const auto date = std::chrono::floor<std::chrono::days>(time);
        if (date < first || date >= end) {
            continue;
        }
        CountedDay& day = days[static_cast<std::size_t>((date - first).count())];
        ++day.calls[static_cast<std::size_t>((time - date) / std::chrono::minutes{5})];
        ++counted;
    }
    std::size_t empty = 0;
    for (const CountedDay& day : days) {
        empty += day.total() == 0 ? 1 : 0;
    }
    const double mean = empty == days.size() ? 0.0
                                             : static_cast<double>(counted) /
                                                   static_cast<double>(days.size() - empty);
    for (CountedDay& day : days) {
        if (day.fault == DayFault::None && day.total() == 0 && mean >= kCallsOfNoHole) {
            day.fault = DayFault::NoCalls;
        }
    }
    return days;
}

}  // namespace fcr
