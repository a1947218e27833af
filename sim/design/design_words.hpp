// What an experiment asks for, in words.
#pragma once

#include "sim/design/experiment_plan.hpp"
#include "sim/design/sweep_points.hpp"

#include <string>

namespace fcr {

/// The design and its size: `Morris trajectories: 20 of 9 factors on 4 levels, 200 points`.
[[nodiscard]] std::string design_words(const ExperimentPlan& plan);

/// What a factor may be: `from 8 to 12, whole numbers`, or its values by their labels.
[[nodiscard]] std::string spread_words(const Factor& factor);

/// What the factors of a point are set to: `evening seats 12, day seats 10`. Factors that stay as
/// the scenario has them are left out; if all do, `the scenario as it is`.
[[nodiscard]] std::string settings_words(const ExperimentPlan& plan, const SweepPoint& point);

/// What was understood of an experiment file, in a few lines. Ends with a line break.
[[nodiscard]] std::string describe(const ExperimentPlan& plan);

}  // namespace fcr
