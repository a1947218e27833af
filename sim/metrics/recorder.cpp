#include "sim/metrics/recorder.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace fcr {
namespace {

constexpr std::int64_t kDayUs = Duration{std::chrono::hours{24}}.count();

WaitPercentiles percentiles_of(const Histogram& waits) {
    WaitPercentiles percentiles{-1, -1, -1, -1};
    for (std::size_t row = 0; row < kReportPercentiles.size(); ++row) {
        if (const auto wait = waits.percentile(kReportPercentiles[row])) {
            percentiles[row] = wait->count();
        }
    }
    return percentiles;
}

}  // namespace

void Rollup::merge(const Rollup& other) {
    calls.merge(other.calls);
    seats.merge(other.seats);
    queue.merge(other.queue);
}

Recorder::Recorder(const CompiledScenario& scenario, RecorderOptions options)
    : scenario_(scenario),
      current_(make_counts()),
      totals_(make_counts()),
      interval_waits_(options.interval_percentiles ? scenario.lines.size() * kResultIntervals : 0),
      pool_instants_(scenario.pools.size()),
      queue_instants_(scenario.classes.size()) {
    const Duration span = scenario.measured_until - scenario.measured_from;
    for (PoolInstants& pool : pool_instants_) {
        for (TimeAfter* instants :
             {&pool.signed_on, &pool.signed_off, &pool.rings_from, &pool.rings_until,
              &pool.talks_from, &pool.talks_until, &pool.wraps_up_until, &pool.pauses_from,
              &pool.pauses_until}) {
            *instants = TimeAfter(span);
        }
    }
    for (QueueInstants& queue : queue_instants_) {
        queue = {.entered = TimeAfter(span), .left = TimeAfter(span)};
    }
    scratch_.make_room();
    list_kpis();
    for (Histogram& waits : interval_waits_) {
        waits.make_room();
    }
}

Recorder::Counts Recorder::make_counts() const {
    const std::size_t classes = scenario_.classes.size();
    const std::size_t pools = scenario_.pools.size();
    Counts counts;
    counts.calls = Table<CellId, CallTally>(classes * (pools + 1) * kResultIntervals);
    counts.seats = Table<CellId, SeatTally>(pools * kResultIntervals);
    counts.queues = Table<CellId, QueueTally>(classes * kResultIntervals);
    counts.kpis = Table<CellId, KpiCounts>(scenario_.kpis.size() * kResultIntervals);
    counts.class_waits = Table<CallClassId, Histogram>(classes);
    counts.class_operator_waits = Table<CallClassId, Histogram>(classes);
    counts.pool_waits = Table<PoolId, Histogram>(pools);
    counts.kpi_waits = Table<KpiId, Histogram>(scenario_.kpis.size());
    for (std::size_t row = 0; row < classes; ++row) {
        const CallClassId call_class{row};
        counts.class_waits[call_class].make_room();
        if (scenario_.lines[scenario_.classes[call_class].line].has_operator_leg) {
            counts.class_operator_waits[call_class].make_room();
        }
    }
    for (Histogram& waits : counts.pool_waits) {
        waits.make_room();
    }
    for (std::size_t row = 0; row < scenario_.kpis.size(); ++row) {
        if (scenario_.kpis[KpiId{row}].definition.type == KpiType::Percentile) {
            counts.kpi_waits[KpiId{row}].make_room();
        }
    }
    return counts;
}

Recorder::CellId Recorder::call_cell(CallClassId call_class,
                                     std::size_t pool_row,
                                     std::size_t interval) const {
    const std::size_t pools = scenario_.pools.size() + 1;
    return CellId{(call_class.index() * pools + pool_row) * kResultIntervals + interval};
}

bool Recorder::is_measured(SimTime at) const {
    return at >= scenario_.measured_from && at < scenario_.measured_until;
}

std::size_t Recorder::interval_of(SimTime at) const {
    const std::int64_t since = (at - scenario_.measured_from).count();
    return static_cast<std::size_t>(since % kDayUs / kResultInterval.count());
}

