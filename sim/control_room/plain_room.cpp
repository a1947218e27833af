#include "sim/control_room/plain_room.hpp"

#include "sim/base/check.hpp"

#include <algorithm>

namespace fcr {
namespace {

bool seats_never_fall(const CompiledScenario& scenario, const CompiledPool& pool) {
    const auto changes =
        scenario.seat_changes.rows().subspan(pool.seat_changes.first, pool.seat_changes.count);
    return std::ranges::is_sorted(changes, {}, &SeatChange::seats);
}

}  // namespace

bool PlainRoom::fits(const CompiledScenario& scenario, const NoticeSink& sink) {
    const auto is_plain_line = [](const CompiledLine& line) {
        return !line.has_message && !line.lines_max;
    };
    // A handler who goes home does without the gap after the last call, which is certain only when
    // that call is over.
    const auto is_plain_pool = [&](const CompiledPool& pool) {
        return !pool.rostered &&
               (pool.after_call_gap.is_zero() || seats_never_fall(scenario, pool));
    };
    const auto keeps_none_free = [](const auto& entry) { return entry.seats_kept_free == 0; };
    return scenario.plain && !sink.needs_order() &&
           std::ranges::all_of(scenario.lines.rows(), is_plain_line) &&
           std::ranges::all_of(scenario.pools.rows(), is_plain_pool) &&
           std::ranges::all_of(scenario.lane_pools.rows(), keeps_none_free) &&
           std::ranges::all_of(scenario.pool_lanes.rows(), keeps_none_free);
}

PlainRoom::PlainRoom(const CompiledScenario& scenario, NoticeSink& sink)
    : scenario_(scenario),
      sink_(sink),
      course_(scenario),
      first_line_(2 * scenario.pools.size()),
      first_lane_(first_line_ + scenario.lines.size()),
      first_call_(first_lane_ + scenario.lanes.size()),
      calendar_(first_call_ + scenario.waiting_calls_max,
                {.second = first_line_, .third = first_lane_}),
      sources_(scenario.lines.size()),
      pools_(scenario.pools.size()),
      waiting_(scenario, scenario.waiting_calls_max),
      step_timed_(scenario.lanes.size()),
      pools_of_lane_(scenario.lanes.size()),
      lane_pools_(scenario.pool_lanes.size()) {
    FCR_CHECK(fits(scenario, sink), "the room is not a plain one");
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        sources_[LineId{row}] = ArrivalSource(scenario, LineId{row});
    }
    for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
        pools_[PoolId{row}].handlers = ReadyHandlers(scenario.pools[PoolId{row}].seats_max);
    }
    std::uint32_t next = 0;
    for (std::size_t lane = 0; lane < scenario.lanes.size(); ++lane) {
        Rows& of_lane = pools_of_lane_[LaneId{lane}];
        of_lane.first = next;
        for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
            const Rows lanes = scenario.pools[PoolId{row}].lanes;
            const auto entries = scenario.pool_lanes.rows().subspan(lanes.first, lanes.count);
            if (std::ranges::find(entries, LaneId{lane}, &PoolLane::lane) != entries.end()) {
                lane_pools_[LanePoolRow{next++}] = PoolId{row};
            }
        }
        of_lane.count = next - of_lane.first;
    }
}

void PlainRoom::run(const Streams& streams) {
    begin(streams);
    while (limit_ == Limit::None) {
        const std::optional<Due> due = calendar_.next_until(scenario_.latest_end);
        if (!due) {
            break;
        }
        const bool everybody_has_gone =
            lines_dry_ == scenario_.lines.size() && counts_.waiting == 0 && due->at > busy_until_;
        if (due->at > scenario_.measured_until && everybody_has_gone) {
            break;
        }
        handle(due->slot);
    }
    name_unfinished();
}

