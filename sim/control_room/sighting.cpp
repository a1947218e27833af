// Sighting: what can be seen of the room from outside.
#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {

LineSight ControlRoom::sight_of(LineId line) const {
    LineSight sight;
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        const CallClassId id{row};
        if (scenario_.classes[id].line == line) {
            sight.waiting += calls_.waiting(id) - calls_.interrupted(id);
        }
    }
    for (std::size_t row = 0; row < scenario_.lanes.size(); ++row) {
        if (scenario_.classes[scenario_.lanes[LaneId{row}].call_class].line != line) {
            continue;
        }
        std::optional<CallId> call = calls_.head(LaneId{row});
        while (call && calls_[*call].interruptions > 0) {
            const std::uint32_t after = calls_[*call].after;
            call = after == RoomCall::kNobody ? std::nullopt : std::optional(CallId{after});
        }
        if (call) {
            sight.longest_wait =
                std::max(sight.longest_wait, now() - calls_[*call].record.times.offered);
        }
    }
    for (const Handler& handler : handlers_) {
        const bool busy = handler.phase == Phase::Ringing || handler.phase == Phase::Talking ||
                          handler.phase == Phase::Conferring || handler.phase == Phase::Handling;
        sight.in_hand += busy && calls_[handler.call].record.line == line;
    }
    return sight;
}

PoolSight ControlRoom::sight_of(PoolId id) const {
    const PoolState& pool = pools_[id];
    PoolSight sight{.on_duty = pool.on_duty,
                    .free = pool.idle,
                    .seats = pool.seats,
                    .coming = pool_orders_[id].coming};
    const Rows rows = handlers_among(id);
    for (const Handler& handler : handlers_.rows().subspan(rows.first, rows.count)) {
        if (handler.pool != id) {
            continue;
        }
        switch (doing_of(handler)) {
            case Doing::Away:
            case Doing::OnTheWay:
            case Doing::Free: break;
            case Doing::Ringing: ++sight.ringing; break;
            case Doing::Talking: ++sight.talking; break;
            case Doing::WrappingUp: ++sight.wrapping_up; break;
            case Doing::AfterCall: ++sight.after_call; break;
            case Doing::OnBreak: ++sight.on_break; break;
        }
    }
    return sight;
}

/// A way to another pool by order is a break here.
Doing ControlRoom::doing_of(const Handler& handler) const {
    switch (handler.phase) {
        case Phase::OffDuty: return Doing::Away;
        case Phase::Idle: return Doing::Free;
        case Phase::Ringing: return Doing::Ringing;
        case Phase::Conferring: return Doing::Talking;
        case Phase::AfterCall: return Doing::AfterCall;
        case Phase::OnBreak: return Doing::OnBreak;
        case Phase::Talking:
        case Phase::Handling: break;
    }
    const CallTimes& times = calls_[handler.call].record.times;
    return now() < taken_up(times)       ? Doing::Ringing
           : now() < talked_until(times) ? Doing::Talking
                                         : Doing::WrappingUp;
}

PersonSight ControlRoom::sight_of(HandlerId id) const {
    const Handler& handler = handlers_[id];
    PersonSight sight{.doing = doing_of(handler), .pool = handler.pool};
    const bool has_call = sight.doing == Doing::Ringing || sight.doing == Doing::Talking ||
                          sight.doing == Doing::WrappingUp;
    if (has_call) {
        const CallRecord& call = calls_[handler.call].record;
        sight.line = call.line;
        sight.since = sight.doing == Doing::Ringing   ? call.times.presented
                      : sight.doing == Doing::Talking ? taken_up(call.times)
                                                      : talked_until(call.times);
    } else if (sight.doing == Doing::AfterCall) {
        sight.since = handler.since;
    } else if (sight.doing == Doing::Free) {
        sight.since = handler.ready;
    }
    if (id.index() >= people_.size() || !people_[id].at_work) {
        return sight;
    }
    const Person& person = people_[id];
    if (sight.doing == Doing::OnBreak) {
        sight.back_at = person.break_until;
        if (person.break_reason == SeatReason::Moved) {
            sight.doing = Doing::OnTheWay;
        }
    }
    const CompiledShift& shift = shift_of(person);
    sight.shift_until = shift.until;
    for (std::uint32_t pause = person.breaks_begun;
         !person.leaving && pause < shift.breaks.first + shift.breaks.count;
         ++pause) {
        if ((person.breaks_lost & break_bit(pause - shift.breaks.first)) == 0) {
            sight.next_break = break_from(person, pause);
            break;
        }
    }
    return sight;
}

std::uint32_t ControlRoom::still_waiting(LineId line, SimTime from, SimTime until) const {
    std::uint32_t waiting = 0;
    const auto count = [&](const RoomCall& call) {
        const SimTime arrived = call.record.times.network_arrive;
        waiting += call.record.line == line && call.interruptions == 0 && arrived > from &&
                   arrived <= until;
    };
    for (std::size_t row = 0; row < scenario_.lanes.size(); ++row) {
        const std::optional<CallId> head = calls_.head(LaneId{row});
        for (std::uint32_t call = head ? static_cast<std::uint32_t>(head->index()) : kNobody;
             call != kNobody;
             call = calls_[CallId{call}].after) {
            count(calls_[CallId{call}]);
        }
    }
    for (const RoomCall& call : calls_.places()) {
        if (call.hears_message) {
            count(call);
        }
    }
    return waiting;
}

UndispatchedSight ControlRoom::sight_of_undispatched() const {
    return response_ ? response_->sight_of_undispatched(now()) : UndispatchedSight{};
}

OrderSight ControlRoom::sight_of_orders() const {
    OrderSight sight{.overflow_open = orders_.overflow_open,
                     .overflow_refused = room_orders_.overflow_refused,
                     .emergencies_only = orders_.emergencies_only,
                     .diversion_live = room_orders_.diversion_live,
                     .message_on = room_orders_.message_on,
                     .call_backs_on = room_orders_.call_backs_on,
                     .on_paper = room_orders_.on_paper,
                     .command_and_control_down = room_orders_.command_and_control_down,
                     .records_on_paper = paper_records_count_,
                     .triage_on = (room_orders_.messages & kHearsTriage) != 0,
                     .bureau_open = (room_orders_.messages & kHearsBureau) != 0,
                     .at_other_site = room_orders_.site == SiteOrder::Away,
                     .changes_site = room_orders_.halves_to_come > 0,
                     .longest_wait_first = room_orders_.longest_wait};
    if (room_orders_.spill.on) {
        sight.spill_after = room_orders_.spill.after;
    }
    for (const PoolOrders& orders : pool_orders_) {
        sight.at_desk += orders.at_desk;
    }
    return sight;
}

}  // namespace fcr
