#include "sim/review/room_course.hpp"

#include "sim/exercise/overheard.hpp"
#include "sim/wallboard/board.hpp"

#include <algorithm>
#include <utility>

namespace fcr {
RoomCourse::RoomCourse(const CompiledScenario& scenario, BoardPlan plan)
    : scenario_(scenario),
      plan_(std::move(plan)),
      emergency_rule_(counting_rule(plan_.emergency)),
      other_rule_(counting_rule(plan_.other)),
      rules_(scenario.lines.size(), nullptr),
      takes_emergencies_(pools_that_take(scenario, plan_.emergency_lines)),
      events_(scenario),
      seen_lines_(scenario.lines.size()),
      seen_pools_(scenario.pools.size()) {
    for (const LineId line : plan_.emergency_lines) {
        rules_[line.index()] = &emergency_rule_;
    }
    for (const LineId line : plan_.other_lines) {
        rules_[line.index()] = &other_rule_;
    }
}

void RoomCourse::begin(SimTime start, SimTime until) {
    start_ = start;
    until_ = until;
    const auto minutes =
        static_cast<std::size_t>((until - start + kReviewMinute - Duration{1}) / kReviewMinute);
    lines_.assign(minutes * scenario_.lines.size(), {});
    pools_.assign(minutes * scenario_.pools.size(), {});
    room_.assign(minutes, {});
    waits_.clear();
    contractor_work_ = {};
    events_.begin();
}

LineMinute* RoomCourse::minute_of(const CallRecord& call, SimTime at) {
    if (rules_[call.line.index()] == nullptr || at < start_ || at >= until_) {
        return nullptr;
    }
    const auto minute = static_cast<std::size_t>((at - start_) / kReviewMinute);
    return &lines_[minute * scenario_.lines.size() + call.line.index()];
}

bool RoomCourse::is_contractors(const CallRecord& call) const {
    return call.pool && scenario_.employers[scenario_.pools[*call.pool].employer].contractor;
}

void RoomCourse::count(const CallRecord& call, SimTime at, LineMinute& minute) {
    const CountingRule& rule = *rules_[call.line.index()];
    KpiCounts one;
    const Duration wait = count_call(rule, call, one);
    minute.counts.merge(one);
    if (one.answered > 0 && is_contractors(call)) {
        minute.contractor.merge(one);
    }
    if (keep_events_) {
        events_.add_counted(call, at, one, wait);
    }
}

/// When it will be answered is known, and counts then.
void RoomCourse::call_taken(const CallRecord& call) {
    if (call.outcome != Outcome::Answered) {
        return;
    }
    if (LineMinute* const minute = minute_of(call, call.times.answered)) {
        count(call, call.times.answered, *minute);
    }
}

void RoomCourse::call_closed(const CallRecord& call) {
    if (call.outcome == Outcome::Answered) {
        if (!is_contractors(call)) {
            return;
        }
        const bool within = call.times.wrapped_up >= start_ && call.times.wrapped_up < until_;
        if (within) {
            ++contractor_work_.calls;
            contractor_work_.handling += call.times.wrapped_up - call.times.answered;
        }
        if (keep_events_) {
            const bool paid = call.times.answered >= start_;
            events_.add_work(
                call, within, paid ? overflow_work(scenario_, call) : Duration::zero());
        }
        return;
    }
    if (call.outcome == Outcome::Unfinished) {
        return;
    }
    const SimTime lost = call.times.abandoned != kNever ? call.times.abandoned : call.times.ended;
    if (LineMinute* const minute = minute_of(call, lost)) {
        count(call, lost, *minute);
    }
}

void RoomCourse::look(const ControlRoom& room) {
    const SimTime at = room.now();
    if (at < start_ || at >= until_) {
        return;
    }
    const auto minute = static_cast<std::size_t>((at - start_) / kReviewMinute);
    RoomMinute& sum = room_[minute];
    ++sum.looks;
    Duration& longest = waits_.emplace_back(0);
    LookRow seen{.first = at};
    for (std::size_t row = 0; row < scenario_.lines.size(); ++row) {
        if (rules_[row] == nullptr) {
            continue;
        }
        const LineSight sight = room.sight_of(LineId{row});
        LineMinute& line = lines_[minute * scenario_.lines.size() + row];
        line.waiting = sight.waiting;
        seen_lines_[row] = {.waiting = sight.waiting, .longest = sight.longest_wait};
        line.longest_waiting = std::max(line.longest_waiting, sight.longest_wait);
        longest = rules_[row] == &emergency_rule_ ? std::max(longest, sight.longest_wait) : longest;
    }
    bool somebody_free = false;
    for (std::size_t row = 0; row < scenario_.pools.size(); ++row) {
        const PoolSight sight = room.sight_of(PoolId{row});
        pools_[minute * scenario_.pools.size() + row] = {.free = sight.free,
                                                         .on_duty = sight.on_duty};
        seen_pools_[row] = {.free = sight.free, .on_duty = sight.on_duty};
        seen.busy += sight.ringing + sight.talking + sight.wrapping_up;
        seen.on_duty += sight.on_duty;
        somebody_free = somebody_free || (takes_emergencies_[row] && sight.free > 0);
    }
    sum.busy += seen.busy;
    sum.on_duty += seen.on_duty;
    sum.nobody_free += somebody_free ? 0 : 1;
    if (keep_events_) {
        seen.nobody_free = !somebody_free;
        events_.add_look(
            seen, seen_lines_, seen_pools_, (at - start_) % kReviewMinute == Duration::zero());
    }
}

}  // namespace fcr
