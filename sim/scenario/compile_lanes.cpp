#include "sim/scenario/compile_lanes.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace fcr {

namespace {

/// A pool that may take calls of a class at a step, and since when it has been asked.
struct Open {
    PoolId pool;
    Duration presented_after{0};
};

Duration head_start(const Scenario& scenario, const CallClass& call_class) {
    if (scenario.time_credit) {
        return call_class.time_credit;
    }
    constexpr std::int64_t rank = std::int64_t{1} << 50;  // us; a run lasts less than 2^48
    FCR_CHECK(call_class.priority >= 1 && call_class.priority <= 255, "priority out of range");
    return Duration{rank * (255 - static_cast<std::int64_t>(call_class.priority))};
}

std::uint32_t seats_kept_free(const Pool& pool, CallClassId call_class) {
    const auto found =
        std::ranges::find(pool.seats_kept_free, call_class, &SeatsKeptFree::call_class);
    return found == pool.seats_kept_free.end() ? 0 : found->seats;
}

bool is_open(const std::vector<Open>& open, PoolId pool) {
    return std::ranges::find(open, pool, &Open::pool) != open.end();
}

/// Builds the lanes in order of class and step.
class LaneBuilder {
public:
    explicit LaneBuilder(const Scenario& scenario)
        : scenario_(scenario), lanes_of_pool_(scenario.pools.size()) {}

    void add_class(CallClassId id) {
        const CallClass& call_class = scenario_.call_classes[id.index()];
        FCR_CHECK(call_class.route.front().after == Duration::zero(),
                  "the first step of a route begins at once");
        std::vector<Open> open;
        for (std::size_t step = 0; step < call_class.route.size(); ++step) {
            const RouteStep& here = call_class.route[step];
            if (here.move) {
                open.clear();
            }
            CompiledLane lane;
            lane.call_class = id;
            lane.step = static_cast<std::uint8_t>(step);
            lane.from = here.after;
            if (step + 1 < call_class.route.size()) {
                lane.next_step = call_class.route[step + 1].after;
            }
            lane.head_start = head_start(scenario_, call_class);
            lane.newcomers = admit(here, id, open);
            offer(lane, open);
            lanes_.push_back(lane);
        }
    }

    [[nodiscard]] std::size_t lanes() const { return lanes_.size(); }

    void store(CompiledScenario& compiled) {
        compiled.lanes = Table<LaneId, CompiledLane>(lanes_.size());
        std::ranges::copy(lanes_, compiled.lanes.begin());
        compiled.lane_pools = Table<LanePoolId, LanePool>(newcomers_.size());
        std::ranges::copy(newcomers_, compiled.lane_pools.begin());
        std::vector<PoolLane> all;
        for (std::size_t row = 0; row < lanes_of_pool_.size(); ++row) {
            std::vector<PoolLane>& own = lanes_of_pool_[row];
            // Lanes come in order of their id, so a stable sort leaves ties in that order.
            std::ranges::stable_sort(own, [this](const PoolLane& a, const PoolLane& b) {
                return lanes_[a.lane.index()].head_start > lanes_[b.lane.index()].head_start;
            });
            compiled.pools[PoolId{row}].lanes = {.first = static_cast<std::uint32_t>(all.size()),
                                                 .count = static_cast<std::uint32_t>(own.size())};
            all.insert(all.end(), own.begin(), own.end());
        }
        compiled.pool_lanes = Table<PoolLaneId, PoolLane>(all.size());
        std::ranges::copy(all, compiled.pool_lanes.begin());
    }

private:
    /// Lets the step's pools in that were not asked before; returns them as rows of lane_pools.
    Rows admit(const RouteStep& step, CallClassId id, std::vector<Open>& open) {
        Rows rows{.first = static_cast<std::uint32_t>(newcomers_.size()), .count = 0};
        for (const PoolId pool : step.pools) {
            FCR_CHECK(pool.index() < scenario_.pools.size(), "a route names an unknown pool");
            if (is_open(open, pool)) {
                continue;
            }
            open.push_back({.pool = pool, .presented_after = step.after});
            newcomers_.push_back(
                {.pool = pool,
                 .seats_kept_free = fcr::seats_kept_free(scenario_.pools[pool.index()], id)});
            ++rows.count;
        }
        return rows;
    }

    /// Enters the lane, which is about to be stored, at every pool that may take from it.
    void offer(const CompiledLane& lane, const std::vector<Open>& open) {
        for (const Open& entry : open) {
            const Pool& pool = scenario_.pools[entry.pool.index()];
            lanes_of_pool_[entry.pool.index()].push_back(
                {.lane = LaneId{lanes_.size()},
                 .seats_kept_free = fcr::seats_kept_free(pool, lane.call_class),
                 .presented_after = entry.presented_after});
        }
    }

    const Scenario& scenario_;
    std::vector<CompiledLane> lanes_;
    std::vector<LanePool> newcomers_;
    std::vector<std::vector<PoolLane>> lanes_of_pool_;
};

}  // namespace

void compile_lanes(const Scenario& scenario, CompiledScenario& compiled) {
    LaneBuilder builder(scenario);
    for (std::size_t row = 0; row < scenario.call_classes.size(); ++row) {
        const std::size_t first = builder.lanes();
        builder.add_class(CallClassId{row});
        compiled.classes[CallClassId{row}].lanes = {
            .first = static_cast<std::uint32_t>(first),
            .count = static_cast<std::uint32_t>(builder.lanes() - first)};
    }
    builder.store(compiled);
}

}  // namespace fcr
