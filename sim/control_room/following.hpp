// What follows from a call, before its own draws are made.
#pragma once

#include "sim/base/time.hpp"
#include "sim/control_room/arrival_source.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/random/distribution.hpp"
#include "sim/random/purpose.hpp"

#include <cstdint>

namespace fcr {

/// A call or work that follows from a call. The law, where there is one, is the scenario's.
struct Following {
    CallClassId to;
    Origin origin = Origin::Redial;
    std::uint32_t attempt = 0;
    SimTime since{};                         ///< it dials so long after this
    const Distribution* delay = nullptr;     ///< none: at `since` itself
    Purpose purpose = Purpose::FollowDelay;  ///< of the delay's draw, which is the first call's
    const CallDraws* kept = nullptr;         ///< work and patience, where they are that call's
};

}  // namespace fcr
