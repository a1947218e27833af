// fcrsim fit: a scenario's numbers from a force's own extract.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand fit_subcommand();

}  // namespace fcr
