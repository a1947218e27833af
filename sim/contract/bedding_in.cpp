#include "sim/contract/bedding_in.hpp"

#include <algorithm>

namespace fcr {

bool beds_in(const ContractTerms& terms, const ServicePeriod& period, std::size_t kpi) {
    return terms.bedding_in && period.number < terms.bedding_in->months &&
           std::ranges::find(terms.bedding_in->kpis, kpi) != terms.bedding_in->kpis.end();
}

KpiTerms eased(const KpiTerms& kpi, std::int64_t target_factor_bp) {
    constexpr std::int64_t kOneBp = 10'000;
    const bool higher = kpi.polarity == Polarity::HigherBetter;
    const auto ease = [&](std::int64_t limit) {
        return divide_rounded(
            static_cast<WideInteger>(limit) * (higher ? target_factor_bp : kOneBp),
            higher ? kOneBp : target_factor_bp);
    };
    KpiTerms result = kpi;
    result.target = ease(kpi.target);
    // The last band has no limit.
    for (std::size_t row = 0; row + 1 < result.bands.size(); ++row) {
        result.bands[row].limit = ease(result.bands[row].limit);
    }
    return result;
}

}  // namespace fcr
