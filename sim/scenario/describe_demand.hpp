// What was understood of a scenario's demand beyond its lines, in words. Internal to this folder.
#pragma once

#include "sim/scenario/scenario.hpp"

#include <string>

namespace fcr {

/// Hour factors, a line of text for each line that has one.
[[nodiscard]] std::string describe_hour_factors(const Scenario& scenario);

/// The dates of the run: day types, changed clocks, bank holidays, named days, and each month's
/// calls where there are several months. Empty without a calendar.
[[nodiscard]] std::string describe_calendar(const Scenario& scenario);

/// Surges and named callers. Empty when there are none.
[[nodiscard]] std::string describe_streams(const Scenario& scenario);

}  // namespace fcr
