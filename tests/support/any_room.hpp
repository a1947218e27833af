// Rooms of random shape, for what must hold whatever the scenario.
#pragma once

#include "sim/scenario/scenario.hpp"

#include <cstdint>

namespace fcr::test {

/// A small room of random shape: up to three classes on two lines, three pools, every mechanism on
/// or off. The same for the same seed.
[[nodiscard]] Scenario any_room(std::uint64_t seed);

/// The same with what calls beget: redials, changes of line, repeats, ring-backs, call-backs,
/// duplicates, stages and conferences; with gates, orders, preferences, diverting, pre-emption and
/// disruptions, each on or off.
[[nodiscard]] Scenario any_rich_room(std::uint64_t seed);

/// The same with people on rosters, hour factors, surges, named callers and a response: every
/// mechanism there is, some of them off.
[[nodiscard]] Scenario any_whole_room(std::uint64_t seed);

}  // namespace fcr::test
