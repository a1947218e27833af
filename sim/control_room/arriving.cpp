// From the network to the queue: arrivals, lines in use, the busy signal.
#include "sim/control_room/control_room.hpp"

namespace fcr {

void ControlRoom::begin_arrivals(const Streams& streams) {
    lines_dry_ = 0;
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

void ControlRoom::on_arrival(LineId line) {
    const Caller& caller = sources_[line].take();
    const CallId id = calls_.take_place();
    RoomCall& call = calls_[id];
    course_.begin_record(call.record, caller, line, counts_.offered++);
    call.draws = caller.draws;
    call.hears_message = false;
    set_next_arrival(line);

    LineState& state = lines_[line];
    if (state.in_use == state.in_use_max) {
        turn_away(id);
        return;
    }
    ++state.in_use;
    if (state.has_message) {
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
    calls_.leave_place(id);
}

void ControlRoom::release_line(const CallRecord& call) {
    --lines_[call.line].in_use;
}

}  // namespace fcr
