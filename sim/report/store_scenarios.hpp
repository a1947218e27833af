// The files of scenarios that a store keeps.
#pragma once

#include "sim/base/result.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace fcr {

/// The CSV files of one scenario in a store, in the order of their numbers.
struct StoredFiles {
    std::string digest;  ///< of the scenario
    std::vector<ScenarioBundle::File> files;
};

/// Of every scenario in the store that has files, reading alone: nothing in it is changed. A
/// problem when the file is missing, is no store, or is damaged.
[[nodiscard]] Result<std::vector<StoredFiles>> stored_files(const std::filesystem::path& file);

}  // namespace fcr
