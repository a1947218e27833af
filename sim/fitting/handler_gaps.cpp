#include "sim/fitting/handler_gaps.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace fcr {

namespace {

/// When calls of a class came to the queue and left it.
struct QueueTimes {
    std::vector<SimTime> came;
    std::vector<SimTime> left;

    [[nodiscard]] bool has_waiting(SimTime at) const {
        const auto until = [at](const std::vector<SimTime>& times) {
            return std::ranges::upper_bound(times, at) - times.begin();
        };
        return until(came) > until(left);
    }
};

SimTime taken_at(const ExtractCall& call) {
    return call.presented == kNever ? call.left_queue : call.presented;
}

}  // namespace

std::vector<HandlerGap> handler_gaps(std::span<const ExtractCall> calls, const Scenario& base) {
    std::vector<QueueTimes> queues(base.call_classes.size());
    std::map<HandlerId, std::vector<const ExtractCall*>> by_handler;
    for (const ExtractCall& call : calls) {
        if (call.left_queue != kNever) {
            QueueTimes& queue = queues[call.call_class.index()];
            queue.came.push_back(call.at);
            queue.left.push_back(call.outcome == Outcome::Answered ? taken_at(call)
                                                                   : call.left_queue);
        }
        if (call.handler && call.pool && call.outcome == Outcome::Answered) {
            by_handler[*call.handler].push_back(&call);
        }
    }
    for (QueueTimes& queue : queues) {
        std::ranges::sort(queue.came);
        std::ranges::sort(queue.left);
    }
    std::vector<HandlerGap> gaps;
    for (auto& [handler, own] : by_handler) {
        std::ranges::stable_sort(own, {}, [](const ExtractCall* call) { return taken_at(*call); });
        for (std::size_t row = 0; row + 1 < own.size(); ++row) {
            const SimTime end = own[row]->wrapped_up;
            const SimTime next = taken_at(*own[row + 1]);
            const PoolId pool = *own[row]->pool;
            const auto& skills = base.pools[pool.index()].skills;
            const bool waited = std::ranges::any_of(
                skills, [&](CallClassId skill) { return queues[skill.index()].has_waiting(end); });
            if (next >= end && waited) {
                gaps.push_back(
                    {.pool = pool, .seconds = std::min(kGapMost_s, to_seconds(next - end))});
            }
        }
    }
    return gaps;
}

}  // namespace fcr
