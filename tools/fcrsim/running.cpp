#include "tools/fcrsim/running.hpp"

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/part.hpp"
#include "sim/ranks/ranks.hpp"
#include "sim/report/atomic_file.hpp"
#include "sim/report/precision_target.hpp"
#include "sim/report/summary.hpp"
#include "sim/scenario/compile.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/dashboard.hpp"
#include "tools/fcrsim/kept_run.hpp"
#include "tools/fcrsim/launcher.hpp"
#include "tools/fcrsim/limit_words.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/run_outputs.hpp"
#include "tools/fcrsim/run_report.hpp"
#include "tools/fcrsim/run_watch.hpp"
#include "tools/fcrsim/sequential_run.hpp"
#include "tools/fcrsim/version.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>
#include <vector>

namespace fcr {
namespace {

constexpr std::uint64_t kRunReplications = 100;
constexpr std::uint64_t kReplicationsOfPrecision = 10'000;  // at most

RunRequest request_of(const RunOptions& options) {
    RunRequest request;
    request.seed = options.seed.value_or(request.seed);
    request.first_replication = options.replication.value_or(0);
    request.replications =
        options.replication ? 1 : options.replications.value_or(kRunReplications);
    if (!options.precision.empty()) {
        request.replications = options.replications_max.value_or(kReplicationsOfPrecision);
    }
    request.confidence = options.confidence.value_or(request.confidence);
    return request;
}

ExitCode report_limit(const LimitReached& reached,
                      const RunRequest& request,
                      const CompiledScenario& scenario) {
    say(
        fmt::format("fcrsim: {}\nNothing was written. The same replication alone: --seed {} "
                    "--replication {}",
                    limit_words(reached, request.seed, scenario),
                    request.seed,
                    reached.replication));
    return ExitCode::LimitReached;
}

/// What to say when a replication did not bring every call of a recorded load to the room.
std::optional<std::string> lost_calls(const Scenario& scenario, const ExperimentResult& result) {
    for (const ReplicationResult& replication : result.replications) {
        const std::uint64_t offered = replication.counts.offered;
        if (scenario.load && offered != scenario.load->size()) {
            return fmt::format(
                "INTERNAL ERROR: of {} recorded calls {} reached the room in replication {}. "
                "Nothing was written. Where run.drain_max_h is short, make it longer; else please "
                "report this.",
                scenario.load->size(),
                offered,
                replication.number);
        }
    }
    return std::nullopt;
}

/// What keeps the result from being reported, told; empty when nothing does.
std::optional<ExitCode> refuse(const ExperimentResult& result,
                               const Scenario& scenario,
                               const CompiledScenario& compiled,
                               const RunRequest& request,
                               const RunOutputs& outputs) {
    if (result.limit) {
        return report_limit(*result.limit, request, compiled);
    }
    if (const auto failure = outputs.failure()) {
        return storage_failed(*failure);
    }
    if (const auto lost = lost_calls(scenario, result)) {
        say("fcrsim: " + *lost);
        return ExitCode::TargetMissed;
    }
    if (result.replications.empty()) {
        say("fcrsim: interrupted before a replication was finished; nothing was written.");
        return ExitCode::Interrupted;
    }
    return std::nullopt;
}

PartOrigin origin_of(const RunInput& input, const RunRequest& request, const RunOptions& options) {
    return {.fcrsim_version = version(),
            .scenario_name = input.name,
            .scenario = input.bundle,
            .seed = request.seed,
            .first_replication = request.first_replication,
            .replications = request.replications,
            .confidence = request.confidence,
            .shard = options.shard};
}

/// Keeps what is finished in the output folder. A shard is kept by its part, one replication alone
/// and a trace are run anew.
std::optional<std::string> take_store(KeptRun& run,
                                      const PartOrigin& origin,
                                      const RunOptions& options) {
    if (!options.out || options.shard.of > 1 || options.replication) {
        return std::nullopt;
    }
    const std::filesystem::path file = std::filesystem::path(*options.out) / kStoreName;
    const bool takes_all = !options.trace && options.precision.empty();
    if (auto wrong = run.keep_in(file, takes_all ? origin.replications : 0)) {
        return wrong;
    }
    if (run.taken() > 0) {
        say(
            fmt::format("fcrsim: {} of {} replications are taken from {}, where an earlier run has "
                        "finished them.",
                        run.taken(),
                        origin.replications,
                        file.string()));
    }
    return std::nullopt;
}

Result<std::vector<PrecisionTarget>> targets_of(const RunOptions& options,
                                                const Scenario& scenario) {
    std::vector<PrecisionTarget> targets;
    Problems problems;
    for (const std::string& text : options.precision) {
        if (const Result<PrecisionTarget> target = parse_precision_target(text, scenario)) {
            targets.push_back(*target);
        } else {
            problems.insert(problems.end(), target.error().begin(), target.error().end());
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return targets;
}

/// What the flags ask of this scenario's figures.
struct Asked {
    std::vector<Requirement> requirements;
    std::vector<PrecisionTarget> targets;
    std::optional<CallerWork> work;  ///< that figures are corrected by

    [[nodiscard]] CallerWork* controls() { return work ? &*work : nullptr; }
};

/// The first of them that is wrong is told.
Result<Asked> asked_of(const RunOptions& options,
                       const Scenario& scenario,
                       const CompiledScenario& compiled,
                       const RunRequest& request) {
    Result<std::vector<Requirement>> requirements = requirements_of(options, scenario);
    if (!requirements) {
        return tl::unexpected(std::move(requirements.error()));
    }
    Result<std::vector<PrecisionTarget>> targets = targets_of(options, scenario);
    if (!targets) {
        return tl::unexpected(std::move(targets.error()));
    }
    Result<std::optional<CallerWork>> work = caller_work_of(options, compiled, request);
    if (!work) {
        return tl::unexpected(std::move(work.error()));
    }
    return Asked{.requirements = std::move(*requirements),
                 .targets = std::move(*targets),
                 .work = std::move(*work)};
}

/// The part of the experiment that this shard is, in its file.
ExitCode write_part(const Part& part, const ExperimentResult& result, const RunOptions& options) {
    const std::filesystem::path file =
        std::filesystem::path(*options.out) / part_file_name(options.shard);
    if (const std::error_code error = write_file(file, encode(part))) {
        return storage_failed(fmt::format("cannot write {}: {}", file.string(), error.message()));
    }
    return print(fmt::format("{}: {} of {} replications. `fcrsim merge` joins the {} parts.\n",
                             file.string(),
                             result.replications.size(),
                             part.origin.replications,
                             options.shard.of));
}

}  // namespace

ExitCode run_and_report(const RunInput& input,
                        const RunOptions& options,
                        const CommandLine& words) {
    if (const auto refused = refuse_copies()) {
        return *refused;
    }
    Ranks ranks;
    const RunClock clock;
    const Scenario& scenario = input.scenario;
    const Result<CompiledScenario> compiled = compile(scenario);
    if (!compiled) {
        say(compiled.error());
        return ExitCode::BadInput;
    }
    RunRequest request = request_of(options);
    Result<Asked> asked = asked_of(options, scenario, *compiled, request);
    if (!asked) {
        say(asked.error());
        return ExitCode::BadInput;
    }
    const std::vector<PrecisionTarget>& targets = asked->targets;
    const unsigned jobs = jobs_of(options.jobs);
    if (!ranks.is_first()) {
        static_cast<void>(ranks.serve(*compiled, jobs));  // there is no other scenario
        return ExitCode::Done;
    }
    ExperimentProgress progress;
    RunOutputs outputs(options, *compiled, progress);
    if (const auto failure = outputs.failure()) {
        return storage_failed(*failure);
    }
    const PartOrigin origin = origin_of(input, request, options);
    KeptRun run(*compiled, origin);
    if (const auto failure = take_store(run, origin, options)) {
        return storage_failed(*failure);
    }
    Dashboard dashboard(*compiled, scenario.title);
    const std::uint64_t to_run = rows_of(options.shard, request.replications).count - run.taken();
    RunWatch watch(progress, [&](auto elapsed, TerminalSize size) {
        return dashboard.lines({.finished = progress.finished.load(),
                                .replications = to_run,
                                .elapsed = elapsed,
                                .until_known = !targets.empty()},
                               size);
    });
    std::vector<PrecisionSummary> precision;
    if (targets.empty()) {
        if (may_show_progress()) {
            run.tell([&](const ExperimentResult& so_far) {
                dashboard.tell(summarise(scenario, *compiled, so_far, request));
            });
        }
        run.run(ranks, jobs, outputs.ledgers(), progress);
    } else {
        precision = run_until_known(run,
                                    {.scenario = scenario,
                                     .compiled = *compiled,
                                     .request = request,
                                     .targets = targets,
                                     .work = asked->controls()},
                                    {.ranks = ranks, .jobs = jobs, .progress = progress},
                                    [&](const RunSummary& so_far) { dashboard.tell(so_far); });
    }
    watch.end();
    const ExperimentResult& result = run.result();
    if (run.failure()) {
        return storage_failed(*run.failure(),
                              run.has_kept() ? kept_words(options.out) : std::string());
    }
    if (const auto refused = refuse(result, scenario, *compiled, request, outputs)) {
        run.discard();
        return *refused;
    }
    const bool interrupted = watch.interrupted() && result.stopped;
    if (!targets.empty() && !interrupted) {
        request.replications = result.replications.size();
    }
    if (options.shard.of > 1) {
        if (interrupted) {
            say("fcrsim: interrupted; a part is written whole or not at all, and this one is not.");
            return ExitCode::Interrupted;
        }
        outputs.keep_folder();
        return write_part({.origin = origin, .words = to_words(result)}, result, options);
    }
    return report({.scenario = scenario,
                   .compiled = *compiled,
                   .result = result,
                   .request = request,
                   .bundle = input.bundle,
                   .file = input.name,
                   .requirements = std::move(asked->requirements),
                   .precision = std::move(precision),
                   .work = asked->controls(),
                   .long_run = input.long_run,
                   .preface = input.preface,
                   .interrupted = interrupted},
                  options,
                  clock.record(words, result, jobs),
                  outputs,
                  &run);
}

}  // namespace fcr
