// Compiling the response to calls: shares become cumulative, desks and units get numbers.
#pragma once

#include "sim/base/result.hpp"
#include "sim/scenario/compiled_response.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>

namespace fcr {

/// Limits of the response; with the incidents open at once they fill its calendar.
inline constexpr std::uint32_t kUnitsMax = 8'000;       ///< of all groups together
inline constexpr std::uint32_t kDesksMax = 2'000;       ///< of all talkgroups together
inline constexpr std::uint32_t kIncidentsMax = 50'000;  ///< open at once

/// Incidents open at once, at most: those of the busiest three days and of twice the mean longest
/// wait for an appointment, twelve standard deviations above the expected number, 256 to
/// kIncidentsMax; a short run has no more than all its own.
[[nodiscard]] std::uint32_t incidents_max(const Scenario& scenario);

/// Everything about the size of the response that keeps the scenario from being compiled.
[[nodiscard]] Problems response_problems(const Scenario& scenario);

/// The tables and limits. The scenario has a response without problems.
[[nodiscard]] CompiledResponse compile_response(const Scenario& scenario);

}  // namespace fcr
