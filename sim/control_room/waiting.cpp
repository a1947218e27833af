// Waiting: announcements, queues, balking and patience.
#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// Callers hear the number of a casualty bureau for so long.
constexpr Duration kBureauNumber = std::chrono::seconds{10};

}  // namespace

void ControlRoom::hear_message(CallId id) {
    if (!may_wait(id)) {
        return;
    }
    RoomCall& call = calls_[id];
    call.hears_message = true;
    const std::uint8_t ordered = ordered_messages(call.record);
    const CallCourse::Message message = message_for(call.record, ordered);
    if (takes_commands_) {
        seen_[id] = {.since = now(), .hears_order = ordered};
    }
    call.leaves_message = message.leaves;
    if (message.leaves) {
        call.record.abandon_reason = message.reason;
    }
    calendar_.set(slot_of(id), now() + message.length);
}

/// What the caller hears: the messages that were ordered, after each of which some have what they
/// want, then the line's own.
CallCourse::Message ControlRoom::message_for(const CallRecord& call, std::uint8_t ordered) const {
    struct Heard {
        std::uint8_t bit;
        Duration length;
        double leave;
    };
    if (ordered == 0) {
        return course_.message(call);
    }
    const Heard heard_by_order[] = {
        {kHearsBureau, kBureauNumber, room_orders_.bureau_share},
        {kHearsTriage, room_orders_.triage.length, room_orders_.triage.resolved},
        {kHearsMessage, room_orders_.message.length, room_orders_.message.deflected},
    };
    CallCourse::Message heard;
    for (const Heard& message : heard_by_order) {
        if ((ordered & message.bit) == 0) {
            continue;
        }
        heard.length += message.length;
        // The message's own draw is that of a call's orders; the others have families beside it.
        const std::uint64_t order = message.bit - std::uint64_t{kHearsMessage};
        if (course_.uniform(ordered_entity(call, order), Purpose::MessageLeave) < message.leave) {
            heard.leaves = true;
            heard.reason = AbandonReason::ServedByMenu;
            return heard;
        }
    }
    if (lines_[call.line].has_message) {
        const CallCourse::Message own = course_.message(call);
        heard.length += own.length;
        heard.leaves = own.leaves;
        heard.reason = own.reason;
    }
    return heard;
}

/// Which of them the caller hears. Only who rings the force does, and not on an emergency line.
std::uint8_t ControlRoom::ordered_messages(const CallRecord& call) const {
    if (room_orders_.messages == 0 || is_emergency(call.call_class)) [[likely]] {
        return 0;
    }
    switch (call.origin) {
        case Origin::Caller:
        case Origin::Redial:
        case Origin::LineChange:
        case Origin::Repeat:
        case Origin::Duplicate:
        case Origin::Chaser: return room_orders_.messages;
        case Origin::Transfer:
        case Origin::RingBack:
        case Origin::CallBack:
        case Origin::PassBack:
        case Origin::BackRecord:
        case Origin::Padding: return 0;
    }
    return 0;
}

/// Who has heard the message that a supervisor ordered waits longer, or less long, than otherwise.
void ControlRoom::change_patience(CallId id) {
    const double factor = room_orders_.message.patience;
    RoomCall& call = calls_[id];
    if (factor == 1.0 || scenario_.classes[call.record.call_class].patient_for_ever) {
        return;
    }
    call.record.times.offered = now();
    const SimTime until = course_.patience_end(call.record, call.draws);
    if (until < kNever) {
        const SimTime changed = now() + duration_from_seconds(factor * to_seconds(until - now()));
        call.draws.patience_word = static_cast<std::uint64_t>((changed - kStartOfRun).count());
        call.record.patience_is_moment = true;
    }
}

