// What was understood of the people of a scenario, for those who wrote it.
#pragma once

#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <string>

namespace fcr {

/// People planned at once in the measured part, and their seat-hours for each 24 hours of it:
/// breaks left out, before absence of any kind.
struct PlannedPresence {
    std::uint32_t fewest = 0;
    std::uint32_t most = 0;
    double hours_a_day = 0.0;
};

[[nodiscard]] PlannedPresence planned_presence(const Staff& staff, const RunPlan& run);

/// A sentence or two on each pool with a roster; empty when there is none.
[[nodiscard]] std::string describe_people(const Scenario& scenario);

/// How people act beside the rules, a line for each part; empty where they do as the rules say.
[[nodiscard]] std::string describe_behaviours(const Scenario& scenario);

}  // namespace fcr
