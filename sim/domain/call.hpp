// A call: one attempt to reach the police, and the facts it leaves behind.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"

#include <cstdint>
#include <optional>

namespace fcr {

/// How a call ended. Every call ends in exactly one of these.
enum class Outcome : std::uint8_t {
    Answered,    ///< a handler spoke to the caller
    Abandoned,   ///< the caller gave up while waiting
    Diverted,    ///< sent to another force
    Blocked,     ///< all lines were busy; the caller heard the busy signal
    Unfinished,  ///< still waiting when the run ended
};
inline constexpr std::size_t kOutcomes = 5;

/// The time stamps of a call, model.md 4.1. An instant that never came is kNever.
struct CallTimes {
    SimTime dialled = kNever;            ///< T0: the caller dials
    SimTime operator_answered = kNever;  ///< T1: national operator answers (999 only)
    SimTime operator_connect = kNever;   ///< T2: operator starts connecting to the force (999 only)
    SimTime network_arrive = kNever;     ///< T3: reaches the force's switch
    SimTime message_end = kNever;        ///< end of the announcement, where there is one
    SimTime offered = kNever;            ///< enters a queue for a person
    SimTime segment_presented = kNever;  ///< enters the queue of the pool that ended it
    SimTime presented = kNever;          ///< starts to ring at a handler
    SimTime answered = kNever;           ///< T4: the handler answers
    SimTime abandoned = kNever;          ///< the caller gives up, or hears the busy signal
    SimTime ended = kNever;              ///< T7: the caller has gone
    SimTime wrapped_up = kNever;         ///< T8: wrap-up ends
    SimTime ready = kNever;              ///< the handler is free again: the after-call gap ends
};

/// All that is known of a call once it is over: a row of the call ledger and of the trace.
/// T5 (incident created) and T6 (graded) belong to the incident and are not stamps of a call.
struct CallRecord {
    std::uint64_t number = 0;  ///< order of arrival at the switch within the replication, from 0
    std::uint64_t caller = 0;  ///< the caller's own key: line, day, interval and ordinal, or row
    LineId line;
    CallClassId call_class;
    Outcome outcome = Outcome::Unfinished;
    std::uint8_t route_step = 0;       ///< the step of the route it ended in, from 0
    std::optional<PoolId> pool;        ///< who answered, or at whom it rang when it was abandoned
    std::optional<HandlerId> handler;  ///< the same, the person
    CallTimes times;
};

}  // namespace fcr
