// What a replication came to, and how it is folded into the totals.
#include "sim/base/check.hpp"
#include "sim/metrics/recorder.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace fcr {
namespace {

WaitPercentiles percentiles_of(std::span<const Histogram* const> waits) {
    WaitPercentiles percentiles{-1, -1, -1, -1};
    std::array<Duration, kReportPercentiles.size()> found{};
    if (Histogram::percentiles(waits, kReportPercentiles, found)) {
        std::ranges::transform(found, percentiles.begin(), &Duration::count);
    }
    return percentiles;
}

}  // namespace

void Rollup::merge(const Rollup& other) {
    calls.merge(other.calls);
    seats.merge(other.seats);
    queue.merge(other.queue);
}

void Recorder::end_replication(std::span<Rollup> populations_out, std::span<KpiOutcome> kpis) {
    FCR_CHECK(populations_out.size() == populations() && kpis.size() == scenario_.kpis.size(),
              "a replication's results need one row for each population and indicator");
    std::fill(populations_out.begin(), populations_out.end(), Rollup{});
    sum_up_time();
    sum_up_people();
    tell_days();
    roll_up_classes(populations_out);
    roll_up_pools(populations_out);
    roll_up_kpis(kpis);
    read_percentiles(populations_out);
    close_waits();
    days_.end_replication();
    ++replications_;
}

/// Time in a state is the time after its beginnings less the time after its ends.
void Recorder::sum_up_time() {
    for (std::size_t row = 0; row < pools_; ++row) {
        PoolInstants& pool = pool_instants_[PoolId{row}];
        SeatTally* const seats = &current_.seats[by_interval(row, 0)];
        const auto add = [&](std::size_t instants, std::int64_t SeatTally::*field, int sign) {
            pool.drain(instants, [&](std::size_t interval, std::int64_t us) {
                seats[interval].*field += sign * us;
            });
        };
        add(kSignedOn, &SeatTally::on_duty_us, 1);
        add(kSignedOff, &SeatTally::on_duty_us, -1);
        add(kRingsFrom, &SeatTally::ringing_us, 1);
        add(kRingsUntil, &SeatTally::ringing_us, -1);
        add(kTalksFrom, &SeatTally::talk_us, 1);
        add(kTalksUntil, &SeatTally::talk_us, -1);
        pool.drain(kTalksUntilWrapUp, [&](std::size_t interval, std::int64_t us) {
            seats[interval].talk_us -= us;
            seats[interval].wrap_up_us += us;
        });
        add(kWrapsUpUntil, &SeatTally::wrap_up_us, -1);
        add(kPausesFrom, &SeatTally::gap_us, 1);
        add(kPausesUntil, &SeatTally::gap_us, -1);
        if (scenario_.pools[PoolId{row}].rostered) {
            for (std::size_t interval = 0; interval < kResultIntervals; ++interval) {
                seats[interval].rostered_us = seats[interval].on_duty_us;
            }
        }
    }
    for (std::size_t row = 0; row < queue_instants_.size(); ++row) {
        if (!waited_[CallClassId{row}]) {
            continue;
        }
        QueueInstants& queue = queue_instants_[CallClassId{row}];
        QueueTally* const tallies = &current_.queues[by_interval(row, 0)];
        // A queue may be longest when the interval begins: queue_grew tells of those who come in
        // it.
        queue.visit_levels(
            kEnteredQueue, kLeftQueue, [&](std::size_t interval, std::int64_t waiting) {
                tallies[interval].longest = std::max(tallies[interval].longest, waiting);
            });
        const std::span<ServiceTally> quarters =
            days_.quarters(scenario_.classes[CallClassId{row}].line);
        const auto add = [&](std::size_t instants, int sign) {
            auto quarter = quarters.begin();
            queue.drain(instants, [&](std::size_t interval, std::int64_t us) {
                tallies[interval].waiting_us += sign * us;
                (quarter++)->waiting_us += sign * us;
            });
        };
        add(kEnteredQueue, 1);
        add(kLeftQueue, -1);
    }
}

void Recorder::sum_up_people() {
    constexpr std::pair<std::size_t, std::int64_t SeatTally::*> kinds[] = {
        {kBreak, &SeatTally::break_us},
        {kMeal, &SeatTally::meal_us},
        {kOverrun, &SeatTally::overrun_us},
        {kAbsent, &SeatTally::absent_us},
        {kLeave, &SeatTally::leave_us},
        {kUnfilled, &SeatTally::unfilled_us}};
    for (std::size_t row = 0; row < pools_; ++row) {
        if (!scenario_.pools[PoolId{row}].rostered) {
            continue;
        }
        PeopleInstants& people = people_instants_[PoolId{row}];
        SeatTally* const seats = &current_.seats[by_interval(row, 0)];
        for (const auto& [set, field] : kinds) {
            people.drain(set, [&, into = field](std::size_t interval, std::int64_t us) {
                seats[interval].*into += us;
            });
            people.drain(set + 1, [&, into = field](std::size_t interval, std::int64_t us) {
                seats[interval].*into -= us;
            });
        }
    }
}