void PlainRoom::begin(const Streams& streams) {
    course_.reset(streams);
    calendar_.reset();
    waiting_.reset();
    counts_ = CallCounts{};
    busy_until_ = kStartOfRun;
    limit_ = Limit::None;
    lines_dry_ = 0;
    std::ranges::fill(step_timed_.rows(), false);
    for (std::size_t row = 0; row < pools_.size(); ++row) {
        Pool& pool = pools_[PoolId{row}];
        pool.handlers.reset();
        pool.on_duty = 0;
        pool.seats = 0;
        pool.next_change = 0;
        pool.callers = 0;
        on_seats(PoolId{row});
    }
    for (std::size_t row = 0; row < sources_.size(); ++row) {
        sources_[LineId{row}].reset(streams);
        set_next_arrival(LineId{row});
    }
}

void PlainRoom::handle(SlotId slot) {
    const std::size_t index = slot.index();
    if (index >= first_call_) {
        on_caller(CallId{index - first_call_});
    } else if (index >= first_lane_) {
        on_step(LaneId{index - first_lane_});
    } else if (index >= first_line_) {
        on_arrival(LineId{index - first_line_});
    } else if (index >= pools_.size()) {
        on_free(PoolId{index - pools_.size()});
    } else {
        on_seats(PoolId{index});
    }
}

void PlainRoom::name_unfinished() {
    for (std::size_t row = 0; row < scenario_.lanes.size(); ++row) {
        while (const std::optional<CallId> call = waiting_.head(LaneId{row})) {
            waiting_.unlink(*call);
            --counts_.waiting;
            ++counts_.unfinished;
            sink_.call_closed(waiting_[*call].record);
        }
    }
}

// ---------------------------------------------------------------- from the switch to the queue

void PlainRoom::set_next_arrival(LineId line) {
    ArrivalSource& source = sources_[line];
    const SimTime next = source.next_arrival();
    if (source.overrun()) {
        limit_ = Limit::IntervalArrivals;
    }
    if (next < kNever) {
        calendar_.set(slot_of(line), next);
    } else {
        calendar_.clear(slot_of(line));
        ++lines_dry_;
    }
}

void PlainRoom::on_arrival(LineId line) {
    const Caller& caller = sources_[line].take();
    course_.begin_record(arriving_, caller, line, counts_.offered++);
    arriving_draws_ = caller.draws;
    arriving_.times.offered = calendar_.now();
    set_next_arrival(line);

    const Rows steps = scenario_.classes[arriving_.call_class].lanes;
    LaneId lane{steps.first};
    for (std::uint32_t step = 0; step < steps.count; ++step) {
        const LaneId candidate{steps.first + step};
        if (scenario_.lanes[candidate].from > Duration::zero()) {
            break;
        }
        lane = candidate;
        arriving_.route_step = static_cast<std::uint8_t>(step);
        if (const std::optional<PoolId> pool = find_pool(lane)) {
            assign(*pool,
                   pools_[*pool].handlers.first(),
                   arriving_,
                   arriving_draws_,
                   Duration::zero());
            return;
        }
    }
    if (course_.balks(arriving_)) {
        arriving_.times.segment_presented = arriving_.times.offered;
        give_up(arriving_);
        return;
    }
    wait_in(lane);
}

/// Lets the caller who has just arrived wait.
void PlainRoom::wait_in(LaneId lane) {
    if (counts_.waiting == scenario_.waiting_calls_max) {
        limit_ = Limit::WaitingRoom;
        return;
    }
    ++counts_.waiting;
    const CallId id = waiting_.take_place();
    RoomCall& call = waiting_[id];
    call.record = arriving_;
    call.draws = arriving_draws_;
    link_last(id, lane);
    time_step(lane);
    const SimTime until = course_.drawn_patience_end(call.record, call.draws);
    if (until < kNever) {
        calendar_.set(slot_of(id), until);
    }
    const CallClassId call_class = call.record.call_class;
    sink_.queue_grew(
        {.at = calendar_.now(), .call_class = call_class, .waiting = waiting_.waiting(call_class)});
}

