// Questions about the long run: how much of a run's beginning is dropped.
#pragma once

#include "sim/base/result.hpp"
#include "sim/report/summary.hpp"
#include "tools/fcrsim/run_options.hpp"
#include "tools/fcrsim/subcommand.hpp"

#include <string>
#include <vector>

namespace fcr {

/// What makes a scenario's run one of the long run: settings, and how the warm-up was found.
struct LongRunSettings {
    std::vector<std::string> set;
    LongRun run;
};

/// Declares --long-run and --warm-up.
void add_long_run_flags(Flags& flags, RunOptions& options);

/// Finds the warm-up by pilot runs, or takes the user's. A problem where the scenario has no long
/// run or never settles.
[[nodiscard]] Result<LongRunSettings> long_run_of(const std::string& file,
                                                  const RunOptions& options);

}  // namespace fcr
