// What validations measure: numbers of a room, each with what it has to come to.
#pragma once

#include "sim/analysis/validation_cases.hpp"

#include <cstddef>
#include <string>

namespace fcr {

/// Share of offered calls that found nobody free. `kpi` is the row of an indicator with threshold
/// 0, over all calls.
[[nodiscard]] ValidationMeasure share_waiting(std::size_t kpi, double expected);

/// Share of offered calls whose callers gave up. `kpi` is the row of any indicator over all calls.
[[nodiscard]] ValidationMeasure share_abandoned(std::size_t kpi, double expected);

/// Share of the only class's calls that met the busy signal.
[[nodiscard]] ValidationMeasure share_blocked(double expected);

/// Share of offered calls answered within the indicator's threshold.
[[nodiscard]] ValidationMeasure share_answered_within(std::string name,
                                                      std::size_t kpi,
                                                      double expected);

/// Mean time in the queue over all calls of a class, given up or not waiting too.
[[nodiscard]] ValidationMeasure mean_wait(std::string name,
                                          CallClassId call_class,
                                          double expected_s);

/// Share of the handlers' time on duty in which they talk.
[[nodiscard]] ValidationMeasure occupancy(double expected);

}  // namespace fcr
