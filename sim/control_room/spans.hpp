// Drawing how long something takes.
#pragma once

#include "sim/base/time.hpp"
#include "sim/random/distribution.hpp"
#include "sim/random/streams.hpp"

namespace fcr {

// By a call, for the many places of the room that are each passed now and then: a copy of the
// samplers in every one of them would crowd the nearest cache. What is drawn for every call
// (patience, pick-up, talk) is sampled in place.

/// The law's value for the draw, in the law's unit.
[[nodiscard, gnu::noinline]] double value_of(const Distribution& law, const Draw& draw);

/// Of two laws at once, which costs less.
[[nodiscard, gnu::noinline]] ValuePair values_of(const Distribution& first,
                                                 const Draw& first_draw,
                                                 const Distribution& second,
                                                 const Draw& second_draw);

/// The law's value for the draw, seconds, as a span.
[[nodiscard, gnu::noinline]] Duration span_of(const Distribution& law, const Draw& draw);

}  // namespace fcr
