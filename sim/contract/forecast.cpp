#include "sim/contract/forecast.hpp"

#include "sim/scenario/civil_day.hpp"

#include <array>
#include <cmath>
#include <string_view>

namespace fcr {

namespace {

constexpr std::int64_t kMillion = 1'000'000;

/// The month of a line that a period falls into.
const MonthForecast* month_of(const ForecastTerms& forecast, LineId line, int number) {
    const MonthForecast* last = nullptr;
    int seen = 0;
    for (const MonthForecast& month : forecast.months) {
        if (month.line == line && seen++ <= number) {
            last = &month;
        }
    }
    return last;
}

/// The profile's cells of a period, with its own numbers.
std::vector<ForecastCell> profile_cells(const Profile& profile,
                                        std::size_t column,
                                        LineId line,
                                        const ServicePeriod& period) {
    std::vector<ForecastCell> cells;
    for (const ServiceDay& day : period.days) {
        const Profile::Day* const expected = forecast_day(profile, day.weekday, day.bank_holiday);
        if (expected == nullptr) {
            continue;
        }
        for (Duration at{0}; at < day.length; at += profile.interval) {
            const auto row = static_cast<std::size_t>(time_of_day(day.date, at) / profile.interval);
            const double calls = profile.value(*expected, row, column);
            const SimTime from = period.start + day.midnight + at;
            cells.push_back({.line = line,
                             .from = from,
                             .until = from + profile.interval,
                             .calls_millionths = std::llround(calls * 1e6),
                             .handling = {}});
        }
    }
    return cells;
}

/// Makes the cells add up to so many calls, each rounded to a millionth.
void scale(std::vector<ForecastCell>& cells, std::int64_t calls_millionths) {
    std::int64_t sum = 0;
    for (const ForecastCell& cell : cells) {
        sum += cell.calls_millionths;
    }
    for (ForecastCell& cell : cells) {
        cell.calls_millionths =
            sum == 0 ? 0
                     : divide_rounded(
                           static_cast<WideInteger>(cell.calls_millionths) * calls_millionths, sum);
    }
}

std::vector<ForecastCell> line_cells(const ContractTerms& terms,
                                     LineId line,
                                     const ServicePeriod& period) {
    const ForecastTerms& forecast = *terms.forecast;
    const MonthForecast* const month = month_of(forecast, line, period.number);
    const auto days = static_cast<std::int64_t>(period.days.size());
    const std::int64_t expected =
        month == nullptr ? 0
                         : divide_rounded(static_cast<WideInteger>(month->calls) * kMillion * days,
                                          period.days_of_month);
    const std::optional<std::size_t> column =
        forecast.profile ? forecast.profile->column(terms.scope.lines[line.index()]) : std::nullopt;
    std::vector<ForecastCell> cells;
    if (column) {
        cells = profile_cells(*forecast.profile, *column, line, period);
        if (month != nullptr) {
            scale(cells, expected);
        }
    } else if (month != nullptr) {
        cells.push_back({.line = line,
                         .from = period.start,
                         .until = period.end,
                         .calls_millionths = expected,
                         .handling = {}});
    }
    for (ForecastCell& cell : cells) {
        cell.handling = month == nullptr ? Duration{0} : month->handling;
    }
    return cells;
}

}  // namespace

const Profile::Day* forecast_day(const Profile& profile, int weekday, bool bank_holiday) {
    constexpr std::array<std::string_view, 7> names{
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    const Profile::Day* day = bank_holiday ? profile.day("bank_holiday") : nullptr;
    if (day == nullptr) {
        day = profile.day(names.at(static_cast<std::size_t>(weekday)));
    }
    if (day == nullptr) {
        day = profile.day(weekday < 5 ? "weekday" : "weekend");
    }
    if (day == nullptr && profile.days.size() == 1) {
        day = profile.days.data();
    }
    return day;
}

std::vector<ForecastCell> forecast_cells(const ContractTerms& terms, const ServicePeriod& period) {
    std::vector<ForecastCell> cells;
    if (!terms.forecast) {
        return cells;
    }
    for (std::size_t line = 0; line < terms.scope.lines.size(); ++line) {
        const std::vector<ForecastCell> more = line_cells(terms, LineId{line}, period);
        cells.insert(cells.end(), more.begin(), more.end());
    }
    return cells;
}

}  // namespace fcr
