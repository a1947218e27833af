#include "sim/metrics/recorder.hpp"

#include <algorithm>

namespace fcr {

Recorder::Recorder(const CompiledScenario& scenario)
    : scenario_(scenario),
      measured_from_(scenario.measured_from),
      measured_span_(scenario.measured_until - scenario.measured_from),
      pools_(scenario.pools.size()),
      current_(make_counts()),
      totals_(make_counts()),
      waits_(scenario.classes.size() * scenario.pools.size()),
      operator_waits_(scenario.classes.size()),
      kpi_waits_(scenario.kpis.size()),
      chosen_(waits_.size()),
      class_plans_(scenario.classes.size()),
      pool_instants_(scenario.pools.size()),
      queue_instants_(scenario.classes.size()) {
    for (PoolInstants& instants : pool_instants_) {
        instants = PoolInstants(measured_span_);
    }
    for (QueueInstants& instants : queue_instants_) {
        instants = QueueInstants(measured_span_);
    }
    make_waits();
    make_plans();
}

Recorder::Counts Recorder::make_counts() const {
    const std::size_t classes = scenario_.classes.size();
    Counts counts;
    counts.calls = Table<CellId, CallTally>(classes * (pools_ + 1) * kResultIntervals);
    counts.seats = Table<CellId, SeatTally>(pools_ * kResultIntervals);
    counts.queues = Table<CellId, QueueTally>(classes * kResultIntervals);
    counts.kpis = Table<CellId, KpiCounts>(scenario_.kpis.size() * kResultIntervals);
    return counts;
}

void Recorder::make_waits() {
    const auto make_room = [](Waits& waits) {
        waits.current.make_room();
        waits.total.make_room();
    };
    for (std::size_t row = 0; row < pools_; ++row) {
        const Rows lanes = scenario_.pools[PoolId{row}].lanes;
        for (const PoolLane& lane : scenario_.pool_lanes.rows().subspan(lanes.first, lanes.count)) {
            make_room(waits_[waits_cell(scenario_.lanes[lane.lane].call_class, PoolId{row})]);
        }
    }
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        const CallClassId call_class{row};
        if (scenario_.lines[scenario_.classes[call_class].line].has_operator_leg) {
            make_room(operator_waits_[call_class]);
        }
    }
    for (std::size_t row = 0; row < scenario_.kpis.size(); ++row) {
        if (scenario_.kpis[KpiId{row}].definition.type == KpiType::Percentile) {
            kpi_waits_[KpiId{row}].make_room();
        }
    }
}

void Recorder::make_plans() {
    const std::size_t classes = scenario_.classes.size();
    kpi_plans_ = Table<PlanId, KpiPlan>(classes * scenario_.kpis.size());
    std::uint32_t next = 0;
    for (std::size_t row = 0; row < classes; ++row) {
        const CallClassId call_class{row};
        const LineId line = scenario_.classes[call_class].line;
        ClassPlan& plan = class_plans_[call_class];
        plan.has_operator_leg = scenario_.lines[line].has_operator_leg;
        plan.kpis.first = next;
        for (std::size_t kpi = 0; kpi < scenario_.kpis.size(); ++kpi) {
            const KpiDefinition& definition = scenario_.kpis[KpiId{kpi}].definition;
            if ((!definition.line || *definition.line == line) &&
                (!definition.call_class || *definition.call_class == call_class)) {
                kpi_plans_[PlanId{next++}] = {
                    .kpi = KpiId{kpi},
                    .filters_pools = definition.pool || definition.employer,
                    .is_percentile = definition.type == KpiType::Percentile,
                    .rule = counting_rule(definition)};
            }
        }
        plan.kpis.count = next - plan.kpis.first;
    }
}

std::size_t Recorder::interval_of(SimTime at) const {
    // Unsigned, so that one comparison tells whether the instant lies inside.
    const auto since = static_cast<std::uint64_t>(since_measured(at).count());
    if (since >= static_cast<std::uint64_t>(measured_span_.count())) {
        return kResultIntervals;
    }
    constexpr auto kLength = static_cast<std::uint64_t>(kResultInterval.count());
    const std::uint64_t interval = since / kLength;
    // Most runs measure one day.
    return interval < kResultIntervals ? interval : interval % kResultIntervals;
}

