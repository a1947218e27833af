// What lint says of contracts, as text and JSON.
#pragma once

#include "sim/contract/lint.hpp"

#include <span>
#include <string>
#include <vector>

namespace fcr {

/// A contract and its warnings. The terms must outlive it.
struct LintedContract {
    const ContractTerms* terms = nullptr;
    std::vector<LintWarning> warnings;
    bool with_run = false;  ///< the rules that need a run have been judged too
};

/// Several lines: each warning with its place, then why it matters and what would be better, told
/// once for each rule.
[[nodiscard]] std::string lint_text(const LintedContract& contract);

/// One document for all of them (proto/fcr/v1/lint.proto). Ends with a line break.
[[nodiscard]] std::string lint_json(std::span<const LintedContract> contracts,
                                    const std::string& fcrsim_version);

}  // namespace fcr
