// A caller who gives up while it rings at a handler.
#pragma once

#include "sim/domain/call.hpp"

namespace fcr {

/// Nobody answers any more: the call is over, and its handler is free, at that very moment.
inline void lose_while_ringing(CallRecord& call, SimTime gives_up) {
    call.outcome = Outcome::Abandoned;
    call.times.abandoned = gives_up;
    call.times.ended = gives_up;
    call.times.ready = gives_up;
}

}  // namespace fcr
