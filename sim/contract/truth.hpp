// Which calls of a period were real: known to the simulator, kept beside the ledger and never read
// by the evaluator (contracts.md 2.3).
#pragma once

#include "sim/contract/period_ledger.hpp"
#include "sim/metrics/ledger.hpp"

#include <vector>

namespace fcr {

/// The labels of a period's calls in the order in which they were added to its ledger.
struct PeriodTruth {
    std::vector<TruthLabel> labels;

    [[nodiscard]] bool has_padding() const;
};

/// The ledger as it would be without the calls that staff made to their own line: what was really
/// achieved. A label is missing or too many: a bug.
[[nodiscard]] PeriodLedger without_padding(const PeriodLedger& ledger, const PeriodTruth& truth);

}  // namespace fcr
