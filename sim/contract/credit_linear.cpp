#include "sim/contract/credits.hpp"

namespace fcr {

Money linear_credit(const ScoringTerms& scoring, const BandValue& shortfall_bp, Money charges) {
    constexpr std::int64_t kPercent = 100;  // the slope is percent of charges
    constexpr std::int64_t kBpOfPoint = 100;
    constexpr std::int64_t kMillionths = 1'000'000;
    const WideInteger share = scoring.slope.millionths * shortfall_bp.numerator;
    return to_pence({divide_rounded(
        charges.units * share, shortfall_bp.denominator * kMillionths * kPercent * kBpOfPoint)});
}

}  // namespace fcr
