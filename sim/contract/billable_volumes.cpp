#include "sim/contract/billable_volumes.hpp"

#include "sim/contract/population.hpp"

namespace fcr {

BillableVolumes::BillableVolumes(const ContractTerms& terms, const PeriodCalls& calls)
    : terms_(terms), cells_(terms.scope.lines.size() * terms.scope.pools.size()) {
    for (std::size_t row = 0; row < calls.size(); ++row) {
        const CallRecord& call = calls.call(row);
        if (call.outcome == Outcome::Unfinished || is_flagged_test(calls.flags(row))) {
            continue;
        }
        ++offered_;
        if (call.outcome == Outcome::Answered && call.pool) {
            BillableVolume& volume =
                cells_[call.line.index() * terms.scope.pools.size() + call.pool->index()];
            ++volume.answered;
            volume.handling += call.times.wrapped_up - call.times.answered;
        }
    }
}

BillableVolume BillableVolumes::of(const std::vector<LineId>& lines,
                                   const std::vector<PoolId>& pools) const {
    BillableVolume sum;
    for (const LineId line : lines) {
        for (const PoolId pool : pools) {
            sum.answered += cell(line, pool).answered;
            sum.handling += cell(line, pool).handling;
        }
    }
    return sum;
}

std::int64_t BillableVolumes::answered_by_supplier() const {
    std::int64_t answered = 0;
    for (std::size_t line = 0; line < terms_.scope.lines.size(); ++line) {
        for (std::size_t pool = 0; pool < terms_.scope.pools.size(); ++pool) {
            const bool supplier = terms_.scope.pools[pool].owner == Party::Supplier;
            answered += supplier ? cell(LineId{line}, PoolId{pool}).answered : 0;
        }
    }
    return answered;
}

}  // namespace fcr
