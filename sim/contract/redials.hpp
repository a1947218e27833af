// Calls that one caller makes again soon: which of them count (contracts.md 2.4).
#pragma once

#include "sim/contract/kpi_terms.hpp"
#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

namespace fcr {

/// One person on one line: callers about the same incident share a key, and differ in the matter.
struct CallerOnLine {
    LineId line;
    std::uint64_t caller = 0;
    std::uint16_t matter = 0;

    friend auto operator<=>(const CallerOnLine&, const CallerOnLine&) = default;
};

/// A caller whose last call of a period may still be followed by a redial.
struct RecentCaller {
    CallerOnLine who;
    Duration before_end{0};  ///< of the period, when the call was offered
};

/// By row of the ledger, which of these calls the indicator's rule leaves out. Calls of one caller
/// on a line are a chain while each is offered within R of the one before; of a chain the first or
/// the last counts. `recent` is what the period before has left, and is left for the next: a chain
/// over the end of a period has its first call in the earlier. Its last call is not known there,
/// so under LastOnly it counts once in each.
[[nodiscard]] std::vector<bool> redials_left_out(const KpiTerms& kpi,
                                                 const ServicePeriod& period,
                                                 const PeriodCalls& calls,
                                                 std::span<const std::size_t> rows,
                                                 std::vector<RecentCaller>& recent);

}  // namespace fcr
