// Exercise files: read, checked against their scenario, and made into a plan.
#pragma once

#include "sim/base/result.hpp"
#include "sim/exercise/exercise_plan.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <filesystem>
#include <string>

namespace fcr {

/// The exercise in a text format file. A syntax error ends the reading with one problem; else every
/// fault of meaning is told in the order of the file, its scenario's faults among them.
[[nodiscard]] Result<ExercisePlan> load_exercise(const std::filesystem::path& file);

/// The same from text; `file` is for the problems, and its folder for the scenario it names.
[[nodiscard]] Result<ExercisePlan> parse_exercise(std::string text, const std::string& file);

/// The same in the room of a bundle, in which what the file changes of its scenario is changed
/// already; no other file is read.
[[nodiscard]] Result<ExercisePlan> parse_exercise(std::string text,
                                                  const std::string& file,
                                                  const ScenarioBundle& bundle);

/// The scenario that a file which has been understood names, as it is there.
[[nodiscard]] Result<ScenarioBundle> bundle_room(const std::string& text, const std::string& file);

}  // namespace fcr
