// Exercise files: read, checked against their scenario, and made into a plan.
#pragma once

#include "sim/base/result.hpp"
#include "sim/exercise/exercise_plan.hpp"

#include <filesystem>
#include <string>

namespace fcr {

/// The exercise in a text format file. A syntax error ends the reading with one problem; else every
/// fault of meaning is told in the order of the file, its scenario's faults among them.
[[nodiscard]] Result<ExercisePlan> load_exercise(const std::filesystem::path& file);

/// The same from text; `file` is for the problems, and its folder for the scenario it names.
[[nodiscard]] Result<ExercisePlan> parse_exercise(std::string text, const std::string& file);

}  // namespace fcr
