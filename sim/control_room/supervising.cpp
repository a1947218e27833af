// Supervising: the supervisor looks at the room once a minute, and the room does as it is told.
#include "sim/control_room/control_room.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace fcr {
namespace {

constexpr Duration kLook = std::chrono::minutes{1};

}  // namespace

void ControlRoom::begin_supervising() {
    orders_ = SupervisorOrders{};
    called_from_ = kNever;
    called_until_ = kNever;
    looks_at_ = supervisor_ != nullptr ? kStartOfRun : kNever;
    watched_ = Watched{};
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        const CompiledLine& line = scenario_.lines[scenario_.classes[CallClassId{row}].line];
        if (line.emergency || (!line.digital && !line.internal)) {
            (line.emergency ? watched_.emergencies : watched_.others) |= std::uint64_t{1} << row;
        }
    }
}

/// A decision is a function of view and orders: one who sees nobody wait, has ordered nothing and
/// orders nothing would decide so again and again, and looks next when somebody waits.
void ControlRoom::look_at_room() {
    ++events_;
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
    const bool rests = view == RoomView{} && before == SupervisorOrders{} && orders_ == before &&
                       called_until_ == kNever;
    look_next(rests ? kNever : now() + kLook);
    FCR_DEBUG_CHECK(everything_in_its_place(), "a call or a seat is lost or doubled");
}

void ControlRoom::look_next(SimTime at) {
    looks_at_ = at < scenario_.latest_end ? at : kNever;
}

/// At the whole minute, this one if it is one.
void ControlRoom::wake_supervisor() {
    const Duration into_minute = (now() - kStartOfRun) % kLook;
    look_next(now() + (kLook - into_minute) % kLook);
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
            // The head of each queue has waited longest in it.
            const Rows lanes = scenario_.classes[id].lanes;
            for (std::uint32_t lane = lanes.first; lane < lanes.first + lanes.count; ++lane) {
                if (const std::optional<CallId> head = calls_.head(LaneId{lane})) {
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
