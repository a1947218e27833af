#include "sim/contract/volumes.hpp"

#include "sim/contract/population.hpp"

namespace fcr {

Volume& Volume::operator+=(const Volume& other) {
    calls += other.calls;
    answered += other.answered;
    handling_us += other.handling_us;
    return *this;
}

bool is_in_volume(std::size_t row,
                  const PeriodCalls& calls,
                  const PoolAttribution& attribution,
                  std::optional<PoolId> pool,
                  TestRule test_calls) {
    if (test_calls == TestRule::ExcludeFlagged && is_flagged_test(calls.flags(row))) {
        return false;
    }
    const PoolPart part = pool ? attribution.part_of(*pool, row) : PoolPart::Ended;
    return part != PoolPart::None && part != PoolPart::Unattributed;
}

Volumes::Volumes(std::size_t lines,
                 const PeriodCells& cells,
                 const PeriodCalls& calls,
                 const PoolAttribution& attribution,
                 std::optional<PoolId> pool,
                 TestRule test_calls)
    : pool_(pool), test_calls_(test_calls), cells_(cells.size()), volumes_(lines * cells.size()) {
    for (std::size_t row = 0; row < calls.size(); ++row) {
        if (!is_in_volume(row, calls, attribution, pool, test_calls)) {
            continue;
        }
        const CallRecord& call = calls.call(row);
        Volume& volume = volumes_[call.line.index() * cells_ + cells.cell_of_call(row)];
        ++volume.calls;
        const bool here = !pool || attribution.part_of(*pool, row) == PoolPart::Ended;
        if (here && call.outcome == Outcome::Answered) {
            ++volume.answered;
            volume.handling_us += (call.times.wrapped_up - call.times.answered).count();
        }
    }
}

Volume Volumes::sum(LineId line, std::size_t first, std::size_t end) const {
    Volume sum;
    for (std::size_t cell = first; cell < end; ++cell) {
        sum += at(line, cell);
    }
    return sum;
}

}  // namespace fcr
