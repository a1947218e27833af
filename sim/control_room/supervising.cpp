// Supervising: the supervisor looks at the room once a minute, and the room does as it is told.
#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {
namespace {

constexpr Duration kLook = std::chrono::minutes{1};

}  // namespace

void ControlRoom::begin_supervising() {
    orders_ = SupervisorOrders{};
    called_from_ = kNever;
    called_until_ = kNever;
    if (supervisor_ != nullptr) {
        calendar_.set(supervisor_slot(), kStartOfRun);
    }
}

void ControlRoom::on_supervisor() {
    const SupervisorOrders before = orders_;
    orders_ = supervisor_->decide(view_of_room(), before);
    if (scenario_.supervisor) {
        call_in();
    }
    if (before.emergencies_only && !orders_.emergencies_only) {
        for (std::size_t row = 0; row < pools_.size(); ++row) {
            take_waiting(PoolId{row});
        }
    }
    const SimTime next = now() + kLook;
    if (next < scenario_.latest_end) {
        calendar_.set(supervisor_slot(), next);
    } else {
        calendar_.clear(supervisor_slot());
    }
}

/// The head of each queue has waited longest in it.
RoomView ControlRoom::view_of_room() const {
    RoomView view;
    if (counts_.waiting == 0) {
        return view;
    }
    for (std::size_t row = 0; row < scenario_.lanes.size(); ++row) {
        const LaneId lane{row};
        if (const std::optional<CallId> head = calls_.head(lane)) {
            Duration& longest = is_emergency(scenario_.lanes[lane].call_class)
                                    ? view.longest_emergency_wait
                                    : view.longest_other_wait;
            longest = std::max(longest, now() - calls_[*head].record.times.offered);
        }
    }
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        const CallClassId id{row};
        (is_emergency(id) ? view.emergencies_waiting : view.others_waiting) += calls_.waiting(id);
    }
    return view;
}

/// People who are asked for come after their lag, and stay as long as was agreed.
void ControlRoom::call_in() {
    const SupervisorPlan& plan = *scenario_.supervisor;
    if (now() >= called_until_) {
        called_from_ = kNever;
        called_until_ = kNever;
    }
    if (orders_.call_in && called_from_ == kNever) {
        called_from_ = now() + plan.lag;
        called_until_ = called_from_ + plan.stay;
    }
    const std::uint32_t here = now() >= called_from_ && now() < called_until_ ? plan.seats : 0;
    PoolState& pool = pools_[plan.pool];
    if (pool.called_in != here) {
        pool.called_in = here;
        fill_seats(plan.pool);
    }
}

/// Idle handlers take calls that they may take again.
void ControlRoom::take_waiting(PoolId pool_id) {
    PoolState& pool = pools_[pool_id];
    while (pool.idle > 0 && counts_.waiting > 0) {
        --pool.idle;  // find_call asks for one who is not counted as idle
        const std::optional<NextCall> next = find_call(pool_id);
        ++pool.idle;
        if (!next) {
            return;
        }
        calls_.unlink(next->call);
        stop_waiting(next->call);
        assign(HandlerId{pool.longest_idle},
               next->call,
               next->presented_after,
               RouteReason::NextInQueue);
    }
}

}  // namespace fcr
