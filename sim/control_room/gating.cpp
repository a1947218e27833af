// Gates: which steps of a route count for a call that reaches them, and leaving for another force.
#include "sim/control_room/control_room.hpp"

namespace fcr {
namespace {

/// Gates of one call with shares draw apart, by the step they lead to.
constexpr unsigned kLaneShift = 32;

bool is_in_hours(Duration of_day, Duration from, Duration until) {
    return from <= until ? from <= of_day && of_day < until : of_day >= from || of_day < until;
}

}  // namespace

/// The lane of the next step. `in_queue`: calls of the class waiting, this one not counted.
LaneId ControlRoom::next_lane(const RoomCall& call, LaneId lane, std::uint32_t in_queue) const {
    const CompiledLane& facts = scenario_.lanes[lane];
    if (!facts.gate) [[likely]] {
        return facts.next;
    }
    return is_open(scenario_.gates[*facts.gate], call, lane, in_queue) ? facts.next
                                                                       : facts.next_closed;
}

bool ControlRoom::is_open(const Gate& gate,
                          const RoomCall& call,
                          LaneId lane,
                          std::uint32_t in_queue) const {
    if (gate.from_of_day) {
        const Duration since = now() - scenario_.measured_from;
        const Duration of_day = (since % kWholeDay + kWholeDay) % kWholeDay;
        if (!is_in_hours(of_day, *gate.from_of_day, *gate.until_of_day)) {
            return false;
        }
    }
    if (gate.share) {
        EntityKey own = entity_of(call.record);
        own.family += std::uint64_t{scenario_.lanes[scenario_.lanes[lane].next].step} << kLaneShift;
        if (course_.uniform(own, Purpose::RouteShare) >= *gate.share) {
            return false;
        }
    }
    if (gate.by_supervisor && (!orders_.overflow_open || room_orders_.overflow_refused)) {
        return false;
    }
    if (in_queue < gate.queue_at_least) {
        return false;
    }
    if (gate.free_at_most) {
        const Rows rows = scenario_.lanes[lane].pools;
        std::uint32_t free = 0;
        for (const PoolId pool : scenario_.open_pools.rows().subspan(rows.first, rows.count)) {
            free += pools_[pool].idle;
        }
        if (free > *gate.free_at_most) {
            return false;
        }
    }
    if (gate.service_below > 0.0) {
        const RecentService& recent = recent_[call.record.call_class];
        const std::int64_t quarter = (now() - kStartOfRun) / kQuarterHour;
        // What was counted as this quarter-hour may be the last one by now, or long past.
        const std::int64_t age = quarter - recent.quarter;
        const std::uint32_t left =
            age == 0 ? recent.left[0] + recent.left[1] : (age == 1 ? recent.left[0] : 0);
        const std::uint32_t served =
            age == 0 ? recent.served[0] + recent.served[1] : (age == 1 ? recent.served[0] : 0);
        if (left == 0 || served >= gate.service_below * left) {
            return false;
        }
    }
    return true;
}

void ControlRoom::begin_recent_service() {
    for (RecentService& recent : recent_) {
        recent = RecentService{};
    }
    for (std::size_t row = 0; row < scenario_.lanes.size(); ++row) {
        const CompiledLane& lane = scenario_.lanes[LaneId{row}];
        if (lane.gate && scenario_.gates[*lane.gate].service_below > 0.0) {
            recent_[lane.call_class].within = scenario_.gates[*lane.gate].service_within;
        }
    }
}

/// Counts a call that leaves its queue, where a gate asks how its class is served.
void ControlRoom::count_recent(const CallRecord& call, bool served, SimTime at) {
    RecentService& recent = recent_[call.call_class];
    if (recent.within == Duration::zero() || call.times.offered == kNever) {
        return;
    }
    const std::int64_t quarter = (at - kStartOfRun) / kQuarterHour;
    if (quarter != recent.quarter) {
        const bool next = quarter == recent.quarter + 1;
        recent.left[1] = next ? recent.left[0] : 0;
        recent.served[1] = next ? recent.served[0] : 0;
        recent.left[0] = 0;
        recent.served[0] = 0;
        recent.quarter = quarter;
    }
    ++recent.left[0];
    recent.served[0] += served && at - call.times.offered <= recent.within;
}

/// The call goes to another force, which passes work back.
void ControlRoom::divert(CallId id, LaneId lane) {
    const auto& row = scenario_.lanes[lane].pass_back;
    std::optional<Following> pass_back;
    if (row) {
        const CompiledNextCall& work = scenario_.pass_backs[*row];
        pass_back = {
            .to = work.to, .origin = Origin::PassBack, .since = now(), .delay = &work.delay};
    }
    leave_for_other_force(id, scenario_.lanes[lane].from, pass_back);
}

/// The same of a call that the force helps with that was asked to, before it has waited.
void ControlRoom::divert_by_order(CallId id) {
    const SetDiversion& order = room_orders_.diversion;
    leave_for_other_force(id,
                          Duration::zero(),
                          Following{.to = order.pass_back,
                                    .origin = Origin::PassBack,
                                    .since = now() + order.pass_back_lag});
}

void ControlRoom::leave_for_other_force(CallId id,
                                        Duration presented_after,
                                        const std::optional<Following>& pass_back) {
    RoomCall& call = calls_[id];
    CallRecord& record = call.record;
    record.outcome = Outcome::Diverted;
    record.reason = RouteReason::Diverted;
    record.times.segment_presented = record.times.offered + presented_after;
    record.times.ended = now();
    ++counts_.diverted;
    release_line(call);
    sink_.call_closed(record);
    if (pass_back) {
        plan_call(record, *pass_back);
    }
    release_holder(call, now());
    count_recent(record, false, now());
    calls_.leave_place(id);
}

}  // namespace fcr
