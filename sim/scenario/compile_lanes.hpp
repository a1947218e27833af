// Routes become lanes: one queue for each class and step, and who may take calls from it.
#pragma once

#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"

namespace fcr {

/// Fills lanes, lane_pools and pool_lanes, and the rows of classes and pools that point to them.
/// Classes and pools must be there already; every route has a first step at 0 (bug otherwise).
void compile_lanes(const Scenario& scenario, CompiledScenario& compiled);

}  // namespace fcr
