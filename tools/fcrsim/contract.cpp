#include "tools/fcrsim/contract.hpp"

#include "tools/fcrsim/contract_lint.hpp"

namespace fcr {

Subcommand contract_subcommand() {
    return {.name = "contract",
            .summary = "Tells what a proposed contract will do before it is signed.",
            .examples = {},
            .add = nullptr,
            .uses_ranks = false,
            .commands = {contract_lint_command()}};
}

}  // namespace fcr
