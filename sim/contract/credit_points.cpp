#include "sim/contract/credits.hpp"

namespace fcr {

Money points_credit(const ScoringTerms& scoring, std::int64_t points, Money charges) {
    constexpr std::int64_t kHundredthsTimesBp = 100 * 10'000;
    return to_pence(times(charges, points * scoring.deduction_bp_per_point, kHundredthsTimesBp));
}

}  // namespace fcr
