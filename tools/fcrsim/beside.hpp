// fcrsim beside: a scenario's line beside rows of a published table.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand beside_subcommand();

}  // namespace fcr
