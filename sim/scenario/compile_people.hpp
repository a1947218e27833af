// Compiling people: rosters become flat tables of persons, shifts and breaks.
#pragma once

#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"

namespace fcr {

/// Fills what is known of people, after the pools and with their handlers numbered. Leaves the
/// tables empty where no pool has a roster.
void compile_people(const Scenario& scenario, CompiledScenario& compiled);

/// The days on which a shift may start that has a part in the run.
[[nodiscard]] DaySpan shift_days(const RunPlan& run);

}  // namespace fcr
