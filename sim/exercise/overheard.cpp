#include "sim/exercise/overheard.hpp"

#include <algorithm>

namespace fcr {

Duration overflow_work(const CompiledScenario& scenario, const CallRecord& call) {
    if (call.outcome != Outcome::Answered || !call.pool ||
        !scenario.employers[scenario.pools[*call.pool].employer].contractor) {
        return Duration::zero();
    }
    LaneId lane{scenario.classes[call.call_class].lanes.first + call.route_step};
    while (const std::optional<LaneId> previous = scenario.lanes[lane].previous) {
        const CompiledLane& before = scenario.lanes[*previous];
        if (before.gate && scenario.gates[*before.gate].by_supervisor && before.next == lane) {
            return call.times.wrapped_up - call.times.answered;
        }
        lane = *previous;
    }
    return Duration::zero();
}

void Overheard::begin(Duration promise) {
    promise_ = promise;
    overflow_work_ = Duration::zero();
    owed_.clear();
    rung_.clear();
    promises_ = {};
}

std::uint32_t Overheard::overdue(SimTime now) const {
    return static_cast<std::uint32_t>(std::ranges::count_if(
        owed_, [now](const PromisedCallBack& owed) { return owed.by < now; }));
}

std::vector<PromisedCallBack> Overheard::call_backs() const {
    std::vector<PromisedCallBack> all = rung_;
    all.insert(all.end(), owed_.begin(), owed_.end());
    return all;
}

void Overheard::count_owed() {
    promises_.owed = static_cast<std::uint32_t>(owed_.size());
    const auto oldest = std::ranges::min_element(owed_, {}, &PromisedCallBack::by);
    promises_.oldest = oldest == owed_.end() ? std::nullopt : std::optional(oldest->by);
}

void Overheard::call_closed(const CallRecord& call) {
    sink_.call_closed(call);
    if (call.outcome == Outcome::Answered && call.times.answered >= start_) {
        overflow_work_ += fcr::overflow_work(scenario_, call);
    }
    if (call.outcome == Outcome::Abandoned && call.abandon_reason == AbandonReason::CallBack &&
        call.times.ended >= start_) {
        owed_.push_back(
            {.caller = call.caller, .made = call.times.ended, .by = call.times.ended + promise_});
        count_owed();
    }
}

/// The first attempt counts, whether it reaches the caller or not.
void Overheard::call_taken(const CallRecord& call) {
    if (sink_.wants_taken()) {
        sink_.call_taken(call);
    }
    if (call.origin != Origin::CallBack) {
        return;
    }
    const auto owed = std::ranges::find(owed_, call.caller, &PromisedCallBack::caller);
    if (owed != owed_.end()) {
        ++(call.times.presented <= owed->by ? promises_.kept : promises_.broken);
        owed->rung = call.times.presented;
        rung_.push_back(*owed);
        owed_.erase(owed);
        count_owed();
    }
}

}  // namespace fcr
