// What can happen next in the room, and in which order at one instant.
#pragma once

#include <cstdint>

namespace fcr {

/// The kinds of event. At one instant they happen in this order, and within a kind by entity
/// (callers by arrival number); the order is part of the model:
///   - a new roster is in force before anybody becomes free;
///   - a handler who becomes free takes a call before it overflows or its caller gives up, so that
///     a wait of exactly the limit counts as served within it;
///   - a caller who arrives finds the handler who has just become free;
///   - a call overflows before its caller gives up.
/// What happens in the response to answered calls (Response::EventKind) comes after all of them,
/// and commands from outside after that.
enum class EventKind : std::uint8_t {
    Seats,    ///< a pool's seats change
    Handler,  ///< ringing, talk, wrap-up or after-call gap ends
    Arrival,  ///< a caller reaches the force
    Step,     ///< the head of a queue comes to the next step of its route
    Caller,   ///< an announcement ends, or a caller gives up
};

}  // namespace fcr
