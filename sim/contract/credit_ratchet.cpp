#include "sim/contract/credits.hpp"

#include <algorithm>

namespace fcr {

Money ratchet_credit(const ScoringTerms& scoring, std::int64_t points) {
    constexpr std::int64_t kHundredths = 100;
    constexpr std::int64_t kMillionths = 1'000'000;
    WideInteger weighed = 0;  // hundredths of points times millionths of a multiplier
    std::int64_t from = scoring.free_points * kHundredths;
    for (const RatchetStep& step : scoring.ratchet) {
        const std::int64_t until =
            step.up_to_points ? std::min(points, *step.up_to_points * kHundredths) : points;
        if (until > from) {
            weighed += static_cast<WideInteger>(until - from) * step.multiplier.millionths;
            from = until;
        }
    }
    return to_pence({divide_rounded(weighed * scoring.point.units, kHundredths * kMillionths)});
}

}  // namespace fcr
