#include "tools/fcrsim/run_report.hpp"

#include "sim/report/controlled.hpp"
#include "sim/report/intervals_csv.hpp"
#include "sim/report/precision_target.hpp"
#include "sim/report/text.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/version.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <ctime>
#include <utility>

namespace fcr {
namespace {

std::string host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

std::string utc_now() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

/// What standard output gets. A preface to a document for programs goes to standard error.
std::string document(const RunSummary& summary,
                     const RunOptions& options,
                     const std::string& preface) {
    if (!preface.empty() && (options.json || options.csv)) {
        say(preface);
    }
    if (options.json) {
        return to_json(summary, version());
    }
    if (options.csv) {
        return intervals_csv(summary);
    }
    return (preface.empty() ? preface : preface + '\n') +
           to_text(summary, {.colour = may_use_colour()});
}

/// How the run went, apart from storage: interrupted, a target missed, or done.
ExitCode judge(const RunSummary& summary, const FinishedRun& run, const std::string& kept) {
    bool missed = false;
    for (const Requirement& requirement : run.requirements) {
        say("fcrsim: required " + to_string(requirement, summary));
        missed = missed || !meets(summary, requirement);
    }
    for (const PrecisionSummary& precision : summary.precision) {
        if (!precision.reached) {
            say("fcrsim: " + to_string(precision, summary));
            missed = true;
        }
    }
    if (run.interrupted) {
        say(fmt::format(
            "fcrsim: interrupted; {} of {} replications were finished and are reported.{}",
            summary.replications,
            summary.request.replications,
            kept.empty() ? "" : ' ' + kept));
        return ExitCode::Interrupted;
    }
    return missed ? ExitCode::TargetMissed : ExitCode::Done;
}

}  // namespace

Result<std::vector<Requirement>> requirements_of(const RunOptions& options,
                                                 const Scenario& scenario) {
    std::vector<Requirement> requirements;
    Problems problems;
    for (const std::string& text : options.require) {
        if (Result<Requirement> requirement = parse_requirement(text, scenario)) {
            requirements.push_back(*requirement);
        } else {
            problems.insert(problems.end(), requirement.error().begin(), requirement.error().end());
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return requirements;
}

Result<std::optional<CallerWork>> caller_work_of(const RunOptions& options,
                                                 const CompiledScenario& scenario,
                                                 const RunRequest& request) {
    std::optional<CallerWork> work;
    if (!options.control_variates) {
        return work;
    }
    work.emplace(scenario, request.seed);
    if (auto why = why_no_controls(*work, request.replications)) {
        return tl::unexpected(Problems{
            {.file = {}, .field = "--control-variates", .value = {}, .remedy = std::move(*why)}});
    }
    return work;
}

ExitCode storage_failed(const std::string& failure, const std::string& kept) {
    say("fcrsim: " + failure + (kept.empty() ? "" : ". " + kept));
    return ExitCode::StorageFailed;
}

RunClock::RunClock() : begun_(std::chrono::steady_clock::now()), started_(utc_now()) {}

RunRecord RunClock::record(const CommandLine& words,
                           const ExperimentResult& result,
                           unsigned jobs) const {
    RunRecord record;
    record.command_line = words;
    record.fcrsim_version = version();
    record.compiler = compiler();
    record.host = host_name();
    record.started = started_;
    record.jobs = jobs;
    record.wall_s =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
    for (const ReplicationResult& replication : result.replications) {
        record.calls += replication.counts.offered;
    }
    return record;
}

ExitCode report(const FinishedRun& run,
                const RunOptions& options,
                const RunRecord& record,
                RunOutputs& outputs,
                KeptRun* kept) {
    RunSummary summary = summarise(run.scenario, run.compiled, run.result, run.request);
    summary.precision = run.precision;
    if (run.work != nullptr) {
        summary.controlled =
            control_figures(run.compiled, run.result, run.request.confidence, *run.work);
        if (auto why = why_no_controls(*run.work, summary.replications)) {
            summary.warnings.push_back(std::move(*why));
        }
    }
    if (run.long_run) {
        tell_long_run(summary, *run.long_run);
    }
    tell_changes(summary, run.bundle.changes);
    const bool goes_on = kept != nullptr && kept->has_kept();
    const std::string kept_all = goes_on ? kept_words(options.out) : std::string();
    if (const auto failure = kept != nullptr ? kept->put_results(summary) : std::nullopt) {
        return storage_failed(*failure, kept_all);
    }
    const PagedRun paged{.scenario = run.scenario,
                         .compiled = run.compiled,
                         .result = run.result,
                         .summary = summary,
                         .bundle = run.bundle,
                         .file = run.file,
                         .record = record};
    if (!outputs.commit(paged)) {
        return storage_failed(outputs.failure().value_or("the files could not be written"),
                              kept_all);
    }
    const ExitCode printed = print(document(summary, options, run.preface));
    return printed != ExitCode::Done ? printed : judge(summary, run, kept_all);
}

}  // namespace fcr
