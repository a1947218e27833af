#include "sim/hosting/room_counts.hpp"

#include <algorithm>

namespace fcr {

RoomCounts::RoomCounts(const CompiledScenario& scenario, const BoardPlan& plan, SimTime start)
    : start_(start),
      emergency_(scenario.lines.size(), false),
      emergency_rule_(counting_rule(plan.emergency)),
      other_rule_(counting_rule(plan.other)),
      lines_(scenario.lines.size()),
      minute_(scenario.lines.size()),
      pools_(scenario.pools.size()) {
    for (const LineId line : plan.emergency_lines) {
        emergency_[line.index()] = true;
    }
}

void RoomCounts::taken(const CallRecord& call) {
    if (call.outcome == Outcome::Answered) {
        ringing_.push_back(call);
    }
}

void RoomCounts::closed(const CallRecord& call) {
    if (call.outcome == Outcome::Unfinished) {
        return;
    }
    if (call.outcome != Outcome::Answered) {
        count(call);
        return;
    }
    if (call.pool && call.times.answered >= start_) {
        PoolCounts& pool = pools_[call.pool->index()];
        ++pool.finished;
        pool.handling_us += (call.times.wrapped_up - call.times.presented).count();
    }
}

void RoomCounts::count_until(SimTime at) {
    std::erase_if(ringing_, [this, at](const CallRecord& call) {
        const bool answered = call.times.answered <= at;
        if (answered) {
            count(call);
        }
        return answered;
    });
}

void RoomCounts::next_minute() {
    std::ranges::fill(minute_, KpiCounts{});
}

void RoomCounts::count(const CallRecord& call) {
    const SimTime at = call.outcome == Outcome::Answered ? call.times.answered
                       : call.times.abandoned != kNever  ? call.times.abandoned
                                                         : call.times.ended;
    if (at < start_) {
        return;
    }
    const bool emergency = is_emergency(call.line);
    KpiCounts one;
    count_call(emergency ? emergency_rule_ : other_rule_, call, one);
    lines_[call.line.index()].merge(one);
    minute_[call.line.index()].merge(one);
    if (call.outcome == Outcome::Answered && call.pool) {
        PoolCounts& pool = pools_[call.pool->index()];
        const auto in_time = static_cast<std::uint64_t>(one.answered_within);
        (emergency ? pool.emergency_answered : pool.other_answered) += 1;
        (emergency ? pool.emergency_in_time : pool.other_in_time) += in_time;
    }
}

}  // namespace fcr
