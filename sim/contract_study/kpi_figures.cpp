#include "sim/contract/banding.hpp"
#include "sim/contract_study/figure_readings.hpp"
#include "sim/contract_study/study_units.hpp"

#include <algorithm>
#include <cmath>

namespace fcr {

namespace {

constexpr std::size_t kWorstHours = 5;
/// An hour of the week that few calls come in says little.
constexpr std::int64_t kHourCallsMin = 30;

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
        figures.spread_of_term = spread_of_term();
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

    /// The shares of a month (of the term's, or of a replication's) and the calls behind them.
    struct Shares {
        std::vector<double> shares{};
        double calls = 0.0;

        void add(const KpiResult& result) {
            if (result.measured()) {
                shares.push_back(static_cast<double>(result.numerator) /
                                 static_cast<double>(result.denominator));
                calls += static_cast<double>(result.denominator);
            }
        }
    };
    /// Variances averaged over groups of shares.
    struct Variances {
        double found = 0.0;
        double binomial = 0.0;
        std::size_t groups = 0;

        void add(const Shares& group) {
            if (group.shares.size() < 2) {
                return;
            }
            const auto count = static_cast<double>(group.shares.size());
            double mean = 0.0;
            for (const double share : group.shares) {
                mean += share / count;
            }
            for (const double share : group.shares) {
                found += (share - mean) * (share - mean) / (count - 1.0);
            }
            binomial += mean * (1.0 - mean) / (group.calls / count);
            ++groups;
        }
        [[nodiscard]] std::optional<DeviationOfMonths> deviation() const {
            if (groups == 0 || binomial <= 0.0) {
                return std::nullopt;
            }
            const auto all = static_cast<double>(groups);
            return DeviationOfMonths{.points = 100.0 * std::sqrt(found / all),
                                     .binomial = 100.0 * std::sqrt(binomial / all)};
        }
    };

    [[nodiscard]] bool has_monthly_share() const {
        return measure_of(kpi_.counting.type) == KpiMeasure::Share &&
               kpi_.period == KpiPeriod::Month && kpi_.aggregator == Aggregator::Pooled;
    }

    /// Of one month between replications, so that seasons and growth are not in it.
    [[nodiscard]] std::optional<DeviationOfMonths> spread() const {
        Variances variances;
        for (std::size_t row = 0; has_monthly_share() && row < months_max(); ++row) {
            Shares month;
            for (const TermFacts& term : results_.replications) {
                if (row < term.months.size()) {
                    month.add(term.months[row].kpis[row_].after_relief);
                }
            }
            variances.add(month);
        }
        return variances.deviation();
    }

    /// Of the months of one replication.
    [[nodiscard]] std::optional<DeviationOfMonths> spread_of_term() const {
        Variances variances;
        for (const TermFacts& term : results_.replications) {
            Shares months;
            for (std::size_t row = 0; has_monthly_share() && row < term.months.size(); ++row) {
                months.add(term.months[row].kpis[row_].after_relief);
            }
            variances.add(months);
        }
        return variances.deviation();
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

}  // namespace

KpiFigures read_kpi(const ContractTerms& terms,
                    const TermResults& results,
                    std::size_t kpi,
                    double confidence) {
    return KpiReading(terms, results, kpi, confidence).read();
}

}  // namespace fcr
