// Prices that follow an index (contracts.md 2.10).
#pragma once

#include "sim/contract/charge_terms.hpp"
#include "sim/contract/money.hpp"

#include <vector>

namespace fcr {

/// How often prices have changed by a day: on the first date, then on the first of the stated month
/// of each later year. A change within a period takes effect in the next one.
[[nodiscard]] int changes_until(const IndexationTerms& indexation, Date day);

/// A price after so many yearly changes: each is price x (1 + share x index held between floor and
/// cap), rounded to 0.01 p as a price list would be.
[[nodiscard]] Money indexed(const IndexationTerms& indexation, Money price, int changes);

/// The charge with its prices after so many changes. Milestones are sums agreed once, and excess
/// profit has no price: they stay.
[[nodiscard]] ChargeKind indexed(const IndexationTerms& indexation,
                                 const ChargeKind& charge,
                                 int changes);

}  // namespace fcr
