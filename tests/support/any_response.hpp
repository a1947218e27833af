// Random responses to calls, for properties that must hold of every one.
#pragma once

#include "sim/scenario/scenario.hpp"

#include <cstdint>

namespace fcr::test {

/// The scenario with a response of two to four grades, one to three talkgroups, up to three groups
/// of units and every rule there is, some of them switched off. The same for equal seeds.
[[nodiscard]] Scenario with_any_response(Scenario scenario, std::uint64_t seed);

}  // namespace fcr::test
