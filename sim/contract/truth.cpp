#include "sim/contract/truth.hpp"

#include "sim/base/check.hpp"

#include <algorithm>

namespace fcr {

bool PeriodTruth::has_padding() const {
    return std::ranges::count(labels, TruthLabel::Padding) > 0;
}

PeriodLedger without_padding(const PeriodLedger& ledger, const PeriodTruth& truth) {
    FCR_CHECK(truth.labels.size() == ledger.calls.size(), "every call has its label of truth");
    PeriodLedger genuine = ledger;
    genuine.calls.clear();
    CallLedgerRow row;
    for (std::size_t call = 0; call < ledger.calls.size(); ++call) {
        if (truth.labels[call] == TruthLabel::Padding) {
            continue;
        }
        row.call = ledger.calls.call(call);
        row.flags = ledger.calls.flags(call);
        const std::span<const CallSegment> segments = ledger.calls.segments(call);
        row.segment_count = segments.size();
        std::ranges::copy(segments, row.segments.begin());
        genuine.calls.add(row);
    }
    return genuine;
}

}  // namespace fcr
