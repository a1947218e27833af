// Which of a supervisor's actions an exercise has what it needs for, and how soon they work.
#pragma once

#include "sim/exercise/exercise_plan.hpp"

#include <string>

namespace fcr {

struct OfferedAction {
    std::string why_not;  ///< empty: it can be asked for
    Duration lead{0};     ///< until it takes effect; 0: at once, or it depends
};
[[nodiscard]] OfferedAction offer_of(ActionKind kind, const ExercisePlan& plan);

}  // namespace fcr
