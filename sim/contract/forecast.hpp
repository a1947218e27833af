// What a contract expected of its lines: months and profile as cells of a Service Period.
#pragma once

#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"

#include <vector>

namespace fcr {

/// The profile's day for a day of the calendar: `bank_holiday` on one; else the weekday's name
/// (`monday`); else `weekday` or `weekend`; else the only day type there is. Null when none fits.
[[nodiscard]] const Profile::Day* forecast_day(const Profile& profile,
                                               int weekday,
                                               bool bank_holiday);

/// The cells that the contract's forecast has of a period, by line and then time. With a profile
/// one for each of its intervals, scaled to the month's calls where both are given; with months
/// alone one for the whole period, by its share of the month's days. Lines without a forecast have
/// none.
[[nodiscard]] std::vector<ForecastCell> forecast_cells(const ContractTerms& terms,
                                                       const ServicePeriod& period);

}  // namespace fcr
