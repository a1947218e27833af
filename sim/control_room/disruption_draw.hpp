// Whether a disruption happens: known before a replication begins.
#pragma once

#include "sim/random/streams.hpp"

#include <cstddef>
#include <cstdint>

namespace fcr {

/// The family of entities that disruptions are; see arrival_source.cpp for the others.
inline constexpr std::uint64_t kDisruptionFamily = 6;

/// Whether the disruption of a row of the scenario happens in the replication of these streams.
[[nodiscard]] inline bool disruption_happens(const Streams& streams,
                                             std::size_t row,
                                             double chance) {
    Draw draw = streams.draw(Purpose::Disruption, {.family = kDisruptionFamily, .member = row});
    return draw.next_uniform() < chance;
}

}  // namespace fcr
