// What became of a recorded load's rows, for a person at a terminal.
#pragma once

#include "sim/analysis/intake.hpp"
#include "sim/scenario/scenario.hpp"

#include <string>

namespace fcr {

/// Every row accounted for, the calls by class, and what looks odd. At most 100 characters a line;
/// ends with a line break. The load was read with this mapping for this scenario (bug otherwise).
[[nodiscard]] std::string to_text(const LoadIntake& intake,
                                  const LoadMapping& mapping,
                                  const Scenario& scenario);

}  // namespace fcr
