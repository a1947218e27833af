#include "tools/fcrsim/compare_report.hpp"

#include "sim/report/comparison_text.hpp"
#include "sim/report/page_comparison.hpp"
#include "sim/scenario/differences.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/run_report.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

namespace fcr {
namespace {

std::string document(const CompareOptions& options, const PagedComparison& paged) {
    if (options.json) {
        return comparison_json(paged);
    }
    return options.csv ? comparison_csv(paged.summary) : to_text(paged.summary);
}

/// Calls of all scenarios together.
std::uint64_t calls_of(const PairedRun& run) {
    std::uint64_t calls = 0;
    for (const ExperimentResult& result : run.results()) {
        for (const ReplicationResult& replication : result.replications) {
            calls += replication.counts.offered;
        }
    }
    return calls;
}

/// What went wrong; empty when nothing.
std::optional<std::string> put_results(const std::vector<ComparedScenario>& compared,
                                       const RunRequest& request,
                                       PairedRun& run) {
    for (std::size_t row = 0; row < compared.size(); ++row) {
        const ComparedScenario& of = compared[row];
        const RunSummary summary = summarise(of.scenario, of.compiled, of.result, request);
        if (auto failure = run.put_results(row, summary)) {
            return failure;
        }
    }
    return std::nullopt;
}

/// What could not be written; empty when all was, or nothing is to be.
std::optional<std::string> write_files(const std::optional<std::string>& folder,
                                       const PagedComparison& paged) {
    if (!folder) {
        return std::nullopt;
    }
    return write_together(*folder,
                          {{.name = "comparison.json", .bytes = comparison_json(paged)},
                           {.name = "comparison.csv", .bytes = comparison_csv(paged.summary)},
                           {.name = "report.html", .bytes = comparison_page(paged)},
                           {.name = "run.json", .bytes = to_json(paged.record)}});
}

ExitCode say_interrupted(const ComparisonSummary& summary, const CompareOptions& options) {
    say(
        fmt::format("fcrsim: interrupted; {} of {} replications of each scenario were finished and "
                    "are compared. {}",
                    summary.replications,
                    summary.request.run.replications,
                    kept_words(options.out)));
    return ExitCode::Interrupted;
}

}  // namespace

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

ExitCode report(const FinishedComparison& finished, RunRecord record) {
    const std::vector<ComparedScenario> compared = compared_of(finished.loaded, finished.run);
    const std::string kept =
        finished.run.has_kept() ? kept_words(finished.options.out) : std::string();
    if (const auto failure = put_results(compared, finished.request.run, finished.run)) {
        return storage_failed(*failure, kept);
    }
    const ComparisonSummary summary = compare_runs(compared, finished.request);
    std::vector<const ScenarioBundle*> bundles;
    for (const auto& scenario : finished.loaded.scenarios) {
        bundles.push_back(&scenario->bundle);
    }
    record.calls = calls_of(finished.run);
    const PagedComparison paged{
        .scenarios = compared, .bundles = bundles, .summary = summary, .record = record};
    if (const auto failure = write_files(finished.options.out, paged)) {
        return storage_failed(*failure, kept);
    }
    const ExitCode printed = print(document(finished.options, paged));
    return printed == ExitCode::Done && finished.interrupted
               ? say_interrupted(summary, finished.options)
               : printed;
}

}  // namespace fcr
