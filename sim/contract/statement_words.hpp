// What a statement tells, as words for people.
#pragma once

#include "sim/contract/statement.hpp"
#include "sim/contract/terms.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// `met`, `minor`, `serious`, `severe`, `below threshold`
[[nodiscard]] std::string_view severity_words(Severity severity);
/// The five words of the Procurement Act 2023: `Good`, `Approaching target`, ...
[[nodiscard]] std::string_view rating_words(Rating rating);
[[nodiscard]] std::string_view ladder_words(LadderEvent event);
[[nodiscard]] std::string_view standing_words(ContractStanding standing);

/// `86.0 %`, `12.4 s` or `5 calls`, to the indicator's decimals; `not measured`.
[[nodiscard]] std::string result_words(const KpiTerms& kpi, const KpiResult& result);
/// Numerator and denominator: `860 of 1,000 calls`, `1,234.567 s over 98 calls`.
[[nodiscard]] std::string working_words(const KpiTerms& kpi, const KpiResult& result);
/// Points from hundredths: `2`, `1.5`.
[[nodiscard]] std::string points_words(std::int64_t hundredths);
/// What was left out, a reason each: `12 test calls`; empty where nothing was.
[[nodiscard]] std::vector<std::string> excluded_words(const ContractTerms& terms,
                                                      const ExcludedCounts& excluded);
/// For a program to read: `-1234.56`, with two places, or four where it has fractions of a penny.
[[nodiscard]] std::string plain_pounds(Money sum);
/// `1,234,567`
[[nodiscard]] std::string grouped(std::int64_t number);
/// `April 2027`, or `15 to 30 April 2027` of a part of it.
[[nodiscard]] std::string period_name(const ServicePeriod& period);

}  // namespace fcr
