// A hash of a state, a number at a time.
#pragma once

#include "sim/base/time.hpp"

#include <bit>
#include <cstdint>

namespace fcr {

/// Order matters. The mix is that of splitmix64 (Steele, Lea and Flood, OOPSLA 2014): good enough
/// to tell states apart that differ by chance, no protection against somebody who wants two alike.
class StateHash {
public:
    void add(std::uint64_t value) {
        state_ += value * 0x9E3779B97F4A7C15U + 0x632BE59BD9B4E019U;
        state_ = (state_ ^ (state_ >> 30U)) * 0xBF58476D1CE4E5B9U;
        state_ = (state_ ^ (state_ >> 27U)) * 0x94D049BB133111EBU;
        state_ ^= state_ >> 31U;
    }
    void add(SimTime at) { add(static_cast<std::uint64_t>(at.time_since_epoch().count())); }
    void add(Duration span) { add(static_cast<std::uint64_t>(span.count())); }
    void add(double value) { add(std::bit_cast<std::uint64_t>(value)); }

    [[nodiscard]] std::uint64_t value() const { return state_; }

private:
    std::uint64_t state_ = 0;
};

}  // namespace fcr
