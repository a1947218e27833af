// Compiling a scenario: names become ids, routes become lanes, and everything gets a size.
#pragma once

#include "sim/base/result.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>

namespace fcr {

/// The limits a compiled scenario must keep; each is named in the problem it causes.
inline constexpr std::uint32_t kHandlersMax = 16'000;      ///< seats of all pools together
inline constexpr std::uint32_t kWaitingCallsMax = 50'000;  ///< callers waiting at once
inline constexpr std::uint32_t kSlotsMax = 65'000;         ///< of the calendar: 16 bits
inline constexpr double kIntervalCallsMax = 1e6;           ///< expected of one line in an interval

/// The tables and limits of a scenario. Problems: a limit is passed, a recorded load is out of
/// order or outside the run, a profile does not span the run, a route is empty. Ids out of range
/// are bugs.
///
/// - One lane for each class and step, the steps of a class in a row. A step that widens is open
///   to the pools of all earlier steps back to the last move; a step that moves, to its own alone.
/// - Strict priority is a head start of 2^50 us a rank, longer than any run, so that the better
///   priority always wins; with time credits the head start is the credit.
[[nodiscard]] Result<CompiledScenario> compile(const Scenario& scenario);

/// How far the lines' day factors go together. Day factors are gamma with shape k = 1 / cv^2; a
/// common gamma part of shape s gives two lines the correlation s / sqrt(k1 * k2), because gammas
/// of one scale add up to a gamma.
struct SharedDayShape {
    double shape = 0.0;            ///< s; 0 when fewer than two lines have a day factor
    double correlation_max = 1.0;  ///< the highest these lines can have
};

/// s = correlation * sqrt(k1 * k2) of the two smallest shapes: exact for two lines and for equal
/// cv; pairs of larger shape then correlate less. No more can be shared than the smallest shape,
/// so the highest correlation is sqrt(k1 / k2).
[[nodiscard]] SharedDayShape shared_day_shape(const Scenario& scenario);

}  // namespace fcr
