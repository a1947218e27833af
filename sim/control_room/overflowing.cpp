// Overflow and escalation: a waiting call comes to the next step of its route.
#include "sim/control_room/control_room.hpp"

namespace fcr {

/// All calls of a queue wait the same time for the next step, so they reach it in queue order and
/// one slot serves them all. It may fire for a call that has gone meanwhile; it is then set anew.
void ControlRoom::time_step(LaneId lane) {
    const std::optional<Duration>& next_step = scenario_.lanes[lane].next_step;
    if (!next_step || step_timed_[lane]) {
        return;
    }
    if (const std::optional<CallId> head = calls_.head(lane)) {
        calendar_.set(slot_of(lane), calls_[*head].record.times.offered + *next_step);
        step_timed_[lane] = true;
    }
}

void ControlRoom::on_step(LaneId lane) {
    const Duration next_step = scenario_.lanes[lane].next_step.value_or(kLongestSpan);
    while (const std::optional<CallId> head = calls_.head(lane)) {
        if (calls_[*head].record.times.offered + next_step > now()) {
            break;
        }
        const RoomCall& call = calls_[*head];
        // The call itself is still counted as waiting.
        enter_step(*head, next_lane(call, lane, calls_.waiting(call.record.call_class) - 1));
    }
    step_timed_[lane] = false;
    time_step(lane);
    if (!step_timed_[lane]) {
        calendar_.clear(slot_of(lane));
    }
}

void ControlRoom::enter_step(CallId id, LaneId lane) {
    const CompiledLane& facts = scenario_.lanes[lane];
    calls_.unlink(id);
    CallRecord& record = calls_[id].record;
    record.route_step =
        static_cast<std::uint8_t>(lane.index() - scenario_.classes[record.call_class].lanes.first);
    if (facts.divert) {
        stop_waiting(id);
        divert(id, lane);
        return;
    }
    if (const IdOrNone<HandlerId> handler = find_handler(lane, record)) {
        stop_waiting(id);
        const bool widened = facts.pools.count > facts.newcomers.count;
        assign(
            *handler, id, facts.from, widened ? RouteReason::Escalated : RouteReason::Overflowed);
        return;
    }
    if (preempts(lane) && !facts.closed) {
        if (const std::optional<HandlerId> handler = find_interruptible(lane)) {
            stop_waiting(id);
            interrupt(*handler);
            assign(*handler, id, facts.from, RouteReason::Preempted);
            return;
        }
    }
    calls_.link_last(id, lane);
    time_step(lane);
}

}  // namespace fcr
