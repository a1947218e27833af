// fcrsim contract lint: terms that work against the authority, without a run.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand contract_lint_command();

}  // namespace fcr
