// Pricing a contract month by month from its ledgers alone: deterministic, without draws or clock.
#pragma once

#include "sim/contract/period_ledger.hpp"
#include "sim/contract/statement.hpp"
#include "sim/contract/terms.hpp"

#include <memory>

namespace fcr {

/// What earlier periods leave to later ones: runs of failures, points and credits of the last
/// months, samples that rolled, quarters and years half measured, prices as indexed, the ladder's
/// state. Copies are independent.
struct ContractHistory;

/// What the authority does of its own will at the close of a period. The caller answers; the
/// evaluator draws nothing.
struct AuthorityChoice {
    bool terminates = false;  ///< with TerminationPolicy::WithProbability, if a right arises
    bool steps_in = false;    ///< because of an emergency, where the contract has step-in
};

/// Prices the periods of one contract in order. The terms must outlive it.
class Evaluator {
public:
    explicit Evaluator(const ContractTerms& terms);
    Evaluator(const Evaluator& other);
    Evaluator& operator=(const Evaluator&) = delete;
    ~Evaluator();

    /// The statement of the next period. Periods are given in order, none left out (bug
    /// otherwise). Equal inputs give equal statements; the order of the ledger's calls is of no
    /// influence.
    [[nodiscard]] Statement close(const ServicePeriod& period,
                                  const PeriodLedger& ledger,
                                  const AuthorityChoice& choice = {});

private:
    std::unique_ptr<ContractHistory> history_;
};

}  // namespace fcr
