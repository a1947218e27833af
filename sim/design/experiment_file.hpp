// Loading an experiment: file, scenario, meaning.
#pragma once

#include "sim/base/result.hpp"
#include "sim/design/experiment_plan.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace fcr {

/// The experiment in a text format file. A syntax error ends the reading with one problem; else
/// every fault is told, in the order of the file: what is out of range or missing, a field path or
/// KPI that the scenario has not, too many points, and each value that the scenario refuses. The
/// scenario's own faults are told where the experiment names it.
///
/// Each value of a factor is tried in the scenario alone, with the experiment's `set` applied; of
/// a range its ends; of another law the least and the greatest number of the design. What only a
/// combination of factors makes wrong is not found here.
[[nodiscard]] Result<ExperimentPlan> load_experiment(const std::filesystem::path& file);

/// The same from text; `file` is for the problems, and its folder for the scenario it names.
[[nodiscard]] Result<ExperimentPlan> parse_experiment(std::string text, const std::string& file);

/// The names of factors that do not say where their values come from. Not a fault; a note for the
/// author.
[[nodiscard]] std::vector<std::string> unsourced_factors(const ExperimentPlan& plan);

}  // namespace fcr
