// fcrsim exercise: a live room, and the journal it leaves.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

/// The table of exercise's own commands; each stands in a file of its own, exercise_<name>.cpp.
[[nodiscard]] Subcommand exercise_subcommand();

}  // namespace fcr
