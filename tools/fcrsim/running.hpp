// Running a scenario and reporting it: what run and replay have in common.
#pragma once

#include "sim/base/result.hpp"
#include "sim/scenario/scenario.hpp"
#include "tools/fcrsim/run_options.hpp"
#include "tools/fcrsim/subcommand.hpp"

#include <string>

namespace fcr {

/// Compiles the scenario, runs its replications, writes and prints what was asked for. Everything
/// that can go wrong is told on standard error. Bad input and limits leave nothing written, nor
/// does a recorded load of which a call did not reach the room. The preface stands before the
/// report; with --json or --csv it goes to standard error.
[[nodiscard]] ExitCode run_and_report(const Scenario& scenario,
                                      const RunOptions& options,
                                      const CommandLine& words,
                                      const std::string& preface = {});

}  // namespace fcr
