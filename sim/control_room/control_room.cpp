#include "sim/control_room/control_room.hpp"

namespace fcr {
namespace {

/// One place for each caller who may wait and for each handler's call in hand, and one for a call
/// that is just arriving.
std::size_t calls_max(const CompiledScenario& scenario) {
    return std::size_t{scenario.waiting_calls_max} + scenario.handlers_max + 1;
}

}  // namespace

ControlRoom::ControlRoom(const CompiledScenario& scenario, NoticeSink& sink)
    : scenario_(scenario),
      sink_(sink),
      calendar_(scenario.pools.size() + scenario.handlers_max + scenario.lines.size() +
                scenario.lanes.size() + calls_max(scenario)),
      first_handler_(static_cast<std::uint32_t>(scenario.pools.size())),
      first_line_(first_handler_ + scenario.handlers_max),
      first_lane_(first_line_ + static_cast<std::uint32_t>(scenario.lines.size())),
      first_call_(first_lane_ + static_cast<std::uint32_t>(scenario.lanes.size())),
      sources_(scenario.lines.size()),
      lines_in_use_(scenario.lines.size()),
      handlers_(scenario.handlers_max),
      pools_(scenario.pools.size()),
      lanes_(scenario.lanes.size()),
      waiting_of_class_(scenario.classes.size()),
      calls_(calls_max(scenario)),
      due_together_(calls_max(scenario)) {
    for (std::size_t line = 0; line < scenario.lines.size(); ++line) {
        sources_[LineId{line}] = ArrivalSource(scenario, LineId{line});
    }
    for (std::size_t pool = 0; pool < scenario.pools.size(); ++pool) {
        const CompiledPool& facts = scenario.pools[PoolId{pool}];
        for (std::uint32_t seat = 0; seat < facts.seats_max; ++seat) {
            handlers_[HandlerId{facts.first_handler + seat}].pool = PoolId{pool};
        }
    }
}

void ControlRoom::begin(const Streams& streams) {
    streams_ = streams;
    calendar_.reset();
    counts_ = CallCounts{};
    events_ = 0;
    limit_ = Limit::None;
    for (Lane& lane : lanes_) {
        lane = Lane{};
    }
    for (std::uint32_t& waiting : waiting_of_class_) {
        waiting = 0;
    }
    for (std::size_t row = 0; row < calls_.size(); ++row) {
        const bool last = row + 1 == calls_.size();
        calls_[CallId{row}].after = last ? kNobody : static_cast<std::uint32_t>(row + 1);
        calls_[CallId{row}].hears_message = false;
    }
    free_place_ = 0;
    begin_seats();
    begin_arrivals();
}

void ControlRoom::run_until(SimTime end) {
    while (const std::optional<Due> due = calendar_.next_until(end)) {
        if (limit_ != Limit::None) {
            return;
        }
        handle(due->slot);
    }
}

void ControlRoom::run_events(std::uint64_t events) {
    for (; events > 0 && limit_ == Limit::None; --events) {
        const std::optional<Due> due = calendar_.next_until(scenario_.latest_end);
        if (!due) {
            return;
        }
        handle(due->slot);
    }
}

void ControlRoom::run_to_end() {
    run_until(scenario_.measured_until);
    const auto lines = static_cast<std::uint32_t>(scenario_.lines.size());
    while (limit_ == Limit::None && (lines_dry_ < lines || counts_.waiting + counts_.in_hand > 0)) {
        const std::optional<Due> due = calendar_.next_until(scenario_.latest_end);
        if (!due) {
            break;
        }
        handle(due->slot);
    }
    name_unfinished();
}

std::optional<SimTime> ControlRoom::next_time() const {
    const std::optional<Due> due = calendar_.peek();
    return due ? std::optional<SimTime>(due->at) : std::nullopt;
}

EventKind ControlRoom::kind_of(SlotId slot) const {
    const std::size_t index = slot.index();
    if (index >= first_call_) {
        return EventKind::Caller;
    }
    if (index >= first_lane_) {
        return EventKind::Step;
    }
    if (index >= first_line_) {
        return EventKind::Arrival;
    }
    return index >= first_handler_ ? EventKind::Handler : EventKind::Seats;
}

void ControlRoom::handle(SlotId slot) {
    ++events_;
    switch (kind_of(slot)) {
        case EventKind::Seats: on_seats(PoolId{slot.index()}); break;
        case EventKind::Handler: on_handler(HandlerId{slot.index() - first_handler_}); break;
        case EventKind::Arrival: on_arrival(LineId{slot.index() - first_line_}); break;
        case EventKind::Step: on_step(LaneId{slot.index() - first_lane_}); break;
        case EventKind::Caller: on_caller(CallId{slot.index() - first_call_}); break;
    }
    FCR_DEBUG_CHECK(everything_in_its_place(), "a call or a seat is lost or doubled");
}

void ControlRoom::stop_at(Limit limit) {
    if (limit_ == Limit::None) {
        limit_ = limit;
    }
}

void ControlRoom::name_unfinished() {
    for (std::size_t row = 0; row < handlers_.size(); ++row) {
        Handler& handler = handlers_[HandlerId{row}];
        switch (handler.phase) {
            case Phase::Ringing:
            case Phase::Talking:
            case Phase::Handling: {
                // The future of a call in hand is known: it is reported as it will be.
                finish_call(HandlerId{row});
                calendar_.clear(slot_of(HandlerId{row}));
                enter(HandlerId{row}, Phase::OffDuty);
                break;
            }
            case Phase::OffDuty:
            case Phase::Idle:
            case Phase::AfterCall: break;
        }
    }
    const auto still_waiting = [this](CallId call) {
        ++counts_.unfinished;
        sink_.call_closed(calls_[call].record);
        stop_waiting(call);
        leave_place(call);
    };
    for (Lane& lane : lanes_) {
        while (lane.head != kNobody) {
            const CallId call{lane.head};
            unlink(call);
            still_waiting(call);
        }
    }
    for (std::size_t row = 0; row < calls_.size(); ++row) {
        if (calls_[CallId{row}].hears_message) {
            calls_[CallId{row}].hears_message = false;
            still_waiting(CallId{row});
        }
    }
}

bool ControlRoom::everything_in_its_place() const {
    std::uint64_t in_hand = 0;
    for (const Handler& handler : handlers_) {
        in_hand += handler.phase == Phase::Ringing || handler.phase == Phase::Talking ||
                   handler.phase == Phase::Handling;
    }
    std::uint64_t waiting = 0;
    for (const Lane& lane : lanes_) {
        for (std::uint32_t row = lane.head; row != kNobody; row = calls_[CallId{row}].after) {
            ++waiting;
        }
    }
    for (const Call& call : calls_) {
        waiting += call.hears_message;
    }
    bool seats_right = true;
    for (std::size_t row = 0; row < pools_.size(); ++row) {
        const PoolState& pool = pools_[PoolId{row}];
        const CompiledPool& facts = scenario_.pools[PoolId{row}];
        std::uint32_t on_duty = 0;
        std::uint32_t idle = 0;
        for (std::uint32_t seat = 0; seat < facts.seats_max; ++seat) {
            const Phase phase = handlers_[HandlerId{facts.first_handler + seat}].phase;
            on_duty += phase != Phase::OffDuty;
            idle += phase == Phase::Idle;
        }
        seats_right = seats_right && on_duty == pool.on_duty && idle == pool.idle;
    }
    return seats_right && counts_.conserved() && in_hand == counts_.in_hand &&
           waiting == counts_.waiting;
}

}  // namespace fcr
