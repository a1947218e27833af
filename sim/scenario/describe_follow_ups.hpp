// What follows from calls and what goes wrong, in words. Internal to this folder.
#pragma once

#include "sim/scenario/scenario.hpp"

#include <string>

namespace fcr {

/// " when it is 8 to 18 h and 3 or more wait"; empty for a gate that asks nothing.
[[nodiscard]] std::string describe_gate(const Gate& gate);

/// A heading and a line for each rule; empty where there is none.
[[nodiscard]] std::string describe_follow_ups(const Scenario& scenario);
[[nodiscard]] std::string describe_disruptions(const Scenario& scenario);

}  // namespace fcr
