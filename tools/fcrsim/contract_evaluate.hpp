// fcrsim contract evaluate: a contract priced from a ledger or a force's own call extract.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand contract_evaluate_command();

}  // namespace fcr
