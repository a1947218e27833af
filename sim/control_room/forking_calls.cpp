// The future of calls that wait or are in hand, given how long they have.
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/lineage.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// Family of the draws of a handler's own; see arrival_draws.hpp and disruption_draw.hpp for
/// others.
constexpr std::uint64_t kHandlerFamily = 8;

}  // namespace

void ControlRoom::draw_calls(const ForkSeed& seed) {
    for (std::size_t row = 0; row < scenario_.lanes.size(); ++row) {
        const std::optional<CallId> head = calls_.head(LaneId{row});
        for (std::uint32_t call = head ? static_cast<std::uint32_t>(head->index()) : kNobody;
             call != kNobody;
             call = calls_[CallId{call}].after) {
            draw_waiting(CallId{call}, seed);
        }
    }
    for (std::size_t row = 0; row < calls_.places().size(); ++row) {
        if (calls_[CallId{row}].hears_message) {
            draw_message(CallId{row}, seed);
        }
    }
    for (std::size_t row = 0; row < handlers_.size(); ++row) {
        draw_handler(HandlerId{row}, seed);
    }
}

/// What a call brings that has not been answered: nothing of its work has been seen.
void ControlRoom::draw_brought(RoomCall& call) {
    Caller caller;
    caller.key = call.record.caller;
    caller.lineage = call.record.lineage;
    caller.call_class = call.record.call_class;
    course_.draw_following(caller);
    call.draws = caller.draws;
    call.reached = caller.reached;
}

/// A call in a queue: its patience given its wait, and all its work. Of work that was set aside
/// what is left given what was done.
void ControlRoom::draw_waiting(CallId id, const ForkSeed& seed) {
    RoomCall& call = calls_[id];
    if (call.interruptions == 0) {
        draw_brought(call);
        // Who heard the message ordered has a patience that was multiplied.
        const double factor = call.record.patience_is_moment ? room_orders_.message.patience : 1.0;
        const Duration waited = now() - call.record.times.offered;
        const SimTime since = factor == 1.0
                                  ? call.record.times.offered
                                  : now() - duration_from_seconds(to_seconds(waited) / factor);
        SimTime until = course_.patience_left(call.record, since, now());
        if (factor != 1.0 && until < kNever) {
            until = now() + std::max(Duration{1},
                                     duration_from_seconds(factor * to_seconds(until - now())));
        }
        call.draws.patience_word = static_cast<std::uint64_t>((until - kStartOfRun).count());
        if (until < kNever) {
            calendar_.set(slot_of(id), until);
        }
        return;
    }
    const SeenOfCall& seen = seen_[id];
    CallCourse::RoomWork work{.draws = call.draws, .reached = call.reached, .factor = seen.factor};
    CallRecord done = call.record;
    done.times.resumed = kNever;
    if (done.times.ended == kNever) {
        done.times.answered = now() - seen.talk_spent;
        course_.draw_rest_of_talk(done, work, *done.pool, seed, now());
        call.talk_left = done.times.ended - now();
        call.wrap_up_left = done.times.wrapped_up - done.times.ended;
        const CompiledClass& facts = scenario_.classes[call.record.call_class];
        if (facts.interruption == Interruption::Hold && !facts.patient_for_ever) {
            CallRecord on_hold = call.record;
            on_hold.lineage =
                child_lineage(call.record.lineage, Origin::Transfer, call.interruptions);
            const SimTime until = course_.patience_left(on_hold, seen.since, now());
            if (until < kNever) {
                calendar_.set(slot_of(id), until);
            }
        }
    } else {
        done.times.ended = now() - seen.wrap_up_spent;
        done.times.answered = done.times.ended;
        course_.draw_rest_of_wrap_up(done, work, *done.pool, seed, now());
        call.talk_left = Duration::zero();
        call.wrap_up_left = done.times.wrapped_up - now();
    }
}

/// A caller who hears a message: drawn until it lasts longer than it has. The patience begins when
/// it ends.
void ControlRoom::draw_message(CallId id, const ForkSeed& seed) {
    RoomCall& call = calls_[id];
    draw_brought(call);
    SimTime ends = now();
    for (std::uint32_t attempt = 0; attempt < kRefusalsMax && ends <= now(); ++attempt) {
        course_.draw_from(seed.streams(attempt));
        const CallCourse::Message message = message_for(call.record, seen_[id].hears_order);
        ends = seen_[id].since + message.length;
        call.leaves_message = message.leaves;
        call.record.abandon_reason = message.leaves ? message.reason : AbandonReason::GaveUp;
    }
    course_.draw_from(seed.streams());
    ends = std::max(ends, now() + Duration{1});
    calendar_.set(slot_of(id), ends);
    call.draws.patience_word = static_cast<std::uint64_t>(
        (course_.patience_left(call.record, ends, ends) - kStartOfRun).count());
}

