// How many calls came, and how long they took, by line and quarter-hour.
#pragma once

#include "sim/contract/attribution.hpp"
#include "sim/contract/kpi_terms.hpp"
#include "sim/contract/period_cells.hpp"
#include "sim/contract/period_ledger.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

struct Volume {
    std::int64_t calls = 0;  ///< offered, however they ended
    std::int64_t answered = 0;
    std::int64_t handling_us = 0;  ///< from the answer to the end of wrap-up, of those

    Volume& operator+=(const Volume& other);
};

/// Whether a call is of the volume of a line: of every pool, or of those presented to one.
[[nodiscard]] bool is_in_volume(std::size_t row,
                                const PeriodCalls& calls,
                                const PoolAttribution& attribution,
                                std::optional<PoolId> pool,
                                TestRule test_calls);

/// The calls of every line, or those presented to a pool, by quarter-hour of the period; flagged
/// test calls left out where the rule does so.
class Volumes {
public:
    Volumes(std::size_t lines,
            const PeriodCells& cells,
            const PeriodCalls& calls,
            const PoolAttribution& attribution,
            std::optional<PoolId> pool,
            TestRule test_calls);

    [[nodiscard]] const Volume& at(LineId line, std::size_t cell) const {
        return volumes_[line.index() * cells_ + cell];
    }
    [[nodiscard]] Volume sum(LineId line, std::size_t first, std::size_t end) const;
    [[nodiscard]] bool are_of(std::optional<PoolId> pool, TestRule test_calls) const {
        return pool == pool_ && test_calls == test_calls_;
    }

private:
    std::optional<PoolId> pool_;
    TestRule test_calls_;
    std::size_t cells_;
    std::vector<Volume> volumes_;
};

}  // namespace fcr
