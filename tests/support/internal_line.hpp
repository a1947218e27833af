// An internal line for tests: what other calls become.
#pragma once

#include "sim/scenario/scenario.hpp"

#include <string>
#include <utility>
#include <vector>

namespace fcr::test {

/// Adds an internal line with one class that these pools take; returns the class.
inline CallClassId add_internal(Scenario& scenario,
                                const std::string& name,
                                Law talk,
                                std::uint32_t priority,
                                std::vector<PoolId> pools = {PoolId{0}}) {
    Line& line = scenario.lines.emplace_back();
    line.name = name;
    line.internal = true;
    const CallClassId id{scenario.call_classes.size()};
    CallClass& call_class = scenario.call_classes.emplace_back();
    call_class.name = name;
    call_class.line = LineId{scenario.lines.size() - 1};
    call_class.priority = priority;
    call_class.talk = std::move(talk);
    for (const PoolId pool : pools) {
        scenario.pools[pool.index()].skills.push_back(id);
    }
    RouteStep step;
    step.pools = std::move(pools);
    call_class.route = {std::move(step)};
    return id;
}

}  // namespace fcr::test
