// Handling: a call rings, is talked through and wrapped up; then the gap before the next one.
#include "sim/control_room/control_room.hpp"

namespace fcr {

constexpr bool ControlRoom::may_follow(Phase from, Phase to) {
    constexpr auto bit = [](Phase phase) { return 1U << static_cast<unsigned>(phase); };
    constexpr unsigned takes_a_call =
        bit(Phase::Ringing) | bit(Phase::Talking) | bit(Phase::Handling);
    constexpr unsigned becomes_ready = takes_a_call | bit(Phase::Idle) | bit(Phase::OffDuty);
    switch (from) {
        case Phase::OffDuty: return (bit(to) & (takes_a_call | bit(Phase::Idle))) != 0;
        case Phase::Idle: return (bit(to) & (takes_a_call | bit(Phase::OffDuty))) != 0;
        case Phase::Talking: return (bit(to) & (bit(Phase::Handling) | bit(Phase::OffDuty))) != 0;
        case Phase::Ringing:
        case Phase::Handling: return (bit(to) & (becomes_ready | bit(Phase::AfterCall))) != 0;
        case Phase::AfterCall: return (bit(to) & becomes_ready) != 0;
    }
    return false;
}

void ControlRoom::enter(HandlerId handler, Phase phase) {
    Handler& facts = handlers_[handler];
    FCR_CHECK(may_follow(facts.phase, phase), "illegal change of a handler's phase");
    facts.phase = phase;
}

/// Rings at the handler, who must be the longest idle of the pool or just ready. What follows is
/// known at once; the events only make it so.
void ControlRoom::assign(HandlerId handler_id, CallId call_id, Duration presented_after) {
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
    record.times.segment_presented = record.times.offered + presented_after;
    course_.ring(record, call.draws, handler.pool, now());
    if (response_ && record.outcome == Outcome::Answered) [[unlikely]] {
        response_->call_answered(record);
        if (response_->overrun()) {
            stop_at(Limit::OpenIncidents);
        }
    }
    if (record.outcome == Outcome::Abandoned) {
        enter(handler_id, Phase::Ringing);
        calendar_.set(slot_of(handler_id), record.times.abandoned);
    } else if (lines_[record.line].counts_calls) {
        enter(handler_id, Phase::Talking);
        calendar_.set(slot_of(handler_id), record.times.ended);
    } else {
        enter(handler_id, Phase::Handling);
        calendar_.set(slot_of(handler_id), record.times.wrapped_up);
    }
}

void ControlRoom::on_handler(HandlerId handler_id) {
    Handler& handler = handlers_[handler_id];
    switch (handler.phase) {
        case Phase::Talking:
            release_line(calls_[handler.call].record);
            enter(handler_id, Phase::Handling);
            calendar_.set(slot_of(handler_id), calls_[handler.call].record.times.wrapped_up);
            break;
        case Phase::Ringing:
        case Phase::Handling:
            finish_call(handler_id);
            if (handler.ready > now()) {
                enter(handler_id, Phase::AfterCall);
                calendar_.set(slot_of(handler_id), handler.ready);
            } else {
                become_ready(handler_id);
            }
            break;
        case Phase::AfterCall: become_ready(handler_id); break;
        case Phase::OffDuty:
        case Phase::Idle: FCR_CHECK(false, "an event came for a handler who waits for none");
    }
}

/// Counts and reports the call in hand, whose caller has gone and whose wrap-up is done.
void ControlRoom::finish_call(HandlerId handler_id) {
    Handler& handler = handlers_[handler_id];
    CallRecord& call = calls_[handler.call].record;
    const bool answered = call.outcome == Outcome::Answered;
    --counts_.in_hand;
    ++(answered ? counts_.answered : counts_.abandoned);
    const bool line_still_held = handler.phase == Phase::Ringing || !lines_[call.line].counts_calls;
    if (line_still_held) {
        release_line(call);
    }
    if (leaves_now(handler_id)) {
        call.times.ready = now();
    }
    handler.ready = call.times.ready;
    sink_.call_closed(call);
    calls_.leave_place(handler.call);
}

/// The handler leaves, takes a call or waits for one.
void ControlRoom::become_ready(HandlerId handler_id) {
    if (leaves_now(handler_id)) {
        sign_off(handler_id);
        return;
    }
    if (counts_.waiting > 0) {
        if (const std::optional<NextCall> next = find_call(handlers_[handler_id].pool)) {
            calls_.unlink(next->call);
            stop_waiting(next->call);
            assign(handler_id, next->call, next->presented_after);
            return;
        }
    }
    push_idle(handler_id);
}

}  // namespace fcr
