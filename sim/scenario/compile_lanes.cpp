#include "sim/scenario/compile_lanes.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <optional>
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
    switch (scenario.priority_rule) {
        case PriorityRule::TimeCredit: return call_class.time_credit;
        case PriorityRule::Ageing:
        case PriorityRule::LongestWait: return Duration::zero();
        case PriorityRule::Strict: break;
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

Duration preference(const Pool& pool, CallClassId call_class) {
    const auto found = std::ranges::find(pool.preferences, call_class, &Preference::call_class);
    return found == pool.preferences.end() ? Duration::zero() : found->head_start;
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
        add_step(id, 0, true, {}, {});
        if (call_class.interruption == Interruption::SetAside ||
            call_class.interruption == Interruption::Hold) {
            add_resume_lane(id);
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
            std::ranges::stable_sort(own, [](const PoolLane& a, const PoolLane& b) {
                return a.head_start > b.head_start;
            });
            compiled.pools[PoolId{row}].lanes = {.first = static_cast<std::uint32_t>(all.size()),
                                                 .count = static_cast<std::uint32_t>(own.size())};
            all.insert(all.end(), own.begin(), own.end());
        }
        compiled.pool_lanes = Table<PoolLaneId, PoolLane>(all.size());
        std::ranges::copy(all, compiled.pool_lanes.begin());
        compiled.open_pools = Table<OpenPoolId, PoolId>(open_pools_.size());
        std::ranges::copy(open_pools_, compiled.open_pools.begin());
        compiled.gates = Table<GateId, Gate>(gates_.size());
        std::ranges::copy(gates_, compiled.gates.begin());
        compiled.pass_backs = Table<PassBackId, CompiledNextCall>(pass_backs_.size());
        std::ranges::move(pass_backs_, compiled.pass_backs.begin());
    }

private:
    /// Adds the lane of a step and, after it, those of the steps that follow; returns its id. A
    /// closed step lets nobody in and leaves the call where it was.
    LaneId add_step(CallClassId id,
                    std::size_t step,
                    bool is_open,
                    std::vector<Open> open,
                    std::optional<LaneId> previous) {
        const CallClass& call_class = scenario_.call_classes[id.index()];
        const RouteStep& here = call_class.route[step];
        if (is_open && (here.move || here.divert)) {
            open.clear();
        }
        const LaneId own{lanes_.size()};
        CompiledLane lane;
        lane.call_class = id;
        lane.closed = !is_open && !here.instead;
        lane.step = lane.closed ? lanes_[previous->index()].step : static_cast<std::uint8_t>(step);
        lane.divert = is_open && here.divert;
        lane.order = here.order;
        // Whom a step lets nobody in for stays in the queue that was entered before.
        lane.from = is_open || !previous ? here.after : lanes_[previous->index()].from;
        lane.previous = previous;
        lane.head_start = head_start(scenario_, call_class);
        if (scenario_.priority_rule == PriorityRule::Ageing) {
            lane.ageing = static_cast<std::int64_t>(call_class.ageing * 1000.0 + 0.5);
        }
        lane.newcomers = admit_at(call_class, step, is_open, open);
        lane.pools = {.first = static_cast<std::uint32_t>(open_pools_.size()),
                      .count = static_cast<std::uint32_t>(open.size())};
        for (const Open& entry : open) {
            open_pools_.push_back(entry.pool);
        }
        if (is_open && here.pass_back) {
            lane.pass_back = PassBackId{pass_backs_.size()};
            pass_backs_.push_back(
                {.to = here.pass_back->to, .delay = to_distribution(here.pass_back->delay)});
        }
        offer(lane, open);
        lanes_.push_back(lane);
        if (step + 1 < call_class.route.size()) {
            const RouteStep& next = call_class.route[step + 1];
            lanes_[own.index()].next_step = next.after;
            const LaneId next_open = add_step(id, step + 1, true, open, own);
            lanes_[own.index()].next = next_open;
            lanes_[own.index()].next_closed = next_open;
            if (next.when) {
                lanes_[own.index()].gate = GateId{gates_.size()};
                gates_.push_back(*next.when);
                const LaneId closed = add_step(id, step + 1, false, open, own);
                lanes_[own.index()].next_closed = closed;
            }
        }
        return own;
    }

    /// The queue of interrupted work: every pool of the route may take it up again, before other
    /// work of its rank, and it stays there.
    void add_resume_lane(CallClassId id) {
        const CallClass& call_class = scenario_.call_classes[id.index()];
        constexpr Duration before_equals{std::int64_t{1} << 48};
        std::vector<Open> open;
        for (const RouteStep& step : call_class.route) {
            for (const PoolId pool : step.pools) {
                if (!fcr::is_open(open, pool)) {
                    open.push_back({.pool = pool, .presented_after = step.after});
                }
            }
        }
        CompiledLane lane;
        lane.call_class = id;
        lane.head_start = head_start(scenario_, call_class) + before_equals;
        if (scenario_.priority_rule == PriorityRule::Ageing) {
            lane.ageing = static_cast<std::int64_t>(call_class.ageing * 1000.0 + 0.5);
        }
        lane.newcomers = {.first = static_cast<std::uint32_t>(newcomers_.size())};
        lane.pools = {.first = static_cast<std::uint32_t>(open_pools_.size()),
                      .count = static_cast<std::uint32_t>(open.size())};
        for (const Open& entry : open) {
            open_pools_.push_back(entry.pool);
        }
        offer(lane, open);
        lanes_.push_back(lane);
    }

    /// The newcomers of a step that counts, or does not. Before a step that may count instead of
    /// this one nobody is asked; where it turns out not to count, this one's pools are.
    Rows admit_at(const CallClass& call_class,
                  std::size_t step,
                  bool is_open,
                  std::vector<Open>& open) {
        const std::vector<RouteStep>& route = call_class.route;
        const CallClassId id{static_cast<std::size_t>(&call_class - scenario_.call_classes.data())};
        if (is_open && (step + 1 == route.size() || !route[step + 1].instead)) {
            return admit(route[step], id, open);
        }
        if (!is_open && route[step].instead) {
            return admit(route[step - 1], id, open);
        }
        return {.first = static_cast<std::uint32_t>(newcomers_.size()), .count = 0};
    }

    /// Lets the step's pools in that were not asked before; returns them as rows of lane_pools.
    Rows admit(const RouteStep& step, CallClassId id, std::vector<Open>& open) {
        Rows rows{.first = static_cast<std::uint32_t>(newcomers_.size()), .count = 0};
        for (const PoolId pool : step.pools) {
            FCR_CHECK(pool.index() < scenario_.pools.size(), "a route names an unknown pool");
            if (fcr::is_open(open, pool)) {
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
                 .presented_after = entry.presented_after,
                 .head_start = lane.head_start + preference(pool, lane.call_class)});
        }
    }

    const Scenario& scenario_;
    std::vector<CompiledLane> lanes_;
    std::vector<LanePool> newcomers_;
    std::vector<std::vector<PoolLane>> lanes_of_pool_;
    std::vector<PoolId> open_pools_;
    std::vector<Gate> gates_;
    std::vector<CompiledNextCall> pass_backs_;
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
        compiled.classes[CallClassId{row}].resume_lane =
            static_cast<std::uint32_t>(builder.lanes() - 1);
    }
    builder.store(compiled);
    compiled.ageing = scenario.priority_rule == PriorityRule::Ageing;
}

}  // namespace fcr