void PlainRoom::give_up(CallRecord& call) {
    call.outcome = Outcome::Abandoned;
    call.times.abandoned = calendar_.now();
    call.times.ended = calendar_.now();
    ++counts_.abandoned;
    sink_.call_closed(call);
}

void PlainRoom::on_caller(CallId id) {
    RoomCall& call = waiting_[id];
    calendar_.clear(slot_of(id));
    --counts_.waiting;
    unlink(id);
    call.record.times.segment_presented =
        call.record.times.offered + scenario_.lanes[call.lane].from;
    give_up(call.record);
    waiting_.leave_place(id);
}

// ---------------------------------------------------------------- queues and steps of a route

void PlainRoom::link_last(CallId call, LaneId lane) {
    waiting_.link_last(call, lane);
    const Rows rows = pools_of_lane_[lane];
    for (const PoolId pool : lane_pools_.rows().subspan(rows.first, rows.count)) {
        if (pools_[pool].callers++ == 0) {
            watch(pool);
        }
    }
}

void PlainRoom::unlink(CallId call) {
    waiting_.unlink(call);
    const Rows rows = pools_of_lane_[waiting_[call].lane];
    for (const PoolId pool : lane_pools_.rows().subspan(rows.first, rows.count)) {
        if (--pools_[pool].callers == 0) {
            watch(pool);
        }
    }
}

/// One slot serves all calls of a queue, as in ControlRoom::time_step.
void PlainRoom::time_step(LaneId lane) {
    const std::optional<Duration>& next_step = scenario_.lanes[lane].next_step;
    if (!next_step || step_timed_[lane]) {
        return;
    }
    if (const std::optional<CallId> head = waiting_.head(lane)) {
        calendar_.set(slot_of(lane), waiting_[*head].record.times.offered + *next_step);
        step_timed_[lane] = true;
    }
}

void PlainRoom::on_step(LaneId lane) {
    const Duration next_step = scenario_.lanes[lane].next_step.value_or(kLongestSpan);
    while (const std::optional<CallId> head = waiting_.head(lane)) {
        if (waiting_[*head].record.times.offered + next_step > calendar_.now()) {
            break;
        }
        enter_step(*head, LaneId{lane.index() + 1});
    }
    step_timed_[lane] = false;
    calendar_.clear(slot_of(lane));
    time_step(lane);
}

void PlainRoom::enter_step(CallId id, LaneId lane) {
    unlink(id);
    RoomCall& call = waiting_[id];
    call.record.route_step = scenario_.lanes[lane].step;
    if (const std::optional<PoolId> pool = find_pool(lane)) {
        calendar_.clear(slot_of(id));
        --counts_.waiting;
        assign(*pool,
               pools_[*pool].handlers.first(),
               call.record,
               call.draws,
               scenario_.lanes[lane].from);
        waiting_.leave_place(id);
        return;
    }
    link_last(id, lane);
    time_step(lane);
}

// ---------------------------------------------------------------- handlers

/// The pool of the longest idle among those that join at this step.
std::optional<PoolId> PlainRoom::find_pool(LaneId lane) const {
    const Rows rows = scenario_.lanes[lane].newcomers;
    const LanePool* const entries = scenario_.lane_pools.begin() + rows.first;
    std::optional<PoolId> found;
    SimTime longest_since = calendar_.now() + Duration{1};
    for (std::uint32_t row = 0; row < rows.count; ++row) {
        const SimTime since = pools_[entries[row].pool].handlers.first_ready();
        if (since < longest_since) {
            longest_since = since;
            found = entries[row].pool;
        }
    }
    return found;
}

