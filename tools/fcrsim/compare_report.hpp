// What comes after the last replication of a comparison: files, tables, and how it went.
#pragma once

#include "sim/report/comparison.hpp"
#include "sim/report/json.hpp"
#include "tools/fcrsim/compare_options.hpp"
#include "tools/fcrsim/compare_scenarios.hpp"
#include "tools/fcrsim/exit_code.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/paired_run.hpp"

#include <vector>

namespace fcr {

/// What was asked for, and what came of it.
struct FinishedComparison {
    const CompareOptions& options;
    const LoadedScenarios& loaded;
    const ComparisonRequest& request;
    PairedRun& run;
    bool interrupted = false;  ///< by the user
};

/// The scenarios with what their replications came to.
[[nodiscard]] std::vector<ComparedScenario> compared_of(const LoadedScenarios& loaded,
                                                        const PairedRun& run);

/// Compares, puts the figures into the store, writes the files and prints.
[[nodiscard]] ExitCode report(const FinishedComparison& finished, RunRecord record);

}  // namespace fcr
