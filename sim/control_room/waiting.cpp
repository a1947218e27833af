// Waiting: announcements, queues, balking and patience.
#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {

void ControlRoom::hear_message(CallId id) {
    if (!may_wait(id)) {
        return;
    }
    RoomCall& call = calls_[id];
    call.hears_message = true;
    calendar_.set(slot_of(id), now() + course_.message(call.record));
}

void ControlRoom::offer(CallId id) {
    RoomCall& call = calls_[id];
    CallRecord& record = call.record;
    record.times.offered = now();
    const Rows steps = scenario_.classes[record.call_class].lanes;
    LaneId lane{steps.first};
    for (std::uint32_t step = 0; step < steps.count; ++step) {
        const LaneId candidate{steps.first + step};
        if (scenario_.lanes[candidate].from > Duration::zero()) {
            break;
        }
        lane = candidate;
        record.route_step = static_cast<std::uint8_t>(step);
        if (const std::optional<HandlerId> handler = find_handler(lane)) {
            assign(*handler, id, Duration::zero());
            return;
        }
    }
    if (course_.balks(record)) {
        give_up(id);
        return;
    }
    wait_in(id, lane);
}

void ControlRoom::wait_in(CallId id, LaneId lane) {
    if (!may_wait(id)) {
        return;
    }
    const RoomCall& call = calls_[id];
    calls_.link_last(id, lane);
    time_step(lane);
    const SimTime until = course_.patience_end(call.record, call.draws);
    if (until < kNever) {
        calendar_.set(slot_of(id), until);
    }
    const CallClassId call_class = call.record.call_class;
    sink_.queue_grew(
        {.at = now(), .call_class = call_class, .waiting = calls_.waiting(call_class)});
}

/// Counts the call as waiting. False when the waiting room is full: the replication stops here,
/// the call is reported as unfinished.
bool ControlRoom::may_wait(CallId id) {
    if (counts_.waiting == scenario_.waiting_calls_max) {
        stop_at(Limit::WaitingRoom);
        ++counts_.unfinished;
        sink_.call_closed(calls_[id].record);
        calls_.leave_place(id);
        return false;
    }
    ++counts_.waiting;
    return true;
}

void ControlRoom::stop_waiting(CallId id) {
    calendar_.clear(slot_of(id));
    --counts_.waiting;
}

void ControlRoom::on_caller(CallId first) {
    // Callers due at one instant go by arrival number, whatever place they hold.
    const SimTime instant = now();
    calendar_.clear(slot_of(first));
    std::size_t together = 0;
    due_together_[CallId{together++}] = first;
    while (const std::optional<Due> next = calendar_.peek()) {
        if (next->at != instant || kind_of(next->slot) != EventKind::Caller) {
            break;
        }
        calendar_.clear(next->slot);
        due_together_[CallId{together++}] = CallId{next->slot.index() - first_call_};
    }
    const auto due = due_together_.rows().first(together);
    if (together > 1) {
        std::sort(due.begin(), due.end(), [this](CallId left, CallId right) {
            return calls_[left].record.number < calls_[right].record.number;
        });
    }
    for (const CallId call : due) {
        settle(call);
    }
}

/// An announcement has ended, or a caller's patience.
void ControlRoom::settle(CallId id) {
    RoomCall& call = calls_[id];
    stop_waiting(id);
    if (call.hears_message) {
        call.hears_message = false;
        call.record.times.message_end = now();
        offer(id);
        return;
    }
    calls_.unlink(id);
    call.record.times.segment_presented =
        call.record.times.offered + scenario_.lanes[call.lane].from;
    give_up(id);
}

void ControlRoom::give_up(CallId id) {
    CallRecord& record = calls_[id].record;
    record.outcome = Outcome::Abandoned;
    record.times.abandoned = now();
    record.times.ended = now();
    if (record.times.segment_presented == kNever) {
        record.times.segment_presented = record.times.offered;
    }
    ++counts_.abandoned;
    release_line(record);
    sink_.call_closed(record);
    calls_.leave_place(id);
}

}  // namespace fcr
