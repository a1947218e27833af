// The part of an extract that is taken.
#pragma once

#include "sim/scenario/local_time.hpp"

#include <optional>

namespace fcr {

class Block;

/// Part of an extract: [from, to). Without an end there is no end.
struct LoadSpan {
    std::optional<LocalTime> from;
    std::optional<LocalTime> to;
};

/// Reads a span from two fields of a mapping, dates or dates with times, each of which may be
/// missing. Refuses what is no time, and an end that is not after the beginning.
[[nodiscard]] LoadSpan read_span(const Block& block, int from_field, int to_field);

}  // namespace fcr
