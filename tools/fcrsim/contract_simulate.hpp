// fcrsim contract simulate: a contract before it is signed, month by month in the simulated room.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand contract_simulate_command();

}  // namespace fcr
