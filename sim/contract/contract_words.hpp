// Terms of a contract as words for people.
#pragma once

#include "sim/contract/terms.hpp"

#include <string>
#include <string_view>

namespace fcr {

/// 92.5 % of 9250, without needless places.
[[nodiscard]] std::string percent_words(std::int64_t bp);
/// 0.5, without needless places.
[[nodiscard]] std::string decimal_words(Decimal number);
/// A target or limit in the unit of its KPI: `90 %`, `300 s`, `20 calls`.
[[nodiscard]] std::string value_words(const KpiTerms& kpi, std::int64_t value);

/// 2027-04-01
[[nodiscard]] std::string date_words(Date date);
[[nodiscard]] bool has_all_hours(const HoursFilter& hours);
/// `Mon-Fri 08:00-18:00, no bank holidays`
[[nodiscard]] std::string hours_words(const HoursFilter& hours);

[[nodiscard]] std::string_view period_words(KpiPeriod period);
/// `pooled`, `share of half hours at 90 %`
[[nodiscard]] std::string aggregator_words(const KpiTerms& kpi);
[[nodiscard]] std::string scoring_words(const ScoringTerms& scoring);
[[nodiscard]] std::string relief_words(const ReliefTerms& rule);
/// What a charge comes to: `£90,000.00 a month`
[[nodiscard]] std::string charge_words(const ChargeTerms& charge);
/// Whose calls or hours it counts; `-` where it counts none.
[[nodiscard]] std::string counted_words(const ContractTerms& terms, const ChargeTerms& charge);

}  // namespace fcr
