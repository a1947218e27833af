#include "sim/scenario/run_calendar.hpp"

#include "sim/base/check.hpp"

#include <algorithm>

namespace fcr {

LocalMoment RunCalendar::moment(Duration time) const {
    const auto next = std::ranges::upper_bound(days, time, {}, &CalendarDay::midnight);
    FCR_CHECK(next != days.begin(), "a moment before the run's first day");
    const CalendarDay& day = *(next - 1);
    const Duration since = time - day.midnight;
    FCR_CHECK(since < day_length(day.date), "a moment after the run's last day");
    return {.day = static_cast<std::size_t>(next - days.begin()) - 1,
            .time_of_day = time_of_day(day.date, since)};
}

std::optional<Duration> RunCalendar::time(Date date, Duration time_of_day) const {
    const auto day = std::ranges::find(days, date, &CalendarDay::date);
    const std::optional<Duration> since = since_midnight(date, time_of_day);
    if (day == days.end() || !since) {
        return std::nullopt;
    }
    return day->midnight + *since;
}

RunCalendar lay_out_days(Date start, Duration lead, Duration span) {
    RunCalendar calendar;
    Date first = start;
    Duration midnight = lead;
    while (midnight > Duration::zero()) {
        first -= std::chrono::days{1};
        midnight -= day_length(first);
    }
    for (Date date = first; midnight <= lead + span; date += std::chrono::days{1}) {
        if (date == start) {
            calendar.measured_day = calendar.days.size();
        }
        calendar.days.push_back({.date = date, .midnight = midnight});
        midnight += day_length(date);
    }
    calendar.level_date = start;
    return calendar;
}

}  // namespace fcr