void Recorder::call_closed(const CallRecord& call) {
    if (call.handler) {
        count_handler_time(call);
    }
    // A call belongs to the interval in which it is offered; a blocked one never was.
    const bool offered = call.times.offered != kNever;
    const std::size_t interval =
        interval_of(offered ? call.times.offered : call.times.network_arrive);
    if (interval == kResultIntervals) {
        ++calls_outside_;
        return;
    }
    const std::size_t pool_row = call.pool ? call.pool->index() + 1 : 0;
    current_.calls[call_cell(call.call_class, pool_row, interval)].add(call);
    if (call.outcome == Outcome::Answered) {
        count_wait(call);
    }
    if (offered) {
        count_queue_time(call);
    }
    count_for_kpis(call, interval);
}

void Recorder::count_wait(const CallRecord& call) {
    const CallTimes& times = call.times;
    waits_[waits_cell(call.call_class, *call.pool)].current.add(times.answered -
                                                                times.network_arrive);
    if (class_plans_[call.call_class].has_operator_leg) {
        operator_waits_[call.call_class].current.add(times.answered - times.operator_connect);
    }
}

/// A call that did not wait is left out: its coming and going would cancel.
void Recorder::count_queue_time(const CallRecord& call) {
    const SimTime left = call.times.presented == kNever ? call.times.ended : call.times.presented;
    if (left > call.times.offered) {
        QueueInstants& queue = queue_instants_[call.call_class];
        queue.add(kEnteredQueue, since_measured(call.times.offered));
        queue.add(kLeftQueue, since_measured(left));
    }
}

void Recorder::count_for_kpis(const CallRecord& call, std::size_t interval) {
    const Rows rows = class_plans_[call.call_class].kpis;
    const KpiPlan* const plans = kpi_plans_.begin() + rows.first;
    for (std::uint32_t row = 0; row < rows.count; ++row) {
        const KpiPlan& plan = plans[row];
        if (plan.filters_pools) {
            std::optional<EmployerId> employer;
            if (call.pool) {
                employer = scenario_.pools[*call.pool].employer;
            }
            if (!counts_in(scenario_.kpis[plan.kpi].definition, call, employer)) {
                continue;
            }
        }
        count_call(plan.rule, call, current_.kpis[by_interval(plan.kpi.index(), interval)]);
        if (plan.is_percentile && call.outcome == Outcome::Answered) {
            kpi_waits_[plan.kpi].add(call.times.answered - clock_start(call, plan.rule.clock));
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
        pool.add(kRingsFrom, since_measured(times.presented));
        pool.add(kRingsUntil, since_measured(rings_until));
    }
    if (!answered) {
        return;
    }
    pool.add(kTalksFrom, since_measured(times.answered));
    pool.add(kTalksUntil, since_measured(times.ended));
    pool.add(kWrapsUpUntil, since_measured(times.wrapped_up));
    if (times.wrapped_up < times.ready) {
        pool.add(kPausesFrom, since_measured(times.wrapped_up));
        pool.add(kPausesUntil, since_measured(times.ready));
    }
}

void Recorder::seat_taken(const SeatTaken& seat) {
    pool_instants_[seat.pool].add(seat.signed_on ? kSignedOn : kSignedOff, since_measured(seat.at));
}

void Recorder::queue_grew(const QueueGrew& queue) {
    const std::size_t interval = interval_of(queue.at);
    if (interval < kResultIntervals) {
        QueueTally& tally = current_.queues[by_interval(queue.call_class.index(), interval)];
        tally.longest = std::max<std::int64_t>(tally.longest, queue.waiting);
    }
}

std::size_t Recorder::populations() const {
    return scenario_.lines.size() + scenario_.classes.size() + scenario_.pools.size() +
           scenario_.employers.size();
}

PopulationId Recorder::population(LineId line) const {
    return PopulationId{line.index()};
}

PopulationId Recorder::population(CallClassId call_class) const {
    return PopulationId{scenario_.lines.size() + call_class.index()};
}

PopulationId Recorder::population(PoolId pool) const {
    return PopulationId{scenario_.lines.size() + scenario_.classes.size() + pool.index()};
}

PopulationId Recorder::population(EmployerId employer) const {
    return PopulationId{scenario_.lines.size() + scenario_.classes.size() + scenario_.pools.size() +
                        employer.index()};
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

const Histogram& Recorder::waits(CallClassId call_class, PoolId pool) const {
    return waits_[waits_cell(call_class, pool)].total;
}

const Histogram& Recorder::operator_waits(CallClassId call_class) const {
    return operator_waits_[call_class].total;
}

}  // namespace fcr