void Recorder::call_closed(const CallRecord& call) {
    if (call.handler) {
        count_handler_time(call);
    }
    // A call belongs to the interval in which it is offered; a blocked one never was.
    const SimTime belongs =
        call.times.offered == kNever ? call.times.network_arrive : call.times.offered;
    if (!is_measured(belongs)) {
        ++calls_outside_;
        return;
    }
    const std::size_t interval = interval_of(belongs);
    const std::size_t pool_row = call.pool ? call.pool->index() + 1 : 0;
    current_.calls[call_cell(call.call_class, pool_row, interval)].add(call);
    if (call.outcome == Outcome::Answered) {
        count_wait(call, interval);
    }
    if (call.times.offered != kNever) {
        const SimTime left =
            call.times.presented == kNever ? call.times.ended : call.times.presented;
        if (left > call.times.offered) {
            queue_instants_[call.call_class].entered.add(since_measured(call.times.offered));
            queue_instants_[call.call_class].left.add(since_measured(left));
        }
    }
    count_for_kpis(call, interval);
}

void Recorder::count_wait(const CallRecord& call, std::size_t interval) {
    const std::size_t bucket =
        Histogram::bucket_of(call.times.answered - call.times.network_arrive);
    current_.class_waits[call.call_class].add_to(bucket);
    totals_.class_waits[call.call_class].add_to(bucket);
    current_.pool_waits[*call.pool].add_to(bucket);
    totals_.pool_waits[*call.pool].add_to(bucket);
    if (scenario_.lines[call.line].has_operator_leg) {
        const std::size_t operator_bucket =
            Histogram::bucket_of(call.times.answered - call.times.operator_connect);
        current_.class_operator_waits[call.call_class].add_to(operator_bucket);
        totals_.class_operator_waits[call.call_class].add_to(operator_bucket);
    }
    if (has_interval_percentiles()) {
        interval_waits_[by_interval(call.line.index(), interval)].add_to(bucket);
    }
}

void Recorder::list_kpis() {
    const std::size_t kpis = scenario_.kpis.size();
    kpis_of_class_ = Table<CellId, KpiId>(scenario_.classes.size() * kpis);
    kpi_rows_ = Table<CallClassId, Rows>(scenario_.classes.size());
    std::uint32_t next = 0;
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        const CallClassId call_class{row};
        Rows& rows = kpi_rows_[call_class];
        rows.first = next;
        for (std::size_t kpi = 0; kpi < kpis; ++kpi) {
            const KpiDefinition& definition = scenario_.kpis[KpiId{kpi}].definition;
            if ((!definition.line || *definition.line == scenario_.classes[call_class].line) &&
                (!definition.call_class || *definition.call_class == call_class)) {
                kpis_of_class_[CellId{next++}] = KpiId{kpi};
            }
        }
        rows.count = next - rows.first;
    }
}

void Recorder::count_for_kpis(const CallRecord& call, std::size_t interval) {
    std::optional<EmployerId> employer;
    if (call.pool) {
        employer = scenario_.pools[*call.pool].employer;
    }
    const Rows rows = kpi_rows_[call.call_class];
    for (const KpiId id : kpis_of_class_.rows().subspan(rows.first, rows.count)) {
        const KpiDefinition& kpi = scenario_.kpis[id].definition;
        if (!counts_in(kpi, call, employer)) {
            continue;
        }
        count_call(kpi, call, current_.kpis[by_interval(id.index(), interval)]);
        if (kpi.type == KpiType::Percentile && call.outcome == Outcome::Answered) {
            const std::size_t bucket =
                Histogram::bucket_of(call.times.answered - clock_start(call, kpi.clock));
            current_.kpi_waits[id].add_to(bucket);
            totals_.kpi_waits[id].add_to(bucket);
        }
    }
}

