// From the measured results of a period to its statement: charges, points and credits, caps,
// remedies.
#pragma once

#include "sim/contract/caps.hpp"
#include "sim/contract/charging.hpp"
#include "sim/contract/earn_back.hpp"
#include "sim/contract/evaluate.hpp"
#include "sim/contract/remedy.hpp"
#include "sim/contract/scoring.hpp"
#include "sim/contract/viability.hpp"

#include <vector>

namespace fcr {

/// Prices the periods of one contract in order, from what was measured of each. Terms that break a
/// rule of `terms_fault` are a bug. Copies are independent. The terms must outlive it.
class Pricing {
public:
    explicit Pricing(const ContractTerms& terms);

    /// The statement of the next period. `measured` has results, exclusions and relief of each
    /// indicator; all that is judged of them is filled here.
    [[nodiscard]] Statement close(const ServicePeriod& period,
                                  const PeriodLedger& ledger,
                                  std::vector<KpiLine> measured,
                                  const AuthorityChoice& choice);

private:
    void credit(const ServicePeriod& period, const PeriodLedger& ledger, Statement& statement);
    void climb(const PeriodLedger& ledger, const AuthorityChoice& choice, Statement& statement);
    [[nodiscard]] bool in_distress(const PeriodLedger& ledger, Money net);

    const ContractTerms& terms_;
    Charging charging_;
    Scoring scoring_;
    CapLedger caps_;
    EarnBack earn_back_;
    RemedyLadder ladder_;
    SupplierMargins margins_;
    int next_period_ = 0;
};

}  // namespace fcr
