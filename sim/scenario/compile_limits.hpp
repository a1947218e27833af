// How large a run of a scenario may become.
#pragma once

#include "sim/base/result.hpp"
#include "sim/base/time.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>

namespace fcr {

/// Seats at the pool's fullest moment; of a pool with a roster, its people.
[[nodiscard]] std::uint32_t seats_max(const Pool& pool);

/// Callers of the line in its busiest interval, at most: with m expected and the day factor's cv,
/// twelve standard deviations of both the factor and the Poisson count above m, and 64. An hour
/// factor multiplies m by what it exceeds once in 10^15.
[[nodiscard]] std::uint32_t interval_calls_max(const Line& line);

/// Callers of the line's surges and of two days of its named callers, at most.
[[nodiscard]] std::uint32_t other_calls_max(const Scenario& scenario, LineId line);

/// Callers that a recorded load brings to the line in its busiest interval, by the interval of the
/// line's profile. The scenario has a load.
[[nodiscard]] std::uint32_t recorded_interval_calls_max(const Scenario& scenario, LineId line);

/// Callers waiting at once, at most. Lines with `lines_max` bring that; the others together bring
/// 20 times their busiest quarter-hour's expected calls and those of all surges, 64 to
/// kWaitingCallsMax.
[[nodiscard]] std::uint32_t waiting_calls_max(const Scenario& scenario);

/// Calls yet to come of those that came, at most: twice a day of every line's busiest interval,
/// 4,096 to 65,535; of a recorded load, twice its calls.
[[nodiscard]] std::uint32_t returning_calls_max(const Scenario& scenario);

/// Everything about the scenario's size and shape that keeps it from being compiled.
[[nodiscard]] Problems limit_problems(const Scenario& scenario);

}  // namespace fcr
