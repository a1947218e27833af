// fcrsim run: replications of a scenario.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand run_subcommand();

}  // namespace fcr
