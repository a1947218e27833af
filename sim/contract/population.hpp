// Which calls an indicator is about: filters and hours first, then the test and redial rules.
#pragma once

#include "sim/contract/attribution.hpp"
#include "sim/contract/period_cells.hpp"
#include "sim/contract/period_ledger.hpp"
#include "sim/contract/redials.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"
#include "sim/metrics/kpi.hpp"

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

/// How the calls of an indicator are counted: its definition, with the contract's word on the clock
/// of a call that overflows.
[[nodiscard]] CountingRule counting_rule(const ScopeTerms& scope, const KpiTerms& kpi);

/// Where a call stands with an indicator before relief.
enum class CallStanding : std::uint8_t {
    Outside,  ///< of another line or pool
    OtherHours,
    Unattributed,
    TestCall,
    Redial,
    Unfinished,
    Counts,
};

/// A call as an indicator sees it.
struct SeenCall {
    CallStanding standing = CallStanding::Outside;
    const CallRecord* call = nullptr;  ///< to be counted; of a pool that passed it on: as diverted
};

/// The calls of a period as one indicator sees them. All that it is made of must outlive it.
class Population {
public:
    Population(const ContractTerms& terms,
               std::size_t kpi,
               const ServicePeriod& period,
               const PeriodCells& cells,
               const PeriodCalls& calls,
               const PoolAttribution& attribution);

    /// Applies the indicator's redial rule, if it has one, to the calls that are left; `recent` as
    /// in redials_left_out. Until then every redial counts.
    void leave_out_redials(std::vector<RecentCaller>& recent);

    /// How a call of the population is counted.
    [[nodiscard]] const CountingRule& rule() const { return rule_; }

    [[nodiscard]] SeenCall see(std::size_t row) const {
        const PoolPart part = part_of(row);
        if (part == PoolPart::None) {
            return {};
        }
        const CallRecord& call = part == PoolPart::Returned ? returned_ : calls_.call(row);
        if (!in_hours(row)) {
            return {CallStanding::OtherHours, &call};
        }
        if (part == PoolPart::Unattributed) {
            return {CallStanding::Unattributed, &call};
        }
        if (leaves_tests_out_ && is_flagged_test(calls_.flags(row))) {
            return {CallStanding::TestCall, &call};
        }
        if (!redials_.empty() && redials_[row]) {
            return {CallStanding::Redial, &call};
        }
        return {
            call.outcome == Outcome::Unfinished ? CallStanding::Unfinished : CallStanding::Counts,
            &call};
    }

private:
    /// Of a quarter-hour.
    enum class Hours : std::uint8_t { None, All, Part };

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
    [[nodiscard]] bool in_hours_by_minute(std::size_t row) const;

    const KpiTerms& kpi_;
    const ServicePeriod& period_;
    const PeriodCells& cells_;
    const PeriodCalls& calls_;
    const PoolAttribution& attribution_;
    CountingRule rule_;
    bool leaves_tests_out_;
    std::vector<Hours> hours_;   ///< by cell
    std::vector<bool> redials_;  ///< by call: left out; empty: none
    CallRecord returned_;
};

}  // namespace fcr
