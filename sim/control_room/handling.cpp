// Handling: a call rings, is talked through and wrapped up; then the gap before the next one.
#include "sim/base/transitions.hpp"
#include "sim/control_room/control_room.hpp"

namespace fcr {

constexpr bool ControlRoom::may_follow(Phase from, Phase to) {
    constexpr auto bit = [](Phase phase) { return 1U << static_cast<unsigned>(phase); };
    constexpr unsigned takes_a_call =
        bit(Phase::Ringing) | bit(Phase::Talking) | bit(Phase::Handling);
    constexpr unsigned becomes_ready =
        takes_a_call | bit(Phase::Idle) | bit(Phase::OffDuty) | bit(Phase::OnBreak);
    switch (from) {
        // Somebody may be on the way to another pool as soon as the shift begins.
        case Phase::OffDuty:
            return (bit(to) & (takes_a_call | bit(Phase::Idle) | bit(Phase::OnBreak))) != 0;
        case Phase::OnBreak: return (bit(to) & becomes_ready) != 0;
        case Phase::Idle:
            return (bit(to) & (takes_a_call | bit(Phase::OffDuty) | bit(Phase::OnBreak))) != 0;
        case Phase::Conferring:
            return (bit(to) & (bit(Phase::Handling) | bit(Phase::OffDuty))) != 0;
        // A handler who talks or wraps up may be interrupted, and takes another call at once.
        case Phase::Talking:
            return (bit(to) & (takes_a_call | bit(Phase::Conferring) | bit(Phase::OffDuty))) != 0;
        case Phase::Ringing:
        case Phase::Handling: return (bit(to) & (becomes_ready | bit(Phase::AfterCall))) != 0;
        case Phase::AfterCall: return (bit(to) & becomes_ready) != 0;
    }
    return false;
}

void ControlRoom::enter(HandlerId handler, Phase phase) {
    Handler& facts = handlers_[handler];
    static constexpr Transitions<Phase, kHandlerPhases> kTransitions(
        [](Phase from, Phase to) { return may_follow(from, to); });
    FCR_CHECK(kTransitions.allow(facts.phase, phase), "illegal change of a handler's phase");
    facts.phase = phase;
}

/// Rings at the handler, who must be the longest idle of the pool, just ready or just interrupted.
/// What follows is known at once unless the work is interrupted; the events only make it so.
void ControlRoom::assign(HandlerId handler_id,
                         CallId call_id,
                         Duration presented_after,
                         RouteReason reason) {
    Handler& handler = handlers_[handler_id];
    if (handler.phase == Phase::Idle) {
        const HandlerId popped = pop_longest_idle(handler.pool);
        FCR_CHECK(popped == handler_id,
                  "only the longest idle handler of a pool is offered a call");
    }
    RoomCall& call = calls_[call_id];
    CallRecord& record = call.record;
    handler.call = call_id;
    ++counts_.in_hand;
    record.handler = std::optional(handler_id);
    if (scenario_.plain) [[likely]] {
        record.reason = reason;
        record.times.segment_presented = record.times.offered + presented_after;
        course_.ring(record, call.draws, handler.pool, now(), handling_factor(handler_id));
    } else if (call.interruptions > 0) {
        course_.resume(record, call.talk_left, call.wrap_up_left, handler.pool, now());
    } else {
        record.reason = reason;
        record.times.segment_presented = record.times.offered + presented_after;
        const double factor = handling_factor_ * handling_factor(handler_id) * pace(handler.pool);
        if (takes_commands_) {
            seen_[call_id] = {.factor = factor};
        }
        course_.ring(record, call.draws, handler.pool, now(), factor);
        count_recent(record, record.outcome == Outcome::Answered, now());
        if (record.outcome == Outcome::Answered) {
            release_holder(call, record.times.answered);
            choose_stage(call);
            report_incident(call_id);
        }
    }
    if (tells_taken_ && call.interruptions == 0) {
        sink_.call_taken(record);
    }
    if (record.outcome == Outcome::Abandoned) {
        enter(handler_id, Phase::Ringing);
        calendar_.set(slot_of(handler_id), record.times.abandoned);
    } else if (call.stage != kNobody) {
        enter(handler_id, Phase::Talking);
        calendar_.set(slot_of(handler_id), talked_until(record.times));
    } else {
        enter(handler_id, Phase::Handling);
        calendar_.set(slot_of(handler_id), record.times.wrapped_up);
    }
}

void ControlRoom::on_handler(HandlerId handler_id) {
    Handler& handler = handlers_[handler_id];
    switch (handler.phase) {
        case Phase::Talking: begin_stage(handler_id); break;
        case Phase::Ringing:
        case Phase::Handling:
            finish_call(handler_id);
            if (handler.ready > now()) {
                enter(handler_id, Phase::AfterCall);
                handler.since = now();
                calendar_.set(slot_of(handler_id), handler.ready);
            } else {
                become_ready(handler_id);
            }
            break;
        case Phase::AfterCall: become_ready(handler_id); break;
        case Phase::OffDuty:
        case Phase::Conferring:
        case Phase::OnBreak:
        case Phase::Idle: FCR_CHECK(false, "an event came for a handler who waits for none");
    }
}

/// Counts and reports the call in hand, whose caller has gone and whose wrap-up is done.
void ControlRoom::finish_call(HandlerId handler_id) {
    Handler& handler = handlers_[handler_id];
    RoomCall& call = calls_[handler.call];
    CallRecord& record = call.record;
    const bool answered = record.outcome == Outcome::Answered;
    --counts_.in_hand;
    ++(answered ? counts_.answered : counts_.abandoned);
    release_line(call);
    if (leaves_now(handler_id)) {
        record.times.ready = answered ? record.times.wrapped_up : record.times.ended;
    }
    handler.ready = record.times.ready;
    sink_.call_closed(record);
    if (!scenario_.plain) {
        if (answered) {
            after_served(call);
        } else {
            release_holder(call, now());
            after_lost(call);
        }
    }
    calls_.leave_place(handler.call);
}

/// The handler leaves, takes a call or waits for one.
void ControlRoom::become_ready(HandlerId handler_id) {
    if (leaves_now(handler_id)) {
        if (pools_[handlers_[handler_id].pool].rostered) {
            leave_calls(handler_id);
        } else {
            sign_off(handler_id);
        }
        return;
    }
    if (counts_.waiting > 0) {
        if (const std::optional<NextCall> next = find_call(handlers_[handler_id].pool)) {
            calls_.unlink(next->call);
            stop_waiting(next->call);
            assign(handler_id, next->call, next->presented_after, RouteReason::NextInQueue);
            return;
        }
    }
    push_idle(handler_id);
}

}  // namespace fcr
