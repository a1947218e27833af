// Loading a calibration: file, scenario, meaning.
#pragma once

#include "sim/base/result.hpp"
#include "sim/calibration/calibration_plan.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace fcr {

/// The calibration in a text format file. A syntax error ends the reading with one problem; else
/// every fault is told, in the order of the file: what is out of range or missing, a field path or
/// KPI that the scenario has not, a known fit outside the bounds, and each end of a parameter's
/// range that the scenario refuses alone. The scenario's own faults are told where it is named.
[[nodiscard]] Result<CalibrationPlan> load_calibration(const std::filesystem::path& file);

/// The same from text; `file` is for the problems, and its folder for the scenario it names.
[[nodiscard]] Result<CalibrationPlan> parse_calibration(std::string text, const std::string& file);

/// The names of parameters and targets that do not say where their numbers come from. Not a fault;
/// a note for the author.
[[nodiscard]] std::vector<std::string> unsourced_numbers(const CalibrationPlan& plan);

/// What was understood of a calibration file, in a few lines. Ends with a line break.
[[nodiscard]] std::string describe(const CalibrationPlan& plan);

}  // namespace fcr
