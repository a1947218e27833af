// What can happen next in the room, and in which order at one instant.
#pragma once

#include <cstdint>

namespace fcr {

/// The kinds of event. At one instant they happen in this order, and within a kind by entity
/// (callers by arrival number); the order is part of the model:
///   - a new roster is in force before anybody becomes free;
///   - a handler who becomes free takes a call before it overflows or its caller gives up, so that
///     a wait of exactly the limit counts as served within it;
///   - what goes wrong or right again at an instant holds for all that happens at it;
///   - a caller who arrives finds the handler who has just become free;
///   - a call overflows before its caller gives up.
/// After all of them the supervisor looks at the room, then comes what happens in the response to
/// answered calls (Response::EventKind), then what earlier commands do later (Effect), and commands
/// from outside after that.
enum class EventKind : std::uint8_t {
    Disruption,  ///< a stage of a disruption begins or ends
    Seats,       ///< a pool's seats change; its people's shifts and breaks begin and end
    Handler,     ///< ringing, talk, wrap-up or after-call gap ends
    Arrival,     ///< a caller reaches the force
    Return,      ///< a call that follows from another reaches the force
    Step,        ///< the head of a queue comes to the next step of its route
    Caller,      ///< an announcement ends, or a caller gives up
};

}  // namespace fcr
