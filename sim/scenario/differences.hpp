// In what two scenarios differ, setting by setting.
#pragma once

#include "sim/scenario/scenario_bundle.hpp"

#include <string>
#include <vector>

namespace fcr {

/// What the second scenario has otherwise than the first, one setting each, such as
/// `pools[in_house].seats: 8 -> 9`, in the order of the scenario's fields. Elements of lists go by
/// their names where they have one. A file is other when its bytes are, whatever it is called.
/// Titles, descriptions and sources are words, indicators and published figures change nothing in
/// the room: both are left out. Long values are cut.
[[nodiscard]] std::vector<std::string> differences(const ScenarioBundle& first,
                                                   const ScenarioBundle& second);

}  // namespace fcr
