// What the validators of an experiment's parts share. Internal to this folder.
#pragma once

#include "sim/design/experiment_plan.hpp"
#include "sim/scenario/block.hpp"

namespace fcr {

/// The factors of an experiment; what is wrong is refused and answered with something harmless.
[[nodiscard]] std::vector<Factor> read_factors(const Block& root);

/// The design of an experiment, and whether the factors fit it. Empty when it has no kind.
[[nodiscard]] std::optional<DesignOptions> read_design(const Block& root,
                                                       const std::vector<Factor>& factors);

/// Reads the scenario that the experiment names and tries changes, KPIs and factors in it. Fills
/// in the KPIs where none are named. `plan_is_sound`: nothing else is wrong, so that the design's
/// points can be made.
void check_scenario(const Block& root, bool plan_is_sound, ExperimentPlan& plan);

}  // namespace fcr
