// To which moment of a contract's calendar a call belongs.
#pragma once

#include "sim/base/time.hpp"
#include "sim/contract/terms.hpp"
#include "sim/domain/call.hpp"

namespace fcr {

/// When a call was offered, or reached the switch when it never came to a queue.
[[nodiscard]] inline SimTime offered_at(const CallRecord& call) {
    return call.times.offered == kNever ? call.times.network_arrive : call.times.offered;
}

/// The moment that decides to which period and interval a call belongs. Calls that nobody answered
/// always belong to the one in which they were offered.
[[nodiscard]] inline SimTime belongs_at(const CallRecord& call, BelongsTo belongs_to) {
    const bool by_answer = belongs_to == BelongsTo::Answered && call.outcome == Outcome::Answered;
    return by_answer ? call.times.answered : offered_at(call);
}

}  // namespace fcr
