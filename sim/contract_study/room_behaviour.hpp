// What a supplier's policies make its people do inside a day, as the room knows it.
#pragma once

#include "sim/base/result.hpp"
#include "sim/contract/supplier_terms.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract_study/scope_map.hpp"
#include "sim/scenario/scenario.hpp"

#include <optional>
#include <span>
#include <vector>

namespace fcr {

/// The pools of the room that a policy is about.
[[nodiscard]] std::vector<PoolId> pools_of(const SupplierPolicyTerms& policy,
                                           const ContractTerms& terms,
                                           const ScopeMap& scope);

/// Adds padding, threshold first and withdrawal to the behaviour that the scenario gives these
/// pools; a part that the scenario has too is replaced. Refused: staff that a policy takes away
/// from a pool with a roster, padding on a line that has no calls of its own.
[[nodiscard]] std::optional<Problem> add_behaviours(const ContractTerms& terms,
                                                    const ScopeMap& scope,
                                                    std::span<const SupplierPolicyTerms> policies,
                                                    Scenario& scenario);

}  // namespace fcr
