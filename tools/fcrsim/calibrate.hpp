// fcrsim calibrate: numbers of a scenario that explain published figures.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand calibrate_subcommand();

}  // namespace fcr
