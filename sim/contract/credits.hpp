// From failures to money: the four mechanisms (contracts.md 2.6). Each gives whole pence.
#pragma once

#include "sim/contract/banding.hpp"
#include "sim/contract/credit_terms.hpp"
#include "sim/contract/money.hpp"

#include <cstdint>

namespace fcr {

/// Whether each indicator has a credit of its own; else the period's points have one together.
[[nodiscard]] constexpr bool gives_credit_by_indicator(Mechanism mechanism) {
    return mechanism == Mechanism::Linear || mechanism == Mechanism::AtRiskPool;
}

/// Whether a missed target can cost the supplier anything.
[[nodiscard]] bool credits_are_on(const ScoringTerms& scoring);

/// POINTS: points x deduction per point x charges. Points are hundredths.
[[nodiscard]] Money points_credit(const ScoringTerms& scoring, std::int64_t points, Money charges);

/// LINEAR: slope x percentage points below target x charges. The shortfall is in basis points.
[[nodiscard]] Money linear_credit(const ScoringTerms& scoring,
                                  const BandValue& shortfall_bp,
                                  Money charges);

/// AT_RISK_POOL, of one failed indicator: pool allocation x its weight x share at risk x charges.
[[nodiscard]] Money at_risk_credit(const ScoringTerms& scoring,
                                   std::int64_t weight_bp,
                                   Money charges);
/// What all indicators of a period together may cost: share at risk x charges.
[[nodiscard]] Money at_risk(const ScoringTerms& scoring, Money charges);

/// RATCHET: nothing for the free points; each further point its price times its step's multiplier.
/// Points are hundredths.
[[nodiscard]] Money ratchet_credit(const ScoringTerms& scoring, std::int64_t points);

}  // namespace fcr
