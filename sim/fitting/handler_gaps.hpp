// After-call gaps as handlers' calls show them.
#pragma once

#include "sim/fitting/fit_extract.hpp"
#include "sim/scenario/scenario.hpp"

#include <span>
#include <vector>

namespace fcr {

/// Longer gaps are breaks; they are cut to this (model.md 0.2).
inline constexpr double kGapMost_s = 600.0;

/// A handler's gap after a call.
struct HandlerGap {
    PoolId pool;
    double seconds = 0.0;
};

/// The times from the end of a handler's work on a call to when the next one is taken, counted only
/// where a caller whom the pool can serve was already waiting at that end (model.md 0.2): how long
/// other handlers' calls lasted does not come into it. The next call is taken when it begins to
/// ring, or, where that is not told, when it is answered: the gap then has the pick-up in it.
[[nodiscard]] std::vector<HandlerGap> handler_gaps(std::span<const ExtractCall> calls,
                                                   const Scenario& base);

}  // namespace fcr
