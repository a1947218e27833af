#include "sim/scenario/compile_streams.hpp"

#include "sim/base/check.hpp"
#include "sim/random/real_math.hpp"

#include <algorithm>
#include <cmath>

namespace fcr {

namespace {

constexpr double kLeastShare = 1e-4;
constexpr double kSecondsOfHour = 3'600.0;

double log_variance(const HourFactor& factor) {
    return log(1.0 + factor.cv * factor.cv);
}

/// When in a day somebody rings whose hours have these weights.
Distribution time_of_day(const std::vector<double>& weights) {
    double sum = 0.0;
    for (const double weight : weights) {
        sum += weight;
    }
    std::vector<QuantileKnot> knots{{.value = 0.0, .cumulative = 0.0}};
    double so_far = 0.0;
    for (std::size_t hour = 0; hour < weights.size(); ++hour) {
        so_far += weights[hour];
        knots.push_back({.value = kSecondsOfHour * static_cast<double>(hour + 1),
                         .cumulative = std::min(1.0, so_far / sum)});
    }
    knots.back().cumulative = 1.0;
    return Distribution::empirical(knots);
}

}  // namespace

std::vector<double> hour_weights(const HourFactor& factor) {
    if (factor.cv <= 0.0) {
        return {};
    }
    FCR_CHECK(factor.correlation >= 0.0 && factor.correlation <= kHourCorrelationMax,
              "a correlation of hours out of range");
    std::vector<double> weights;
    double squares = 0.0;
    double power = 1.0;
    while (power >= kLeastShare) {
        weights.push_back(power);
        squares += power * power;
        power *= factor.correlation;
    }
    const double scale = std::sqrt(log_variance(factor)) / std::sqrt(squares);
    for (double& weight : weights) {
        weight *= scale;
    }
    return weights;
}

void compile_hour_factors(const Scenario& scenario, CompiledScenario& compiled) {
    std::vector<double> all;
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        const HourFactor& factor = scenario.lines[row].arrivals.hour_factor;
        const std::vector<double> weights = hour_weights(factor);
        CompiledLine& line = compiled.lines[LineId{row}];
        line.hour_weights = {.first = static_cast<std::uint32_t>(all.size()),
                             .count = static_cast<std::uint32_t>(weights.size())};
        line.hour_log_mean = -0.5 * log_variance(factor);
        all.insert(all.end(), weights.begin(), weights.end());
    }
    compiled.hour_weights = Table<HourWeightId, double>(all.size());
    std::ranges::copy(all, compiled.hour_weights.begin());
}

void compile_streams(const Scenario& scenario, CompiledScenario& compiled) {
    if (scenario.calendar) {
        const std::vector<CalendarDay>& days = scenario.calendar->days;
        compiled.measured_day = static_cast<std::int64_t>(scenario.calendar->measured_day);
        compiled.midnights = Table<MidnightId, SimTime>(days.size());
        for (std::size_t row = 0; row < days.size(); ++row) {
            compiled.midnights[MidnightId{row}] = kStartOfRun + days[row].midnight;
        }
    }
    std::vector<CompiledSurge> surges;
    for (const Surge& surge : scenario.surges) {
        surges.push_back({.call_class = surge.call_class,
                          .start = kStartOfRun + surge.start,
                          .spread = to_distribution(surge.spread),
                          .calls = surge.calls,
                          .exactly = surge.exactly,
                          .number = static_cast<std::uint32_t>(surges.size())});
    }
    std::ranges::stable_sort(surges, {}, &CompiledSurge::start);
    compiled.surges = Table<SurgeId, CompiledSurge>(surges.size());
    std::ranges::move(surges, compiled.surges.begin());
    compiled.named_callers =
        Table<NamedCallerId, CompiledNamedCaller>(scenario.named_callers.size());
    for (std::size_t row = 0; row < scenario.named_callers.size(); ++row) {
        const NamedCaller& caller = scenario.named_callers[row];
        compiled.named_callers[NamedCallerId{row}] = {
            .call_class = caller.call_class,
            .calls_per_day = caller.calls_per_day,
            .time_of_day = time_of_day(caller.hour_weights)};
    }
}

void compile_hours_of_week(const Scenario& scenario, CompiledScenario& compiled) {
    const Duration measured = compiled.measured_until - compiled.measured_from;
    if (!scenario.calendar || measured < std::chrono::weeks{1}) {
        return;
    }
    constexpr Duration kHour = std::chrono::hours{1};
    const auto hours = static_cast<std::size_t>((measured + kHour - Duration{1}) / kHour);
    compiled.hours_of_week = Table<MeasuredHourId, std::uint8_t>(hours);
    Duration at = compiled.measured_from - kStartOfRun;
    for (std::uint8_t& hour : compiled.hours_of_week) {
        const LocalMoment moment = scenario.calendar->moment(at);
        // Sunday is day 0 of the library's week and the last of ours.
        const std::chrono::weekday weekday(scenario.calendar->days[moment.day].date);
        hour = static_cast<std::uint8_t>((weekday.iso_encoding() - 1) * 24 +
                                         moment.time_of_day / kHour);
        at += kHour;
    }
}

}  // namespace fcr
