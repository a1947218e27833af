// What many replications of a contract's term say: chances, distributions, what a headline hides.
#pragma once

#include "sim/contract/terms.hpp"
#include "sim/contract/viability.hpp"
#include "sim/contract_study/term_study.hpp"
#include "sim/statistics/estimate.hpp"
#include "sim/statistics/proportion.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// A quantity over replications: its mean with the half width of its interval, nearest-rank
/// percentiles. In pounds, percent, or the unit of an indicator.
struct Spread {
    Estimate mean{};
    double p10 = 0.0;
    double p50 = 0.0;
    double p90 = 0.0;
};
/// Empty without samples.
[[nodiscard]] std::optional<Spread> spread_of(std::vector<double> samples, double confidence);

/// One month of the term.
struct KpiMonthFigures {
    Date month;                          ///< its first day
    std::optional<Proportion> missed{};  ///< of replications that measured it
    std::optional<Spread> level{};       ///< percent, seconds or calls
};

/// The calls of an indicator under another formula, against the same target.
struct FormulaFigures {
    ServiceLevelFormula formula = ServiceLevelFormula::F2Offered;
    std::optional<double> percent{};     ///< of all months' calls
    std::optional<Proportion> missed{};  ///< of months, judged as the contract's own
};

/// An hour of the week behind months in which the indicator was met.
struct HourBehind {
    std::size_t hour = 0;  ///< of the week
    Ratio in_time{};       ///< calls within the threshold of those that came
};

/// With padding: what would have been measured without it.
struct GenuineFigures {
    std::optional<Estimate> level{};
    std::optional<Proportion> missed{};   ///< of months
    std::optional<Proportion> flipped{};  ///< of months: missed, and reported as met
};

/// How long callers of a service level waited, all months together, seconds: nearest ranks, within
/// 0.1 %.
struct LevelWaits {
    double p50 = 0.0;
    double p95 = 0.0;
    double p99 = 0.0;
    double longest = 0.0;
};

/// How much a share differs between months. Standard deviations in percentage points.
struct DeviationOfMonths {
    double points = 0.0;
    double binomial = 0.0;  ///< of as many calls that are late or not independently of each other
    [[nodiscard]] double variance_ratio() const { return points * points / (binomial * binomial); }
};

struct KpiFigures {
    std::size_t kpi = 0;              ///< row of the contract's indicators
    std::optional<Estimate> level{};  ///< after relief, over all months: percent, seconds or calls
    std::vector<KpiMonthFigures> months{};
    std::optional<Estimate> missed_percent{};                 ///< of measurements
    std::vector<std::optional<Proportion>> missed_in_year{};  ///< by contract year: any measurement
    /// Of a share measured by the month: one month of the term between replications, from two of
    /// them on; and the months of one replication, so with seasons and growth.
    std::optional<DeviationOfMonths> spread{};
    std::optional<DeviationOfMonths> spread_of_term{};
    std::optional<LevelWaits> waits{};          ///< of a service level
    std::vector<FormulaFigures> formulas{};     ///< of a service level
    std::vector<HourBehind> worst_hours{};      ///< behind met months, worst first
    std::optional<Spread> worst_hour_of_day{};  ///< of met months; in the indicator's unit
    std::optional<Estimate> credit_a_year{};    ///< its part of the gross credit, pounds
    std::optional<GenuineFigures> genuine{};
};

/// One contract year. Money in pounds.
struct YearFigures {
    Date from;
    int months = 0;
    std::optional<Spread> gross{};
    std::vector<std::optional<Estimate>> charges{};  ///< by row of the contract's charges
    std::optional<Spread> credits{};                 ///< payable
    std::optional<Estimate> gross_credits{};
    std::optional<Estimate> lost_to_cap{};
    std::optional<Estimate> lost_to_relief{};
    std::optional<Estimate> lost_to_bedding_in{};
    std::optional<Estimate> compensation{};
    std::optional<Estimate> earned_back{};
    /// What the authority keeps for good, over the credits that failures are worth by the tariff
    /// without relief, bedding-in and cap; percent. Above 100 where charges were withheld.
    std::optional<Estimate> harm_recovered{};
    std::optional<Spread> net{};
    std::optional<Spread> unit_cost{};   ///< net over answered calls, without those of own staff
    std::optional<Spread> call_price{};  ///< what is charged for such a call, before credits
    std::optional<Spread> call_cost{};   ///< what it costs the supplier
    std::optional<Estimate> offered{};
    std::optional<Estimate> answered{};
    std::optional<Spread> answered_spread{};  ///< of the same
    std::optional<double> forecast{};         ///< calls
    std::optional<Spread> margin{};           ///< the supplier's, pounds
    std::optional<Spread> margin_percent{};   ///< of net revenue
    std::optional<Proportion> loses_money{};
    std::optional<Proportion> in_distress{};         ///< at some time until the end of the year
    std::optional<Proportion> gives_notice{};        ///< likewise
    std::optional<Proportion> right_to_terminate{};  ///< has arisen until then
    std::optional<Proportion> terminated{};          ///< until then
    std::optional<Estimate> padding{};               ///< calls
};

struct StudyFigures {
    double confidence = 0.95;
    std::size_t replications = 0;
    std::vector<KpiFigures> kpis{};
    std::vector<YearFigures> years{};
    std::optional<Spread> whole_net{};  ///< over the term, pounds
    std::optional<Spread> whole_credits{};
    std::optional<Spread> effective_exposure{};  ///< largest of a year, percent of its charges
    /// The supplier's lowest margin over so many months in a row, percent of its net revenue in
    /// them: by row of SupplierMargins::kTrailing. Empty where fewer months are run.
    std::array<std::optional<Spread>, SupplierMargins::kTrailing.size()> lowest_margin{};
    /// Months from the start to the first right to terminate, of replications in which one arose.
    std::optional<Spread> first_right_month{};
    std::optional<Proportion> any_right{};
    std::size_t relieved_months = 0;  ///< of all replications' months
    std::size_t all_months = 0;
    std::int64_t censored = 0;  ///< calls
};

[[nodiscard]] StudyFigures figures_of(const ContractTerms& terms,
                                      const TermResults& results,
                                      double confidence);

/// An indicator's result in the unit of reports: percent, seconds or calls.
[[nodiscard]] double in_unit(const KpiTerms& kpi, double numerator, double denominator);

}  // namespace fcr
