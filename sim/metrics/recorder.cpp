#include "sim/metrics/recorder.hpp"

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

/// Whether two indicators look at the same calls and start the clock at the same stamp.
bool is_of_same_waits(const KpiDefinition& left, const KpiDefinition& right) {
    return left.line == right.line && left.call_class == right.call_class &&
           left.pool == right.pool && left.employer == right.employer && left.clock == right.clock;
}

}  // namespace

Recorder::Recorder(const CompiledScenario& scenario)
    : scenario_(scenario),
      measured_from_(scenario.measured_from),
      measured_span_(scenario.measured_until - scenario.measured_from),
      pools_(scenario.pools.size()),
      current_(make_counts()),
      totals_(make_counts()),
      waits_(scenario.classes.size() * scenario.pools.size()),
      operator_waits_(scenario.classes.size()),
      abandoned_waits_(scenario.lines.size()),
      abandoned_operator_waits_(scenario.lines.size()),
      kpi_waits_(scenario.kpis.size()),
      chosen_(waits_.size()),
      cell_plans_(scenario.classes.size() * (scenario.pools.size() + 1)),
      kpis_of_class_(scenario.classes.size()),
      kpi_shares_with_(scenario.kpis.size()),
      kpi_counted_(scenario.kpis.size()),
      pool_instants_(scenario.pools.size()),
      people_instants_(scenario.pools.size()),
      queue_instants_(scenario.classes.size()),
      waited_(scenario.classes.size()),
      days_(scenario) {
    for (PoolInstants& instants : pool_instants_) {
        instants = PoolInstants(measured_span_);
    }
    for (std::size_t row = 0; row < pools_; ++row) {
        if (scenario.pools[PoolId{row}].rostered) {
            people_instants_[PoolId{row}] = PeopleInstants(measured_span_);
        }
    }
    for (QueueInstants& instants : queue_instants_) {
        instants = QueueInstants(measured_span_);
    }
    if (scenario.response) {
        response_.emplace(scenario);
    }
    make_waits();
    make_kpi_plans();
    make_cell_plans();
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
    for (std::size_t row = 0; row < scenario_.lines.size(); ++row) {
        abandoned_waits_[LineId{row}].make_room();
        if (scenario_.lines[LineId{row}].has_operator_leg) {
            abandoned_operator_waits_[LineId{row}].make_room();
        }
    }
    for (std::size_t row = 0; row < scenario_.kpis.size(); ++row) {
        if (scenario_.kpis[KpiId{row}].definition.type == KpiType::Percentile) {
            kpi_waits_[KpiId{row}].make_room();
        }
    }
}

void Recorder::make_kpi_plans() {
    for (std::size_t row = 0; row < scenario_.kpis.size(); ++row) {
        const KpiDefinition& definition = scenario_.kpis[KpiId{row}].definition;
        const Kpi* const same =
            std::find_if(scenario_.kpis.begin(), scenario_.kpis.end(), [&](const Kpi& kpi) {
                return is_of_same_waits(kpi.definition, definition);
            });
        kpi_shares_with_[KpiId{row}] =
            KpiId{static_cast<std::size_t>(same - scenario_.kpis.begin())};
    }
    // Those that share with another come right after it.
    Table<KpiId, KpiId> kpis_in_order(scenario_.kpis.size());
    for (std::size_t row = 0; row < scenario_.kpis.size(); ++row) {
        kpis_in_order[KpiId{row}] = KpiId{row};
    }
    std::ranges::sort(kpis_in_order.rows(), {}, [this](KpiId kpi) {
        return std::pair(kpi_shares_with_[kpi], kpi);
    });
    const std::size_t classes = scenario_.classes.size();
    kpi_plans_ = Table<PlanId, KpiPlan>(classes * scenario_.kpis.size());
    std::uint32_t next = 0;
    for (std::size_t row = 0; row < classes; ++row) {
        const CallClassId call_class{row};
        const LineId line = scenario_.classes[call_class].line;
        Rows& kpis = kpis_of_class_[call_class];
        kpis.first = next;
        for (const KpiId kpi : kpis_in_order) {
            const KpiDefinition& definition = scenario_.kpis[kpi].definition;
            if ((!definition.line || *definition.line == line) &&
                (!definition.call_class || *definition.call_class == call_class)) {
                kpi_plans_[PlanId{next++}] = {
                    .kpi = kpi,
                    .filters_pools = definition.pool || definition.employer,
                    .is_percentile = definition.type == KpiType::Percentile,
                    .shares = kpi_shares_with_[kpi] != kpi,
                    .rule = counting_rule(definition)};
            }
        }
        kpis.count = next - kpis.first;
    }
}

