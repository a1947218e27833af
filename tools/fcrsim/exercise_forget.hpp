// fcrsim exercise forget: a copy of a journal without a person, which replays as before.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand exercise_forget_command();

}  // namespace fcr
