// Whose a call is that more than one pool could have answered (contracts.md 2.12).
#pragma once

#include "sim/contract/period_cells.hpp"
#include "sim/contract/period_ledger.hpp"
#include "sim/contract/terms.hpp"
#include "sim/domain/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {

/// How a pool had a call.
enum class PoolPart : std::uint8_t {
    None,          ///< it was never presented there
    Ended,         ///< it ended there, as the call's record tells
    Returned,      ///< it was presented there and moved on unanswered
    Unattributed,  ///< abandoned in a queue of several pools: it is nobody's
};

/// Attributes the calls of a period to pools. A call belongs to the pool that answered it, or at
/// which it rang when the caller gave up; to those before, as returned. Who gives up in a queue
/// belongs to the last pool it was presented to. Where the contract says that pools share a queue,
/// its own rule decides about them: pro rata, each goes to the pool that is furthest below its
/// share so far, shares being the staffed time of the quarter-hour among the pools that have had
/// calls of the line in the period; nobody staffed, nobody's. The ledger must outlive it.
class PoolAttribution {
public:
    PoolAttribution(const ScopeTerms& scope, const PeriodCells& cells, const PeriodLedger& ledger);

    [[nodiscard]] PoolPart part_of(PoolId pool, std::size_t row) const {
        const CallRecord& call = calls_.call(row);
        if (call.pool) {
            return *call.pool == pool ? PoolPart::Ended : part_before(pool, row);
        }
        return part_without_answer(pool, row);
    }

private:
    [[nodiscard]] PoolPart part_before(PoolId pool, std::size_t row) const;
    [[nodiscard]] PoolPart part_without_answer(PoolId pool, std::size_t row) const;
    [[nodiscard]] bool gave_up_in_shared_queue(std::size_t row) const;
    void share_out(const ScopeTerms& scope, const PeriodCells& cells, const PeriodLedger& ledger);

    const PeriodCalls& calls_;
    bool shared_queue_;
    Attribution rule_;
    std::vector<std::uint16_t> owner_;  ///< by call, pro rata; kNobody where it is nobody's
};

}  // namespace fcr
