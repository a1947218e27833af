// Call records written by hand, for tests of what is counted of them.
#pragma once

#include "sim/domain/call.hpp"

#include <optional>

namespace fcr::test {

/// What a test says of a call. Spans count from the call's arrival at the force's switch.
struct CallFacts {
    SimTime at = kStartOfRun;                  ///< arrival at the switch (T3)
    std::optional<Duration> dialled_before{};  ///< T0 to T3; default: no way before the switch
    std::optional<Duration> connect_before{};  ///< T2 to T3; absent: a line without operator leg
    Duration message{0};                       ///< announcement; the queue is entered at its end
    std::optional<Duration> segment_after{};   ///< from arrival to entering the last segment
    Duration ring{0};                          ///< of an answered call, part of its wait
    Duration talk = std::chrono::minutes{5};
    Duration wrap_up{0};
    Duration gap{0};  ///< after-call gap
    LineId line{0};
    CallClassId call_class{0};
    PoolId pool{0};
};

/// A call that reached the queue, with everything but its end.
inline CallRecord queued(const CallFacts& facts) {
    CallRecord call;
    call.line = facts.line;
    call.call_class = facts.call_class;
    CallTimes& times = call.times;
    times.network_arrive = facts.at;
    const Duration connect_before = facts.connect_before.value_or(Duration::zero());
    times.dialled = facts.at - facts.dialled_before.value_or(connect_before);
    if (facts.connect_before) {
        times.operator_answered = times.dialled;
        times.operator_connect = facts.at - connect_before;
    }
    times.offered = facts.at + facts.message;
    if (facts.message > Duration::zero()) {
        times.message_end = times.offered;
    }
    times.segment_presented = facts.segment_after ? facts.at + *facts.segment_after : times.offered;
    return call;
}

/// Answered after `wait` at the switch.
inline CallRecord answered(Duration wait, const CallFacts& facts = {}) {
    CallRecord call = queued(facts);
    call.outcome = Outcome::Answered;
    call.pool = facts.pool;
    call.handler = HandlerId{0};
    call.times.answered = facts.at + wait;
    call.times.presented = call.times.answered - facts.ring;
    call.times.ended = call.times.answered + facts.talk;
    call.times.wrapped_up = call.times.ended + facts.wrap_up;
    call.times.ready = call.times.wrapped_up + facts.gap;
    return call;
}

/// Given up after `wait` at the switch, before it rang anywhere.
inline CallRecord abandoned(Duration wait, const CallFacts& facts = {}) {
    CallRecord call = queued(facts);
    call.outcome = Outcome::Abandoned;
    call.times.abandoned = facts.at + wait;
    call.times.ended = call.times.abandoned;
    return call;
}

/// Heard the busy signal.
inline CallRecord blocked(const CallFacts& facts = {}) {
    CallRecord call = queued(facts);
    call.outcome = Outcome::Blocked;
    call.times.offered = kNever;
    call.times.message_end = kNever;
    call.times.segment_presented = kNever;
    call.times.ended = facts.at;
    return call;
}

/// Still waiting when the run ended.
inline CallRecord unfinished(const CallFacts& facts = {}) {
    return queued(facts);
}

}  // namespace fcr::test
