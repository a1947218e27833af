#include "sim/contract/risk_event.hpp"

#include <cstddef>

namespace fcr {
namespace {

constexpr Duration kDay = std::chrono::hours{24};
constexpr Duration kYear = std::chrono::hours{8'766};  ///< 365.25 days

Duration scaled(Duration length, double factor) {
    return duration_from_seconds(to_seconds(length) * factor);
}

Money for_days(Money day, Duration length) {
    return times(day, length.count(), kDay.count());
}

}  // namespace

std::vector<RiskSpan> stages_of(const RiskTerms& terms, const RiskOccurrence& occurrence) {
    std::vector<RiskSpan> spans;
    Duration from = occurrence.start + scaled(kYear, terms.warning_months / 12.0);
    for (std::size_t stage = 0; stage < terms.stages.size(); ++stage) {
        const Duration until = from + scaled(terms.stages[stage].length, occurrence.length_factor);
        if (until > from) {
            spans.push_back({.from = from, .until = until, .stage = stage});
        }
        from = until;
    }
    return spans;
}

Money cost_of(const RiskTerms& terms, const RiskOccurrence& occurrence, const RiskPrices& prices) {
    Duration length{0};
    for (const RiskSpan& span : stages_of(terms, occurrence)) {
        length += span.until - span.from;
    }
    Money cost = terms.cost.once + for_days(terms.cost.day, length);
    const Money share = basis_points(times(prices.month_charges, 12), terms.cost.charges_bp);
    cost += times(share, length.count(), kYear.count());
    if (terms.cost.procure_again) {
        cost += prices.again;
    }
    if (terms.cost.transfer_back) {
        cost += prices.back;
    }
    return cost;
}

std::vector<Duration> lengths_between(const std::vector<Duration>& moments) {
    std::vector<Duration> lengths;
    for (std::size_t row = 1; row < moments.size(); ++row) {
        if (moments[row] <= moments[row - 1]) {
            return {};
        }
        lengths.push_back(moments[row] - moments[row - 1]);
    }
    return lengths;
}

}  // namespace fcr
