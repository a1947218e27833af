#include "sim/scenario/describe_demand.hpp"

#include "sim/scenario/local_time.hpp"
#include "sim/scenario/text_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

namespace fcr {

namespace {

constexpr std::size_t kDatesShown = 12;
constexpr std::array<const char*, 7> kWeekdays{
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

double hours(Duration span) {
    return to_seconds(span) / 3600.0;
}

std::string with_weekday(Date date) {
    return fmt::format(
        "{} {}", kWeekdays[std::chrono::weekday{date}.iso_encoding() - 1], date_of(date));
}

/// The dates, and how many more where there are too many.
std::string list_dates(const std::vector<Date>& dates) {
    std::vector<std::string> shown;
    for (std::size_t row = 0; row < std::min(dates.size(), kDatesShown); ++row) {
        shown.push_back(date_of(dates[row]));
    }
    if (dates.size() > kDatesShown) {
        shown.push_back(fmt::format("{} more", dates.size() - kDatesShown));
    }
    return shown.empty() ? "none in this run" : fmt::format("{}", fmt::join(shown, ", "));
}

/// The days of which something is measured.
std::vector<const CalendarDay*> measured_days(const Scenario& scenario) {
    const RunCalendar& calendar = *scenario.calendar;
    const Duration end = scenario.run.warm_up + scenario.run.measured;
    std::vector<const CalendarDay*> days;
    for (std::size_t row = calendar.measured_day; row < calendar.days.size(); ++row) {
        if (calendar.days[row].midnight < end) {
            days.push_back(&calendar.days[row]);
        }
    }
    return days;
}

std::string describe_day_types(const std::vector<const CalendarDay*>& days) {
    std::vector<std::pair<std::string, int>> counts;
    for (const CalendarDay* day : days) {
        const auto found =
            std::ranges::find(counts, day->day_type, &std::pair<std::string, int>::first);
        if (found == counts.end()) {
            counts.emplace_back(day->day_type, 1);
        } else {
            ++found->second;
        }
    }
    std::vector<std::string> words;
    words.reserve(counts.size());
    for (const auto& [type, count] : counts) {
        words.push_back(fmt::format("{} of {}", count, type));
    }
    return fmt::format("  day types: {}\n", fmt::join(words, ", "));
}

std::string describe_clocks(const std::vector<const CalendarDay*>& days) {
    std::string text;
    for (const CalendarDay* day : days) {
        const double length = hours(day_length(day->date));
        if (length != 24.0) {
            text += fmt::format("  the clocks go {} on {}, a day of {} hours\n",
                                length < 24.0 ? "forward" : "back",
                                date_of(day->date),
                                length);
        }
    }
    return text;
}

std::string describe_named_days(const Scenario& scenario,
                                const std::vector<const CalendarDay*>& days) {
    const std::vector<NamedDay>& named = scenario.calendar->named_days;
    if (named.empty()) {
        return {};
    }
    std::vector<TextRow> rows{{"named day", "hours", "calls times", "days"}};
    for (std::size_t row = 0; row < named.size(); ++row) {
        std::vector<std::string> factors;
        for (std::size_t line = 0; line < named[row].factors.size(); ++line) {
            if (named[row].factors[line] != 1.0) {
                factors.push_back(fmt::format(
                    "{} on {}", short_number(named[row].factors[line]), scenario.lines[line].name));
            }
        }
        std::vector<Date> dates;
        for (const CalendarDay* day : days) {
            if (std::ranges::count(day->named, row) > 0) {
                dates.push_back(day->date);
            }
        }
        rows.push_back({named[row].name,
                        fmt::format("{} to {}",
                                    short_number(hours(named[row].from)),
                                    short_number(hours(named[row].until))),
                        factors.empty() ? "1" : fmt::format("{}", fmt::join(factors, ", ")),
                        list_dates(dates)});
    }
    return in_columns(rows);
}

/// Expected calls of each line in each month, for each day of it.
std::string describe_months(const Scenario& scenario) {
    struct Month {
        Duration span{0};
        std::vector<double> calls;
    };
    std::map<std::pair<int, unsigned>, Month> months;
    const RunCalendar& calendar = *scenario.calendar;
    for (std::size_t line = 0; line < scenario.lines.size(); ++line) {
        const ArrivalProfile& arrivals = scenario.lines[line].arrivals;
        for (std::size_t row = 0; row < arrivals.calls.size(); ++row) {
            const Duration at = arrivals.interval * static_cast<std::int64_t>(row);
            if (at < scenario.run.warm_up) {
                continue;
            }
            const std::chrono::year_month_day date{calendar.days[calendar.moment(at).day].date};
            Month& month =
                months[{static_cast<int>(date.year()), static_cast<unsigned>(date.month())}];
            month.calls.resize(scenario.lines.size(), 0.0);
            month.calls[line] += arrivals.calls[row];
            month.span += line == 0 ? arrivals.interval : Duration::zero();
        }
    }
    if (months.size() < 2) {
        return {};
    }
    std::vector<TextRow> rows{{"calls a day"}};
    for (const Line& line : scenario.lines) {
        rows.front().push_back(line.name);
    }
    for (const auto& [key, month] : months) {
        TextRow row{fmt::format("{:04}-{:02}", key.first, key.second)};
        for (const double calls : month.calls) {
            row.push_back(short_number(calls * 24.0 / hours(month.span)));
        }
        rows.push_back(std::move(row));
    }
    return in_columns(rows);
}

std::string describe_surges(const Scenario& scenario) {
    if (scenario.surges.empty()) {
        return {};
    }
    std::vector<TextRow> rows{{"surge", "call class", "calls", "starts", "each after"}};
    for (const Surge& surge : scenario.surges) {
        std::string starts = fmt::format("{} h from the measured start",
                                         short_number(hours(surge.start - scenario.run.warm_up)));
        if (scenario.calendar) {
            const LocalMoment moment = scenario.calendar->moment(surge.start);
            starts =
                to_string(LocalTime{scenario.calendar->days[moment.day].date} + moment.time_of_day);
        }
        rows.push_back({surge.name,
                        scenario.call_classes[surge.call_class.index()].name,
                        fmt::format("{}{}", surge.exactly ? "" : "about ", surge.calls),
                        starts,
                        to_string(surge.spread)});
    }
    return "\nSurges\n" + in_columns(rows);
}

std::string describe_named_callers(const Scenario& scenario) {
    if (scenario.named_callers.empty()) {
        return {};
    }
    std::vector<TextRow> rows{{"named caller", "call class", "calls/day"}};
    for (const NamedCaller& caller : scenario.named_callers) {
        rows.push_back({caller.name,
                        scenario.call_classes[caller.call_class.index()].name,
                        short_number(caller.calls_per_day)});
    }
    return "\nNamed callers\n" + in_columns(rows);
}

}  // namespace

std::string describe_hour_factors(const Scenario& scenario) {
    std::string text;
    for (const Line& line : scenario.lines) {
        const HourFactor& factor = line.arrivals.hour_factor;
        if (factor.cv > 0.0) {
            text += fmt::format("  hour factor of {}: cv {}, neighbouring hours correlate by {}\n",
                                line.name,
                                short_number(factor.cv),
                                short_number(factor.correlation));
        }
    }
    return text;
}

std::string describe_calendar(const Scenario& scenario) {
    if (!scenario.calendar) {
        return {};
    }
    const std::vector<const CalendarDay*> days = measured_days(scenario);
    std::vector<Date> holidays;
    for (const CalendarDay* day : days) {
        if (day->bank_holiday) {
            holidays.push_back(day->date);
        }
    }
    std::string text = "\nCalendar\n";
    text += fmt::format("  from {} to {}; calls are at the level of {}\n",
                        with_weekday(days.front()->date),
                        with_weekday(days.back()->date),
                        date_of(scenario.calendar->level_date));
    text += describe_day_types(days);
    text += describe_clocks(days);
    text += fmt::format("  bank holidays: {}\n", list_dates(holidays));
    return text + describe_named_days(scenario, days) + describe_months(scenario);
}

std::string describe_streams(const Scenario& scenario) {
    return scenario.load ? std::string{}
                         : describe_surges(scenario) + describe_named_callers(scenario);
}

}  // namespace fcr
