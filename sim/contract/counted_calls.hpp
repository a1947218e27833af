// The calls behind a contract's indicators, one by one, so that who doubts a result counts it
// again.
#pragma once

#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"
#include "sim/metrics/kpi.hpp"

#include <cstddef>
#include <vector>

namespace fcr {

/// A call that counts for an indicator, before relief.
struct CountedCall {
    std::size_t kpi = 0;       ///< row of the contract's indicators
    Date date;                 ///< of its quarter-hour
    Duration time_of_day{0};   ///< when the quarter-hour begins, on the clock on the wall
    std::size_t interval = 0;  ///< of the indicator's own intervals, from the period's start
    KpiCounts counts;          ///< of this call alone
    Duration wait{0};          ///< of no meaning for a call that was neither answered nor abandoned
};

/// By indicator, then in the ledger's order. Of redials those within the period alone are left out
/// where the contract says so: what earlier periods remember of callers is not asked.
[[nodiscard]] std::vector<CountedCall> counted_calls(const ContractTerms& terms,
                                                     const ServicePeriod& period,
                                                     const PeriodLedger& ledger);

}  // namespace fcr
