// People more or fewer, put where they matter: FTE as seats by hour of the week.
#pragma once

#include "sim/contract/money.hpp"
#include "sim/contract/supplier_terms.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract_study/hours_of_week.hpp"
#include "sim/contract_study/month_facts.hpp"

#include <cstdint>

namespace fcr {

/// Hours on the phones that an FTE has in a week: its productive hours of a year over 365.25 / 7
/// weeks, to the nearest whole hour.
[[nodiscard]] std::int64_t weekly_hours(const FteTerms& fte, std::int64_t people);

/// Seats for so many more FTE, an hour of the week at a time to where most late calls are left;
/// each seat is taken to leave half of its hour's. Starts from `seats`.
[[nodiscard]] SeatsByHour with_people(const SeatsByHour& seats,
                                      const LateByHour& late,
                                      const FteTerms& fte,
                                      std::int64_t people);

/// Seats beside the plan for so many FTE fewer, none above 0: out of the hours with the fewest late
/// calls, one seat of each hour before a second of any, and no more than are planned there.
[[nodiscard]] SeatsByHour without_people(const SeatsByHour& planned,
                                         const LateByHour& late,
                                         const FteTerms& fte,
                                         std::int64_t people);

/// What the seats' hours cost in a month of 365.25 / 12 days, overhead not included.
[[nodiscard]] Money monthly_cost(const SeatsByHour& seats, const SupplierTerms& supplier);

}  // namespace fcr
