// The points of a sweep as CSV.
#pragma once

#include "sim/report/sweep_summary.hpp"

#include <string>

namespace fcr {

/// sweep.csv: one row a point, with its number, the settings of the factors by name, and of each
/// figure value and half width by id. Empty cells: a factor stays as the scenario has it, a figure
/// was not measured.
[[nodiscard]] std::string sweep_csv(const SweepSummary& summary);

}  // namespace fcr