/// States that last no time are left out: their beginnings and ends would cancel.
void Recorder::count_handler_time(const CallRecord& call) {
    PoolInstants& pool = pool_instants_[*call.pool];
    const CallTimes& times = call.times;
    const bool answered = call.outcome == Outcome::Answered;
    const SimTime rings_until = answered ? times.answered : times.ended;
    if (times.presented < rings_until) {
        pool.rings_from.add(since_measured(times.presented));
        pool.rings_until.add(since_measured(rings_until));
    }
    if (!answered) {
        return;
    }
    pool.talks_from.add(since_measured(times.answered));
    pool.talks_until.add(since_measured(times.ended));
    pool.wraps_up_until.add(since_measured(times.wrapped_up));
    if (times.wrapped_up < times.ready) {
        pool.pauses_from.add(since_measured(times.wrapped_up));
        pool.pauses_until.add(since_measured(times.ready));
    }
}

void Recorder::seat_taken(const SeatTaken& seat) {
    PoolInstants& pool = pool_instants_[seat.pool];
    (seat.signed_on ? pool.signed_on : pool.signed_off).add(since_measured(seat.at));
}

/// Time in a state is the time after its beginnings less the time after its ends.
void Recorder::sum_up_time() {
    for (std::size_t row = 0; row < pool_instants_.size(); ++row) {
        PoolInstants& pool = pool_instants_[PoolId{row}];
        SeatTally* const seats = &current_.seats[by_interval(row, 0)];
        const auto state = [seats](TimeAfter& edges, std::int64_t SeatTally::*field, int sign) {
            edges.drain([&](std::size_t interval, std::int64_t us) {
                seats[interval].*field += sign * us;
            });
        };
        state(pool.signed_on, &SeatTally::on_duty_us, 1);
        state(pool.signed_off, &SeatTally::on_duty_us, -1);
        state(pool.rings_from, &SeatTally::ringing_us, 1);
        state(pool.rings_until, &SeatTally::ringing_us, -1);
        state(pool.talks_from, &SeatTally::talk_us, 1);
        pool.talks_until.drain([&](std::size_t interval, std::int64_t us) {
            seats[interval].talk_us -= us;
            seats[interval].wrap_up_us += us;
        });
        state(pool.wraps_up_until, &SeatTally::wrap_up_us, -1);
        state(pool.pauses_from, &SeatTally::gap_us, 1);
        state(pool.pauses_until, &SeatTally::gap_us, -1);
    }
    for (std::size_t row = 0; row < queue_instants_.size(); ++row) {
        QueueInstants& queue = queue_instants_[CallClassId{row}];
        QueueTally* const tallies = &current_.queues[by_interval(row, 0)];
        queue.entered.drain([&](std::size_t interval, std::int64_t us) {
            tallies[interval].waiting_us += us;
        });
        queue.left.drain([&](std::size_t interval, std::int64_t us) {
            tallies[interval].waiting_us -= us;
        });
    }
}

void Recorder::queue_grew(const QueueGrew& queue) {
    if (is_measured(queue.at)) {
        QueueTally& tally =
            current_.queues[by_interval(queue.call_class.index(), interval_of(queue.at))];
        tally.longest = std::max<std::int64_t>(tally.longest, queue.waiting);
    }
}

void Recorder::end_replication(std::span<Rollup> populations_out, std::span<KpiOutcome> kpis) {
    FCR_CHECK(populations_out.size() == populations() && kpis.size() == scenario_.kpis.size(),
              "a replication's results need one row for each population and indicator");
    sum_up_time();
    roll_up(populations_out);
    for (std::size_t row = 0; row < kpis.size(); ++row) {
        KpiOutcome& outcome = kpis[row];
        outcome = KpiOutcome{};
        for (std::size_t interval = 0; interval < kResultIntervals; ++interval) {
            outcome.counts.merge(current_.kpis[by_interval(row, interval)]);
        }
        const double share = scenario_.kpis[KpiId{row}].definition.percentile;
        if (const auto wait = current_.kpi_waits[KpiId{row}].percentile(share)) {
            outcome.percentile_us = wait->count();
        }
    }
    fold_into_totals();
    ++replications_;
}

