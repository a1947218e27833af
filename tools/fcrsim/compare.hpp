// fcrsim compare: the same callers through several scenarios.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand compare_subcommand();

}  // namespace fcr
