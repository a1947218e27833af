// The calls that volume charges go by: how many were answered, and how long they took.
#pragma once

#include "sim/base/time.hpp"
#include "sim/contract/period_ledger.hpp"
#include "sim/contract/terms.hpp"
#include "sim/domain/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {

struct BillableVolume {
    std::int64_t answered = 0;
    Duration handling{0};  ///< talk, hold and wrap-up: from the answer to the end of wrap-up
};

/// The calls of a period, by line and by the pool that answered. Calls flagged as tests or training
/// are neither offered nor charged here (an assumption; padding that is not flagged is).
class BillableVolumes {
public:
    BillableVolumes(const ContractTerms& terms, const PeriodCalls& calls);

    /// Of some lines in some pools.
    [[nodiscard]] BillableVolume of(const std::vector<LineId>& lines,
                                    const std::vector<PoolId>& pools) const;
    /// On all lines of the contract, whoever answered or did not.
    [[nodiscard]] std::int64_t offered() const { return offered_; }
    /// On all lines, by the supplier's pools.
    [[nodiscard]] std::int64_t answered_by_supplier() const;

private:
    [[nodiscard]] const BillableVolume& cell(LineId line, PoolId pool) const {
        return cells_[line.index() * terms_.scope.pools.size() + pool.index()];
    }

    const ContractTerms& terms_;
    std::vector<BillableVolume> cells_;  ///< by line, then by pool
    std::int64_t offered_ = 0;
};

}  // namespace fcr
