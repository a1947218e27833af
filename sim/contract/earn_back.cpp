#include "sim/contract/earn_back.hpp"

#include "sim/contract/banding.hpp"

namespace fcr {

bool beats_target(const KpiTerms& kpi, const KpiResult& result, Decimal by) {
    if (!result.measured()) {
        return false;
    }
    constexpr std::int64_t kBpOfPoint = 100;
    constexpr std::int64_t kPercent = 100;
    constexpr std::int64_t kMillionths = 1'000'000;
    const bool share = measure_of(kpi.counting.type) == KpiMeasure::Share;
    // In millionths of the target's unit.
    const WideInteger margin =
        share ? static_cast<WideInteger>(by.millionths) * kBpOfPoint
              : static_cast<WideInteger>(by.millionths) * kpi.target / kPercent;
    const WideInteger wanted = static_cast<WideInteger>(kpi.target) * kMillionths +
                               (kpi.polarity == Polarity::HigherBetter ? margin : -margin);
    const BandValue value = judged_value(kpi, result);
    const WideInteger better = value.numerator * kMillionths - wanted * value.denominator;
    return kpi.polarity == Polarity::HigherBetter ? better >= 0 : better <= 0;
}

Money EarnBack::settle(const KpiLine& line) {
    const EarnBackTerms& earn_back = *terms_.scoring.earn_back;
    const bool beats = beats_target(terms_.kpis[line.kpi], line.after_relief, earn_back.beats_by);
    Money earned;
    std::vector<Pending> left;
    for (Pending pending : pending_) {
        if (pending.kpi != line.kpi) {
            left.push_back(pending);
            continue;
        }
        if (!beats) {
            continue;
        }
        if (--pending.periods_left == 0) {
            earned += pending.credit;
        } else {
            left.push_back(pending);
        }
    }
    pending_ = std::move(left);
    return earned;
}

Money EarnBack::close(const std::vector<KpiLine>& lines, Money payable) {
    if (!terms_.scoring.earn_back) {
        return {};
    }
    std::vector<std::int64_t> weights;
    for (const KpiLine& line : lines) {
        weights.push_back(line.credit.units);
    }
    const std::vector<Money> paid = share_out(payable, weights);
    Money earned;
    for (std::size_t row = 0; row < lines.size(); ++row) {
        earned += settle(lines[row]);
        if (paid[row] > Money{}) {
            pending_.push_back({.kpi = lines[row].kpi,
                                .credit = paid[row],
                                .periods_left = terms_.scoring.earn_back->periods});
        }
    }
    return earned;
}

}  // namespace fcr
