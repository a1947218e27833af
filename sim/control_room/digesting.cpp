// Digesting: a hash of the room's state, for runs that must be equal to be compared minute by
// minute.
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/state_hash.hpp"

#include <algorithm>

namespace fcr {
namespace {

void add_call(StateHash& hash, const RoomCall& call) {
    hash.add(call.record.number);
    hash.add(call.record.caller);
    hash.add(call.record.lineage);
    hash.add(call.record.times.offered);
}

}  // namespace

/// Of the response to calls: its counts and when something happens next in it.
std::uint64_t ControlRoom::digest() const {
    StateHash hash;
    hash.add(now());
    const SimTime response_next = response_ ? response_->next_moment(now()) : kNever;
    hash.add(std::min(next_time().value_or(kNever), response_next));
    for (const std::uint64_t count : {counts_.offered,
                                      counts_.answered,
                                      counts_.abandoned,
                                      counts_.diverted,
                                      counts_.blocked,
                                      counts_.unfinished,
                                      counts_.waiting,
                                      counts_.in_hand}) {
        hash.add(count);
    }
    hash.add(returning_.next_arrival());
    for (std::size_t row = 0; row < handlers_.size(); ++row) {
        const Handler& handler = handlers_[HandlerId{row}];
        hash.add(static_cast<std::uint64_t>(handler.phase));
        const std::optional<SimTime> due = calendar_.due(slot_of(HandlerId{row}));
        hash.add(due.value_or(kNever));
        const bool busy = handler.phase == Phase::Ringing || handler.phase == Phase::Talking ||
                          handler.phase == Phase::Conferring || handler.phase == Phase::Handling;
        if (busy) {
            add_call(hash, calls_[handler.call]);
        }
    }
    for (std::size_t row = 0; row < scenario_.lanes.size(); ++row) {
        const std::optional<CallId> head = calls_.head(LaneId{row});
        for (std::uint32_t call = head ? static_cast<std::uint32_t>(head->index()) : kNobody;
             call != kNobody;
             call = calls_[CallId{call}].after) {
            add_call(hash, calls_[CallId{call}]);
        }
        hash.add(std::uint64_t{row});
    }
    for (std::size_t row = 0; row < pools_.size(); ++row) {
        const PoolState& pool = pools_[PoolId{row}];
        hash.add(std::uint64_t{pool.on_duty} << 32U | pool.seats);
        hash.add(std::uint64_t{pool.longest_idle} << 32U | pool.idle);
        const PoolOrders& orders = pool_orders_[PoolId{row}];
        hash.add(std::uint64_t{orders.beside} << 32U | orders.coming);
        hash.add(std::uint64_t{orders.moved_away} << 32U | orders.lost);
        hash.add(orders.lost_share);
        hash.add(std::uint64_t{orders.asked});
    }
    hash.add(
        std::uint64_t{orders_.overflow_open} << 6U | std::uint64_t{orders_.emergencies_only} << 5U |
        std::uint64_t{room_orders_.overflow_refused} << 4U |
        std::uint64_t{room_orders_.diversion_live} << 3U |
        std::uint64_t{room_orders_.message_on} << 2U |
        std::uint64_t{room_orders_.call_backs_on} << 1U | std::uint64_t{room_orders_.on_paper});
    hash.add(handling_factor_);
    // What these do not do leaves the digest as it was before there were such orders.
    const std::uint8_t others = room_orders_.messages & static_cast<std::uint8_t>(~kHearsMessage);
    if (others != 0 || room_orders_.site != SiteOrder::Home) {
        hash.add(std::uint64_t{others} << 8U | static_cast<std::uint64_t>(room_orders_.site));
    }
    if (room_orders_.spill.on) {
        hash.add(static_cast<std::uint64_t>(room_orders_.spill.after.count()));
    }
    if (room_orders_.longest_wait || guests_ > 0) {
        hash.add(std::uint64_t{room_orders_.longest_wait} << 32U | guests_);
    }
    for (const PoolOrders& orders : pool_orders_) {
        if (orders.at_desk > 0) {
            hash.add(std::uint64_t{orders.at_desk});
        }
    }
    hash.add(std::uint64_t{effects_.size()});
    hash.add(std::uint64_t{paper_records_count_});
    if (response_) {
        hash.add(response_next);
        hash.add(response_->counts().reported);
        hash.add(response_->counts().open);
        hash.add(response_->counts().attended);
    }
    return hash.value();
}

}  // namespace fcr
