// Spilling: by order calls go to people who do not take them by the plan, or by their wait alone.
#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {

CommandAnswer ControlRoom::carry_out(const SetSpill& order) {
    SetSpill& in_force = room_orders_.spill;
    if (in_force.on == order.on && (!order.on || in_force.after == order.after)) {
        return {.refusal = Refusal::AlreadySo};
    }
    if (order.on) {
        bool any = false;
        for (std::size_t pool = 0; pool < pools_.size(); ++pool) {
            for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
                any = any || may_spill(CallClassId{row}, PoolId{pool});
            }
        }
        if (!any) {
            return {.refusal = Refusal::NoOtherPool};
        }
    }
    in_force = order;
    if (order.on) {
        spill();
    }
    return {.effective = now()};
}

CommandAnswer ControlRoom::carry_out(const SetLongestWait& order) {
    if (room_orders_.longest_wait == order.on) {
        return {.refusal = Refusal::AlreadySo};
    }
    room_orders_.longest_wait = order.on;
    return {.effective = now()};
}

/// Whether the pool's people could take a call of the class beside those the plan gives them. They
/// are the force's, and trained for emergencies where the call is one.
bool ControlRoom::may_spill(CallClassId call_class, PoolId pool) const {
    const std::uint64_t takes = takes_classes_[pool];
    const CompiledLine& line = scenario_.lines[scenario_.classes[call_class].line];
    if (line.internal || (takes >> call_class.index() & 1U) != 0 || !is_of_force(pool)) {
        return false;
    }
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        const CompiledLine& other = scenario_.lines[scenario_.classes[CallClassId{row}].line];
        if ((takes >> row & 1U) != 0 && !other.internal && (other.emergency || !line.emergency)) {
            return true;
        }
    }
    return false;
}

/// The longest idle of those who could take the call by order.
std::optional<HandlerId> ControlRoom::find_spill_handler(const CallRecord& call) const {
    if (orders_.emergencies_only && !is_emergency(call.call_class)) {
        return std::nullopt;
    }
    std::optional<HandlerId> longest;
    for (std::size_t row = 0; row < pools_.size(); ++row) {
        const PoolState& pool = pools_[PoolId{row}];
        if (pool.idle == 0 || !may_spill(call.call_class, PoolId{row})) {
            continue;
        }
        const HandlerId first{pool.longest_idle};
        if (!longest || handlers_[first].ready < handlers_[*longest].ready) {
            longest = first;
        }
    }
    return longest;
}

/// For somebody of the pool who is free and has no call of the pool's own: the longest wait among
/// those that have waited long enough.
std::optional<NextCall> ControlRoom::find_spilled(PoolId pool) const {
    std::optional<CallId> longest;
    for (std::size_t row = 0; row < scenario_.lanes.size(); ++row) {
        const CallClassId call_class = scenario_.lanes[LaneId{row}].call_class;
        const std::optional<CallId> head = calls_.head(LaneId{row});
        if (!head || !may_spill(call_class, pool) ||
            (orders_.emergencies_only && !is_emergency(call_class))) {
            continue;
        }
        const RoomCall& call = calls_[*head];
        if (call.interruptions > 0 ||
            now() - call.record.times.offered < room_orders_.spill.after) {
            continue;
        }
        if (!longest || call.record.times.offered < calls_[*longest].record.times.offered) {
            longest = head;
        }
    }
    return longest ? std::optional(
                         NextCall{.call = *longest, .presented_after = room_orders_.spill.after})
                   : std::nullopt;
}

/// By the order that the longest wait decides: emergencies first, by their own rule; what ranks
/// below every call from outside stays below.
std::optional<NextCall> ControlRoom::find_longest_wait(PoolId pool,
                                                       std::uint32_t free_handlers) const {
    constexpr Duration kEmergencyFirst{std::int64_t{1} << 60};
    Duration least = kEmergencyFirst;
    for (const CompiledLane& lane : scenario_.lanes) {
        const CompiledLine& line = scenario_.lines[scenario_.classes[lane.call_class].line];
        if (!line.emergency && !line.internal) {
            least = std::min(least, lane.head_start);
        }
    }
    return calls_.next_by_wait(
        pool,
        free_handlers,
        now(),
        [&](const CallRecord& call) {
            return !orders_.emergencies_only || is_emergency(call.call_class);
        },
        [&](CallClassId call_class, Duration head_start) {
            return is_emergency(call_class) ? kEmergencyFirst + head_start
                                            : std::min(head_start, least);
        });
}

/// Calls that have waited long enough go to whoever is free; the next one's moment is noted.
void ControlRoom::spill() {
    SimTime next = kNever;
    for (std::size_t row = 0; row < scenario_.lanes.size() && room_orders_.spill.on; ++row) {
        std::optional<CallId> at = calls_.head(LaneId{row});
        while (at) {
            const CallId id = *at;
            const RoomCall& call = calls_[id];
            at = call.after == RoomCall::kNobody ? std::nullopt : std::optional(CallId{call.after});
            if (call.interruptions > 0) {
                continue;
            }
            const SimTime due = call.record.times.offered + room_orders_.spill.after;
            if (due > now()) {
                next = std::min(next, due);
            } else if (const auto handler = find_spill_handler(call.record)) {
                calls_.unlink(id);
                stop_waiting(id);
                assign(*handler, id, room_orders_.spill.after, RouteReason::Escalated);
            }
        }
    }
    if (next < kNever) {
        time_spill(next);
    }
}

/// A call has begun to wait that others may take then.
void ControlRoom::time_spill(SimTime at) {
    if (room_orders_.spill.on && !room_orders_.spill_is_timed) {
        room_orders_.spill_is_timed = true;
        later(at - now(), {.effect = Effect::SpillIsDue});
    }
}

}  // namespace fcr
