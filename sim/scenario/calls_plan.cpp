// How many calls each interval of a line's days brings: from weights or a CSV file.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr {

namespace {

constexpr Range kCallsADay{.min = 0.0, .max = 1e6, .unit = "calls"};

double sum_of(const std::vector<double>& values) {
    double sum = 0.0;
    for (const double value : values) {
        sum += value;
    }
    return sum;
}

/// Every day of a plan.
std::vector<std::vector<double>*> days_of(DayPlan& plan) {
    std::vector<std::vector<double>*> days{&plan.measured, &plan.warm_up};
    for (std::vector<double>& kind : plan.kinds) {
        days.push_back(&kind);
    }
    return days;
}

/// Calls by interval of a day from weights, which say only how the day's total is spread.
std::optional<DayPlan> plan_of_weights(const Block& arrivals) {
    using A = v1::Arrivals;
    constexpr Range weight_range{.min = 0.0, .max = 1e9};
    const auto count = static_cast<std::size_t>(arrivals.size(A::kWeightsFieldNumber));
    const std::optional<Duration> interval = day_interval(count);
    if (!interval) {
        arrivals.refuse(A::kWeightsFieldNumber,
                        fmt::format("must be 1, 24, 48, 96 or another number of weights that "
                                    "splits the 1440 minutes of a day evenly; there are {}",
                                    count));
        return std::nullopt;
    }
    const double total = arrivals.needed_number(A::kCallsPerDayFieldNumber, kCallsADay);
    DayPlan plan;
    plan.interval = *interval;
    plan.measured = arrivals.numbers(A::kWeightsFieldNumber, weight_range);
    const double sum = sum_of(plan.measured);
    if (sum <= 0.0) {
        arrivals.refuse(A::kWeightsFieldNumber, "must not all be 0");
        return std::nullopt;
    }
    for (double& calls : plan.measured) {
        calls = total * (calls / sum);
    }
    plan.warm_up = plan.measured;
    return plan;
}

/// Calls by interval of each day of the week. The total is that of the mean day of a week.
std::optional<DayPlan> plan_of_week(const Validation& validation, const Block& arrivals) {
    using A = v1::Arrivals;
    constexpr std::size_t days_of_week = 7;
    const auto count = static_cast<std::size_t>(arrivals.size(A::kWeekWeightsFieldNumber));
    const std::optional<Duration> interval =
        count % days_of_week == 0 ? day_interval(count / days_of_week) : std::nullopt;
    if (!interval) {
        arrivals.refuse(A::kWeekWeightsFieldNumber,
                        fmt::format("must be 7, 168, 336, 672 or another number of weights that "
                                    "splits each of seven days evenly; there are {}",
                                    count));
        return std::nullopt;
    }
    const double total = arrivals.needed_number(A::kCallsPerDayFieldNumber, kCallsADay);
    const std::vector<double> weights =
        arrivals.numbers(A::kWeekWeightsFieldNumber, {.min = 0.0, .max = 1e9});
    const double sum = sum_of(weights);
    if (sum <= 0.0) {
        arrivals.refuse(A::kWeekWeightsFieldNumber, "must not all be 0");
        return std::nullopt;
    }
    if (validation.scenario.calendar == std::nullopt) {
        return std::nullopt;  // it is missing or was refused, and that was told
    }
    DayPlan plan;
    plan.interval = *interval;
    plan.kinds.resize(days_of_week);
    for (std::size_t row = 0; row < count; ++row) {
        plan.kinds[row / (count / days_of_week)].push_back(days_of_week * total *
                                                           (weights[row] / sum));
    }
    for (const CalendarDay& day : validation.scenario.calendar->days) {
        plan.kind_of_day.push_back(std::chrono::weekday{day.date}.iso_encoding() - 1);
    }
    return plan;
}

/// The calls of the mean day of a week without holidays, of those days that the file knows.
double mean_of_week(Validation& validation, const Block& arrivals, const std::string& line) {
    // The file and its column were found a moment ago.
    const Profile& profile =
        *validation.profiles.get(arrivals, v1::Arrivals::kProfileCsvFieldNumber);
    const std::size_t column = profile.column(line).value_or(0);
    double sum = 0.0;
    int days = 0;
    for (const std::string& type : validation.ordinary_week) {
        const Profile::Day* day = profile.day(type);
        if (day == nullptr) {
            continue;
        }
        ++days;
        for (std::size_t row = 0; row < day->lines.size(); ++row) {
            sum += profile.value(*day, row, column);
        }
    }
    return days == 0 ? 0.0 : sum / days;
}

/// Calls by interval of a day from a CSV file. A total for the day scales the measured day to it
/// and the warm-up day by the same factor, so that a quiet day before stays a quiet day. With a
/// calendar it is the mean day of an ordinary week that is scaled.
std::optional<DayPlan> plan_of_profile(Validation& validation,
                                       const Block& arrivals,
                                       const std::string& line) {
    using A = v1::Arrivals;
    std::optional<DayPlan> plan =
        read_day_plan(validation, arrivals, A::kProfileCsvFieldNumber, line);
    const std::optional<double> total = arrivals.number(A::kCallsPerDayFieldNumber, kCallsADay);
    if (!plan || !total) {
        return plan;
    }
    const bool dated = plan->calendar != nullptr;
    const double sum = dated ? mean_of_week(validation, arrivals, line) : sum_of(plan->measured);
    if (sum <= 0.0) {
        arrivals.refuse(A::kCallsPerDayFieldNumber,
                        fmt::format("must be left out: the profile's {} has no calls to scale",
                                    dated ? "ordinary week" : "measured day"));
        return std::nullopt;
    }
    const double factor = *total / sum;
    for (std::vector<double>* day : days_of(*plan)) {
        for (double& calls : *day) {
            calls *= factor;
        }
    }
    return plan;
}

/// An even day is told in quarter-hours, so that a run need not last whole days.
void split_even_day(DayPlan& plan) {
    constexpr std::size_t quarters = 96;
    for (std::vector<double>* day : {&plan.measured, &plan.warm_up}) {
        day->assign(quarters, day->front() / static_cast<double>(quarters));
    }
    plan.interval = std::chrono::minutes{15};
}

/// Clocks that change move the intervals of a day by an hour: they are split so that each hour has
/// whole ones.
void split_by_hours(DayPlan& plan) {
    const Duration stretch = plan.stretch();
    const auto parts = static_cast<std::size_t>(plan.interval / stretch);
    for (std::vector<double>* day : days_of(plan)) {
        std::vector<double> split;
        for (const double calls : *day) {
            split.insert(split.end(), parts, calls / static_cast<double>(parts));
        }
        *day = std::move(split);
    }
    plan.interval = stretch;
}

/// The calls by interval of the run's days, from the one place that tells them.
std::optional<DayPlan> read_as_written(Validation& validation,
                                       const Block& arrivals,
                                       const std::string& line) {
    using A = v1::Arrivals;
    const bool weights = arrivals.has(A::kWeightsFieldNumber);
    const bool profile = arrivals.has(A::kProfileCsvFieldNumber);
    const bool week = arrivals.has(A::kWeekWeightsFieldNumber);
    if (static_cast<int>(weights) + static_cast<int>(profile) + static_cast<int>(week) != 1) {
        arrivals.refuse_block({},
                              "must have one of weights (weights: 1 is an even day), profile_csv "
                              "and, with a calendar, week_weights");
        return std::nullopt;
    }
    if (week) {
        return plan_of_week(validation, arrivals);
    }
    return weights ? plan_of_weights(arrivals) : plan_of_profile(validation, arrivals, line);
}

}  // namespace

std::optional<DayPlan> read_calls_plan(Validation& validation,
                                       const Block& arrivals,
                                       const std::string& line) {
    std::optional<DayPlan> plan = read_as_written(validation, arrivals, line);
    if (plan) {
        plan->calendar = calendar_of(validation);
        if (plan->measured.size() == 1) {
            split_even_day(*plan);
        }
        split_by_hours(*plan);
    }
    return plan;
}

}  // namespace fcr
