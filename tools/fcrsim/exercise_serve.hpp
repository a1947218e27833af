// fcrsim exercise serve: runs an exercise live.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand exercise_serve_command();

}  // namespace fcr
