// Whose draws a fork of a room has.
#pragma once

#include "sim/random/streams.hpp"

#include <cstdint>

namespace fcr {

/// One of the futures that are drawn of a room. Its streams are those of no replication, whatever
/// the seeds: a fork never meets the draws of the room it comes from.
struct ForkSeed {
    std::uint64_t seed = 1;
    std::uint32_t path = 0;

    /// Further attempts are for draws that are refused: independent of one another.
    [[nodiscard]] Streams streams(std::uint32_t attempt = 0) const {
        return Streams(
            seed, std::uint64_t{1} << 63U | std::uint64_t{attempt & 0x7FFF'FFFFU} << 32U | path);
    }
};

}  // namespace fcr
