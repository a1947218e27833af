// Rooms of random shape that take commands, and commands of random kinds.
#pragma once

#include "sim/control_room/command.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <random>

namespace fcr::test {

/// A room of any_room.hpp without what a commanded room may not have.
[[nodiscard]] Scenario any_commanded_room(std::uint64_t seed);

/// A command of a random kind that fits the scenario in its names alone; `key` is its own.
[[nodiscard]] Command any_command(const Scenario& scenario,
                                  std::mt19937_64& bits,
                                  std::uint32_t key);

}  // namespace fcr::test