/// What is left of the call in hand and of the gap after it.
void ControlRoom::draw_handler(HandlerId id, const ForkSeed& seed) {
    Handler& handler = handlers_[id];
    const Phase phase = handler.phase;
    if (phase == Phase::AfterCall) {
        handler.ready = course_.gap_left(
            handler.pool, {.family = kHandlerFamily, .member = id.index()}, handler.since, now());
        calendar_.set(slot_of(id), handler.ready);
        return;
    }
    if (phase == Phase::OffDuty || phase == Phase::Idle || phase == Phase::OnBreak) {
        return;
    }
    RoomCall& call = calls_[handler.call];
    CallRecord& record = call.record;
    const SeenOfCall& seen = seen_[handler.call];
    CallCourse::RoomWork work{.draws = call.draws,
                              .reached = call.reached,
                              .factor = seen.factor,
                              .talk_spent = seen.talk_spent,
                              .wrap_up_spent = seen.wrap_up_spent};
    bool stage_is_open = false;
    if (phase == Phase::Ringing || now() < taken_up(record.times)) {
        draw_brought(call);
        course_.draw_rest_of_ringing(record, call.draws, handler.pool, seen.factor, now());
        stage_is_open = true;
    } else if (phase == Phase::Conferring || seen.confers) {
        // The next stage answers, or has answered, and the wrap-up comes after that.
        if (phase != Phase::Conferring && now() < record.times.ended) {
            record.times.ended = now() + Duration{1};
        }
        if (phase == Phase::Conferring || now() < record.times.ended) {
            course_.draw_all_of_wrap_up(record, work, handler.pool);
        } else {
            course_.draw_rest_of_wrap_up(record, work, handler.pool, seed, now());
        }
    } else if (now() < talked_until(record.times)) {
        course_.draw_rest_of_talk(record, work, handler.pool, seed, now());
        stage_is_open = true;
    } else {
        course_.draw_rest_of_wrap_up(record, work, handler.pool, seed, now());
    }
    if (record.outcome == Outcome::Answered) {
        draw_report(id, stage_is_open, seed);
    } else {
        call.stage = kNobody;
        seen_[handler.call].opens = kNever;
    }
    if (phase == Phase::Conferring) {
        return;
    }
    if (record.outcome == Outcome::Abandoned) {
        handler.phase = Phase::Ringing;
        calendar_.set(slot_of(id), record.times.abandoned);
    } else if (now() < talked_until(record.times) && call.stage != kNobody) {
        handler.phase = Phase::Talking;
        calendar_.set(slot_of(id), talked_until(record.times));
    } else {
        handler.phase = Phase::Handling;
        calendar_.set(slot_of(id), record.times.wrapped_up);
    }
}

/// What becomes of a call in hand when its talk ends, and whether and when it becomes an incident:
/// drawn until no incident would have been opened by now that was not.
void ControlRoom::draw_report(HandlerId handler, bool stage_is_open, const ForkSeed& seed) {
    const CallId id = handlers_[handler].call;
    RoomCall& call = calls_[id];
    SeenOfCall& seen = seen_[id];
    const bool opened = seen.opens <= now();
    const bool answered_before = call.record.origin != Origin::Padding && !seen.passed_on;
    bool agrees = false;
    for (std::uint32_t attempt = 0; attempt < kRefusalsMax && !agrees; ++attempt) {
        course_.draw_from(seed.streams(attempt));
        if (stage_is_open) {
            call.stage = kNobody;
            choose_stage(call);
        }
        if (!response_ || !answered_before) {
            agrees = true;
        } else if (opened) {
            const auto& stages = scenario_.follow_ups[call.record.call_class].stages;
            agrees = call.stage == kNobody || !grades_itself(stages[call.stage].to);
        } else {
            response_->draw_from(seed.streams(attempt));
            seen.opens = kNever;
            report_incident(id, now());
            agrees = seen.opens > now();
        }
    }
    if (!agrees) {
        call.stage = stage_is_open ? kNobody : call.stage;
        seen.opens = opened ? seen.opens : kNever;
    }
    course_.draw_from(seed.streams());
    if (response_) {
        response_->draw_from(seed.streams());
        if (opened) {
            response_->draw_grading(call.record, now());
        }
    }
}

}  // namespace fcr
