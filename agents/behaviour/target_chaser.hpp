// A supplier that works for the target and not beyond it: contracts.md 2.11, TARGET_CHASER.
#pragma once

#include "sim/contract/kpi_terms.hpp"
#include "sim/contract/supplier_terms.hpp"
#include "sim/metrics/kpi.hpp"

#include <cstdint>

namespace fcr {

/// What a supplier knows of an indicator at a midnight of the month.
struct MonthSoFar {
    Ratio counted;        ///< of the calls that are over, by the indicator's formula
    int days_passed = 0;  ///< of the month
    int days_of_month = 0;
};

enum class MonthStanding : std::uint8_t {
    Open,
    Safe,        ///< better than the target by the plan's distance
    OutOfReach,  ///< missed, even if every call still to come counts for it
};

/// Where the month stands against an indicator's target; as many calls are to come each day as have
/// come. Open while nothing is measured. The indicator is a share (bug otherwise).
[[nodiscard]] MonthStanding standing_of(const KpiTerms& kpi,
                                        const MonthSoFar& month,
                                        std::int64_t safe_bp);

/// Share of the planned seats, in basis points, that a target chaser fills on the day that begins.
[[nodiscard]] std::int64_t staffed_bp(const TargetChaserPlan& plan,
                                      const KpiTerms& kpi,
                                      const MonthSoFar& month);

}  // namespace fcr
