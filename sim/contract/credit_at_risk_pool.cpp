#include "sim/contract/basis_points.hpp"
#include "sim/contract/credits.hpp"

namespace fcr {

namespace {}  // namespace

Money at_risk_credit(const ScoringTerms& scoring, std::int64_t weight_bp, Money charges) {
    return to_pence(times(charges,
                          scoring.at_risk_bp * scoring.pool_allocation_bp * weight_bp,
                          kOneBp * kOneBp * kOneBp));
}

Money at_risk(const ScoringTerms& scoring, Money charges) {
    return to_pence(times(charges, scoring.at_risk_bp, kOneBp));
}

}  // namespace fcr