void Recorder::roll_up(std::span<Rollup> out) {
    std::fill(out.begin(), out.end(), Rollup{});
    const std::size_t pools = scenario_.pools.size();
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        const CallClassId call_class{row};
        Rollup& of_class = out[population(call_class).index()];
        for (std::size_t pool = 0; pool <= pools; ++pool) {
            Rollup sum;
            for (std::size_t interval = 0; interval < kResultIntervals; ++interval) {
                sum.calls.merge(current_.calls[call_cell(call_class, pool, interval)]);
            }
            of_class.merge(sum);
            if (pool > 0) {
                out[population(PoolId{pool - 1}).index()].merge(sum);
            }
        }
        for (std::size_t interval = 0; interval < kResultIntervals; ++interval) {
            of_class.queue.merge(current_.queues[by_interval(row, interval)]);
        }
        out[population(scenario_.classes[call_class].line).index()].merge(of_class);
        of_class.force_clock = percentiles_of(current_.class_waits[call_class]);
        of_class.operator_clock = percentiles_of(current_.class_operator_waits[call_class]);
    }
    for (std::size_t row = 0; row < pools; ++row) {
        Rollup& of_pool = out[population(PoolId{row}).index()];
        for (std::size_t interval = 0; interval < kResultIntervals; ++interval) {
            of_pool.seats.merge(current_.seats[by_interval(row, interval)]);
        }
        out[population(scenario_.pools[PoolId{row}].employer).index()].merge(of_pool);
        of_pool.force_clock = percentiles_of(current_.pool_waits[PoolId{row}]);
    }
    const auto merged_percentiles = [this](auto&& add_parts) {
        scratch_.reset();
        add_parts(scratch_);
        return percentiles_of(scratch_);
    };
    for (std::size_t row = 0; row < scenario_.lines.size(); ++row) {
        const Rows classes = scenario_.lines[LineId{row}].classes;
        const auto shares = scenario_.class_shares.rows().subspan(classes.first, classes.count);
        Rollup& of_line = out[population(LineId{row}).index()];
        if (shares.size() == 1) {
            const Rollup& of_class = out[population(shares.front().call_class).index()];
            of_line.force_clock = of_class.force_clock;
            of_line.operator_clock = of_class.operator_clock;
            continue;
        }
        of_line.force_clock = merged_percentiles([&](Histogram& into) {
            for (const ClassShare& share : shares) {
                into.merge(current_.class_waits[share.call_class]);
            }
        });
        of_line.operator_clock = merged_percentiles([&](Histogram& into) {
            for (const ClassShare& share : shares) {
                into.merge(current_.class_operator_waits[share.call_class]);
            }
        });
    }
    for (std::size_t row = 0; row < scenario_.employers.size(); ++row) {
        out[population(EmployerId{row}).index()].force_clock =
            merged_percentiles([&](Histogram& into) {
                for (std::size_t pool = 0; pool < pools; ++pool) {
                    if (scenario_.pools[PoolId{pool}].employer == EmployerId{row}) {
                        into.merge(current_.pool_waits[PoolId{pool}]);
                    }
                }
            });
    }
}

void Recorder::fold_into_totals() {
    const auto fold = [](auto& totals, auto& current) {
        auto row = current.begin();
        for (auto& total : totals) {
            total.merge(*row);
            *row = {};
            ++row;
        }
    };
    const auto reset_waits = [](auto& current) {
        for (Histogram& waits : current) {
            waits.reset();
        }
    };
    fold(totals_.calls, current_.calls);
    fold(totals_.seats, current_.seats);
    fold(totals_.queues, current_.queues);
    fold(totals_.kpis, current_.kpis);
    reset_waits(current_.class_waits);
    reset_waits(current_.class_operator_waits);
    reset_waits(current_.pool_waits);
    reset_waits(current_.kpi_waits);
}

