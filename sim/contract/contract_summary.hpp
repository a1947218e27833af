// Statements added up: contract years, what failures cost and what of it was recovered
// (contracts.md 2.7, 2.15).
#pragma once

#include "sim/contract/kpi_terms.hpp"
#include "sim/contract/money.hpp"
#include "sim/contract/statement.hpp"
#include "sim/contract/terms.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fcr {

inline constexpr std::size_t kRatings = 5;

/// What an indicator's measurements of some periods came to.
struct KpiYear {
    std::array<std::int64_t, kRatings> measurements{};  ///< by rating; Other: not measured
    std::int64_t points = 0;                            ///< hundredths, those overshadowed left out
    Money credit;                                       ///< its part of the gross credit

    /// The word to publish: that of most of its measurements, of equals the worse. An assumption:
    /// the Act asks for one word a year and does not say how months make it.
    [[nodiscard]] Rating rating() const;
};

/// What failures cost over some periods.
struct CreditTotals {
    std::int64_t points = 0;  ///< hundredths
    Money gross;              ///< after relief and bedding-in, before caps
    Money payable;
    Money lost_to_cap;
    Money lost_to_relief;
    Money lost_to_bedding_in;
    Money earned_back;
    Money compensation;

    void add(const CreditSummary& credits);
    void add(const CreditTotals& other);

    /// What the failures were worth by the contract's own tariff: the gross credit of the raw
    /// results, without relief, bedding-in and caps.
    [[nodiscard]] Money harm() const { return gross + lost_to_relief + lost_to_bedding_in; }
    /// What the authority kept of it for good.
    [[nodiscard]] Money recovered() const { return payable - earned_back + compensation; }
    /// Share of harm recovered, basis points; above 10,000 where charges were withheld. Empty
    /// without harm.
    [[nodiscard]] std::optional<std::int64_t> recovered_bp() const;
};

/// A contract year as its statements add up to.
struct ContractYear {
    int number = 0;  ///< from 0
    int periods = 0;
    Date first;
    Date last;
    Money charges_for_credits;  ///< AC
    Money gross;                ///< sum of all charge lines
    Money net;
    Money net_real;  ///< at prices of year 0; the same as `net` without a deflator
    CreditTotals credits;
    std::int64_t offered = 0;
    std::int64_t answered = 0;  ///< by the supplier's pools
    std::int64_t censored = 0;
    std::optional<std::int64_t> forecast_calls_millionths;  ///< of periods that all have one
    std::optional<Money> supplier_cost;                     ///< the same
    int termination_rights = 0;                             ///< periods in which one arose
    std::vector<KpiYear> kpis;                              ///< by indicator

    /// Net over answered calls.
    [[nodiscard]] std::optional<Money> unit_cost() const;
    /// What the year deducted for failures over what it charged, in basis points.
    [[nodiscard]] std::optional<std::int64_t> deducted_bp() const;
};

/// The years of a contract's statements, which come in order and may end within a year.
[[nodiscard]] std::vector<ContractYear> contract_years(const ContractTerms& terms,
                                                       std::span<const Statement> statements);

/// Effective exposure as it turned out: the largest share of a year's charges that was deducted,
/// basis points. Empty when nothing was charged.
[[nodiscard]] std::optional<std::int64_t> largest_deduction_bp(std::span<const ContractYear> years);

/// The first period in which a termination right arose, from 0.
[[nodiscard]] std::optional<int> first_termination_right(std::span<const Statement> statements);

}  // namespace fcr
