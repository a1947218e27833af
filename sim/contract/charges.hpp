// The components of a price: each an own function of what a period was (contracts.md 2.9). Amounts
// are whole pence.
#pragma once

#include "sim/contract/billable_volumes.hpp"
#include "sim/contract/charge_terms.hpp"
#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/statement.hpp"

#include <cstdint>
#include <vector>

namespace fcr {

/// What a component is charged for in one period.
struct ChargeInput {
    const ServicePeriod& period;
    const PeriodLedger& ledger;
    const std::vector<PoolId>& pools;  ///< whose hours count
    BillableVolume volume;             ///< of the component's lines and pools
};

/// Lines of an invoice; whose component they are is not filled. A component without anything to
/// charge has the line that says so, except milestones.
using ChargeLines = std::vector<ChargeLine>;

/// C1: the month's sum, of a part month by days.
[[nodiscard]] ChargeLines charge(const FixedCharge& terms, const ChargeInput& input);
/// C2: logged-in hours by band, each quarter-hour in the first band that has its start. A ledger
/// without staffing is a bug.
[[nodiscard]] ChargeLines charge(const HoursCharge& terms, const ChargeInput& input);
/// C3: minutes of talk, hold and wrap-up.
[[nodiscard]] ChargeLines charge(const HandleCharge& terms, const ChargeInput& input);
/// C4: answered calls; each slice at its price, or all at the price of the tier reached.
[[nodiscard]] ChargeLines charge(const PerCallCharge& terms, const ChargeInput& input);
/// C5: a base and so much a call beyond a dead band around the baseline. Of a part month base and
/// baseline go by days.
[[nodiscard]] ChargeLines charge(const AnchoredCharge& terms, const ChargeInput& input);
/// C8: what the supplier's books say, and a margin on it. A ledger without books is a bug.
[[nodiscard]] ChargeLines charge(const CostPlusCharge& terms, const ChargeInput& input);
/// C9: standby hours and hours of shifts cancelled at short notice. As C2 it needs staffing.
[[nodiscard]] ChargeLines charge(const FlexCharge& terms, const ChargeInput& input);
/// C11: as C1.
[[nodiscard]] ChargeLines charge(const PassThroughCharge& terms, const ChargeInput& input);

/// What a commitment is held against: of a month, or of a contract year.
struct Commitment {
    Money least{};    ///< share x forecast x unit price
    Money charged{};  ///< by the other volume charges of its lines
    Decimal calls{};  ///< share x forecast
};
/// k x forecast x unit price of a number of expected calls, millionths.
[[nodiscard]] Money committed(const CommitmentCharge& terms, std::int64_t forecast_millionths);
/// C6: what the other volume charges fall short of the commitment by.
[[nodiscard]] ChargeLine charge(const CommitmentCharge& terms, const Commitment& commitment);

/// What a contract year has come to so far.
struct TargetCostYear {
    Money cost{};     ///< actual, by the supplier's books
    Money target{};   ///< of the months so far
    Money maximum{};  ///< the same
    Money paid{};     ///< in the periods before
};
/// What is due of so much cost: actual + s x (target - actual) under the target, target + s x
/// (actual - target) over it, never above the maximum.
[[nodiscard]] Money target_cost_due(const TargetCostCharge& terms, const TargetCostYear& year);
/// C7: what is due of the year so far less what was paid of it, so that the year as a whole comes
/// to the formula.
[[nodiscard]] ChargeLine charge(const TargetCostCharge& terms, const TargetCostYear& year);

/// C10: the payment in the period that has the day on which the milestone was reached; and delay
/// payments, below zero, for its days of delay, at most as many as agreed. The first period has
/// every day before it too. `reached` is kDateMax when it is not yet.
[[nodiscard]] ChargeLines charge(const MilestoneCharge& terms,
                                 const ServicePeriod& period,
                                 Date reached);

/// What a contract has come to in its whole life.
struct ContractLife {
    Money revenue{};    ///< net of credits and compensation
    Money cost{};       ///< by the supplier's books
    bool known = true;  ///< the books of every period are
};
/// C12: the share of the profit above the permitted margin that goes back, below zero. Nothing
/// where the profit is not known.
[[nodiscard]] ChargeLine charge(const ExcessProfitCharge& terms, const ContractLife& life);

[[nodiscard]] Money total_of(const ChargeLines& lines);

/// C1 to C12.
[[nodiscard]] const char* charge_code(const ChargeKind& kind);
/// Whether a component is charged after credits and gives no base to them.
[[nodiscard]] bool is_after_credits(const ChargeKind& kind);
/// Whether calls drive a component, so that it counts towards a commitment: C3, C4, C5.
[[nodiscard]] bool is_volume_charge(const ChargeKind& kind);

}  // namespace fcr
