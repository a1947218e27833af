// What a comparison is asked for, by its flags and scenarios together.
#pragma once

#include "sim/base/result.hpp"
#include "sim/report/comparison.hpp"
#include "tools/fcrsim/compare_options.hpp"
#include "tools/fcrsim/compare_scenarios.hpp"

namespace fcr {

/// Refuses a ranking by a figure that is none, and prices of nobody.
[[nodiscard]] Result<ComparisonRequest> request_of(const CompareOptions& options,
                                                   const LoadedScenarios& loaded);

}  // namespace fcr