void Recorder::merge(const Recorder& other) {
    const auto add = [](auto& into, const auto& from) {
        auto row = from.begin();
        for (auto& value : into) {
            value.merge(*row);
            ++row;
        }
    };
    add(totals_.calls, other.totals_.calls);
    add(totals_.seats, other.totals_.seats);
    add(totals_.queues, other.totals_.queues);
    add(totals_.kpis, other.totals_.kpis);
    add(totals_.class_waits, other.totals_.class_waits);
    add(totals_.class_operator_waits, other.totals_.class_operator_waits);
    add(totals_.pool_waits, other.totals_.pool_waits);
    add(totals_.kpi_waits, other.totals_.kpi_waits);
    add(interval_waits_, other.interval_waits_);
    replications_ += other.replications_;
    calls_outside_ += other.calls_outside_;
}

std::size_t Recorder::populations() const {
    return scenario_.lines.size() + scenario_.classes.size() + scenario_.pools.size() +
           scenario_.employers.size();
}

PopulationId Recorder::population(LineId line) const { return PopulationId{line.index()}; }

PopulationId Recorder::population(CallClassId call_class) const {
    return PopulationId{scenario_.lines.size() + call_class.index()};
}

PopulationId Recorder::population(PoolId pool) const {
    return PopulationId{scenario_.lines.size() + scenario_.classes.size() + pool.index()};
}

PopulationId Recorder::population(EmployerId employer) const {
    return PopulationId{scenario_.lines.size() + scenario_.classes.size() +
                        scenario_.pools.size() + employer.index()};
}

Rollup Recorder::class_total(std::size_t call_class, std::size_t interval) const {
    Rollup sum;
    for (std::size_t pool = 0; pool <= scenario_.pools.size(); ++pool) {
        sum.calls.merge(totals_.calls[call_cell(CallClassId{call_class}, pool, interval)]);
    }
    sum.queue = totals_.queues[by_interval(call_class, interval)];
    return sum;
}

Rollup Recorder::pool_total(std::size_t pool, std::size_t interval) const {
    Rollup sum;
    for (std::size_t call_class = 0; call_class < scenario_.classes.size(); ++call_class) {
        sum.calls.merge(totals_.calls[call_cell(CallClassId{call_class}, pool + 1, interval)]);
    }
    sum.seats = totals_.seats[by_interval(pool, interval)];
    return sum;
}

Rollup Recorder::total(CallClassId call_class, IntervalId interval) const {
    return class_total(call_class.index(), interval.index());
}

Rollup Recorder::total(PoolId pool, IntervalId interval) const {
    return pool_total(pool.index(), interval.index());
}

Rollup Recorder::total(LineId line, IntervalId interval) const {
    Rollup sum;
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        if (scenario_.classes[CallClassId{row}].line == line) {
            sum.merge(class_total(row, interval.index()));
        }
    }
    return sum;
}

Rollup Recorder::total(EmployerId employer, IntervalId interval) const {
    Rollup sum;
    for (std::size_t row = 0; row < scenario_.pools.size(); ++row) {
        if (scenario_.pools[PoolId{row}].employer == employer) {
            sum.merge(pool_total(row, interval.index()));
        }
    }
    return sum;
}

const KpiCounts& Recorder::total(KpiId kpi, IntervalId interval) const {
    return totals_.kpis[by_interval(kpi.index(), interval.index())];
}

const Histogram& Recorder::waits(CallClassId call_class) const {
    return totals_.class_waits[call_class];
}

const Histogram& Recorder::waits(PoolId pool) const { return totals_.pool_waits[pool]; }

const Histogram& Recorder::operator_waits(CallClassId call_class) const {
    return totals_.class_operator_waits[call_class];
}

const Histogram& Recorder::waits(LineId line, IntervalId interval) const {
    return interval_waits_[by_interval(line.index(), interval.index())];
}

}  // namespace fcr
