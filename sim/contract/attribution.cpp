#include "sim/contract/attribution.hpp"

#include <algorithm>
#include <tuple>

namespace fcr {

namespace {

constexpr std::uint16_t kNobody = 0xffff;
/// Shares of a call are whole billionths.
constexpr std::int64_t kWhole = 1'000'000'000;

/// The pools that have had calls of each line in the period.
std::vector<std::vector<bool>> pools_of_lines(const ScopeTerms& scope, const PeriodCalls& calls) {
    std::vector<std::vector<bool>> serves(scope.lines.size(),
                                          std::vector<bool>(scope.pools.size()));
    for (std::size_t row = 0; row < calls.size(); ++row) {
        std::vector<bool>& pools = serves[calls.call(row).line.index()];
        if (const auto& pool = calls.call(row).pool) {
            pools[pool->index()] = true;
        }
        for (const CallSegment& segment : calls.segments(row)) {
            if (segment.pool) {
                pools[segment.pool->index()] = true;
            }
        }
    }
    return serves;
}

}  // namespace

PoolAttribution::PoolAttribution(const ScopeTerms& scope,
                                 const PeriodCells& cells,
                                 const PeriodLedger& ledger)
    : calls_(ledger.calls), shared_queue_(scope.shared_queue), rule_(scope.attribution) {
    if (shared_queue_ && rule_ == Attribution::ProRata) {
        owner_.assign(calls_.size(), kNobody);
        if (ledger.staffing.measured()) {
            share_out(scope, cells, ledger);
        }
    }
}

PoolPart PoolAttribution::part_before(PoolId pool, std::size_t row) const {
    const std::span<const CallSegment> segments = calls_.segments(row);
    const bool had = std::ranges::any_of(segments, [pool](const CallSegment& segment) {
        return segment.pool == pool && segment.outcome == SegmentOutcome::MovedOn;
    });
    return had ? PoolPart::Returned : PoolPart::None;
}

PoolPart PoolAttribution::part_without_answer(PoolId pool, std::size_t row) const {
    const std::span<const CallSegment> segments = calls_.segments(row);
    if (gave_up_in_shared_queue(row)) {
        if (rule_ == Attribution::Nobody) {
            return PoolPart::Unattributed;
        }
        if (rule_ == Attribution::ProRata) {
            const std::uint16_t owner = owner_[row];
            return owner == kNobody        ? PoolPart::Unattributed
                   : owner == pool.index() ? PoolPart::Ended
                                           : part_before(pool, row);
        }
    }
    if (!segments.empty() && segments.back().pool == pool) {
        return segments.back().outcome == SegmentOutcome::MovedOn ? PoolPart::Returned
                                                                  : PoolPart::Ended;
    }
    return part_before(pool, row);
}

bool PoolAttribution::gave_up_in_shared_queue(std::size_t row) const {
    return shared_queue_ && calls_.call(row).outcome == Outcome::Abandoned &&
           !calls_.segments(row).empty();
}

void PoolAttribution::share_out(const ScopeTerms& scope,
                                const PeriodCells& cells,
                                const PeriodLedger& ledger) {
    const auto serves = pools_of_lines(scope, calls_);
    std::vector<std::size_t> given_up;
    for (std::size_t row = 0; row < calls_.size(); ++row) {
        if (!calls_.call(row).pool && gave_up_in_shared_queue(row)) {
            given_up.push_back(row);
        }
    }
    // By quarter-hour, then by the calls' own numbers: whatever the order of the ledger.
    std::ranges::sort(given_up, {}, [&](std::size_t row) {
        return std::tuple(cells.cell_of_call(row), calls_.call(row).number);
    });
    std::vector<std::vector<std::int64_t>> due(scope.lines.size(),
                                               std::vector<std::int64_t>(scope.pools.size()));
    for (const std::size_t row : given_up) {
        const std::size_t line = calls_.call(row).line.index();
        const std::size_t cell = cells.cell_of_call(row);
        const auto staffed = [&](std::size_t pool) {
            return serves[line][pool] ? ledger.staffing.at(PoolId{pool}, cell).logged_in.count()
                                      : 0;
        };
        std::int64_t all = 0;
        for (std::size_t pool = 0; pool < scope.pools.size(); ++pool) {
            all += staffed(pool);
        }
        if (all == 0) {
            continue;
        }
        for (std::size_t pool = 0; pool < scope.pools.size(); ++pool) {
            const auto share = static_cast<WideInteger>(staffed(pool)) * kWhole / all;
            due[line][pool] += static_cast<std::int64_t>(share);
        }
        const auto owner = std::ranges::max_element(due[line]);
        *owner -= kWhole;
        owner_[row] = static_cast<std::uint16_t>(owner - due[line].begin());
    }
}

}  // namespace fcr
