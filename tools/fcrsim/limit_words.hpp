// What is said of a replication that reached a limit.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstdint>
#include <string>

namespace fcr {

/// Which replication reached which limit, and what the user can do about it.
[[nodiscard]] std::string limit_words(const LimitReached& reached,
                                      std::uint64_t seed,
                                      const CompiledScenario& scenario);

}  // namespace fcr
