#include "sim/contract/service_calendar.hpp"

#include "sim/base/check.hpp"
#include "sim/scenario/bank_holidays.hpp"

#include <algorithm>

namespace fcr {

namespace {

using std::chrono::days;
using std::chrono::year_month;
using std::chrono::year_month_day;
using std::chrono::year_month_day_last;

/// The same day so many months later; the last of a month that is too short.
Date months_after(Date date, int months) {
    const year_month_day day{date};
    const year_month month = day.year() / day.month() + std::chrono::months{months};
    const year_month_day same = month / day.day();
    return same.ok() ? Date{same} : Date{month / std::chrono::last};
}

/// How long after the midnight of `from` that of `to` is; below zero when it was before.
Duration between_midnights(Date from, Date to) {
    if (to < from) {
        return -between_midnights(to, from);
    }
    Duration span{0};
    for (Date date = from; date < to; date += days{1}) {
        span += day_length(date);
    }
    return span;
}

/// Says of dates that come in order whether they are bank holidays.
class HolidayTable {
public:
    [[nodiscard]] bool has(Date date) {
        const std::chrono::year year = year_month_day{date}.year();
        if (year != year_) {
            year_ = year;
            holidays_ = bank_holidays(year);
        }
        return std::ranges::binary_search(holidays_, date);
    }

private:
    std::chrono::year year_{0};
    std::vector<Date> holidays_;
};

}  // namespace

const ServiceDay& ServicePeriod::day_of(SimTime time) const {
    FCR_CHECK(has(time), "the moment is not of the period");
    const Duration elapsed = time - start;
    std::size_t row =
        std::min(static_cast<std::size_t>(elapsed / std::chrono::days{1}), days.size() - 1);
    // The clocks move a midnight by an hour: it is the day of the guess or one beside it.
    while (elapsed < days[row].midnight) {
        --row;
    }
    while (elapsed >= days[row].midnight + days[row].length) {
        ++row;
    }
    return days[row];
}

Duration ServicePeriod::time_of_day(SimTime time) const {
    const ServiceDay& day = day_of(time);
    return fcr::time_of_day(day.date, time - start - day.midnight);
}

Date term_end(Date term_start, int months) {
    return months_after(term_start, months);
}

std::vector<ServicePeriod> service_periods(Date term_start, int months, Date ledger_start) {
    FCR_CHECK(months > 0, "a term has a month at least");
    const Date end = term_end(term_start, months);
    HolidayTable holidays;
    std::vector<ServicePeriod> periods;
    SimTime start = kStartOfRun + between_midnights(ledger_start, term_start);
    for (Date first = term_start; first < end;) {
        const year_month_day day{first};
        const Date last_of_month{day.year() / day.month() / std::chrono::last};
        ServicePeriod period{.number = static_cast<int>(periods.size()),
                             .first = first,
                             .last = std::min(last_of_month, end - days{1}),
                             .start = start,
                             .end = start,
                             .days = {},
                             .days_of_month = static_cast<int>(
                                 static_cast<unsigned>(year_month_day{last_of_month}.day()))};
        for (Date date = first; date <= period.last; date += days{1}) {
            const unsigned weekday = std::chrono::weekday{date}.iso_encoding();
            period.days.push_back({.date = date,
                                   .midnight = period.end - period.start,
                                   .length = day_length(date),
                                   .weekday = static_cast<int>(weekday) - 1,
                                   .bank_holiday = holidays.has(date)});
            period.end += period.days.back().length;
        }
        start = period.end;
        first = period.last + days{1};
        periods.push_back(std::move(period));
    }
    return periods;
}

}  // namespace fcr
