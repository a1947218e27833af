// Handling: a call rings, is talked through and wrapped up; then the gap before the next one.
#include "sim/control_room/control_room.hpp"

#include <array>

namespace fcr {

constexpr bool ControlRoom::may_follow(Phase from, Phase to) {
    constexpr auto bit = [](Phase phase) { return 1U << static_cast<unsigned>(phase); };
    constexpr unsigned takes_a_call = bit(Phase::Ringing) | bit(Phase::Talking) | bit(Phase::Handling);
    constexpr unsigned becomes_ready = takes_a_call | bit(Phase::Idle) | bit(Phase::OffDuty);
    constexpr std::array<unsigned, 6> followers{
        takes_a_call | bit(Phase::Idle),                  // OffDuty
        takes_a_call | bit(Phase::OffDuty),               // Idle
        becomes_ready | bit(Phase::AfterCall),            // Ringing
        bit(Phase::Handling) | bit(Phase::OffDuty),       // Talking
        becomes_ready | bit(Phase::AfterCall),            // Handling
        becomes_ready,                                    // AfterCall
    };
    return (followers[static_cast<std::size_t>(from)] & bit(to)) != 0;
}

void ControlRoom::enter(HandlerId handler, Phase phase) {
    Handler& facts = handlers_[handler];
    FCR_CHECK(may_follow(facts.phase, phase), "illegal change of a handler's phase");
    facts.phase = phase;
}

/// Rings at the handler, who must be the longest idle of the pool or just ready. Everything that
/// follows is known now, because the call's draws are its own; the events only make it so.
void ControlRoom::assign(HandlerId handler_id, CallId call_id, Duration presented_after) {
    Handler& handler = handlers_[handler_id];
    const CompiledPool& pool = scenario_.pools[handler.pool];
    if (handler.phase == Phase::Idle) {
        const HandlerId popped = pop_longest_idle(handler.pool);
        FCR_CHECK(popped == handler_id, "only the longest idle handler of a pool is offered a call");
    }
    const Call& call = calls_[call_id];
    handler.call = call_id;
    ++counts_.in_hand;
    CallRecord& record = calls_[call_id].record;
    const EntityKey entity = call_entity(record.caller);
    record.pool = handler.pool;
    record.handler = handler_id;
    record.times.segment_presented = record.times.offered + presented_after;
    record.times.presented = now();

    SimTime answered = now();
    if (!pool.pick_up.is_zero()) {
        const Draw pick_up = streams_.draw(Purpose::PickUp, entity);
        answered += duration_from_seconds(pool.pick_up.sample(pick_up));
        const SimTime gives_up = patience_end(call);
        if (gives_up < answered) {
            record.outcome = Outcome::Abandoned;
            record.times.abandoned = gives_up;
            record.times.ended = gives_up;
            record.times.ready = gives_up;
            enter(handler_id, Phase::Ringing);
            calendar_.set(slot_of(handler_id), gives_up);
            return;
        }
    }
    const CompiledClass& facts = scenario_.classes[record.call_class];
    const double talk_s = facts.talk.sample(streams_.draw(call.draws, Purpose::Talk, entity));
    const double wrap_up_s =
        facts.wrap_up.sample(streams_.draw(call.draws, Purpose::WrapUp, entity));
    record.outcome = Outcome::Answered;
    record.times.answered = answered;
    record.times.ended = answered + duration_from_seconds(talk_s * pool.handling_factor);
    record.times.wrapped_up =
        record.times.ended + duration_from_seconds(wrap_up_s * pool.handling_factor);
    record.times.ready = record.times.wrapped_up;
    if (!pool.after_call_gap.is_zero()) {
        const Draw gap = streams_.draw(Purpose::AfterCallGap, entity);
        record.times.ready += duration_from_seconds(pool.after_call_gap.sample(gap));
    }
    if (scenario_.lines[record.line].lines_max) {
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
    const bool line_still_held =
        handler.phase == Phase::Ringing || !scenario_.lines[call.line].lines_max;
    if (line_still_held) {
        release_line(call);
    }
    if (leaves_now(handler_id)) {
        call.times.ready = now();
    }
    handler.ready = call.times.ready;
    sink_.call_closed(call);
    leave_place(handler.call);
}

/// The handler leaves, takes a call or waits for one.
void ControlRoom::become_ready(HandlerId handler_id) {
    if (leaves_now(handler_id)) {
        sign_off(handler_id);
        return;
    }
    if (counts_.waiting > 0) {
        if (const std::optional<NextCall> next = find_call(handlers_[handler_id].pool)) {
            unlink(next->call);
            stop_waiting(next->call);
            assign(handler_id, next->call, next->presented_after);
            return;
        }
    }
    push_idle(handler_id);
}

}  // namespace fcr
