// Running a scenario and reporting it: what run and replay have in common.
#pragma once

#include "sim/base/result.hpp"
#include "sim/report/summary.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/scenario_bundle.hpp"
#include "tools/fcrsim/run_options.hpp"
#include "tools/fcrsim/subcommand.hpp"

#include <optional>
#include <string>

namespace fcr {

/// What is to be run.
struct RunInput {
    const Scenario& scenario;
    const ScenarioBundle& bundle;
    std::string name;  ///< of its file, as the user gave it
    std::optional<LongRun> long_run{};
    std::string preface{};  ///< stands before the report; with --json or --csv on standard error
};

/// Compiles the scenario, runs its replications, writes and prints what was asked for. Everything
/// that can go wrong is told on standard error. Bad input and limits leave nothing written, nor
/// does a recorded load of which a call did not reach the room.
[[nodiscard]] ExitCode run_and_report(const RunInput& input,
                                      const RunOptions& options,
                                      const CommandLine& words);

}  // namespace fcr
