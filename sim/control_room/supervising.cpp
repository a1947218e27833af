// Supervising: the supervisor looks at the room once a minute, and the room does as it is told. A
// look at which nothing would be ordered, by the supervisor's own word, is left out.
#include "sim/control_room/control_room.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace fcr {
namespace {

constexpr Duration kLook = std::chrono::minutes{1};

/// This instant if it is a whole minute, else the next that is.
SimTime whole_minute(SimTime at) {
    const Duration since = at - kStartOfRun;
    return kStartOfRun + (since + kLook - Duration{1}) / kLook * kLook;
}

}  // namespace

void ControlRoom::begin_supervising() {
    orders_ = SupervisorOrders{};
    called_from_ = kNever;
    called_until_ = kNever;
    looks_at_ = supervisor_ != nullptr ? kStartOfRun : kNever;
    looked_at_ = kStartOfRun - kLook;
    watched_ = Watched{};
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        const CompiledLine& line = scenario_.lines[scenario_.classes[CallClassId{row}].line];
        if (line.emergency || (!line.digital && !line.internal)) {
            (line.emergency ? watched_.emergencies : watched_.others) |= std::uint64_t{1} << row;
        }
    }
}

/// Looks, orders, and tells when to look next: not in minutes of which the supervisor says that
/// they bring no other order, and not while nobody waits and nothing is in force.
void ControlRoom::look_at_room() {
    ++events_;
    looked_at_ = now();
    const SupervisorOrders before = orders_;
    const RoomView view = view_of_room();
    orders_ = supervisor_->decide(view, before);
    if (scenario_.supervisor) {
        call_in();
    }
    if (before.emergencies_only && !orders_.emergencies_only) {
        for (std::size_t row = 0; row < pools_.size(); ++row) {
            take_waiting(PoolId{row});
        }
    }
    const Duration quiet = supervisor_->quiet_for(view, orders_);
    if (called_until_ != kNever) {
        look_next(now());
    } else if (orders_ == SupervisorOrders{} && view == RoomView{}) {
        look_next(kNever);  // until somebody waits
    } else {
        look_next(now() + quiet);
    }
    FCR_DEBUG_CHECK(everything_in_its_place(), "a call or a seat is lost or doubled");
}

/// At the first whole minute from then on, after the one in which the supervisor looked last.
void ControlRoom::look_next(SimTime from) {
    const SimTime at = std::max(whole_minute(from), looked_at_ + kLook);
    looks_at_ = at < scenario_.latest_end ? at : kNever;
}

/// Somebody comes to wait, and the supervisor rests.
void ControlRoom::wake_by_who_waits() {
    if (orders_ == SupervisorOrders{}) {
        look_next(now() + supervisor_->quiet_for(RoomView{}, orders_));
    }
}

/// Somebody leaves a queue, and the supervisor rests.
void ControlRoom::wake_by_who_goes(CallClassId call_class) {
    // Whoever goes may be counted still.
    if (calls_.waiting(call_class) - calls_.interrupted(call_class) <= 1) {
        look_next(now());
    }
}

RoomView ControlRoom::view_of_room() const {
    RoomView view;
    const auto see = [this](std::uint64_t classes, std::uint32_t& waiting, Duration& longest) {
        for (; classes != 0; classes &= classes - 1) {
            const CallClassId id{static_cast<std::size_t>(std::countr_zero(classes))};
            const std::uint32_t of_class = calls_.waiting(id) - calls_.interrupted(id);
            if (of_class == 0) {
                continue;
            }
            waiting += of_class;
            // The head of each queue has waited longest in it. Interrupted work, which was answered
            // once, waits in a queue of its own.
            const Rows lanes = scenario_.classes[id].lanes;
            for (std::uint32_t lane = lanes.first; lane < lanes.first + lanes.count; ++lane) {
                const std::optional<CallId> head = calls_.head(LaneId{lane});
                if (head && calls_[*head].interruptions == 0) {
                    longest = std::max(longest, now() - calls_[*head].record.times.offered);
                }
            }
        }
    };
    if (counts_.waiting > 0) {
        see(watched_.emergencies, view.emergencies_waiting, view.longest_emergency_wait);
        see(watched_.others, view.others_waiting, view.longest_other_wait);
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