void Recorder::make_cell_plans() {
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        const CallClassId call_class{row};
        const Rows kpis = kpis_of_class_[call_class];
        const LineId line = scenario_.classes[call_class].line;
        for (std::size_t pool_row = 0; pool_row <= pools_; ++pool_row) {
            CellPlan& plan = cell_plans_[CellId{row * (pools_ + 1) + pool_row}];
            plan.calls = &current_.calls[call_cell(call_class, pool_row, 0)];
            plan.kpis = kpi_plans_.begin() + kpis.first;
            plan.kpi_count = kpis.count;
            plan.queue = &queue_instants_[call_class];
            if (scenario_.lines[line].has_operator_leg) {
                plan.operator_waits = &operator_waits_[call_class].current;
            }
            if (pool_row > 0) {
                const PoolId pool{pool_row - 1};
                plan.handlers = &pool_instants_[pool];
                plan.waits = &waits_[waits_cell(call_class, pool)].current;
            }
        }
    }
}

std::size_t Recorder::interval_of(SimTime at) {
    // Unsigned, so that one comparison tells whether the instant lies inside.
    const auto since = static_cast<std::uint64_t>(since_measured(at).count());
    if (since >= static_cast<std::uint64_t>(measured_span_.count())) {
        return kResultIntervals;
    }
    // Calls come in order or nearly so: most fall where the one before did.
    constexpr auto kLength = static_cast<std::uint64_t>(kResultInterval.count());
    if (since - latest_interval_from_us_ >= kLength) {
        latest_quarter_ = since / kLength;
        latest_interval_from_us_ = latest_quarter_ * kLength;
        latest_interval_ = latest_quarter_ % kResultIntervals;
    }
    return latest_interval_;
}

void Recorder::call_closed(const CallRecord& call) {
    // What was over before the measured part leaves nothing: its beginnings and ends would cancel.
    if ((call.handler ? call.times.ready : call.times.ended) < measured_from_) {
        ++calls_outside_;
        return;
    }
    const std::size_t pool_row = call.pool ? call.pool->index() + 1 : 0;
    CellPlan& plan = cell_plans_[CellId{call.call_class.index() * (pools_ + 1) + pool_row}];
    if (call.handler) {
        count_handler_time(call, *plan.handlers);
    }
    const bool offered = call.times.offered != kNever;
    if (offered) {
        count_queue_time(call, *plan.queue);
    }
    // A call belongs to the interval in which it is offered; a blocked one never was.
    const std::size_t interval =
        interval_of(offered ? call.times.offered : call.times.network_arrive);
    if (interval == kResultIntervals) {
        ++calls_outside_;
        return;
    }
    plan.counted.add(interval);
    plan.calls[interval].add(call);
    if (call.outcome == Outcome::Answered) {
        count_wait(call, plan);
    } else if (call.outcome == Outcome::Abandoned) {
        count_abandoned_wait(call, scenario_.classes[call.call_class].line);
    }
    count_for_kpis(call, plan, interval);
    if (days_.wants_calls()) {
        days_.call_closed(call, scenario_.classes[call.call_class].line, latest_quarter_);
    }
}

void Recorder::count_wait(const CallRecord& call, const CellPlan& plan) {
    const CallTimes& times = call.times;
    plan.waits->add(times.answered - times.network_arrive);
    if (plan.operator_waits != nullptr) {
        plan.operator_waits->add(times.answered - times.operator_connect);
    }
}

void Recorder::count_abandoned_wait(const CallRecord& call, LineId line) {
    const CallTimes& times = call.times;
    abandoned_waits_[line].add(times.abandoned - times.network_arrive);
    if (scenario_.lines[line].has_operator_leg) {
        abandoned_operator_waits_[line].add(times.abandoned -
                                            clock_start(call, ClockStart::OperatorConnect));
    }
}

/// Whoever waits in the measured part is in its queue, whenever offered. A call that did not wait
/// is left out: its coming and going would cancel.
void Recorder::count_queue_time(const CallRecord& call, QueueInstants& queue) {
    const SimTime left = call.times.presented == kNever ? call.times.ended : call.times.presented;
    if (left > call.times.offered) {
        waited_[call.call_class] = true;
        queue.add(kEnteredQueue, since_measured(call.times.offered));
        queue.add(kLeftQueue, since_measured(left));
    }
}

void Recorder::count_for_kpis(const CallRecord& call, const CellPlan& cell, std::size_t interval) {
    bool counts = false;  // the indicator and those that share with it, which follow it
    Duration wait{0};
    for (std::size_t row = 0; row < cell.kpi_count; ++row) {
        const KpiPlan& plan = cell.kpis[row];
        KpiCounts& into = current_.kpis[by_interval(plan.kpi.index(), interval)];
        if (!plan.shares) {
            counts = !plan.filters_pools || is_of_pool(plan.kpi, call);
            if (counts) {
                wait = count_call(plan.rule, call, into);
            }
        } else if (counts) {
            count_within(plan.rule, call, wait, into);
        }
        if (plan.is_percentile && counts && call.outcome == Outcome::Answered) {
            kpi_waits_[plan.kpi].add(wait);
        }
    }
}

