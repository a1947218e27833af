// The days and hours that callers' keys and factors belong to.
#include "sim/control_room/arrival_draws.hpp"
#include "sim/control_room/arrival_source.hpp"
#include "sim/random/real_math.hpp"
#include "sim/random/ziggurat.hpp"

namespace fcr {
namespace {

constexpr Duration kDay = std::chrono::hours{24};
constexpr Duration kHour = std::chrono::hours{1};

/// Whole units from one time to another, rounded down: before it they are negative.
std::int64_t units_since(SimTime at, SimTime from, Duration unit) {
    const std::int64_t since = (at - from).count();
    const std::int64_t units = since / unit.count();
    return since % unit.count() < 0 ? units - 1 : units;
}

}  // namespace

ArrivalSource::LocalDay ArrivalSource::day_at(SimTime at) {
    const auto midnights = scenario_->midnights.rows();
    if (midnights.empty()) {
        const std::int64_t number = units_since(at, scenario_->measured_from, kDay);
        return {.number = number + scenario_->days_before,
                .midnight = scenario_->measured_from + number * kDay};
    }
    while (midnight_row_ + 1 < midnights.size() && midnights[midnight_row_ + 1] <= at) {
        ++midnight_row_;
    }
    return {.number = static_cast<std::int64_t>(midnight_row_) - scenario_->measured_day +
                      scenario_->days_before,
            .midnight = midnights[midnight_row_]};
}

ArrivalSource::LocalDay ArrivalSource::day_after(const LocalDay& day) const {
    const auto midnights = scenario_->midnights.rows();
    if (midnights.empty()) {
        return {.number = day.number + 1, .midnight = day.midnight + kDay};
    }
    const auto row =
        static_cast<std::size_t>(day.number + 1 - scenario_->days_before + scenario_->measured_day);
    return {.number = day.number + 1, .midnight = row < midnights.size() ? midnights[row] : kNever};
}

/// Hours count from the measured part, as days do, but by the time that passes.
double ArrivalSource::hour_factor(SimTime at) {
    const std::int64_t hour =
        units_since(at, scenario_->measured_from, kHour) + scenario_->hours_before;
    if (!hour_factor_known_ || factor_hour_ != hour) {
        hour_factor_ = draw_hour_factor(hour);
        factor_hour_ = hour;
        hour_factor_known_ = true;
    }
    return hour_factor_;
}

/// See hour_weights() in sim/scenario/compile_streams.hpp. An hour after the last one asked for
/// brings one normal of its own; those before it are kept.
double ArrivalSource::draw_hour_factor(std::int64_t hour) {
    const CompiledLine& line = scenario_->lines[line_];
    const std::int64_t count = line.hour_weights.count;
    const auto normal_of = [&](std::int64_t number) -> double& {
        return hour_normals_[static_cast<std::size_t>((number % count + count) % count)];
    };
    const bool follows = hour_factor_known_ && hour == factor_hour_ + 1;
    for (std::int64_t number = follows ? hour : hour - count + 1; number <= hour; ++number) {
        const EntityKey entity{.family = kLineHourFamily,
                               .member = std::uint64_t{line_.index()} << 56U |
                                         (static_cast<std::uint64_t>(number) & 0xFFFF'FFFFU)};
        normal_of(number) = standard_normal(streams_.draw(Purpose::HourFactor, entity));
    }
    double log_factor = line.hour_log_mean;
    for (std::uint32_t back = 0; back < line.hour_weights.count; ++back) {
        log_factor += scenario_->hour_weights[HourWeightId{line.hour_weights.first + back}] *
                      normal_of(hour - std::int64_t{back});
    }
    return exp(log_factor);
}

}  // namespace fcr
