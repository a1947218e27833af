// What was understood of an exercise file, for a person.
#pragma once

#include "sim/exercise/exercise_plan.hpp"

#include <string>

namespace fcr {

/// Times, terms, objectives and the events list as lines of text; the plan must have its scenario.
[[nodiscard]] std::string describe(const ExercisePlan& plan);

}  // namespace fcr