void ControlRoom::offer(CallId id) {
    RoomCall& call = calls_[id];
    CallRecord& record = call.record;
    record.times.offered = now();
    const LaneId first{scenario_.classes[record.call_class].lanes.first};
    LaneId lane = first;
    RouteReason reason = RouteReason::FreeHandler;
    for (;;) {
        record.route_step = static_cast<std::uint8_t>(lane.index() - first.index());
        if (scenario_.lanes[lane].divert) {
            divert(id, lane);
            return;
        }
        if (const IdOrNone<HandlerId> handler = find_handler(lane, record)) {
            assign(*handler, id, Duration::zero(), reason);
            return;
        }
        const std::optional<Duration>& next_step = scenario_.lanes[lane].next_step;
        if (!next_step || *next_step > Duration::zero()) {
            break;
        }
        lane = next_lane(call, lane, calls_.waiting(record.call_class));
    }
    if (!scenario_.plain) {
        if (is_helped_out(record)) {
            divert_by_order(id);
            return;
        }
        if (room_orders_.spill.on && room_orders_.spill.after == Duration::zero()) {
            if (const std::optional<HandlerId> handler = find_spill_handler(record)) {
                assign(*handler, id, Duration::zero(), RouteReason::Escalated);
                return;
            }
        }
        if (preempts(lane)) {
            if (const std::optional<HandlerId> handler = find_interruptible(lane)) {
                interrupt(*handler);
                assign(*handler, id, Duration::zero(), RouteReason::Preempted);
                return;
            }
        }
        if (accepts_call_back(id, lane)) {
            give_up(id, AbandonReason::CallBack);
            return;
        }
    }
    if (course_.balks(record)) {
        give_up(id, AbandonReason::Balked);
        return;
    }
    wait_in(id, lane);
}

/// Whether the caller would rather be rung back than wait. The wait expected is that of the calls
/// ahead, each taking the class's mean handling, spread over the handlers on duty.
bool ControlRoom::accepts_call_back(CallId id, LaneId lane) const {
    const CallRecord& record = calls_[id].record;
    const auto& offered = scenario_.follow_ups[record.call_class].call_back;
    if (!offered || !room_orders_.call_backs_on) {
        return false;
    }
    const Rows rows = scenario_.lanes[lane].pools;
    std::int64_t on_duty = 0;
    for (const PoolId pool : scenario_.open_pools.rows().subspan(rows.first, rows.count)) {
        on_duty += pools_[pool].on_duty;
    }
    const Duration work =
        offered->mean_handling * (std::int64_t{calls_.waiting(record.call_class)} + 1);
    const bool long_wait = on_duty == 0 || work / on_duty > offered->when_wait_over;
    return long_wait && course_.uniform(record, Purpose::CallBackChoice) < offered->accept;
}

void ControlRoom::wait_in(CallId id, LaneId lane) {
    if (!may_wait(id)) {
        return;
    }
    const RoomCall& call = calls_[id];
    calls_.link_last(id, lane);
    time_step(lane);
    time_spill(now() + room_orders_.spill.after);
    const SimTime until = course_.patience_end(call.record, call.draws);
    if (until < kNever) {
        calendar_.set(slot_of(id), until);
    }
    const CallClassId call_class = call.record.call_class;
    if (supervisor_rests() && watched_.contain(call_class)) {
        wake_by_who_waits();
    }
    sink_.queue_grew({.at = now(),
                      .call_class = call_class,
                      .waiting = calls_.waiting(call_class) - calls_.interrupted(call_class)});
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
    calendar_.clear_if_due(slot_of(id));
    --counts_.waiting;
    if (supervisor_rests() && orders_ != SupervisorOrders{}) {
        wake_by_who_goes(calls_[id].record.call_class);
    }
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
        if (call.leaves_message) {
            give_up(id, call.record.abandon_reason);
            return;
        }
        call.record.times.message_end = now();
        if (takes_commands_ && (seen_[id].hears_order & kHearsMessage) != 0) {
            change_patience(id);
        }
        offer(id);
        return;
    }
    calls_.unlink(id);
    if (call.interruptions > 0) {
        give_up_on_hold(id);
        return;
    }
    call.record.times.segment_presented =
        call.record.times.offered + scenario_.lanes[call.lane].from;
    give_up(id, AbandonReason::GaveUp);
}

void ControlRoom::give_up(CallId id, AbandonReason reason) {
    RoomCall& call = calls_[id];
    CallRecord& record = call.record;
    record.outcome = Outcome::Abandoned;
    record.abandon_reason = reason;
    record.times.abandoned = now();
    record.times.ended = now();
    if (record.times.segment_presented == kNever) {
        record.times.segment_presented = record.times.offered;
    }
    ++counts_.abandoned;
    release_line(call);
    sink_.call_closed(record);
    if (!scenario_.plain) {
        release_holder(call, now());
        count_recent(record, false, now());
        after_lost(call);
    }
    calls_.leave_place(id);
}

}  // namespace fcr
