// After-call gaps as model.md 0.2 defines them.
#pragma once

#include "sim/domain/call.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

namespace fcr::test {

/// Seconds from the end of a handler's call, its wrap-up included, to the answer of the next,
/// counted when somebody was already waiting, in one room with one queue; at most 600. The calls
/// of `pool` and whoever waits for it: `calls` holds nobody whom its handlers may not serve.
inline std::vector<double> after_call_gaps(const std::vector<CallRecord>& calls, PoolId pool) {
    std::vector<SimTime> came;
    std::vector<SimTime> left;
    std::map<std::uint32_t, std::vector<const CallRecord*>> by_handler;
    for (const CallRecord& call : calls) {
        if (call.times.offered == kNever) {
            continue;
        }
        const bool answered = call.outcome == Outcome::Answered;
        came.push_back(call.times.offered);
        left.push_back(answered ? call.times.presented : call.times.abandoned);
        if (answered && call.pool == pool) {
            by_handler[static_cast<std::uint32_t>(call.handler->index())].push_back(&call);
        }
    }
    std::ranges::sort(came);
    std::ranges::sort(left);
    const auto somebody_waits = [&](SimTime at) {
        return std::ranges::upper_bound(came, at) - came.begin() >
               std::ranges::upper_bound(left, at) - left.begin();
    };
    std::vector<double> gaps;
    for (auto& [handler, answered] : by_handler) {
        std::ranges::sort(
            answered, {}, [](const CallRecord* call) { return call->times.answered; });
        for (std::size_t row = 1; row < answered.size(); ++row) {
            const SimTime ended = answered[row - 1]->times.wrapped_up;
            if (somebody_waits(ended)) {
                const double gap = to_seconds(answered[row]->times.answered - ended);
                gaps.push_back(std::min(gap, 600.0));
            }
        }
    }
    return gaps;
}

}  // namespace fcr::test
