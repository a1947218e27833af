// The scenarios of a comparison: those of files, and variants of the baseline.
#pragma once

#include "sim/base/result.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/scenario_bundle.hpp"
#include "tools/fcrsim/compare_options.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace fcr {

/// A scenario, ready to be run.
struct LoadedScenario {
    std::string name;  ///< of the file without folder and ending, or of the variant
    std::string file;  ///< of a variant, the one it is made of
    bool is_variant = false;
    Scenario scenario;
    ScenarioBundle bundle;
    CompiledScenario compiled;
};

struct LoadedScenarios {
    std::vector<std::unique_ptr<LoadedScenario>> scenarios;  ///< files, then variants
    std::size_t baseline = 0;
};

/// Reads them all. Variants are made of the baseline, or of the first file where the baseline is
/// one of them. A name that two files share gets a number, from the second on.
[[nodiscard]] Result<LoadedScenarios> load_scenarios(const CompareOptions& options);

}  // namespace fcr
