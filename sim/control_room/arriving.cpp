// From the network to the queue: arrivals, lines in use, the busy signal.
#include "sim/control_room/control_room.hpp"

namespace fcr {

void ControlRoom::begin_arrivals(const Streams& streams) {
    lines_dry_ = 0;
    returning_.reset();
    for (std::size_t row = 0; row < lines_.size(); ++row) {
        const LineId line{row};
        lines_[line].in_use = 0;
        sources_[line].reset(streams);
        set_next_arrival(line);
    }
}

void ControlRoom::set_next_arrival(LineId line) {
    ArrivalSource& source = sources_[line];
    const SimTime next = source.next_arrival();
    if (source.overrun()) {
        stop_at(Limit::IntervalArrivals);
    }
    if (next < kNever) {
        calendar_.set(slot_of(line), next);
    } else {
        calendar_.clear(slot_of(line));
        ++lines_dry_;
    }
}

void ControlRoom::set_next_return() {
    const SimTime next = returning_.next_arrival();
    if (calendar_.is_set_to(return_slot(), next)) {
        return;
    }
    if (next < kNever) {
        calendar_.set(return_slot(), next);
    } else {
        calendar_.clear(return_slot());
    }
}

void ControlRoom::on_arrival(LineId line) {
    const Caller& caller = sources_[line].take();
    const CallId id = calls_.take_place();
    RoomCall& call = calls_[id];
    course_.begin_record(call.record, caller, line, counts_.offered++);
    call.draws = caller.draws;
    call.hears_message = false;
    const bool begets = scenario_.classes[call.record.call_class].has_follow_ups;
    if (begets) [[unlikely]] {
        beget_duplicates(caller, 0);
    }
    set_next_arrival(line);
    admit(id, caller, line);
}

/// A call that follows from another reaches the force.
void ControlRoom::on_return() {
    const std::uint64_t prospect = returning_.prospect_of_next();
    Caller caller = returning_.take();
    const std::uint32_t so_far = prospect == 0 ? 0 : prospects_.close(prospect);
    if (caller.origin == Origin::Padding && !pads(caller)) {
        set_next_return();
        return;
    }
    const LineId line = scenario_.classes[caller.call_class].line;
    const CallId id = calls_.take_place();
    RoomCall& call = calls_[id];
    course_.begin_record(call.record, caller, line, counts_.offered++);
    call.draws = caller.draws;
    call.hears_message = false;
    beget_duplicates(caller, so_far);
    set_next_return();
    call.reached = caller.reached;
    admit(id, caller, line);
}

void ControlRoom::admit(CallId id, const Caller& caller, LineId line) {
    if (!scenario_.plain) {
        RoomCall& call = calls_[id];
        call.leaves_message = false;
        call.interruptions = 0;
        call.stage = kNobody;
        call.held_by = kNobody;
        call.reached = caller.reached;
        call.holds_line = false;
        if (takes_commands_ && call.record.origin == Origin::Caller && is_of_line(caller.key)) {
            counted_today_[line].count(caller.key);
        }
        if (loses_connection(id, line)) {
            return;
        }
    }
    LineState& state = lines_[line];
    if (state.in_use == state.in_use_max) {
        release_lines_of_gone(line);
    }
    if (state.in_use == state.in_use_max) {
        turn_away(id);
        return;
    }
    ++state.in_use;
    calls_[id].holds_line = true;
    calls_[id].trunk = line;
    if (state.has_message || ordered_messages(calls_[id].record) != 0) {
        hear_message(id);
    } else {
        offer(id);
    }
}

/// All lines are busy: the caller hears the busy signal.
void ControlRoom::turn_away(CallId id) {
    CallRecord& record = calls_[id].record;
    record.outcome = Outcome::Blocked;
    record.times.ended = now();
    ++counts_.blocked;
    sink_.call_closed(record);
    if (scenario_.classes[record.call_class].has_follow_ups) {
        after_lost(calls_[id]);
    }
    calls_.leave_place(id);
}

/// A line is free when its caller has gone. Nothing happens in the room at that moment, so those
/// who still wrap up give theirs back when somebody asks for one, and else when they are done.
void ControlRoom::release_lines_of_gone(LineId line) {
    for (const Handler& handler : handlers_) {
        if (handler.phase == Phase::Handling) {
            RoomCall& call = calls_[handler.call];
            if (call.trunk == line && talked_until(call.record.times) <= now()) {
                release_line(call);
            }
        }
    }
}

void ControlRoom::release_line(RoomCall& call) {
    if (call.holds_line) {
        --lines_[call.trunk].in_use;
        call.holds_line = false;
    }
}

}  // namespace fcr
