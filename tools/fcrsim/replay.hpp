// fcrsim replay: a recorded load through a scenario's room.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand replay_subcommand();

}  // namespace fcr
