#include "sim/contract_study/bid_difference.hpp"

#include "sim/contract_study/study_figures.hpp"
#include "sim/contract_study/study_units.hpp"
#include "sim/statistics/paired_difference.hpp"

#include <algorithm>
#include <span>

namespace fcr {

namespace {

/// Places of the replications that both bids have.
struct SharedPlaces {
    std::vector<std::size_t> first{};
    std::vector<std::size_t> second{};

    SharedPlaces(const std::vector<std::uint64_t>& one, const std::vector<std::uint64_t>& other) {
        for (std::size_t row = 0; row < one.size(); ++row) {
            const auto same = std::ranges::lower_bound(other, one[row]);
            if (same != other.end() && *same == one[row]) {
                first.push_back(row);
                second.push_back(static_cast<std::size_t>(same - other.begin()));
            }
        }
    }

    template <typename Sample>
    [[nodiscard]] std::optional<Estimate> less(const std::vector<Sample>& of_second,
                                               const std::vector<Sample>& of_first,
                                               double confidence) const {
        const std::vector<Sample> one = picked(of_first, first);
        const std::vector<Sample> other = picked(of_second, second);
        const auto paired = paired_difference(
            std::span<const Sample>(one), std::span<const Sample>(other), confidence);
        return paired ? std::optional(paired->difference) : std::nullopt;
    }

private:
    template <typename Sample>
    static std::vector<Sample> picked(const std::vector<Sample>& all,
                                      const std::vector<std::size_t>& places) {
        std::vector<Sample> samples;
        for (const std::size_t place : places) {
            samples.push_back(all[place]);
        }
        return samples;
    }
};

RatioSample level_sample(const KpiTerms& kpi, const TermFacts& term, std::size_t row) {
    RatioSample sample;
    for (const MonthFacts& month : term.months) {
        const KpiResult& result = month.kpis[row].after_relief;
        sample.numerator += in_unit(kpi, static_cast<double>(result.numerator), 1.0);
        sample.denominator += static_cast<double>(result.denominator);
    }
    return sample;
}

RatioSample missed_sample(const TermFacts& term, std::size_t row) {
    RatioSample sample;
    for (const MonthFacts& month : term.months) {
        sample.numerator += 100.0 * month.kpis[row].missed;
        sample.denominator += month.kpis[row].measured;
    }
    return sample;
}

}  // namespace

BidTotals totals_of(const ContractTerms& terms, const TermResults& results) {
    BidTotals totals;
    for (const KpiTerms& kpi : terms.kpis) {
        totals.kpis.push_back(
            {.id = kpi.id, .measure = measure_of(kpi.counting.type), .level = {}, .missed = {}});
    }
    for (const TermFacts& term : results.replications) {
        if (term.months.empty()) {
            continue;
        }
        totals.numbers.push_back(term.number);
        for (std::size_t row = 0; row < terms.kpis.size(); ++row) {
            totals.kpis[row].level.push_back(level_sample(terms.kpis[row], term, row));
            totals.kpis[row].missed.push_back(missed_sample(term, row));
        }
        Money credits;
        Money net;
        for (const MonthFacts& month : term.months) {
            credits += month.credits.payable;
            net += month.net;
        }
        const double years = static_cast<double>(term.months.size()) / kMonthsOfYear;
        totals.credits.push_back(pounds(credits) / years);
        totals.net.push_back(pounds(net) / years);
    }
    return totals;
}

BidDifference difference_of(const BidTotals& first, const BidTotals& second, double confidence) {
    const SharedPlaces shared(first.numbers, second.numbers);
    BidDifference difference;
    difference.replications = shared.first.size();
    for (const BidTotals::Kpi& kpi : second.kpis) {
        const auto same = std::ranges::find(first.kpis, kpi.id, &BidTotals::Kpi::id);
        if (same == first.kpis.end() || same->measure != kpi.measure) {
            continue;
        }
        difference.kpis.push_back({.id = kpi.id,
                                   .measure = kpi.measure,
                                   .level = shared.less(kpi.level, same->level, confidence),
                                   .missed = shared.less(kpi.missed, same->missed, confidence)});
    }
    difference.credits = shared.less(second.credits, first.credits, confidence);
    difference.net = shared.less(second.net, first.net, confidence);
    return difference;
}

}  // namespace fcr