/// A line's quarter-hours where no more than a day was measured.
std::span<ServiceTally> Recorder::quarters_of_day(LineId line) {
    const std::span<ServiceTally> quarters = days_.quarters(line);
    return quarters.first(std::min(quarters.size(), kResultIntervals));
}

/// Where one day was measured, the tallies by quarter-hour of the day tell of its quarter-hours.
void Recorder::tell_days() {
    if (days_.wants_calls()) {
        return;
    }
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        const CallClassId call_class{row};
        const LineId line = scenario_.classes[call_class].line;
        const bool by_band = !days_.level_kpi(line);
        for (std::size_t pool_row = 0; pool_row <= pools_; ++pool_row) {
            const CellPlan& plan = cell_plans_[CellId{row * (pools_ + 1) + pool_row}];
            const std::span<ServiceTally> quarters = quarters_of_day(line);
            plan.counted.for_each([&](std::size_t interval) {
                const CallTally& calls = plan.calls[interval];
                ServiceTally& quarter = quarters[interval];
                quarter.offered += calls.offered();
                quarter.answered += calls.answered;
                quarter.answered_wait_us += calls.answered_wait_us;
                if (by_band) {
                    quarter.within += calls.band_below_10s;
                    quarter.judged += calls.answered;
                }
            });
        }
    }
    for (std::size_t row = 0; row < scenario_.lines.size(); ++row) {
        if (const std::optional<KpiId> kpi = days_.level_kpi(LineId{row})) {
            tell_service_level(LineId{row}, *kpi);
        }
    }
}

void Recorder::tell_service_level(LineId line, KpiId kpi) {
    const ServiceLevelFormula formula = scenario_.kpis[kpi].definition.formula;
    const KpiId shares_with = kpi_shares_with_[kpi];
    std::size_t interval = 0;
    for (ServiceTally& quarter : quarters_of_day(line)) {
        KpiCounts counts = current_.kpis[by_interval(kpi.index(), interval)];
        if (shares_with != kpi) {
            counts.share(current_.kpis[by_interval(shares_with.index(), interval)]);
        }
        const Ratio level = service_level(formula, counts);
        quarter.within = level.numerator;
        quarter.judged = level.denominator;
        ++interval;
    }
}

/// Rolls calls and queues up into classes and lines, and calls into pools.
void Recorder::roll_up_classes(std::span<Rollup> out) {
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        const CallClassId call_class{row};
        Rollup& of_class = out[population(call_class).index()];
        for (std::size_t pool_row = 0; pool_row <= pools_; ++pool_row) {
            const CellPlan& plan = cell_plans_[CellId{row * (pools_ + 1) + pool_row}];
            if (plan.counted.is_empty()) {
                continue;
            }
            const CellId first = call_cell(call_class, pool_row, 0);
            const CallTally calls = fold(plan.counted, plan.calls, &totals_.calls[first]);
            of_class.calls.merge(calls);
            if (pool_row > 0) {
                out[population(PoolId{pool_row - 1}).index()].calls.merge(calls);
            }
        }
        if (waited_[call_class]) {
            const CellId first = by_interval(row, 0);
            of_class.queue = fold(&current_.queues[first], &totals_.queues[first]);
        }
        out[population(scenario_.classes[call_class].line).index()].merge(of_class);
    }
}

/// Rolls seats up into pools, and pools, whose calls are known, into employers.
void Recorder::roll_up_pools(std::span<Rollup> out) {
    for (std::size_t row = 0; row < pools_; ++row) {
        Rollup& of_pool = out[population(PoolId{row}).index()];
        const CellId first = by_interval(row, 0);
        of_pool.seats = fold(&current_.seats[first], &totals_.seats[first]);
        out[population(scenario_.pools[PoolId{row}].employer).index()].merge(of_pool);
    }
}

void Recorder::roll_up_kpis(std::span<KpiOutcome> out) {
    std::ranges::fill(kpi_counted_.rows(), IntervalSet{});
    for (const CellPlan& plan : cell_plans_) {
        for (std::size_t row = 0; row < plan.kpi_count; ++row) {
            kpi_counted_[plan.kpis[row].kpi].add(plan.counted);
        }
    }
    for (std::size_t row = 0; row < out.size(); ++row) {
        const KpiId shares_with = kpi_shares_with_[KpiId{row}];
        if (shares_with == KpiId{row}) {
            continue;
        }
        kpi_counted_[KpiId{row}].for_each([&](std::size_t interval) {
            current_.kpis[by_interval(row, interval)].share(
                current_.kpis[by_interval(shares_with.index(), interval)]);
        });
    }
    for (std::size_t row = 0; row < out.size(); ++row) {
        const CellId first = by_interval(row, 0);
        out[row] = {
            .counts = fold(kpi_counted_[KpiId{row}], &current_.kpis[first], &totals_.kpis[first]),
            .percentile_us = -1};
        const double share = scenario_.kpis[KpiId{row}].definition.percentile;
        if (const auto wait = kpi_waits_[KpiId{row}].percentile(share)) {
            out[row].percentile_us = wait->count();
        }
    }
}

