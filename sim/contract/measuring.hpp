// The indicators of a contract, measured from a period's ledger (contracts.md 2.4, 2.5, 2.12).
#pragma once

#include "sim/contract/aggregating.hpp"
#include "sim/contract/period_ledger.hpp"
#include "sim/contract/redials.hpp"
#include "sim/contract/relief.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/statement.hpp"
#include "sim/contract/terms.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// A measurement period that is not over, or whose sample was too small and rolls on.
struct OpenSample {
    Date from;
    KpiTally raw;
    std::optional<KpiTally> after_relief;  ///< empty while nothing has been relieved
    ExcludedCounts excluded;
    std::vector<std::string> notes;       ///< relief that was refused
    std::vector<bool> claimed;            ///< by relief of Period scope: an event gave it
    std::vector<ForecastCheck> forecast;  ///< by relief of Period scope
};

/// What measuring leaves from one period to the next. Copies are independent. Holds no more than
/// the open measurement periods: for a percentile the waits of their calls.
struct MeasuringHistory {
    struct Kpi {
        std::optional<OpenSample> open;
        std::vector<RecentCaller> recent;  ///< of a redial rule
    };
    std::vector<Kpi> kpis;
};

/// A line for every measurement period that ends in this Service Period, and for every one whose
/// sample is too small and rolls on, in the order of the contract's indicators and of time. Filled
/// are kpi, from, until, raw, after_relief, the counts, excluded, treated_as_met, points_scale_bp
/// and rules; what follows from a result is left to scoring. Periods come in order, none left out
/// (bug otherwise). The order of the ledger's calls is of no influence.
///
/// Filters come first, then the test and redial rules, relief, formula and aggregation. Weeks end
/// on Sundays, quarters and years as contract_year.hpp says; what is open at the end of the term
/// ends there. Relief of Interval scope works on the indicator's own
/// intervals. A forecast cell longer than what is judged stands for itself.
[[nodiscard]] std::vector<KpiLine> measure(const ContractTerms& terms,
                                           const ServicePeriod& period,
                                           const PeriodLedger& ledger,
                                           MeasuringHistory& history);

}  // namespace fcr
