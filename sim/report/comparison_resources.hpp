// What each of the compared scenarios takes: hours, people, pounds. Internal to this folder.
#pragma once

#include "sim/report/comparison.hpp"

#include <span>
#include <string>
#include <vector>

namespace fcr {

struct ComparedResources {
    std::vector<ScenarioResources> scenarios;
    std::string fte_basis;
    std::string cost_basis;  ///< empty: nothing is priced
    std::vector<std::string> warnings;
};

[[nodiscard]] ComparedResources compare_resources(std::span<const ComparedScenario> scenarios,
                                                  const ComparisonRequest& request);

}  // namespace fcr
