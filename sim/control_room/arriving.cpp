// From the network to the queue: arrivals, lines in use, the busy signal.
#include "sim/control_room/control_room.hpp"

namespace fcr {

void ControlRoom::begin_arrivals() {
    lines_dry_ = 0;
    for (std::size_t row = 0; row < scenario_.lines.size(); ++row) {
        const LineId line{row};
        lines_in_use_[line] = 0;
        sources_[line].reset(streams_);
        set_next_arrival(line);
    }
}

void ControlRoom::set_next_arrival(LineId line) {
    ArrivalSource& source = sources_[line];
    const std::optional<SimTime> next = source.next_arrival();
    if (source.overrun()) {
        stop_at(Limit::IntervalArrivals);
    }
    if (next) {
        calendar_.set(slot_of(line), *next);
    } else {
        calendar_.clear(slot_of(line));
        ++lines_dry_;
    }
}

void ControlRoom::on_arrival(LineId line) {
    const Caller& caller = sources_[line].take();
    const CallId id = take_place();
    Call& call = calls_[id];
    call.draws = caller.draws;
    CallRecord& record = call.record;
    record = CallRecord{};
    record.number = counts_.offered++;
    record.caller = caller.key;
    record.line = line;
    record.call_class = class_of(caller, line);
    record.times.dialled = caller.dialled;
    record.times.operator_answered = caller.operator_answered;
    record.times.operator_connect = caller.operator_connect;
    record.times.network_arrive = caller.network_arrive;
    set_next_arrival(line);

    if (line_is_busy(line)) {
        record.outcome = Outcome::Blocked;
        record.times.ended = now();
        ++counts_.blocked;
        sink_.call_closed(record);
        leave_place(id);
        return;
    }
    ++lines_in_use_[line];
    if (scenario_.lines[line].has_message) {
        hear_message(id);
    } else {
        offer(id);
    }
}

CallId ControlRoom::take_place() {
    FCR_CHECK(free_place_ != kNobody, "the room has a place for every call it lets in");
    const CallId place{free_place_};
    free_place_ = calls_[place].after;
    return place;
}

void ControlRoom::leave_place(CallId call) {
    calls_[call].after = free_place_;
    free_place_ = static_cast<std::uint32_t>(call.index());
}

CallClassId ControlRoom::class_of(const Caller& caller, LineId line) const {
    if (caller.recorded) {
        return caller.call_class;
    }
    const Rows rows = scenario_.lines[line].classes;
    const auto shares = scenario_.class_shares.rows().subspan(rows.first, rows.count);
    if (shares.size() == 1) {
        return shares.front().call_class;
    }
    Draw draw = streams_.draw(Purpose::CallClass, call_entity(caller.key));
    const double uniform = draw.next_uniform();
    for (const ClassShare& share : shares) {
        if (uniform < share.cumulative) {
            return share.call_class;
        }
    }
    return shares.back().call_class;  // rounding left the last share just below 1
}

bool ControlRoom::line_is_busy(LineId line) const {
    const std::optional<std::uint32_t>& lines_max = scenario_.lines[line].lines_max;
    return lines_max && lines_in_use_[line] >= *lines_max;
}

void ControlRoom::release_line(const CallRecord& call) { --lines_in_use_[call.line]; }

}  // namespace fcr
