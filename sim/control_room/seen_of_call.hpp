// What can be seen of a call in a room that takes commands, beside its record.
#pragma once

#include "sim/base/time.hpp"

#include <cstdint>

namespace fcr {

/// What a fork of the room must know of a call that is under way, so that what is left of it can be
/// drawn anew.
struct SeenOfCall {
    SimTime since{};               ///< it hears a message, or is on hold
    Duration talk_spent{0};        ///< before the work was last interrupted
    Duration wrap_up_spent{0};     ///< likewise
    SimTime opens = kNever;        ///< its incident; in the future nobody knows that
    double factor = 1.0;           ///< what multiplied its handling beside the pool's own factor
    std::uint8_t hears_order = 0;  ///< which messages that a supervisor ordered, see orders.hpp
    bool passed_on = false;        ///< its next stage tells the incident
    bool confers = false;          ///< its handler stays until the next stage answers
};

}  // namespace fcr
