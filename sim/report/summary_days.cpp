#include "sim/report/summary_days.hpp"

#include "sim/report/samples.hpp"
#include "sim/report/summary_intervals.hpp"

#include <array>

namespace fcr {
namespace {

/// Where the buckets of a wait distribution end, in seconds; what is longer is in the last.
constexpr std::array kBucketEnds{1.0,   2.0,   3.0,   4.0,   5.0,   6.0,    8.0,    10.0,
                                 15.0,  20.0,  30.0,  45.0,  60.0,  90.0,   120.0,  180.0,
                                 240.0, 300.0, 420.0, 600.0, 900.0, 1200.0, 1800.0, 3600.0};

std::vector<BandInterval> bands_of(const CompiledScenario& scenario,
                                   const DaySpread& spread,
                                   LineId line) {
    std::vector<BandInterval> bands;
    for (std::size_t row = 0; row < kResultIntervals; ++row) {
        if (time_in(scenario, row) <= Duration::zero()) {
            continue;
        }
        const IntervalId interval{row};
        bands.push_back(
            {.from = kResultInterval * static_cast<std::int64_t>(row),
             .days = spread.days_with_calls(line, interval),
             .service_level_percent = spread.quantiles(DayFigure::ServiceLevel, line, interval),
             .mean_wait_s = spread.quantiles(DayFigure::MeanWait, line, interval),
             .mean_queue = spread.quantiles(DayFigure::MeanQueue, line, interval)});
    }
    return bands;
}

std::optional<double> ratio(std::int64_t numerator, std::int64_t denominator, double scale) {
    return denominator > 0 ? std::optional(scale * static_cast<double>(numerator) /
                                           static_cast<double>(denominator))
                           : std::nullopt;
}

std::vector<WeekHour> week_of(const CompiledScenario& scenario,
                              const Recorder& totals,
                              LineId line) {
    std::vector<WeekHour> week;
    if (scenario.hours_of_week.size() == 0) {
        return week;
    }
    std::array<std::int64_t, kHoursOfWeek> measured{};  // such hours in a replication
    for (const std::uint8_t hour : scenario.hours_of_week) {
        ++measured[hour];
    }
    for (std::size_t row = 0; row < kHoursOfWeek; ++row) {
        const ServiceTally& tally = totals.days().total(line, HourOfWeekId{row});
        const auto hours = measured[row] * static_cast<std::int64_t>(totals.replications());
        week.push_back(
            {.offered = ratio(tally.offered, hours, 1.0),
             .service_level_percent = ratio(tally.within, tally.judged, kPercent),
             .mean_wait_s = ratio(tally.answered_wait_us, tally.answered, 1.0 / kUsPerSecond)});
    }
    return week;
}

/// The same waits of several classes and pools, taken together.
class Waits {
public:
    void add(const Histogram& part) { parts_.push_back(&part); }

    [[nodiscard]] std::uint64_t total() const {
        std::uint64_t sum = 0;
        for (const Histogram* const part : parts_) {
            sum += part->total();
        }
        return sum;
    }
    /// The share of them from `from_s` to just below `until_s`, or all that are longer. Buckets of
    /// histograms are at most 0.1 % wide.
    [[nodiscard]] std::optional<double> percent(double from_s,
                                                std::optional<double> until_s) const {
        const std::uint64_t until = until_s ? below(*until_s) : total();
        return ratio(static_cast<std::int64_t>(until - below(from_s)),
                     static_cast<std::int64_t>(total()),
                     kPercent);
    }

private:
    [[nodiscard]] std::uint64_t below(double wait_s) const {
        std::uint64_t count = 0;
        for (const Histogram* const part : parts_) {
            count += wait_s > 0.0 ? part->at_most(duration_from_seconds(wait_s) - Duration{1}) : 0;
        }
        return count;
    }

    std::vector<const Histogram*> parts_;
};

void add_waits(LineDays& days, ClockStart clock, const Waits& answered, const Waits& abandoned) {
    WaitDistribution waits{.clock = clock,
                           .answered = answered.total(),
                           .abandoned = abandoned.total(),
                           .buckets = {}};
    if (waits.answered + waits.abandoned == 0) {
        return;
    }
    double from_s = 0.0;
    const auto add_bucket = [&](std::optional<double> end_s) {
        waits.buckets.push_back({.below_s = end_s,
                                 .answered_percent = answered.percent(from_s, end_s),
                                 .abandoned_percent = abandoned.percent(from_s, end_s)});
    };
    for (const double end_s : kBucketEnds) {
        add_bucket(end_s);
        from_s = end_s;
    }
    add_bucket(std::nullopt);
    days.waits.push_back(std::move(waits));
}

/// The operator's clock first, as the national table has it.
void add_waits(const CompiledScenario& scenario,
               const Recorder& totals,
               LineId line,
               LineDays& days) {
    Waits on_operator_clock;
    Waits on_force_clock;
    for (std::size_t row = 0; row < scenario.classes.size(); ++row) {
        const CallClassId call_class{row};
        if (scenario.classes[call_class].line != line) {
            continue;
        }
        on_operator_clock.add(totals.operator_waits(call_class));
        for (std::size_t pool = 0; pool < scenario.pools.size(); ++pool) {
            on_force_clock.add(totals.waits(call_class, PoolId{pool}));
        }
    }
    Waits abandoned;
    abandoned.add(totals.abandoned_waits(line));
    if (scenario.lines[line].has_operator_leg) {
        Waits abandoned_on_operator_clock;
        abandoned_on_operator_clock.add(totals.abandoned_operator_waits(line));
        add_waits(
            days, ClockStart::OperatorConnect, on_operator_clock, abandoned_on_operator_clock);
    }
    add_waits(days, ClockStart::NetworkArrive, on_force_clock, abandoned);
}

}  // namespace

std::vector<LineDays> summarise_days(const CompiledScenario& scenario, const Recorder& totals) {
    std::vector<LineDays> lines;
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        const LineId line{row};
        LineDays days;
        if (const std::optional<KpiId> kpi = service_level_of(scenario, line)) {
            days.service_level = kpi->index();
        }
        days.bands = bands_of(scenario, totals.days().spread(), line);
        days.week = week_of(scenario, totals, line);
        add_waits(scenario, totals, line, days);
        lines.push_back(std::move(days));
    }
    return lines;
}

}  // namespace fcr
