// fcrsim check: what is wrong with input files, and what was understood of them.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand check_subcommand();

}  // namespace fcr
