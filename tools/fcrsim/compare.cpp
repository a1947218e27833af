#include "tools/fcrsim/compare.hpp"

#include "sim/ranks/ranks.hpp"
#include "sim/report/atomic_file.hpp"
#include "sim/report/comparison_text.hpp"
#include "sim/report/page_comparison.hpp"
#include "sim/scenario/differences.hpp"
#include "sim/scenario/near_name.hpp"
#include "tools/fcrsim/compare_options.hpp"
#include "tools/fcrsim/compare_scenarios.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/launcher.hpp"
#include "tools/fcrsim/limit_words.hpp"
#include "tools/fcrsim/paired_run.hpp"
#include "tools/fcrsim/run_outputs.hpp"
#include "tools/fcrsim/run_report.hpp"
#include "tools/fcrsim/run_watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

namespace fcr {
namespace {

std::vector<const CompiledScenario*> compiled_of(const LoadedScenarios& loaded) {
    std::vector<const CompiledScenario*> compiled;
    for (const auto& scenario : loaded.scenarios) {
        compiled.push_back(&scenario->compiled);
    }
    return compiled;
}

/// The scenarios with what their replications came to.
std::vector<ComparedScenario> compared_of(const LoadedScenarios& loaded, const PairedRun& run) {
    std::vector<ComparedScenario> compared;
    const ScenarioBundle& baseline = loaded.scenarios[loaded.baseline]->bundle;
    for (std::size_t row = 0; row < loaded.scenarios.size(); ++row) {
        const LoadedScenario& scenario = *loaded.scenarios[row];
        compared.push_back({.name = scenario.name,
                            .file = scenario.file,
                            .scenario = scenario.scenario,
                            .compiled = scenario.compiled,
                            .result = run.results()[row],
                            .differs = row == loaded.baseline
                                           ? std::vector<std::string>{}
                                           : differences(baseline, scenario.bundle)});
    }
    return compared;
}

/// A figure that all scenarios have and of which one can be best.
std::optional<Problem> check_rank(const std::string& id, const LoadedScenarios& loaded) {
    std::vector<std::string> ids;
    bool is_there = false;
    for (const RankableFigure& figure : rankable_figures(compiled_of(loaded))) {
        is_there = is_there || figure.id == id;
        if (figure.has_better) {
            ids.push_back(figure.id);
        }
    }
    if (std::ranges::count(ids, id) > 0) {
        return std::nullopt;
    }
    return Problem{.file = "--rank",
                   .field = {},
                   .value = id,
                   .remedy = is_there
                                 ? std::string("must be a figure of which more or less is better")
                                 : "must be a figure that all scenarios have" + suggest(id, ids)};
}

std::optional<Problem> check_employer(const std::string& name, const LoadedScenarios& loaded) {
    std::vector<std::string> employers;
    for (const auto& scenario : loaded.scenarios) {
        for (const Employer& employer : scenario->scenario.employers) {
            if (std::ranges::count(employers, employer.name) == 0) {
                employers.push_back(employer.name);
            }
        }
    }
    if (std::ranges::count(employers, name) > 0) {
        return std::nullopt;
    }
    return Problem{.file = "--pounds-per-hour",
                   .field = {},
                   .value = name,
                   .remedy = "must be an employer of a scenario" + suggest(name, employers)};
}

Result<ComparisonRequest> request_of(const CompareOptions& options, const LoadedScenarios& loaded) {
    Result<std::vector<HourlyPrice>> prices = prices_of(options);
    if (!prices) {
        return tl::unexpected(std::move(prices.error()));
    }
    Problems problems;
    for (const HourlyPrice& price : *prices) {
        if (auto problem = check_employer(price.employer, loaded)) {
            problems.push_back(std::move(*problem));
        }
    }
    ComparisonRequest request;
    request.run.seed = options.seed.value_or(request.run.seed);
    request.run.replications = options.replications_asked();
    request.run.confidence = options.confidence.value_or(request.run.confidence);
    request.baseline = loaded.baseline;
    request.prices = std::move(*prices);
    request.replications_max = options.replications_most();
    if (options.rank) {
        request.rank = {.figure = *options.rank,
                        .indifference_zone = *options.indifference,
                        .first_stage = request.run.replications};
        if (auto problem = check_rank(*options.rank, loaded)) {
            problems.push_back(std::move(*problem));
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return request;
}

/// Runs the replications asked for; of a ranking those, and then as many as they say it needs.
/// Whether the user has interrupted it.
bool run_all(const LoadedScenarios& loaded,
             ComparisonRequest& request,
             PairedRun& run,
             Ranks& ranks,
             ExperimentProgress& progress) {
    const std::uint64_t scenarios = loaded.scenarios.size();
    bool interrupted = false;
    const auto run_until = [&](std::uint64_t replications) {
        progress.finished = 0;
        RunWatch watch(progress, (replications - run.replications()) * scenarios);
        run.run_until(replications, ranks, progress);
        watch.end();
        interrupted = watch.interrupted() && run.replications() < replications;
    };
    run_until(request.run.replications);
    if (!request.rank || run.limit() || interrupted) {
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

RunRecord record_of(const RunClock& clock,
                    const CommandLine& words,
                    const PairedRun& run,
                    unsigned jobs) {
    RunRecord record = clock.record(words, run.results().front(), jobs);
    for (std::size_t row = 1; row < run.results().size(); ++row) {
        for (const ReplicationResult& replication : run.results()[row].replications) {
            record.calls += replication.counts.offered;
        }
    }
    return record;
}

/// What could not be written; empty when all was.
std::optional<std::string> write_files(const std::filesystem::path& folder,
                                       const PagedComparison& paged,
                                       RunOutputs& outputs) {
    const std::pair<const char*, std::string> files[] = {
        {"comparison.json", comparison_json(paged)},
        {"comparison.csv", comparison_csv(paged.summary)},
        {"report.html", comparison_page(paged)},
        {"run.json", to_json(paged.record)},
    };
    for (const auto& [name, bytes] : files) {
        const std::filesystem::path path = folder / name;
        if (const std::error_code error = write_file(path, bytes)) {
            return fmt::format("cannot write {}: {}", path.string(), error.message());
        }
        outputs.keep_folder();
    }
    return std::nullopt;
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

std::string document(const CompareOptions& options, const PagedComparison& paged) {
    if (options.json) {
        return comparison_json(paged);
    }
    return options.csv ? comparison_csv(paged.summary) : to_text(paged.summary);
}

/// What was asked for, and what came of it.
struct FinishedComparison {
    const CompareOptions& options;
    const LoadedScenarios& loaded;
    const ComparisonRequest& request;
    const PairedRun& run;
    bool interrupted = false;
};

/// Compares, writes the files and prints.
ExitCode report(const FinishedComparison& finished, const RunRecord& record, RunOutputs& outputs) {
    const std::vector<ComparedScenario> compared = compared_of(finished.loaded, finished.run);
    const ComparisonSummary summary = compare_runs(compared, finished.request);
    std::vector<const ScenarioBundle*> bundles;
    for (const auto& scenario : finished.loaded.scenarios) {
        bundles.push_back(&scenario->bundle);
    }
    const PagedComparison paged{
        .scenarios = compared, .bundles = bundles, .summary = summary, .record = record};
    if (finished.options.out) {
        if (const auto failure = write_files(*finished.options.out, paged, outputs)) {
            return storage_failed(*failure);
        }
    }
    const ExitCode printed = print(document(finished.options, paged));
    if (printed != ExitCode::Done || !finished.interrupted) {
        return printed;
    }
    say(
        fmt::format("fcrsim: interrupted; {} of {} replications of each scenario were finished and "
                    "are compared.",
                    summary.replications,
                    finished.request.run.replications));
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
    const unsigned jobs = options.jobs ? static_cast<unsigned>(*options.jobs) : cores_of_process();
    PairedRun run(compiled_of(*loaded), request->run.seed, jobs);
    if (!ranks.is_first()) {
        run.serve(ranks);
        return ExitCode::Done;
    }
    ExperimentProgress progress;
    RunOptions folder;
    folder.out = options.out;
    RunOutputs outputs(folder, loaded->scenarios.front()->compiled, progress);
    if (const auto failure = outputs.failure()) {
        return storage_failed(*failure);
    }
    const bool interrupted = run_all(*loaded, *request, run, ranks, progress);
    if (run.limit()) {
        return refuse_limit(*run.limit(), *loaded, request->run.seed);
    }
    if (run.replications() == 0) {
        say("fcrsim: interrupted before every scenario had finished the first replications; "
            "nothing was written.");
        return ExitCode::Interrupted;
    }
    return report({.options = options,
                   .loaded = *loaded,
                   .request = *request,
                   .run = run,
                   .interrupted = interrupted},
                  record_of(clock, words, run, jobs),
                  outputs);
}

Action add(Flags& flags) {
    const auto options = std::make_shared<CompareOptions>();
    add_compare_flags(flags, *options);
    return [options](const CommandLine& words) { return compare(*options, words); };
}

constexpr std::string_view kExamples =
    "  fcrsim compare config/scenarios/mid_force.txtpb config/scenarios/mid_force_triage.txtpb\n"
    "      100 days of each with the same callers, and what differs\n"
    "  fcrsim compare config/scenarios/mid_force.txtpb \\\n"
    "      --variant 'none_kept:pools[in_house].seats_kept_free[0].seats=0' \\\n"
    "      --variant 'two_kept:pools[in_house].seats_kept_free[0].seats=2'\n"
    "      without a file for each\n"
    "  fcrsim compare a.txtpb b.txtpb c.txtpb --rank answered_999_below_10s --indifference 0.5\n"
    "      which is best, with as many days as it takes to be 95 % sure\n"
    "  fcrsim compare a.txtpb b.txtpb --pounds-per-hour force=24.50 --out out/seats\n"
    "      with money beside it; report.html, comparison.json, comparison.csv\n"
    "\n"
    "A difference is the scenario less the baseline, replication by replication. Exit codes: 0\n"
    "done, 2 bad input, 4 a file could not be written, 7 a limit was reached, 130 interrupted.\n"
    "docs/measures.md defines every figure.";

}  // namespace

Subcommand compare_subcommand() {
    return {.name = "compare",
            .summary = "Sends the same callers through several scenarios and tells what differs.",
            .examples = kExamples,
            .add = add,
            .uses_ranks = true};
}

}  // namespace fcr
