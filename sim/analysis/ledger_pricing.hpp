// A contract priced from ledgers, with no simulation: statements, and what stands behind them.
#pragma once

#include "sim/analysis/ledger_reading.hpp"
#include "sim/base/result.hpp"
#include "sim/contract/headline.hpp"
#include "sim/contract/statement.hpp"
#include "sim/contract/terms.hpp"

#include <cstdint>
#include <vector>

namespace fcr {

/// A Service Period priced.
struct PricedPeriod {
    Statement statement;
    std::vector<BehindHeadline> behind;  ///< by indicator
    std::int64_t padding = 0;            ///< calls that staff made to their own line
    /// What the indicators come to without padding, as `statement.kpis` in order: results only.
    /// Empty where the ledger has none.
    std::vector<KpiLine> truth;
};

struct PricedLedger {
    LedgerIntake intake;
    std::vector<PricedPeriod> periods;  ///< from the first of the term
};

/// Prices the periods from the first of the term to the last with a call. A first period without a
/// call is refused: what went before the ledger is not known.
[[nodiscard]] Result<PricedLedger> price_ledger(const LedgerSources& sources,
                                                const ContractTerms& terms);

}  // namespace fcr
