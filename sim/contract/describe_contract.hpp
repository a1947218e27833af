// What was understood of a contract, in words and tables for its author.
#pragma once

#include "sim/contract/terms.hpp"

#include <string>
#include <vector>

namespace fcr {

/// Several lines of text: parties and term, scope, KPIs with their bands, scoring and caps, relief,
/// bedding-in, the ladder, charges, indexation, forecast and the rest that the file states.
[[nodiscard]] std::string describe(const ContractTerms& terms);

/// What is allowed and yet odd (contracts.md 2.17): a dead band above 25 %; points that could cost
/// more than a month's charges before the cap; a percentile of fewer than 100 calls a period.
/// Sentences that begin with the field's path.
[[nodiscard]] std::vector<std::string> contract_notes(const ContractTerms& terms);

}  // namespace fcr
