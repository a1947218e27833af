#include "sim/report/summary_intervals.hpp"

#include "sim/report/samples.hpp"
#include "sim/report/summary_kpis.hpp"

#include <algorithm>

namespace fcr {
namespace {

constexpr Duration kWholeDay = std::chrono::hours{24};

}  // namespace

Duration time_in(const CompiledScenario& scenario, std::size_t interval) {
    const Duration measured = scenario.measured_until - scenario.measured_from;
    const Duration from = kResultInterval * static_cast<std::int64_t>(interval);
    const Duration last_day =
        std::clamp(measured % kWholeDay - from, Duration::zero(), kResultInterval);
    return measured / kWholeDay * kResultInterval + last_day;
}

namespace {

std::optional<double> scaled_ratio(std::int64_t numerator, std::int64_t denominator, double scale) {
    if (denominator <= 0) {
        return std::nullopt;
    }
    return scale * static_cast<double>(numerator) / static_cast<double>(denominator);
}

CallInterval call_interval(const Rollup& rollup, double occurrences, bool has_operator_leg) {
    const CallTally& calls = rollup.calls;
    const auto in_one = [&](std::int64_t count) {
        return static_cast<double>(count) / occurrences;
    };
    const std::int64_t ended = calls.offered() - calls.unfinished;
    CallInterval interval{
        .offered = in_one(calls.offered()),
        .answered = in_one(calls.answered),
        .abandoned = in_one(calls.abandoned),
        .blocked = in_one(calls.blocked),
        .unfinished = in_one(calls.unfinished),
        .answered_percent = scaled_ratio(calls.answered, ended, kPercent),
        .abandoned_percent = scaled_ratio(calls.abandoned, ended, kPercent),
        .below_10s_percent = scaled_ratio(calls.band_below_10s, calls.answered, kPercent),
        .mean_wait_s = scaled_ratio(calls.answered_wait_us, calls.answered, 1.0 / kUsPerSecond),
        .operator_mean_wait_s = std::nullopt,
        .longest_wait_s = std::nullopt,
        .mean_queue = static_cast<double>(rollup.queue.waiting_us) /
                      static_cast<double>(kResultInterval.count()) / occurrences,
        .longest_queue = rollup.queue.longest};
    if (has_operator_leg) {
        interval.operator_mean_wait_s =
            scaled_ratio(calls.operator_wait_us, calls.answered, 1.0 / kUsPerSecond);
    }
    if (calls.answered + calls.abandoned > 0) {
        interval.longest_wait_s = static_cast<double>(calls.longest_wait_us) / kUsPerSecond;
    }
    return interval;
}

WorkInterval work_interval(const Rollup& rollup, double occurrences, bool rostered) {
    const SeatTally& seats = rollup.seats;
    const CallTally& calls = rollup.calls;
    const auto percent = [&](std::int64_t us) {
        return scaled_ratio(us, seats.on_duty_us, kPercent);
    };
    const auto people = [occurrences](std::int64_t us) {
        return static_cast<double>(us) / static_cast<double>(kResultInterval.count()) / occurrences;
    };
    const auto if_rostered = [&](std::int64_t us) {
        return rostered ? std::optional(people(us)) : std::nullopt;
    };
    return {.answered = static_cast<double>(calls.answered) / occurrences,
            .on_duty = people(seats.on_duty_us),
            .occupancy_percent = percent(seats.talk_us + seats.wrap_up_us),
            .ringing_percent = percent(seats.ringing_us),
            .gap_percent = percent(seats.gap_us),
            .handling_s =
                scaled_ratio(calls.talk_us + calls.wrap_up_us, calls.answered, 1.0 / kUsPerSecond),
            .on_break = if_rostered(seats.break_us),
            .absent = if_rostered(seats.absent_us)};
}

bool has_roster(const CompiledScenario& scenario, EmployerId employer) {
    return std::ranges::any_of(scenario.pools.rows(), [employer](const CompiledPool& pool) {
        return pool.rostered && pool.employer == employer;
    });
}

/// Counts of an indicator are calls in one quarter-hour; everything else is in its own unit.
std::optional<double> kpi_interval(const Kpi& kpi, const KpiCounts& counts, double occurrences) {
    const std::optional<double> value = value_in_unit(kpi.definition, counts);
    if (value && kpi.definition.type == KpiType::Count) {
        return *value / occurrences;
    }
    return value;
}

IntervalSummary summarise_interval(const CompiledScenario& scenario,
                                   const Recorder& totals,
                                   IntervalId interval,
                                   double occurrences) {
    IntervalSummary summary;
    summary.from = kResultInterval * static_cast<std::int64_t>(interval.index());
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        const LineId line{row};
        summary.lines.push_back(call_interval(
            totals.total(line, interval), occurrences, scenario.lines[line].has_operator_leg));
    }
    for (std::size_t row = 0; row < scenario.classes.size(); ++row) {
        const CallClassId call_class{row};
        const LineId line = scenario.classes[call_class].line;
        summary.classes.push_back(call_interval(totals.total(call_class, interval),
                                                occurrences,
                                                scenario.lines[line].has_operator_leg));
    }
    for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
        summary.pools.push_back(work_interval(totals.total(PoolId{row}, interval),
                                              occurrences,
                                              scenario.pools[PoolId{row}].rostered));
    }
    for (std::size_t row = 0; row < scenario.employers.size(); ++row) {
        summary.employers.push_back(work_interval(totals.total(EmployerId{row}, interval),
                                                  occurrences,
                                                  has_roster(scenario, EmployerId{row})));
    }
    for (std::size_t row = 0; row < scenario.kpis.size(); ++row) {
        const KpiId kpi{row};
        summary.kpis.push_back(
            kpi_interval(scenario.kpis[kpi], totals.total(kpi, interval), occurrences));
    }
    return summary;
}

}  // namespace

std::vector<IntervalSummary> summarise_intervals(const CompiledScenario& scenario,
                                                 const Recorder& totals) {
    std::vector<IntervalSummary> intervals;
    for (std::size_t row = 0; row < kResultIntervals; ++row) {
        const Duration held = time_in(scenario, row);
        if (held > Duration::zero()) {
            const double occurrences = static_cast<double>(totals.replications()) *
                                       static_cast<double>(held.count()) /
                                       static_cast<double>(kResultInterval.count());
            intervals.push_back(summarise_interval(scenario, totals, IntervalId{row}, occurrences));
        }
    }
    return intervals;
}

}  // namespace fcr
