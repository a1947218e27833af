// Which calls an indicator is about: its filters, its hours, its test rule.
#pragma once

#include "sim/contract/attribution.hpp"
#include "sim/contract/kpi_terms.hpp"
#include "sim/contract/period_cells.hpp"
#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {

/// Whether a call is flagged as one that the test rule leaves out: a test or training call.
[[nodiscard]] inline bool is_flagged_test(std::uint16_t flags) {
    constexpr auto kTests =
        static_cast<std::uint16_t>(static_cast<std::uint16_t>(CallFlag::Test) |
                                   static_cast<std::uint16_t>(CallFlag::Training));
    return (flags & kTests) != 0;
}

/// The calls of a period as an indicator sees them. All that it is made of must outlive it.
class Population {
public:
    Population(const KpiTerms& kpi,
               const ServicePeriod& period,
               const PeriodCells& cells,
               const PeriodCalls& calls,
               const PoolAttribution& attribution);

    /// How the indicator has a call by line and pool. One without a pool has every call of its line
    /// as ended there.
    [[nodiscard]] PoolPart part_of(std::size_t row) const {
        if (kpi_.counting.line && *kpi_.counting.line != calls_.call(row).line) {
            return PoolPart::None;
        }
        return kpi_.counting.pool ? attribution_.part_of(*kpi_.counting.pool, row)
                                  : PoolPart::Ended;
    }
    [[nodiscard]] bool in_hours(std::size_t row) const {
        const Hours hours = hours_[cells_.cell_of_call(row)];
        return hours == Hours::All || (hours == Hours::Part && in_hours_by_minute(row));
    }
    [[nodiscard]] bool is_left_out_as_test(std::size_t row) const {
        return leaves_tests_out_ && is_flagged_test(calls_.flags(row));
    }
    /// Whether a call is left when filters and test rule have been applied.
    [[nodiscard]] bool has(std::size_t row) const {
        const PoolPart part = part_of(row);
        return part != PoolPart::None && part != PoolPart::Unattributed && in_hours(row) &&
               !is_left_out_as_test(row);
    }

private:
    /// Of a quarter-hour.
    enum class Hours : std::uint8_t { None, All, Part };

    [[nodiscard]] bool in_hours_by_minute(std::size_t row) const;

    const KpiTerms& kpi_;
    const ServicePeriod& period_;
    const PeriodCells& cells_;
    const PeriodCalls& calls_;
    const PoolAttribution& attribution_;
    bool leaves_tests_out_;
    std::vector<Hours> hours_;  ///< by cell
};

}  // namespace fcr
