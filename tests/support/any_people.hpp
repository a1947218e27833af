// Random rosters, for properties that must hold of every one.
#pragma once

#include "sim/scenario/scenario.hpp"

#include <cstdint>

namespace fcr::test {

/// The scenario with people instead of seats in two of its first three pools: short shifts with
/// breaks everywhere, and every reason to be away. The same for equal seeds.
[[nodiscard]] Scenario with_any_people(Scenario scenario, std::uint64_t seed);

}  // namespace fcr::test
