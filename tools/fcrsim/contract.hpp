// fcrsim contract: proposed terms, before they are signed.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

/// The table of contract's own commands; each stands in a file of its own, contract_<name>.cpp.
[[nodiscard]] Subcommand contract_subcommand();

}  // namespace fcr
