// fcrsim merge: the parts of an experiment become one report.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand merge_subcommand();

}  // namespace fcr
