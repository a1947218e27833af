// A limit that a replication reached, in words.
#pragma once

#include "sim/control_room/control_room.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <string>
#include <string_view>

namespace fcr {

/// What happened, and what a user can do about it.
[[nodiscard]] std::string limit_words(Limit limit, const CompiledScenario& scenario);

/// As the documents name it, such as `waiting_calls_max`.
[[nodiscard]] std::string_view limit_name(Limit limit);

}  // namespace fcr
