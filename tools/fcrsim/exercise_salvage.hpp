// fcrsim exercise salvage: what of a damaged journal is whole, copied.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand exercise_salvage_command();

}  // namespace fcr
