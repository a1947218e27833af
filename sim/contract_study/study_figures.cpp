#include "sim/contract_study/study_figures.hpp"

#include "sim/contract_study/figure_readings.hpp"
#include "sim/contract_study/study_units.hpp"

#include <algorithm>
#include <cmath>

namespace fcr {

namespace {

double nearest_rank(const std::vector<double>& sorted, double share) {
    const auto rank =
        static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

/// The largest share of a contract year's charges that was deducted, percent.
std::optional<double> exposure_of(const TermFacts& term) {
    std::optional<double> largest;
    for (std::size_t first = 0; first < term.months.size(); first += kYear) {
        Money charged;
        Money deducted;
        for (std::size_t row = first; row < std::min(first + kYear, term.months.size()); ++row) {
            charged += term.months[row].gross;
            deducted += term.months[row].credits.payable;
        }
        if (charged.units > 0) {
            const double share = 100.0 * pounds(deducted) / pounds(charged);
            largest = std::max(largest.value_or(share), share);
        }
    }
    return largest;
}

/// Percent of revenue; empty in a term of fewer months, and where nothing was paid.
std::optional<double> lowest_margin(const TermFacts& term, std::size_t months) {
    std::optional<double> lowest;
    for (std::size_t first = 0; first + months <= term.months.size(); ++first) {
        Money revenue;
        Money margin;
        for (std::size_t row = first; row < first + months; ++row) {
            revenue += term.months[row].net;
            margin += term.months[row].margin;
        }
        if (revenue.units > 0) {
            const double share = 100.0 * pounds(margin) / pounds(revenue);
            lowest = std::min(lowest.value_or(share), share);
        }
    }
    return lowest;
}

void read_margins(StudyFigures& figures, const TermResults& results) {
    for (std::size_t row = 0; row < SupplierMargins::kTrailing.size(); ++row) {
        std::vector<double> lowest;
        for (const TermFacts& term : results.replications) {
            if (const auto margin = lowest_margin(term, SupplierMargins::kTrailing[row])) {
                lowest.push_back(*margin);
            }
        }
        figures.lowest_margin[row] = spread_of(std::move(lowest), figures.confidence);
    }
}

void read_whole(StudyFigures& figures, const TermResults& results) {
    std::vector<double> net;
    std::vector<double> credits;
    std::vector<double> exposure;
    std::vector<double> first_right;
    Tally right;
    for (const TermFacts& term : results.replications) {
        Money paid;
        Money credited;
        for (const MonthFacts& month : term.months) {
            paid += month.net;
            credited += month.credits.payable;
            figures.relieved_months += month.relieved;
            ++figures.all_months;
            figures.censored += month.censored;
        }
        net.push_back(pounds(paid));
        credits.push_back(pounds(credited));
        if (const auto share = exposure_of(term)) {
            exposure.push_back(*share);
        }
        const auto first = std::ranges::find_if(term.months, &MonthFacts::right_to_terminate);
        right.add(first != term.months.end());
        if (first != term.months.end()) {
            first_right.push_back(static_cast<double>(first - term.months.begin() + 1));
        }
    }
    figures.whole_net = spread_of(std::move(net), figures.confidence);
    figures.whole_credits = spread_of(std::move(credits), figures.confidence);
    figures.effective_exposure = spread_of(std::move(exposure), figures.confidence);
    figures.first_right_month = spread_of(std::move(first_right), figures.confidence);
    figures.any_right = right.proportion(figures.confidence);
}

}  // namespace

double in_unit(const KpiTerms& kpi, double numerator, double denominator) {
    switch (measure_of(kpi.counting.type)) {
        case KpiMeasure::Share: return 100.0 * numerator / denominator;
        case KpiMeasure::Time: return numerator / denominator / 1e6;
        case KpiMeasure::Calls: return numerator / denominator;
    }
    return 0.0;
}

std::optional<Spread> spread_of(std::vector<double> samples, double confidence) {
    const std::optional<Estimate> mean = estimate_mean(samples, confidence);
    if (!mean) {
        return std::nullopt;
    }
    std::ranges::sort(samples);
    return Spread{.mean = *mean,
                  .p10 = nearest_rank(samples, 0.1),
                  .p50 = nearest_rank(samples, 0.5),
                  .p90 = nearest_rank(samples, 0.9)};
}

StudyFigures figures_of(const ContractTerms& terms, const TermResults& results, double confidence) {
    StudyFigures figures;
    figures.confidence = confidence;
    figures.replications = results.replications.size();
    for (std::size_t kpi = 0; kpi < terms.kpis.size(); ++kpi) {
        figures.kpis.push_back(read_kpi(terms, results, kpi, confidence));
    }
    std::size_t months = 0;
    for (const TermFacts& term : results.replications) {
        months = std::max(months, term.months.size());
    }
    for (std::size_t year = 0; year * kYear < months; ++year) {
        figures.years.push_back(read_year(terms, results, year, confidence));
    }
    read_whole(figures, results);
    read_margins(figures, results);
    return figures;
}

}  // namespace fcr
