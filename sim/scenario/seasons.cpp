#include "sim/scenario/seasons.hpp"

#include "proto/fcr/v1/scenario.pb.h"
#include "sim/random/real_math.hpp"

#include <fmt/format.h>

#include <string_view>

namespace fcr {

namespace {

using A = v1::Arrivals;

constexpr double kDaysOfYear = 365.25;

/// A list of so many factors, or none.
std::vector<double> read_factors(const Block& arrivals,
                                 int field,
                                 std::size_t count,
                                 std::string_view first) {
    if (!arrivals.has(field)) {
        return {};
    }
    std::vector<double> factors = arrivals.numbers(field, {.min = 0.0, .max = 100.0});
    if (factors.size() != count) {
        arrivals.refuse(
            field,
            fmt::format(
                "must be {} factors, {} first; there are {}", count, first, factors.size()));
        return {};
    }
    return factors;
}

}  // namespace

Seasons read_seasons(const Block& arrivals, bool has_calendar) {
    if (!has_calendar) {
        for (const int field : {A::kWeekWeightsFieldNumber,
                                A::kMonthFactorsFieldNumber,
                                A::kWeekdayFactorsFieldNumber,
                                A::kYearlyFactorFieldNumber}) {
            if (arrivals.has(field)) {
                arrivals.refuse(
                    field, "needs a calendar, such as calendar { start_date: \"2026-11-25\" }");
            }
        }
    }
    Seasons seasons;
    seasons.months = read_factors(arrivals, A::kMonthFactorsFieldNumber, 12, "January");
    seasons.weekdays = read_factors(arrivals, A::kWeekdayFactorsFieldNumber, 7, "Monday");
    seasons.yearly =
        arrivals.number_or(A::kYearlyFactorFieldNumber, {.min = 0.1, .max = 10.0}, 1.0);
    if (arrivals.has(A::kWeekWeightsFieldNumber) && arrivals.has(A::kWeekdayFactorsFieldNumber)) {
        arrivals.refuse(A::kWeekdayFactorsFieldNumber,
                        "must be left out: week_weights tell the days of the week apart already");
    }
    return seasons;
}

double season_factor(const Seasons& seasons, Date date, Date level_date) {
    double factor = 1.0;
    if (!seasons.months.empty()) {
        const std::chrono::year_month_day day{date};
        factor *= seasons.months[static_cast<unsigned>(day.month()) - 1];
    }
    if (!seasons.weekdays.empty()) {
        factor *= seasons.weekdays[std::chrono::weekday{date}.iso_encoding() - 1];
    }
    if (seasons.yearly != 1.0) {
        const auto days = static_cast<double>((date - level_date).count());
        factor *= exp(log(seasons.yearly) * (days / kDaysOfYear));
    }
    return factor;
}

double named_factor(const RunCalendar& calendar, LocalMoment moment, std::size_t line) {
    double factor = 1.0;
    for (const std::size_t row : calendar.days[moment.day].named) {
        const NamedDay& named = calendar.named_days[row];
        if (named.from <= moment.time_of_day && moment.time_of_day < named.until) {
            factor *= named.factors[line];
        }
    }
    return factor;
}

}  // namespace fcr
