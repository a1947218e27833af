// fcrsim validate: the built-in evidence that the simulator is right.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand validate_subcommand();

}  // namespace fcr