/// Percentiles do not add up: each is read from all histograms of its population together.
void Recorder::read_percentiles(std::span<Rollup> out) {
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        const CallClassId call_class{row};
        Rollup& of_class = out[population(call_class).index()];
        of_class.force_clock =
            percentiles_of_cells([&](CallClassId other, PoolId) { return other == call_class; });
        const Histogram* const operator_waits = &operator_waits_[call_class].current;
        of_class.operator_clock = percentiles_of({&operator_waits, 1});
    }
    for (std::size_t row = 0; row < scenario_.lines.size(); ++row) {
        const Rows rows = scenario_.lines[LineId{row}].classes;
        const auto shares = scenario_.class_shares.rows().subspan(rows.first, rows.count);
        Rollup& of_line = out[population(LineId{row}).index()];
        if (shares.size() == 1) {
            const Rollup& only_class = out[population(shares.front().call_class).index()];
            of_line.force_clock = only_class.force_clock;
            of_line.operator_clock = only_class.operator_clock;
            continue;
        }
        of_line.force_clock = percentiles_of_cells([&](CallClassId call_class, PoolId) {
            return scenario_.classes[call_class].line == LineId{row};
        });
        std::size_t count = 0;
        for (const ClassShare& share : shares) {
            chosen_[CellId{count++}] = &operator_waits_[share.call_class].current;
        }
        of_line.operator_clock = percentiles_of(chosen_.rows().first(count));
    }
    for (std::size_t row = 0; row < pools_; ++row) {
        out[population(PoolId{row}).index()].force_clock =
            percentiles_of_cells([&](CallClassId, PoolId pool) { return pool == PoolId{row}; });
    }
    for (std::size_t row = 0; row < scenario_.employers.size(); ++row) {
        out[population(EmployerId{row}).index()].force_clock =
            percentiles_of_cells([&](CallClassId, PoolId pool) {
                return scenario_.pools[pool].employer == EmployerId{row};
            });
    }
}

/// Percentiles of the waits of every class and pool that is chosen.
template <typename Chosen>
WaitPercentiles Recorder::percentiles_of_cells(Chosen chosen) {
    std::size_t count = 0;
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        for (std::size_t pool = 0; pool < pools_; ++pool) {
            const CellPlan& plan = cell_plans_[CellId{row * (pools_ + 1) + pool + 1}];
            if (!plan.counted.is_empty() && chosen(CallClassId{row}, PoolId{pool})) {
                chosen_[CellId{count++}] =
                    &waits_[waits_cell(CallClassId{row}, PoolId{pool})].current;
            }
        }
    }
    return percentiles_of(chosen_.rows().first(count));
}

/// Moves the replication's waits into the totals, and begins anew.
void Recorder::close_waits() {
    for (CellPlan& plan : cell_plans_) {
        plan.counted.clear();
    }
    std::ranges::fill(waited_.rows(), false);
    for (Waits& waits : waits_) {
        waits.current.move_to(waits.total);
    }
    for (Waits& waits : operator_waits_) {
        waits.current.move_to(waits.total);
    }
    for (Histogram& waits : kpi_waits_) {
        waits.reset();
    }
}

void Recorder::merge(const Recorder& other) {
    const auto add = [](auto& into, const auto& from) {
        auto row = from.begin();
        for (auto& value : into) {
            value.merge(*row);
            ++row;
        }
    };
    const auto add_waits = [](auto& into, const auto& from) {
        auto row = from.begin();
        for (Waits& waits : into) {
            waits.total.merge(row->total);
            ++row;
        }
    };
    add(totals_.calls, other.totals_.calls);
    add(totals_.seats, other.totals_.seats);
    add(totals_.queues, other.totals_.queues);
    add(totals_.kpis, other.totals_.kpis);
    add_waits(waits_, other.waits_);
    add_waits(operator_waits_, other.operator_waits_);
    add(abandoned_waits_, other.abandoned_waits_);
    add(abandoned_operator_waits_, other.abandoned_operator_waits_);
    days_.merge(other.days_);
    if (response_) {
        response_->merge(*other.response_);
    }
    replications_ += other.replications_;
    calls_outside_ += other.calls_outside_;
}

}  // namespace fcr
