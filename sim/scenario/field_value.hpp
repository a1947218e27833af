// What a scenario says at a path.
#pragma once

#include "sim/scenario/scenario_bundle.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fcr {

/// The value of the field that `--set` would set by this path, as the bundle's text has it; empty
/// where the scenario says nothing there.
[[nodiscard]] std::optional<std::string> field_value(const ScenarioBundle& bundle,
                                                     std::string_view path);

}  // namespace fcr
