// fcrsim exercise replay: an exercise made again from its journal, held against its digests.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand exercise_replay_command();

}  // namespace fcr
