#include "sim/contract/credits.hpp"

namespace fcr {

bool credits_are_on(const ScoringTerms& scoring) {
    switch (scoring.mechanism) {
        case Mechanism::Points: return scoring.deduction_bp_per_point > 0;
        case Mechanism::Linear: return scoring.slope > Decimal{};
        case Mechanism::AtRiskPool: return scoring.at_risk_bp > 0;
        case Mechanism::Ratchet: return scoring.point > Money{};
    }
    return false;
}

}  // namespace fcr
