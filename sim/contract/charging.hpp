// The invoice of a period: all components of the price in their order (contracts.md 2.9, 2.10).
#pragma once

#include "sim/contract/billable_volumes.hpp"
#include "sim/contract/charges.hpp"
#include "sim/contract/expected_calls.hpp"
#include "sim/contract/terms.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

/// What a ledger has to have for a contract's charges.
struct LedgerNeeds {
    bool staffing = false;  ///< hours, standby
    bool books = false;     ///< target cost, cost plus
    bool forecast = false;  ///< commitments
};
[[nodiscard]] LedgerNeeds ledger_needs(const ContractTerms& terms);

/// The milestones of the charges, then those of the mobilisation: the order in which a ledger says
/// when they were reached.
[[nodiscard]] std::vector<MilestoneCharge> milestones_of(const ContractTerms& terms);

/// Charges the periods of one contract in order; remembers what years and the whole term have come
/// to. A ledger that lacks what the charges need is a bug: see `ledger_needs`. Copies are
/// independent. The terms must outlive it.
class Charging {
public:
    explicit Charging(const ContractTerms& terms);

    /// C1 to C9 and C11, in that order. Their sum is AC.
    [[nodiscard]] ChargeLines before_credits(const ServicePeriod& period,
                                             const PeriodLedger& ledger,
                                             const BillableVolumes& volumes,
                                             const ExpectedCalls& expected);
    /// C10, then C12 in the last period of the term. `net` is AC less credits and compensation.
    [[nodiscard]] ChargeLines after_credits(const ServicePeriod& period,
                                            const PeriodLedger& ledger,
                                            Money net);

private:
    /// What a component has come to in the contract year, where it is settled by the year.
    struct YearSoFar {
        Commitment commitment;
        Money cost;
        Money paid;
        WideInteger target = 0;  ///< units times parts of a year
        WideInteger maximum = 0;
    };

    [[nodiscard]] ChargeLines lines_of(const ChargeTerms& charge,
                                       const ChargeKind& priced,
                                       const ServicePeriod& period,
                                       const PeriodLedger& ledger,
                                       const BillableVolumes& volumes) const;
    [[nodiscard]] ChargeLines commitment_lines(std::size_t row,
                                               const CommitmentCharge& priced,
                                               const ServicePeriod& period,
                                               const ExpectedCalls& expected,
                                               const std::vector<Money>& charged);
    [[nodiscard]] ChargeLine target_cost_line(std::size_t row,
                                              const TargetCostCharge& priced,
                                              const ServicePeriod& period,
                                              const PeriodLedger& ledger);
    /// What volume charges of no other lines than the commitment's come to.
    [[nodiscard]] Money counting_towards(const ChargeTerms& commitment,
                                         const std::vector<Money>& charged) const;

    const ContractTerms& terms_;
    std::vector<std::size_t> order_;  ///< rows of the charges by code
    std::vector<MilestoneCharge> milestones_;
    std::vector<YearSoFar> years_;  ///< by charge
    ContractLife life_;
};

}  // namespace fcr
