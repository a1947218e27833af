// A run that goes on until its indicators are known well enough.
#pragma once

#include "sim/analysis/caller_work.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/ranks/ranks.hpp"
#include "sim/report/precision_target.hpp"
#include "sim/report/summary.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"
#include "tools/fcrsim/kept_run.hpp"

#include <functional>
#include <vector>

namespace fcr {

/// What is to be known.
struct SequentialTask {
    const Scenario& scenario;
    const CompiledScenario& compiled;
    const RunRequest& request;  ///< its replications are the most there may be
    const std::vector<PrecisionTarget>& targets;
    CallerWork* work = nullptr;  ///< the targets are for figures corrected by it; null: plain ones
};

/// Who does the work.
struct Workers {
    Ranks& ranks;
    unsigned jobs = 1;
    ExperimentProgress& progress;
};

/// Adds replications from look to look until every target is reached, or no more may be added.
/// Returns what came of the targets at the last look; `told` hears of each.
[[nodiscard]] std::vector<PrecisionSummary> run_until_known(
    KeptRun& run,
    const SequentialTask& task,
    const Workers& workers,
    const std::function<void(const RunSummary&)>& told);

}  // namespace fcr
