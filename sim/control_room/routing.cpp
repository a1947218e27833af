// Routing: which handler for a call, and which call for a handler.
#include "sim/control_room/control_room.hpp"

namespace fcr {

/// The longest idle among the pools that join at this step, kept seats left alone.
std::optional<HandlerId> ControlRoom::find_handler(LaneId lane) const {
    const Rows rows = scenario_.lanes[lane].newcomers;
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
    if (longest == kNobody) {
        return std::nullopt;
    }
    return HandlerId{longest};
}

/// Asked for a handler who is about to be free and not yet counted as idle.
std::optional<NextCall> ControlRoom::find_call(PoolId pool) const {
    return calls_.next_for(pool, pools_[pool].idle + 1);
}

}  // namespace fcr
