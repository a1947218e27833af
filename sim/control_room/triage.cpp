// Triage: what an answered call becomes when talk ends. Transfers, second queues, conferences.
#include "sim/control_room/control_room.hpp"

namespace fcr {

/// Draws what becomes of a call that has just been answered; nothing for most.
void ControlRoom::choose_stage(RoomCall& call) {
    const auto& stages = scenario_.follow_ups[call.record.call_class].stages;
    if (stages.empty() || !call.reached || call.record.origin == Origin::Padding) {
        return;
    }
    const double place = course_.uniform(call.record, Purpose::NextStage);
    for (std::size_t row = 0; row < stages.size(); ++row) {
        if (place < stages[row].cumulative) {
            call.stage = static_cast<std::uint32_t>(row);
            return;
        }
    }
}

/// Talk ends and the caller stays on the line: a call of the next class begins, with the stamps of
/// the first up to the switch, so that every clock goes on. In a conference the handler stays too.
void ControlRoom::begin_stage(HandlerId handler_id) {
    Handler& handler = handlers_[handler_id];
    RoomCall& first = calls_[handler.call];
    const CompiledStage& stage = scenario_.follow_ups[first.record.call_class].stages[first.stage];
    first.stage = kNobody;
    if (takes_commands_) {
        SeenOfCall& seen = seen_[handler.call];
        seen.passed_on = grades_itself(stage.to);
        seen.confers = stage.conference;
    }

    Caller caller;
    caller.key = first.record.caller;
    caller.lineage = child_lineage(first.record.lineage, Origin::Transfer, 0);
    caller.origin = Origin::Transfer;
    caller.attempt = first.record.attempt;
    caller.call_class = stage.to;
    caller.known = first.record.known || !grades_itself(stage.to);
    caller.matter = first.record.matter;
    caller.dialled = first.record.times.dialled;
    course_.draw_following(caller);
    caller.operator_answered = first.record.times.operator_answered;
    caller.operator_connect = first.record.times.operator_connect;
    caller.network_arrive = first.record.times.network_arrive;

    const LineId line = scenario_.classes[stage.to].line;
    const CallId id = calls_.take_place();
    RoomCall& second = calls_[id];
    course_.begin_record(second.record, caller, line, counts_.offered++);
    second.draws = caller.draws;
    second.hears_message = false;
    second.leaves_message = false;
    second.interruptions = 0;
    second.stage = kNobody;
    second.held_by = kNobody;
    second.reached = caller.reached;
    second.holds_line = first.holds_line;
    second.trunk = first.trunk;
    first.holds_line = false;
    if (stage.conference) {
        second.held_by = static_cast<std::uint32_t>(handler_id.index());
        enter(handler_id, Phase::Conferring);
        calendar_.clear(slot_of(handler_id));
    } else {
        enter(handler_id, Phase::Handling);
        calendar_.set(slot_of(handler_id), first.record.times.wrapped_up);
    }
    if (lines_[line].has_message) {
        hear_message(id);
    } else {
        offer(id);
    }
}

/// Lets the handler go who stayed on the line: the next one has answered, or the caller has gone.
void ControlRoom::release_holder(RoomCall& call, SimTime at) {
    if (call.held_by == kNobody) {
        return;
    }
    const HandlerId holder{call.held_by};
    call.held_by = kNobody;
    stay_on_line(holder, at);
    enter(holder, Phase::Handling);
    calendar_.set(slot_of(holder), calls_[handlers_[holder].call].record.times.wrapped_up);
}

/// The handler's talk lasts until then, and what follows comes so much later.
void ControlRoom::stay_on_line(HandlerId holder, SimTime until) {
    CallTimes& times = calls_[handlers_[holder].call].record.times;
    const Duration longer = until - times.ended;
    times.ended += longer;
    times.wrapped_up += longer;
    times.ready += longer;
}

}  // namespace fcr
