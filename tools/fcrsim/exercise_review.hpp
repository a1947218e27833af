// fcrsim exercise review: what an exercise came to, from its journal alone.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand exercise_review_command();

}  // namespace fcr
