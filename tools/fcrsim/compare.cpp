#include "tools/fcrsim/compare.hpp"

#include "sim/ranks/ranks.hpp"
#include "tools/fcrsim/compare_options.hpp"
#include "tools/fcrsim/compare_report.hpp"
#include "tools/fcrsim/compare_request.hpp"
#include "tools/fcrsim/compare_scenarios.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/launcher.hpp"
#include "tools/fcrsim/limit_words.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/paired_run.hpp"
#include "tools/fcrsim/run_report.hpp"
#include "tools/fcrsim/run_watch.hpp"
#include "tools/fcrsim/version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fcr {
namespace {

/// What is to be run, and what the store has it under.
std::vector<PairedScenario> paired_of(const LoadedScenarios& loaded, const RunRequest& request) {
    std::vector<PairedScenario> paired;
    for (const auto& scenario : loaded.scenarios) {
        const std::string name = scenario->is_variant
                                     ? fmt::format("{}, {}", scenario->file, scenario->name)
                                     : scenario->file;
        paired.push_back({.compiled = scenario->compiled,
                          .origin = {.fcrsim_version = version(),
                                     .scenario_name = name,
                                     .scenario = scenario->bundle,
                                     .seed = request.seed,
                                     .first_replication = request.first_replication,
                                     .replications = request.replications,
                                     .confidence = request.confidence,
                                     .shard = {}}});
    }
    return paired;
}

/// Keeps what is finished in the output folder, and says what an earlier run has left there.
std::optional<std::string> take_store(const CompareOptions& options,
                                      std::uint64_t replications,
                                      PairedRun& run) {
    if (!options.out) {
        return std::nullopt;
    }
    const std::filesystem::path file = std::filesystem::path(*options.out) / kStoreName;
    if (auto wrong = run.keep_in(file)) {
        return wrong;
    }
    if (const std::uint64_t stored = run.stored(replications); stored > 0) {
        say(
            fmt::format("fcrsim: {} replications are taken from {}, where an earlier run has "
                        "finished them; {} are to be run.",
                        stored,
                        file.string(),
                        run.missing(replications)));
    }
    return std::nullopt;
}

/// Runs the replications asked for; of a ranking those, and then as many as they say it needs.
/// Whether the user has interrupted it.
bool run_all(const LoadedScenarios& loaded,
             ComparisonRequest& request,
             PairedRun& run,
             Ranks& ranks,
             ExperimentProgress& progress) {
    bool interrupted = false;
    const auto run_until = [&](std::uint64_t replications) {
        progress.finished = 0;
        RunWatch watch(progress, run.missing(replications));
        run.run_until(replications, ranks, progress);
        watch.end();
        interrupted = watch.interrupted() && run.replications() < replications;
    };
    run_until(request.run.replications);
    if (!request.rank || run.limit() || run.failure() || interrupted) {
        return interrupted;
    }
    const std::vector<ComparedScenario> compared = compared_of(loaded, run);
    const std::uint64_t needed =
        replications_to_rank(compared, request).value_or(request.run.replications);
    request.run.replications =
        std::clamp(needed, request.run.replications, request.replications_max);
    if (run.replications() < request.run.replications) {
        run_until(request.run.replications);
    }
    return interrupted;
}

ExitCode refuse_limit(const PairedRun::ReachedBy& reached,
                      const LoadedScenarios& loaded,
                      std::uint64_t seed) {
    const LoadedScenario& scenario = *loaded.scenarios[reached.scenario];
    say(fmt::format("fcrsim: scenario {}: {}\nNothing was written.",
                    scenario.name,
                    limit_words(reached.limit, seed, scenario.compiled)));
    return ExitCode::LimitReached;
}

ExitCode say_nothing_compared(const CompareOptions& options, PairedRun& run) {
    if (!run.has_kept()) {
        run.discard();
    }
    say("fcrsim: interrupted before every scenario had finished the first replications; there is "
        "nothing to compare. " +
        (run.has_kept() || !options.out ? kept_words(options.out) : "Nothing was written."));
    return ExitCode::Interrupted;
}

ExitCode compare(const CompareOptions& options, const CommandLine& words) {
    if (const auto problem = conflict(options)) {
        say("fcrsim compare: " + *problem);
        return ExitCode::BadInput;
    }
    if (const auto refused = refuse_copies()) {
        return *refused;
    }
    Ranks ranks;
    const RunClock clock;
    const Result<LoadedScenarios> loaded = load_scenarios(options);
    if (!loaded) {
        say(loaded.error());
        return ExitCode::BadInput;
    }
    Result<ComparisonRequest> request = request_of(options, *loaded);
    if (!request) {
        say(request.error());
        return ExitCode::BadInput;
    }
    const unsigned jobs = jobs_of(options.jobs);
    PairedRun run(paired_of(*loaded, request->run), jobs);
    if (!ranks.is_first()) {
        run.serve(ranks);
        return ExitCode::Done;
    }
    std::optional<OutputFolder> folder;
    if (options.out) {
        folder.emplace(*options.out);
        if (folder->failure()) {
            return storage_failed(*folder->failure());
        }
    }
    if (const auto failure = take_store(options, request->run.replications, run)) {
        return storage_failed(*failure);
    }
    ExperimentProgress progress;
    const bool interrupted = run_all(*loaded, *request, run, ranks, progress);
    if (run.failure()) {
        return storage_failed(*run.failure(),
                              run.has_kept() ? kept_words(options.out) : std::string());
    }
    if (run.limit()) {
        run.discard();
        return refuse_limit(*run.limit(), *loaded, request->run.seed);
    }
    if (run.replications() == 0) {
        return say_nothing_compared(options, run);
    }
    return report({.options = options,
                   .loaded = *loaded,
                   .request = *request,
                   .run = run,
                   .interrupted = interrupted},
                  clock.record(words, run.results().front(), jobs));
}

Action compare_action(Flags& flags) {
    const auto options = std::make_shared<CompareOptions>();
    add_compare_flags(flags, *options);
    return [options](const CommandLine& words) { return compare(*options, words); };
}

constexpr std::string_view kCompareExamples =
    "  fcrsim compare config/scenarios/mid_force.txtpb config/scenarios/mid_force_triage.txtpb\n"
    "      100 days of each with the same callers, and what differs\n"
    "  fcrsim compare config/scenarios/mid_force.txtpb \\\n"
    "      --variant 'none_kept:pools[in_house].seats_kept_free[0].seats=0' \\\n"
    "      --variant 'two_kept:pools[in_house].seats_kept_free[0].seats=2'\n"
    "      without a file for each\n"
    "  fcrsim compare a.txtpb b.txtpb c.txtpb --rank answered_999_below_10s --indifference 0.5\n"
    "      which is best, with as many days as it takes to be 95 % sure\n"
    "  fcrsim compare a.txtpb b.txtpb --pounds-per-hour force=24.50 --out out/seats\n"
    "      with money beside it; report.html, comparison.json, comparison.csv, results.sqlite\n"
    "\n"
    "A difference is the scenario less the baseline, replication by replication. A comparison "
    "that\n"
    "ended early goes on with the same command and --out. Exit codes: 0 done,\n"
    "2 bad input, 4 a file could not be written, 7 a limit was reached, 130 interrupted.\n"
    "docs/measures.md defines every figure.";

}  // namespace

Subcommand compare_subcommand() {
    return {.name = "compare",
            .summary = "Sends the same callers through several scenarios and tells what differs.",
            .examples = kCompareExamples,
            .add = compare_action,
            .uses_ranks = true};
}

}  // namespace fcr
