// What it costs to be rid of a contract, by the year in which it ends (contracts.md 2.14, P8).
#pragma once

#include "sim/contract/money.hpp"
#include "sim/contract/terms.hpp"

#include <cstdint>

namespace fcr {

enum class ExitReason : std::uint8_t {
    Convenience,      ///< the force ends it early, at a break date or by notice
    SupplierDefault,  ///< it ends early because the supplier failed
    EndOfTerm,
};

struct ExitCost {
    Money plan;           ///< working out and overseeing the exit
    Money transfer_back;  ///< taking people, records and telephones back
    Money breakage;       ///< owed to the supplier's own suppliers
    Money unamortised;    ///< what of the supplier's investment is not written off

    [[nodiscard]] Money total() const { return plan + transfer_back + breakage + unamortised; }
};

/// The cost of leaving after so many whole contract years, at the contract's own prices. Breakage
/// and investment are owed where the force ends it early for convenience, and in no other case; the
/// investment is written off in equal yearly parts. Years below zero are a bug.
[[nodiscard]] ExitCost exit_cost(const ExitTermsMoney& terms, int years_served, ExitReason reason);

}  // namespace fcr
