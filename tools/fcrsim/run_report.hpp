// What comes after the last replication: files, the report, and how it went.
#pragma once

#include "sim/analysis/caller_work.hpp"
#include "sim/base/result.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/report/json.hpp"
#include "sim/report/requirement.hpp"
#include "sim/report/summary.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"
#include "tools/fcrsim/exit_code.hpp"
#include "tools/fcrsim/kept_run.hpp"
#include "tools/fcrsim/run_options.hpp"
#include "tools/fcrsim/run_outputs.hpp"
#include "tools/fcrsim/subcommand.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// A result and what it is of.
struct FinishedRun {
    const Scenario& scenario;
    const CompiledScenario& compiled;
    const ExperimentResult& result;
    const RunRequest& request;
    const ScenarioBundle& bundle;
    std::string file;  ///< of the scenario, as the user named it
    std::vector<Requirement> requirements{};
    std::vector<PrecisionSummary> precision{};
    CallerWork* work = nullptr;  ///< figures are corrected by it; null: they are not
    std::optional<LongRun> long_run{};
    std::string preface{};     ///< stands before the report
    bool interrupted = false;  ///< by the user
};

/// The targets that --require asks for.
[[nodiscard]] Result<std::vector<Requirement>> requirements_of(const RunOptions& options,
                                                               const Scenario& scenario);

/// What --control-variates corrects figures by; empty unless it is given. A problem when it cannot.
[[nodiscard]] Result<std::optional<CallerWork>> caller_work_of(const RunOptions& options,
                                                               const CompiledScenario& scenario,
                                                               const RunRequest& request);

/// Says what could not be written, and in a sentence what of the work is kept all the same.
[[nodiscard]] ExitCode storage_failed(const std::string& failure, const std::string& kept = {});

/// The clock of a run, and what run.json says of how it was made.
class RunClock {
public:
    RunClock();
    [[nodiscard]] RunRecord record(const CommandLine& words,
                                   const ExperimentResult& result,
                                   unsigned jobs) const;

private:
    std::chrono::steady_clock::time_point begun_;
    std::string started_;
};

/// Writes the files, puts the figures into the store of a kept run, prints the report, says whether
/// the targets were met.
[[nodiscard]] ExitCode report(const FinishedRun& run,
                              const RunOptions& options,
                              const RunRecord& record,
                              RunOutputs& outputs,
                              KeptRun* kept = nullptr);

}  // namespace fcr