/// Rings at the handler in this row of the pool, who must be free.
void PlainRoom::assign(PoolId pool_id,
                       std::uint32_t row,
                       CallRecord& call,
                       const CallDraws& draws,
                       Duration presented_after) {
    Pool& pool = pools_[pool_id];
    call.handler = std::optional(HandlerId{scenario_.pools[pool_id].first_handler + row});
    call.times.segment_presented = call.times.offered + presented_after;
    course_.ring(call, draws, pool_id, calendar_.now());
    const bool answered = call.outcome == Outcome::Answered;
    ++(answered ? counts_.answered : counts_.abandoned);
    const SimTime ends = answered ? call.times.wrapped_up : call.times.ended;
    busy_until_ = std::max(busy_until_, ends);
    pool.handlers.set_ready(row, call.times.ready);
    sink_.call_closed(call);
}

/// The handler who is free now takes the call that is next, if one waits.
void PlainRoom::take_waiting(PoolId pool, std::uint32_t row) {
    if (pools_[pool].callers == 0) {
        return;
    }
    // Every waiting caller is one whom nobody could take: of the pools it waits for, all are busy.
    const std::optional<NextCall> next = waiting_.next_for(pool, 1);
    FCR_CHECK(next.has_value(), "a pool's callers are in the queues it takes from");
    RoomCall& call = waiting_[next->call];
    calendar_.clear(slot_of(next->call));
    --counts_.waiting;
    assign(pool, row, call.record, call.draws, next->presented_after);
    unlink(next->call);
    waiting_.leave_place(next->call);
}

void PlainRoom::on_free(PoolId pool) {
    if (pools_[pool].on_duty > pools_[pool].seats) {
        sign_off(pool);
    } else {
        take_waiting(pool, pools_[pool].handlers.first());
    }
    watch(pool);
}

/// The moment a handler becomes free is an event while somebody waits for it or is to go home.
void PlainRoom::watch(PoolId pool_id) {
    const Pool& pool = pools_[pool_id];
    const bool watched = pool.callers > 0 || pool.on_duty > pool.seats;
    if (watched && !pool.handlers.nobody()) {
        calendar_.set(free_slot(pool_id), pool.handlers.first_ready());
    } else {
        calendar_.clear(free_slot(pool_id));
    }
}

void PlainRoom::on_seats(PoolId pool_id) {
    const CompiledPool& facts = scenario_.pools[pool_id];
    const auto changes =
        scenario_.seat_changes.rows().subspan(facts.seat_changes.first, facts.seat_changes.count);
    Pool& pool = pools_[pool_id];
    while (pool.next_change < changes.size() && changes[pool.next_change].from <= calendar_.now()) {
        pool.seats = changes[pool.next_change].seats;
        ++pool.next_change;
    }
    if (pool.next_change < changes.size()) {
        calendar_.set(seats_slot(pool_id), changes[pool.next_change].from);
    } else {
        calendar_.clear(seats_slot(pool_id));
    }
    while (pool.on_duty > pool.seats && pool.handlers.first_ready() <= calendar_.now()) {
        sign_off(pool_id);
    }
    while (pool.on_duty < pool.seats) {
        sign_on(pool_id);
    }
    watch(pool_id);
}

void PlainRoom::sign_on(PoolId pool_id) {
    Pool& pool = pools_[pool_id];
    std::uint32_t row = 0;
    while (pool.handlers.on_duty(row)) {
        ++row;
    }
    ++pool.on_duty;
    sink_.seat_taken({.at = calendar_.now(),
                      .handler = HandlerId{scenario_.pools[pool_id].first_handler + row},
                      .pool = pool_id,
                      .signed_on = true,
                      .on_duty = pool.on_duty});
    pool.handlers.set_ready(row, calendar_.now());
    take_waiting(pool_id, row);
}

/// Sends the handler of the pool who has been free for longest home.
void PlainRoom::sign_off(PoolId pool_id) {
    Pool& pool = pools_[pool_id];
    const std::uint32_t row = pool.handlers.first();
    --pool.on_duty;
    pool.handlers.go_home(row);
    sink_.seat_taken({.at = calendar_.now(),
                      .handler = HandlerId{scenario_.pools[pool_id].first_handler + row},
                      .pool = pool_id,
                      .signed_on = false,
                      .on_duty = pool.on_duty});
}

}  // namespace fcr
