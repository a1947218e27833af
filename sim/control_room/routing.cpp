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

/// The call with the longest wait, head start added, among the heads of the queues that the pool
/// may take from. Asked for a handler who is about to be free and not yet counted as idle.
std::optional<ControlRoom::NextCall> ControlRoom::find_call(PoolId pool) const {
    const Rows rows = scenario_.pools[pool].lanes;
    const std::uint32_t free_with_this_one = pools_[pool].idle + 1;
    std::uint32_t best = kNobody;
    Duration presented_after{0};
    SimTime best_rank;
    std::uint64_t best_number = 0;
    for (const PoolLane& entry : scenario_.pool_lanes.rows().subspan(rows.first, rows.count)) {
        const std::uint32_t head = lanes_[entry.lane].head;
        if (head == kNobody || free_with_this_one <= entry.seats_kept_free) {
            continue;
        }
        const CallRecord& call = calls_[CallId{head}].record;
        const SimTime rank = call.times.offered - scenario_.lanes[entry.lane].head_start;
        if (best == kNobody || rank < best_rank ||
            (rank == best_rank && call.number < best_number)) {
            best = head;
            presented_after = entry.presented_after;
            best_rank = rank;
            best_number = call.number;
        }
    }
    if (best == kNobody) {
        return std::nullopt;
    }
    return NextCall{.call = CallId{best}, .presented_after = presented_after};
}

}  // namespace fcr
