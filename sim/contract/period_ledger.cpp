#include "sim/contract/period_ledger.hpp"

#include "sim/base/check.hpp"

#include <limits>

namespace fcr {

void PeriodCalls::add(const CallLedgerRow& row) {
    FCR_CHECK(segments_.size() <= std::numeric_limits<std::uint32_t>::max(),
              "more segments than a period's calls may have");
    calls_.push_back(row.call);
    calls_.back().origin = Origin::Caller;
    flags_.push_back(row.flags);
    first_segment_.push_back(static_cast<std::uint32_t>(segments_.size()));
    segments_.insert(
        segments_.end(), row.segments.begin(), row.segments.begin() + row.segment_count);
}

void PeriodCalls::clear() {
    calls_.clear();
    flags_.clear();
    first_segment_.clear();
    segments_.clear();
}

std::span<const CallSegment> PeriodCalls::segments(std::size_t row) const {
    const std::size_t first = first_segment_[row];
    const std::size_t next =
        row + 1 < first_segment_.size() ? first_segment_[row + 1] : segments_.size();
    return std::span(segments_).subspan(first, next - first);
}

}  // namespace fcr
