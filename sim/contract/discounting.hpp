// Money of different years made comparable: real terms and present values (contracts.md 2.10,
// 2.14). Exact but for one rounding of each figure.
#pragma once

#include "sim/contract/money.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace fcr {

/// The present value of the flows of years 0, 1, 2 ...: the sum of flow_t / (1 + rate)^t, in which
/// year 0 is not discounted (HM Treasury, Green Book). The rate is in basis points a year and above
/// -10,000 (bug otherwise); at most 100 years. Rounded once, to a unit.
[[nodiscard]] Money present_value(std::span<const Money> flows, std::int64_t rate_bp);

/// The present value of all flows up to each year: where the money stands then.
[[nodiscard]] std::vector<Money> discounted_position(std::span<const Money> flows,
                                                     std::int64_t rate_bp);

/// The present value of 1 a year in years 1 to `years`, six places: 8.316605 for ten years at
/// 3.5 %.
[[nodiscard]] Decimal annuity(int years, std::int64_t rate_bp);

/// A sum paid in a year at the prices of year 0: nominal / (1 + deflator)^year (2.10). The deflator
/// is in basis points a year.
[[nodiscard]] Money to_real(Money nominal, int year, std::int64_t deflator_bp);

/// A sum at the prices of year 0 as it is paid in a later year.
[[nodiscard]] Money to_nominal(Money real, int year, std::int64_t deflator_bp);

}  // namespace fcr
