#include "tools/fcrsim/contract.hpp"

#include "tools/fcrsim/contract_appraise.hpp"
#include "tools/fcrsim/contract_evaluate.hpp"
#include "tools/fcrsim/contract_lint.hpp"
#include "tools/fcrsim/contract_simulate.hpp"

namespace fcr {

Subcommand contract_subcommand() {
    return {.name = "contract",
            .summary = "Tells what a proposed contract will do before it is signed.",
            .examples = {},
            .add = nullptr,
            .uses_ranks = false,
            .commands = {contract_lint_command(),
                         contract_evaluate_command(),
                         contract_simulate_command(),
                         contract_appraise_command()}};
}

}  // namespace fcr
