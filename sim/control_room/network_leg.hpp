// The way of a 999 call before it reaches the force: the national operator (T0 to T3).
#pragma once

#include "sim/control_room/arrival_source.hpp"
#include "sim/random/streams.hpp"
#include "sim/scenario/compiled_scenario.hpp"

namespace fcr {

/// Draws the operator's answer, selection and connect overhead of a caller who has dialled, and
/// when the call then reaches the force. The caller's line must have an operator.
void draw_operator_leg(const CompiledLine& line, const Streams& streams, Caller& caller);

}  // namespace fcr
