#include "agents/behaviour/target_chaser.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/money.hpp"

#include <algorithm>

namespace fcr {

namespace {

constexpr std::int64_t kWhole = 10'000;

/// Whether numerator over denominator is on the good side of a share in basis points, or on it.
bool reaches(Ratio share, std::int64_t bp, Polarity polarity) {
    const WideInteger found = static_cast<WideInteger>(share.numerator) * kWhole;
    const WideInteger wanted = static_cast<WideInteger>(share.denominator) * bp;
    return polarity == Polarity::HigherBetter ? found >= wanted : found <= wanted;
}

}  // namespace

MonthStanding standing_of(const KpiTerms& kpi, const MonthSoFar& month, std::int64_t safe_bp) {
    FCR_CHECK(measure_of(kpi.counting.type) == KpiMeasure::Share, "the indicator is no share");
    if (!month.counted.measured() || month.days_passed == 0) {
        return MonthStanding::Open;
    }
    const bool higher = kpi.polarity == Polarity::HigherBetter;
    const std::int64_t safe = kpi.target + (higher ? safe_bp : -safe_bp);
    if (reaches(month.counted, std::clamp<std::int64_t>(safe, 0, kWhole), kpi.polarity)) {
        return MonthStanding::Safe;
    }
    const std::int64_t to_come =
        month.counted.denominator * (month.days_of_month - month.days_passed) / month.days_passed;
    Ratio best = month.counted;
    best.denominator += to_come;
    best.numerator += higher ? to_come : 0;
    return reaches(best, kpi.target, kpi.polarity) ? MonthStanding::Open
                                                   : MonthStanding::OutOfReach;
}

std::int64_t staffed_bp(const TargetChaserPlan& plan,
                        const KpiTerms& kpi,
                        const MonthSoFar& month) {
    if (month.days_passed < plan.after_days) {
        return kWhole;
    }
    switch (standing_of(kpi, month, plan.safe_bp)) {
        case MonthStanding::Open: return kWhole;
        case MonthStanding::Safe: return kWhole - plan.released_bp;
        case MonthStanding::OutOfReach: return kWhole - plan.stopped_bp;
    }
    return kWhole;
}

}  // namespace fcr
