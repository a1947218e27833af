// Routing: which handler for a call, and which call for a handler.
#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {

/// The longest idle among the pools that join at this step, kept seats left alone.
IdOrNone<HandlerId> ControlRoom::find_handler(LaneId lane, const CallRecord& call) const {
    const CompiledLane& facts = scenario_.lanes[lane];
    if (orders_.emergencies_only && !is_emergency(call.call_class)) [[unlikely]] {
        return {};
    }
    if (facts.order != Order::LongestIdle) [[unlikely]] {
        return find_in_order(lane, call);
    }
    const Rows rows = facts.newcomers;
    std::uint32_t longest = kNobody;
    SimTime longest_since = kNever;
    for (const LanePool& entry : scenario_.lane_pools.rows().subspan(rows.first, rows.count)) {
        const PoolState& pool = pools_[entry.pool];
        if (pool.idle <= entry.seats_kept_free) {
            continue;
        }
        // An idle handler's `ready` is when it became idle.
        const SimTime since = handlers_[HandlerId{pool.longest_idle}].ready;
        if (since < longest_since) {
            longest = pool.longest_idle;
            longest_since = since;
        }
    }
    return longest == kNobody ? IdOrNone<HandlerId>() : HandlerId{longest};
}

/// The longest idle of the first pool with somebody free, or of a pool drawn by its free handlers.
IdOrNone<HandlerId> ControlRoom::find_in_order(LaneId lane, const CallRecord& call) const {
    const Rows rows = scenario_.lanes[lane].newcomers;
    const auto entries = scenario_.lane_pools.rows().subspan(rows.first, rows.count);
    const auto free_in = [this](const LanePool& entry) {
        const std::uint32_t idle = pools_[entry.pool].idle;
        return idle > entry.seats_kept_free ? idle - entry.seats_kept_free : 0U;
    };
    std::uint32_t passed = 0;
    if (scenario_.lanes[lane].order == Order::Random) {
        std::uint32_t free = 0;
        for (const LanePool& entry : entries) {
            free += free_in(entry);
        }
        passed = static_cast<std::uint32_t>(course_.uniform(call, Purpose::RandomHandler) * free);
    }
    for (const LanePool& entry : entries) {
        const std::uint32_t free = free_in(entry);
        if (free > passed) {
            return HandlerId{pools_[entry.pool].longest_idle};
        }
        passed -= std::min(passed, free);
    }
    return {};
}

/// Asked for a handler who is about to be free and not yet counted as idle.
std::optional<NextCall> ControlRoom::find_call(PoolId pool) const {
    const std::uint32_t free_handlers = pools_[pool].idle + 1;
    if (behaviours_[pool] != nullptr || routes_by_order()) [[unlikely]] {
        return find_call_by_people(pool, free_handlers);
    }
    return scenario_.ageing ? calls_.oldest_for(pool, free_handlers, now())
                            : calls_.next_for(pool, free_handlers);
}

}  // namespace fcr
