// A call: one attempt to reach the police, and the facts it leaves behind.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"

#include <algorithm>
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

/// Where a call comes from.
enum class Origin : std::uint8_t {
    Caller,      ///< somebody rings for the first time
    Redial,      ///< the same caller again, who was lost
    LineChange,  ///< the same caller on another line, who was lost
    Repeat,      ///< the same caller, who was answered before
    Duplicate,   ///< somebody else about the same incident
    Transfer,    ///< the next stage of an answered call
    RingBack,    ///< the force rings a caller who was lost
    CallBack,    ///< the force rings a caller who accepted a call back
    PassBack,    ///< work for a call that another force took
    BackRecord,  ///< a record made on paper is typed in
    Chaser,      ///< the same caller, because nobody has come
    Padding,     ///< staff ring their own line
};

/// Why an abandoned call was abandoned.
enum class AbandonReason : std::uint8_t {
    GaveUp,        ///< patience ended in the queue or while it rang
    Balked,        ///< would not wait at all
    Announcement,  ///< left during the announcement
    ServedByMenu,  ///< the menu gave what the caller wanted
    CallBack,      ///< accepted a call back
};

/// Why a call and its handler came together, or why it left its queue.
enum class RouteReason : std::uint8_t {
    None,         ///< nobody took it
    FreeHandler,  ///< a handler was free when the call came
    NextInQueue,  ///< a handler became free, and the call was next
    Escalated,    ///< further pools were asked, and one had a free handler
    Overflowed,   ///< the call moved to other pools, and one had a free handler
    Preempted,    ///< a handler's work was interrupted for it
    Diverted,     ///< it went to another force
};

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
    SimTime resumed = kNever;            ///< the last of its handlers took it up again
    SimTime abandoned = kNever;          ///< the caller gives up, or hears the busy signal
    SimTime ended = kNever;              ///< T7: the caller has gone
    SimTime wrapped_up = kNever;         ///< T8: wrap-up ends
    SimTime ready = kNever;              ///< the handler is free again: the after-call gap ends
};

/// When the last handler of an answered call took it up: at the answer unless it was interrupted.
[[nodiscard]] inline SimTime taken_up(const CallTimes& times) {
    return times.resumed == kNever ? times.answered : times.resumed;
}

/// When that handler's talk ends and wrap-up begins: at once where the caller had gone before.
[[nodiscard]] inline SimTime talked_until(const CallTimes& times) {
    return std::max(times.ended, taken_up(times));
}

/// All that is known of a call once it is over: a row of the call ledger and of the trace.
/// T5 (incident created) and T6 (graded) belong to the incident and are not stamps of a call.
struct CallRecord {
    std::uint64_t number = 0;  ///< order of arrival at the switch within the replication, from 0
    std::uint64_t caller = 0;  ///< the caller's own key: line, day, interval and ordinal, or row
    LineId line;
    CallClassId call_class;
    Outcome outcome = Outcome::Unfinished;
    /// The lane it ended in, from 0 in its class: the step of the route where no step has a gate.
    std::uint8_t route_step = 0;
    Origin origin = Origin::Caller;
    std::uint8_t attempt = 0;  ///< calls of this line of descent before it
    AbandonReason abandon_reason = AbandonReason::GaveUp;
    RouteReason reason = RouteReason::None;
    bool outage = false;               ///< a disruption kept it from getting through
    bool known = false;                ///< an earlier call told it: it makes no incident of its own
    bool patience_is_moment = false;   ///< see CallCourse::knows_patience_end
    std::uint16_t matter = 0;          ///< of the caller's key: 0, or the duplicate that told it
    std::uint64_t lineage = 1;         ///< tells the calls of one caller apart; 1 for the first
    std::optional<PoolId> pool;        ///< who answered, or at whom it rang when it was abandoned
    std::optional<HandlerId> handler;  ///< the same, the person
    CallTimes times;
};

}  // namespace fcr
