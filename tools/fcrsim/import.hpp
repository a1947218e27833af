// fcrsim import: a force's own extract as a load and a ledger.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand import_subcommand();

}  // namespace fcr
