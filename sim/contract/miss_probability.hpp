// How often a period misses its target when the long-run level is above it (contracts.md 1 row 2).
#pragma once

namespace fcr {

/// A service level as it is in the long run and the target it is held against, shares from 0 to 1.
struct LevelAndTarget {
    double level = 0.0;
    double target = 0.0;
};

/// P(level of a period < target) of a period of so many calls, by the normal approximation: the
/// variance is that of independent calls, level (1 - level) / calls, times the design effect. A
/// design effect of 1 is the coin-toss estimate; queues have 5 to 45, because the calls of an hour
/// wait or not together (contracts.md 3).
[[nodiscard]] double miss_probability(LevelAndTarget of, double calls, double design_effect);

}  // namespace fcr
