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
        enter_step(*head, LaneId{lane.index() + 1});
    }
    step_timed_[lane] = false;
    calendar_.clear(slot_of(lane));
    time_step(lane);
}

void ControlRoom::enter_step(CallId call, LaneId lane) {
    calls_.unlink(call);
    calls_[call].record.route_step = scenario_.lanes[lane].step;
    if (const std::optional<HandlerId> handler = find_handler(lane)) {
        stop_waiting(call);
        assign(*handler, call, scenario_.lanes[lane].from);
        return;
    }
    calls_.link_last(call, lane);
    time_step(lane);
}

}  // namespace fcr
