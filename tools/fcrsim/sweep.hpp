// fcrsim sweep: the points of an experiment, and what they tell of its factors.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand sweep_subcommand();

}  // namespace fcr
