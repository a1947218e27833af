// How many calls were expected of a period.
#pragma once

#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

/// Of each line what the ledger's forecast says; where it says nothing, what the contract's does.
class ExpectedCalls {
public:
    ExpectedCalls(const ContractTerms& terms,
                  const ServicePeriod& period,
                  const PeriodLedger& ledger);

    /// On some lines together, millionths; empty when nothing is known of one of them.
    [[nodiscard]] std::optional<std::int64_t> on(const std::vector<LineId>& lines) const;
    [[nodiscard]] std::optional<std::int64_t> on_all_lines() const;

private:
    void add(const std::vector<ForecastCell>& cells);

    std::vector<std::optional<std::int64_t>> by_line_;  ///< millionths
};

}  // namespace fcr