bool Recorder::is_of_pool(KpiId kpi, const CallRecord& call) const {
    std::optional<EmployerId> employer;
    if (call.pool) {
        employer = scenario_.pools[*call.pool].employer;
    }
    return counts_in(scenario_.kpis[kpi].definition, call, employer);
}

/// States that last no time are left out: their beginnings and ends would cancel.
void Recorder::count_handler_time(const CallRecord& call, PoolInstants& pool) {
    const CallTimes& times = call.times;
    const bool answered = call.outcome == Outcome::Answered;
    const SimTime rings_until = answered ? times.answered : times.ended;
    // What was done before an interruption is told by work_interrupted.
    const bool resumed = times.resumed != kNever;
    if (times.presented < rings_until && !resumed) {
        pool.add(kRingsFrom, since_measured(times.presented));
        pool.add(kRingsUntil, since_measured(rings_until));
    }
    if (!answered) {
        return;
    }
    const SimTime talked = talked_until(times);
    pool.add(kTalksFrom, since_measured(taken_up(times)));
    if (talked < times.wrapped_up) {
        pool.add(kTalksUntilWrapUp, since_measured(talked));
        pool.add(kWrapsUpUntil, since_measured(times.wrapped_up));
    } else {
        pool.add(kTalksUntil, since_measured(talked));
    }
    if (times.wrapped_up < times.ready) {
        pool.add(kPausesFrom, since_measured(times.wrapped_up));
        pool.add(kPausesUntil, since_measured(times.ready));
    }
}

void Recorder::work_interrupted(const WorkInterrupted& work) {
    PoolInstants& pool = pool_instants_[work.pool];
    if (work.presented < work.taken_up) {
        pool.add(kRingsFrom, since_measured(work.presented));
        pool.add(kRingsUntil, since_measured(work.taken_up));
    }
    const std::size_t interval = interval_of(work.at);
    if (interval < kResultIntervals) {
        const std::size_t row = work.call_class.index() * (pools_ + 1) + work.pool.index() + 1;
        CellPlan& plan = cell_plans_[CellId{row}];
        plan.counted.add(interval);
        CallTally& calls = plan.calls[interval];
        calls.talk_us += (work.talked_until - work.taken_up).count();
        calls.wrap_up_us += (work.at - work.talked_until).count();
    }
    pool.add(kTalksFrom, since_measured(work.taken_up));
    if (work.talked_until < work.at) {
        pool.add(kTalksUntilWrapUp, since_measured(work.talked_until));
        pool.add(kWrapsUpUntil, since_measured(work.at));
    } else {
        pool.add(kTalksUntil, since_measured(work.at));
    }
}

void Recorder::seat_taken(const SeatTaken& seat) {
    pool_instants_[seat.pool].add(seat.signed_on ? kSignedOn : kSignedOff, since_measured(seat.at));
    if (seat.planned != kNever) {
        count_people_time(seat);
    }
}

/// Who signs off for a break is on it until signing on for the same reason.
void Recorder::count_people_time(const SeatTaken& seat) {
    PeopleInstants& people = people_instants_[seat.pool];
    if (seat.reason == SeatReason::Moved) {
        return;
    }
    if (seat.reason != SeatReason::Shift) {
        const std::size_t end = seat.signed_on ? 1 : 0;
        people.add(kBreak + end, since_measured(seat.at));
        if (seat.reason == SeatReason::Meal) {
            people.add(kMeal + end, since_measured(seat.at));
        }
    } else if (!seat.signed_on && seat.at > seat.planned) {
        people.add(kOverrun, since_measured(seat.planned));
        people.add(kOverrun + 1, since_measured(seat.at));
    }
}

void Recorder::shift_missed(const ShiftMissed& shift) {
    std::size_t set = kAbsent;
    switch (shift.reason) {
        case MissedReason::Sick:
        case MissedReason::Absent: set = kAbsent; break;
        case MissedReason::Leave:
        case MissedReason::Training: set = kLeave; break;
        case MissedReason::Declined:
        case MissedReason::Unfilled: set = kUnfilled; break;
    }
    PeopleInstants& people = people_instants_[shift.pool];
    people.add(set, since_measured(shift.from));
    people.add(set + 1, since_measured(shift.until));
}

void Recorder::queue_grew(const QueueGrew& queue) {
    const std::size_t interval = interval_of(queue.at);
    if (interval < kResultIntervals) {
        waited_[queue.call_class] = true;
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

const Histogram& Recorder::abandoned_waits(LineId line) const {
    return abandoned_waits_[line];
}

const Histogram& Recorder::abandoned_operator_waits(LineId line) const {
    return abandoned_operator_waits_[line];
}

}  // namespace fcr
