// Credits that a supplier earns back by doing better than the target afterwards (contracts.md 2.6).
#pragma once

#include "sim/contract/money.hpp"
#include "sim/contract/statement.hpp"
#include "sim/contract/terms.hpp"

#include <cstddef>
#include <vector>

namespace fcr {

/// Whether a result beats its target by so much: percentage points of a share; of a time or a
/// number of calls, percent of the target. A result that is not measured beats nothing.
[[nodiscard]] bool beats_target(const KpiTerms& kpi, const KpiResult& result, Decimal by);

/// Credits that may yet be earned back. A credit comes back with the last of the agreed number of
/// measurements that follow its failure, if each of them beats the target; one that does not loses
/// it. Copies are independent. The terms must outlive it.
class EarnBack {
public:
    explicit EarnBack(const ContractTerms& terms) : terms_(terms) {}

    /// What the period's results earn back; then what its own failures cost is remembered.
    /// `payable` is the period's credit after caps, shared out by the lines' own.
    [[nodiscard]] Money close(const std::vector<KpiLine>& lines, Money payable);

private:
    struct Pending {
        std::size_t kpi = 0;
        Money credit;
        int periods_left = 0;
    };

    /// What the line earns back. Credits that it does not beat the target for are gone.
    [[nodiscard]] Money settle(const KpiLine& line);

    const ContractTerms& terms_;
    std::vector<Pending> pending_;
};

}  // namespace fcr
