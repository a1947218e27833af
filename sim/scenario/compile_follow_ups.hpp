// Compiling what becomes of calls, and disruptions. Internal to this folder.
#pragma once

#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>

namespace fcr {

void compile_follow_ups(const Scenario& scenario, CompiledScenario& compiled);
void compile_disruptions(const Scenario& scenario, CompiledScenario& compiled);

/// The share of a line's calls that are the first of an incident: those alone are drawn from the
/// profile, the others follow from them. 1 where no class of the line has clusters. Only duplicates
/// that stay on the line count.
[[nodiscard]] double first_call_share(const Scenario& scenario, LineId line);

/// True when nothing in the scenario begets calls, is gated, pre-empts or goes wrong.
[[nodiscard]] bool is_plain(const Scenario& scenario);

}  // namespace fcr
