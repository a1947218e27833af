#include "sim/contract_study/study_figures.hpp"

#include "sim/contract/banding.hpp"
#include "sim/contract_study/study_units.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

namespace fcr {

namespace {

constexpr auto kYear = static_cast<std::size_t>(kMonthsOfYear);
constexpr std::size_t kWorstHours = 5;
/// An hour of the week that few calls come in says little.
constexpr std::int64_t kHourCallsMin = 30;

double nearest_rank(const std::vector<double>& sorted, double share) {
    const auto rank =
        static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

/// Something happened in so many of so many.
struct Tally {
    std::uint64_t happened = 0;
    std::uint64_t trials = 0;

    void add(bool happens) {
        happened += happens;
        ++trials;
    }
    [[nodiscard]] std::optional<Proportion> proportion(double confidence) const {
        return estimate_proportion(happened, trials, confidence);
    }
};

std::optional<double> value_of(const KpiTerms& kpi, const KpiResult& result) {
    if (!result.measured()) {
        return std::nullopt;
    }
    return in_unit(
        kpi, static_cast<double>(result.numerator), static_cast<double>(result.denominator));
}

/// The figures of one indicator from all replications.
class KpiReading {
public:
    KpiReading(const ContractTerms& terms,
               const TermResults& results,
               std::size_t kpi,
               double confidence)
        : terms_(terms),
          kpi_(terms.kpis[kpi]),
          results_(results),
          row_(kpi),
          confidence_(confidence) {}

    [[nodiscard]] KpiFigures read() const {
        KpiFigures figures;
        figures.kpi = row_;
        figures.level = level(&MonthFacts::kpis);
        figures.months = months();
        figures.missed_percent = missed_percent();
        figures.missed_in_year = missed_in_year();
        figures.spread = spread();
        figures.waits = waits();
        figures.formulas = formulas();
        figures.worst_hours = worst_hours();
        figures.worst_hour_of_day = worst_hour_of_day();
        figures.credit_a_year = credit_a_year();
        figures.genuine = genuine();
        return figures;
    }

private:
    using Months = std::vector<KpiMonth> MonthFacts::*;

    [[nodiscard]] std::size_t months_max() const {
        std::size_t most = 0;
        for (const TermFacts& term : results_.replications) {
            most = std::max(most, term.months.size());
        }
        return most;
    }

    /// Ratio of sums over replications.
    [[nodiscard]] std::optional<Estimate> level(Months which) const {
        std::vector<RatioSample> samples;
        for (const TermFacts& term : results_.replications) {
            RatioSample& sample = samples.emplace_back();
            for (const MonthFacts& month : term.months) {
                if (row_ < (month.*which).size()) {
                    const KpiResult& result = (month.*which)[row_].after_relief;
                    sample.numerator += static_cast<double>(result.numerator);
                    sample.denominator += static_cast<double>(result.denominator);
                }
            }
        }
        std::optional<Estimate> estimate = estimate_ratio(samples, confidence_);
        if (estimate) {
            estimate->value = in_unit(kpi_, estimate->value, 1.0);
            if (estimate->half_width) {
                estimate->half_width = in_unit(kpi_, *estimate->half_width, 1.0);
            }
        }
        return estimate;
    }

    [[nodiscard]] std::vector<KpiMonthFigures> months() const {
        const std::vector<ServicePeriod> periods =
            service_periods(terms_.term.start, terms_.term.months, terms_.term.start);
        std::vector<KpiMonthFigures> months;
        for (std::size_t row = 0; row < months_max(); ++row) {
            Tally missed;
            std::vector<double> levels;
            for (const TermFacts& term : results_.replications) {
                if (row >= term.months.size()) {
                    continue;
                }
                const KpiMonth& month = term.months[row].kpis[row_];
                if (month.measured > 0) {
                    missed.add(month.missed > 0);
                }
                if (const auto value = value_of(kpi_, month.after_relief)) {
                    levels.push_back(*value);
                }
            }
            months.push_back({.month = periods[row].first,
                              .missed = missed.proportion(confidence_),
                              .level = spread_of(std::move(levels), confidence_)});
        }
        return months;
    }

    [[nodiscard]] std::optional<Estimate> missed_percent() const {
        std::vector<RatioSample> samples;
        for (const TermFacts& term : results_.replications) {
            RatioSample& sample = samples.emplace_back();
            for (const MonthFacts& month : term.months) {
                sample.numerator += 100.0 * month.kpis[row_].missed;
                sample.denominator += month.kpis[row_].measured;
            }
        }
        return estimate_ratio(samples, confidence_);
    }

    [[nodiscard]] std::vector<std::optional<Proportion>> missed_in_year() const {
        const std::size_t years = (months_max() + kYear - 1) / kYear;
        std::vector<Tally> tallies(years);
        for (const TermFacts& term : results_.replications) {
            std::vector<bool> measured(years);
            std::vector<bool> missed(years);
            for (std::size_t row = 0; row < term.months.size(); ++row) {
                const KpiMonth& month = term.months[row].kpis[row_];
                measured[row / kYear] = measured[row / kYear] || month.measured > 0;
                missed[row / kYear] = missed[row / kYear] || month.missed > 0;
            }
            for (std::size_t year = 0; year < years; ++year) {
                if (measured[year]) {
                    tallies[year].add(missed[year]);
                }
            }
        }
        std::vector<std::optional<Proportion>> years_missed;
        for (const Tally& tally : tallies) {
            years_missed.push_back(tally.proportion(confidence_));
        }
        return years_missed;
    }

    /// Between replications, in each month of the term; so that seasons and growth are not in it.
    [[nodiscard]] std::optional<MonthlySpread> spread() const {
        if (measure_of(kpi_.counting.type) != KpiMeasure::Share ||
            kpi_.period != KpiPeriod::Month || kpi_.aggregator != Aggregator::Pooled) {
            return std::nullopt;
        }
        double variance = 0.0;
        double binomial = 0.0;
        std::size_t used = 0;
        for (std::size_t row = 0; row < months_max(); ++row) {
            std::vector<double> shares;
            double calls = 0.0;
            for (const TermFacts& term : results_.replications) {
                if (row >= term.months.size()) {
                    continue;
                }
                const KpiResult& result = term.months[row].kpis[row_].after_relief;
                if (result.measured()) {
                    shares.push_back(static_cast<double>(result.numerator) /
                                     static_cast<double>(result.denominator));
                    calls += static_cast<double>(result.denominator);
                }
            }
            if (shares.size() < 2) {
                continue;
            }
            const auto count = static_cast<double>(shares.size());
            double mean = 0.0;
            for (const double share : shares) {
                mean += share / count;
            }
            for (const double share : shares) {
                variance += (share - mean) * (share - mean) / (count - 1.0);
            }
            binomial += mean * (1.0 - mean) / (calls / count);
            ++used;
        }
        if (used == 0 || binomial <= 0.0) {
            return std::nullopt;
        }
        const auto months = static_cast<double>(used);
        return MonthlySpread{.deviation = 100.0 * std::sqrt(variance / months),
                             .binomial = 100.0 * std::sqrt(binomial / months)};
    }

    [[nodiscard]] std::vector<FormulaFigures> formulas() const {
        std::vector<FormulaFigures> all;
        if (kpi_.counting.type != KpiType::ServiceLevel) {
            return all;
        }
        for (int code = 0; code < 7; ++code) {
            const auto formula = static_cast<ServiceLevelFormula>(code);
            Tally missed;
            Ratio sum;
            for (const TermFacts& term : results_.replications) {
                for (const MonthFacts& month : term.months) {
                    const Ratio ratio = service_level(formula, month.kpis[row_].pooled);
                    if (ratio.measured()) {
                        sum.numerator += ratio.numerator;
                        sum.denominator += ratio.denominator;
                        missed.add(!is_met(kpi_,
                                           {.numerator = ratio.numerator,
                                            .denominator = ratio.denominator,
                                            .sample = ratio.denominator}));
                    }
                }
            }
            all.push_back(
                {.formula = formula,
                 .percent = sum.measured() ? std::optional(100.0 * sum.value()) : std::nullopt,
                 .missed = missed.proportion(confidence_)});
        }
        return all;
    }

    [[nodiscard]] std::optional<LevelWaits> waits() const {
        if (row_ >= results_.waits.size() || results_.waits[row_].total() == 0) {
            return std::nullopt;
        }
        std::int64_t longest_us = 0;
        for (const TermFacts& term : results_.replications) {
            for (const MonthFacts& month : term.months) {
                longest_us = std::max(longest_us, month.calls[row_].all.longest_wait_us);
            }
        }
        const auto seconds = [this](double share) {
            return to_seconds(*results_.waits[row_].percentile(share));
        };
        return LevelWaits{.p50 = seconds(0.5),
                          .p95 = seconds(0.95),
                          .p99 = seconds(0.99),
                          .longest = to_seconds(Duration{longest_us})};
    }

    [[nodiscard]] std::vector<HourBehind> worst_hours() const {
        std::vector<HourBehind> hours;
        if (row_ >= results_.late_in_met_months.size() ||
            kpi_.counting.type != KpiType::ServiceLevel) {
            return hours;
        }
        const LateByHour& met = results_.late_in_met_months[row_];
        for (std::size_t hour = 0; hour < kHoursOfWeek; ++hour) {
            if (met.calls[hour] >= kHourCallsMin) {
                hours.push_back({.hour = hour,
                                 .in_time = {.numerator = met.calls[hour] - met.late[hour],
                                             .denominator = met.calls[hour]}});
            }
        }
        std::ranges::stable_sort(hours, [](const HourBehind& one, const HourBehind& other) {
            return one.in_time.value() < other.in_time.value();
        });
        hours.resize(std::min(hours.size(), kWorstHours));
        return hours;
    }

    [[nodiscard]] std::optional<Spread> worst_hour_of_day() const {
        std::vector<double> worst;
        for (const TermFacts& term : results_.replications) {
            for (const MonthFacts& month : term.months) {
                const bool met = month.kpis[row_].measured > 0 && month.kpis[row_].missed == 0;
                const Ratio& hour = month.calls[row_].worst_hour;
                if (met && hour.measured()) {
                    worst.push_back(in_unit(kpi_,
                                            static_cast<double>(hour.numerator),
                                            static_cast<double>(hour.denominator)));
                }
            }
        }
        return spread_of(std::move(worst), confidence_);
    }

    [[nodiscard]] std::optional<Estimate> credit_a_year() const {
        std::vector<double> samples;
        for (const TermFacts& term : results_.replications) {
            Money sum;
            for (const MonthFacts& month : term.months) {
                sum += month.kpis[row_].credit;
            }
            if (!term.months.empty()) {
                samples.push_back(pounds(sum) * static_cast<double>(kYear) /
                                  static_cast<double>(term.months.size()));
            }
        }
        return estimate_mean(samples, confidence_);
    }

    [[nodiscard]] std::optional<GenuineFigures> genuine() const {
        Tally missed;
        Tally flipped;
        for (const TermFacts& term : results_.replications) {
            for (const MonthFacts& month : term.months) {
                if (month.genuine_kpis.empty() || month.genuine_kpis[row_].measured == 0) {
                    continue;
                }
                missed.add(month.genuine_kpis[row_].missed > 0);
                flipped.add(month.genuine_kpis[row_].missed > 0 && month.kpis[row_].missed == 0);
            }
        }
        if (missed.trials == 0) {
            return std::nullopt;
        }
        return GenuineFigures{.level = level(&MonthFacts::genuine_kpis),
                              .missed = missed.proportion(confidence_),
                              .flipped = flipped.proportion(confidence_)};
    }

    const ContractTerms& terms_;
    const KpiTerms& kpi_;
    const TermResults& results_;
    std::size_t row_;
    double confidence_;
};

/// The figures of one contract year. Replications whose contract ended before it are not in it.
class YearReading {
public:
    YearReading(const ContractTerms& terms,
                const TermResults& results,
                std::size_t year,
                double confidence)
        : terms_(terms), results_(results), first_(year * kYear), confidence_(confidence) {}

    [[nodiscard]] YearFigures read() const {
        YearFigures figures;
        const std::vector<ServicePeriod> periods =
            service_periods(terms_.term.start, terms_.term.months, terms_.term.start);
        figures.from = periods[first_].first;
        figures.months = static_cast<int>(months_most());
        figures.gross = spread([](const MonthFacts& month) { return pounds(month.gross); });
        for (std::size_t charge = 0; charge < terms_.charges.size(); ++charge) {
            figures.charges.push_back(
                mean([charge](const MonthFacts& month) { return pounds(month.charges[charge]); }));
        }
        figures.credits = spread([](const MonthFacts& m) { return pounds(m.credits.payable); });
        figures.gross_credits = mean([](const MonthFacts& m) { return pounds(m.credits.gross); });
        figures.lost_to_cap =
            mean([](const MonthFacts& m) { return pounds(m.credits.lost_to_cap); });
        figures.lost_to_relief =
            mean([](const MonthFacts& m) { return pounds(m.credits.lost_to_relief); });
        figures.lost_to_bedding_in =
            mean([](const MonthFacts& m) { return pounds(m.credits.lost_to_bedding_in); });
        figures.compensation =
            mean([](const MonthFacts& m) { return pounds(m.credits.compensation); });
        figures.net = spread([](const MonthFacts& month) { return pounds(month.net); });
        figures.unit_cost = spread_of(
            quotients([](const MonthFacts& m) { return pounds(m.net); },
                      [](const MonthFacts& m) { return static_cast<double>(m.answered_genuine); }),
            confidence_);
        figures.offered =
            mean([](const MonthFacts& month) { return static_cast<double>(month.offered); });
        figures.answered =
            mean([](const MonthFacts& month) { return static_cast<double>(month.answered); });
        figures.answered_spread =
            spread([](const MonthFacts& month) { return static_cast<double>(month.answered); });
        figures.forecast = forecast();
        figures.margin = spread([](const MonthFacts& month) { return pounds(month.margin); });
        figures.margin_percent =
            spread_of(quotients([](const MonthFacts& m) { return 100.0 * pounds(m.margin); },
                                [](const MonthFacts& m) { return pounds(m.net); }),
                      confidence_);
        figures.loses_money = loses_money();
        figures.in_distress =
            by_then([](const MonthFacts& month) { return month.distress != Distress::None; });
        figures.gives_notice = by_then(
            [](const MonthFacts& month) { return month.distress == Distress::GivesNotice; });
        figures.right_to_terminate =
            by_then([](const MonthFacts& month) { return month.right_to_terminate; });
        figures.terminated = by_then([](const MonthFacts& month) { return month.terminated; });
        figures.padding =
            mean([](const MonthFacts& month) { return static_cast<double>(month.padding); });
        return figures;
    }

private:
    using Reading = std::function<double(const MonthFacts&)>;

    [[nodiscard]] std::span<const MonthFacts> months_of(const TermFacts& term) const {
        const std::size_t first = std::min(first_, term.months.size());
        const std::size_t end = std::min(first_ + kYear, term.months.size());
        return std::span(term.months).subspan(first, end - first);
    }
    [[nodiscard]] std::size_t months_most() const {
        std::size_t most = 0;
        for (const TermFacts& term : results_.replications) {
            most = std::max(most, months_of(term).size());
        }
        return most;
    }

    /// The year's sum in each replication that has months in it.
    [[nodiscard]] std::vector<double> sums(const Reading& reading) const {
        std::vector<double> samples;
        for (const TermFacts& term : results_.replications) {
            if (months_of(term).empty()) {
                continue;
            }
            double sum = 0.0;
            for (const MonthFacts& month : months_of(term)) {
                sum += reading(month);
            }
            samples.push_back(sum);
        }
        return samples;
    }
    [[nodiscard]] std::optional<Spread> spread(const Reading& reading) const {
        return spread_of(sums(reading), confidence_);
    }
    [[nodiscard]] std::optional<Estimate> mean(const Reading& reading) const {
        return estimate_mean(sums(reading), confidence_);
    }
    /// The quotient of the year's sums in each replication in which there is one.
    [[nodiscard]] std::vector<double> quotients(const Reading& above, const Reading& below) const {
        const std::vector<double> numerators = sums(above);
        const std::vector<double> denominators = sums(below);
        std::vector<double> samples;
        for (std::size_t row = 0; row < numerators.size(); ++row) {
            if (denominators[row] > 0.0) {
                samples.push_back(numerators[row] / denominators[row]);
            }
        }
        return samples;
    }

    [[nodiscard]] std::optional<double> forecast() const {
        for (const TermFacts& term : results_.replications) {
            double calls = 0.0;
            bool known = months_of(term).size() == months_most();
            for (const MonthFacts& month : months_of(term)) {
                known = known && month.forecast_millionths.has_value();
                calls += static_cast<double>(month.forecast_millionths.value_or(0)) / 1e6;
            }
            if (known) {
                return calls;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Proportion> loses_money() const {
        Tally tally;
        for (const double margin : sums([](const MonthFacts& m) { return pounds(m.margin); })) {
            tally.add(margin < 0.0);
        }
        return tally.proportion(confidence_);
    }

    /// Of all replications, those in which it has happened until the end of the year.
    [[nodiscard]] std::optional<Proportion> by_then(
        const std::function<bool(const MonthFacts&)>& happens) const {
        Tally tally;
        for (const TermFacts& term : results_.replications) {
            const std::size_t end = std::min(first_ + kYear, term.months.size());
            tally.add(std::any_of(term.months.begin(),
                                  term.months.begin() + static_cast<std::ptrdiff_t>(end),
                                  happens));
        }
        return tally.proportion(confidence_);
    }

    const ContractTerms& terms_;
    const TermResults& results_;
    std::size_t first_;
    double confidence_;
};

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
        figures.kpis.push_back(KpiReading(terms, results, kpi, confidence).read());
    }
    std::size_t months = 0;
    for (const TermFacts& term : results.replications) {
        months = std::max(months, term.months.size());
    }
    for (std::size_t year = 0; year * kYear < months; ++year) {
        figures.years.push_back(YearReading(terms, results, year, confidence).read());
    }
    read_whole(figures, results);
    return figures;
}

}  // namespace fcr
