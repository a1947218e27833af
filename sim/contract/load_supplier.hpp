// Reading what a contract file supposes of the supplier.
#pragma once

#include "sim/base/result.hpp"
#include "sim/contract/supplier_terms.hpp"
#include "sim/contract/terms.hpp"

#include <string>

namespace fcr {

class Block;

/// The supplier of a `supplier_model` block. Scope and indicators of the terms are read already;
/// what is wrong is refused to the block's findings.
[[nodiscard]] SupplierTerms read_supplier_model(const Block& block, const ContractTerms& terms);

/// A policy as the command line has it: the text of the block, `padding { calls_per_month: 349 }`,
/// with `pool: "contractor"` before or behind it; a policy without anything needed may stand alone,
/// `target_chaser`, and names may be in capitals.
[[nodiscard]] Result<SupplierPolicyTerms> parse_supplier_policy(const std::string& text,
                                                                const ContractTerms& terms);

}  // namespace fcr
