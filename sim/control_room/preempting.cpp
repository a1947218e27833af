// Pre-emption: an urgent call interrupts work that may be interrupted.
#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {

/// The handler, of all pools that may take from the lane, whose work may wait best: of the lowest
/// rank, then taken up last. A caller who is on the line may be asked to hold while talk goes on;
/// wrap-up is set aside only with work that has nobody on the line.
std::optional<HandlerId> ControlRoom::find_interruptible(LaneId lane) const {
    const CompiledLane& facts = scenario_.lanes[lane];
    const CompiledClass& urgent = scenario_.classes[facts.call_class];
    std::optional<HandlerId> found;
    std::uint32_t lowest = urgent.priority;
    SimTime latest = kStartOfRun;
    for (const PoolId pool :
         scenario_.open_pools.rows().subspan(facts.pools.first, facts.pools.count)) {
        const Rows rows = handlers_among(pool);
        for (std::uint32_t row = rows.first; row < rows.first + rows.count; ++row) {
            const HandlerId id{row};
            const Handler& handler = handlers_[id];
            if (handler.pool != pool ||
                (handler.phase != Phase::Talking && handler.phase != Phase::Handling)) {
                continue;
            }
            const CallRecord& call = calls_[handler.call].record;
            const CompiledClass& work = scenario_.classes[call.call_class];
            const SimTime since = taken_up(call.times);
            const bool may_wait =
                work.interruption == Interruption::SetAside ||
                (work.interruption != Interruption::Never && now() < call.times.ended);
            if (!may_wait || since > now() || work.priority <= urgent.priority) {
                continue;
            }
            if (work.priority > lowest || (work.priority == lowest && since > latest)) {
                found = id;
                lowest = work.priority;
                latest = since;
            }
        }
    }
    return found;
}

/// Takes the work out of the handler's hands, who must be given a call at once.
void ControlRoom::interrupt(HandlerId handler_id) {
    Handler& handler = handlers_[handler_id];
    const CallId id = handler.call;
    RoomCall& call = calls_[id];
    CallRecord& record = call.record;
    CallTimes& times = record.times;
    const CompiledClass& facts = scenario_.classes[record.call_class];
    calendar_.clear(slot_of(handler_id));
    --counts_.in_hand;
    if (facts.interruption == Interruption::RingsAgain) {
        times.ended = now();
        times.wrapped_up = now();
        times.ready = now();
        ++counts_.answered;
        release_line(call);
        sink_.call_closed(record);
        const CompiledAfterLoss& loss = *scenario_.follow_ups[record.call_class].after_loss;
        plan_call(record,
                  {.to = record.call_class,
                   .origin = Origin::Redial,
                   .attempt = std::uint32_t{record.attempt} + 1,
                   .since = now(),
                   .delay = &loss.redial_delay,
                   .purpose = Purpose::LossDelay});
        calls_.leave_place(id);
        return;
    }
    if (talked_until(times) <= now()) {
        release_line(call);
    }
    const bool again = times.resumed != kNever;
    sink_.work_interrupted({.at = now(),
                            .handler = handler_id,
                            .pool = handler.pool,
                            .call_class = record.call_class,
                            .presented = again ? times.resumed : times.presented,
                            .taken_up = taken_up(times),
                            .talked_until = std::min(now(), talked_until(times))});
    if (takes_commands_) {
        SeenOfCall& seen = seen_[id];
        const SimTime talked = talked_until(times);
        seen.talk_spent += std::min(now(), talked) - taken_up(times);
        seen.wrap_up_spent += std::max(now(), talked) - talked;
        seen.since = now();
    }
    call.talk_left = std::max(Duration::zero(), times.ended - now());
    call.wrap_up_left = times.wrapped_up - std::max(now(), times.ended);
    // What was to come has not come.
    times.ended = now() < times.ended ? kNever : times.ended;
    times.wrapped_up = kNever;
    times.ready = kNever;
    record.handler.reset();  // nobody's work until it is resumed
    ++call.interruptions;
    if (counts_.waiting == scenario_.waiting_calls_max) {
        stop_at(Limit::WaitingRoom);
    }
    ++counts_.waiting;
    calls_.link_last(id, LaneId{facts.resume_lane});
    if (facts.interruption == Interruption::Hold && !facts.patient_for_ever) {
        // Patience begins anew, by a draw of its own.
        CallRecord on_hold = record;
        on_hold.lineage = child_lineage(record.lineage, Origin::Transfer, call.interruptions);
        const Duration patience = course_.span(on_hold, Purpose::Patience, facts.patience);
        if (patience < kNever - now()) {
            calendar_.set(slot_of(id), now() + patience);
        }
    }
}

/// A caller on hold has had enough. The call was answered, and is over.
void ControlRoom::give_up_on_hold(CallId id) {
    RoomCall& call = calls_[id];
    CallRecord& record = call.record;
    record.times.resumed = now();
    record.times.ended = now();
    record.times.wrapped_up = now();
    record.times.ready = now();
    ++counts_.answered;
    release_line(call);
    sink_.call_closed(record);
    const auto& loss = scenario_.follow_ups[record.call_class].after_loss;
    if (loss) {
        redial(call, *loss);
    }
    calls_.leave_place(id);
}

}  // namespace fcr
