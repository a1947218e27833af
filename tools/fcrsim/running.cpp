#include "tools/fcrsim/running.hpp"

#include "sim/experiment/experiment.hpp"
#include "sim/report/intervals_csv.hpp"
#include "sim/report/json.hpp"
#include "sim/report/requirement.hpp"
#include "sim/report/summary.hpp"
#include "sim/report/text.hpp"
#include "sim/scenario/compile.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/launcher.hpp"
#include "tools/fcrsim/run_outputs.hpp"
#include "tools/fcrsim/run_watch.hpp"
#include "tools/fcrsim/version.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <thread>
#include <vector>

namespace fcr {
namespace {

using std::chrono::steady_clock;

constexpr std::uint64_t kReplications = 100;

RunRequest request_of(const RunOptions& options) {
    RunRequest request;
    request.seed = options.seed.value_or(request.seed);
    request.first_replication = options.replication.value_or(0);
    request.replications = options.replication ? 1 : options.replications.value_or(kReplications);
    request.confidence = options.confidence.value_or(request.confidence);
    return request;
}

unsigned jobs_of(const RunOptions& options) {
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    return options.jobs ? static_cast<unsigned>(*options.jobs) : cores;
}

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

/// What a limit is called, and what a user can do about it.
std::string limit_words(Limit limit, const CompiledScenario& scenario) {
    switch (limit) {
        case Limit::WaitingRoom:
            return fmt::format(
                "{} callers were waiting at once, the most the waiting room holds. "
                "Add seats, or give every line a lines_max, as real lines have.",
                scenario.waiting_calls_max);
        case Limit::IntervalArrivals:
            return "one interval of a line's profile brought more callers than room was made for. "
                   "Lower the line's volume_factor or day_factor_cv.";
        case Limit::ReturningCalls:
            return fmt::format(
                "{} calls were yet to come of those that came (redials, repeats, work), the most "
                "there is room for. Lower the shares or attempts_max of after_loss and repeat.",
                scenario.returning_calls_max);
        case Limit::OpenIncidents:
            return fmt::format(
                "{} incidents were open at once, the most there is room for: more come than units "
                "can attend. Add units, or close incidents that nobody can be sent to (give_up_s).",
                scenario.response ? scenario.response->incidents_max : 0);
        case Limit::None: break;
    }
    return "a limit was reached.";
}

std::string_view limit_name(Limit limit) {
    switch (limit) {
        case Limit::WaitingRoom: return "waiting_calls_max";
        case Limit::IntervalArrivals: return "interval_calls_max";
        case Limit::ReturningCalls: return "returning_calls_max";
        case Limit::OpenIncidents: return "incidents_max";
        case Limit::None: break;
    }
    return "";
}

ExitCode report_limit(const LimitReached& reached,
                      const RunRequest& request,
                      const CompiledScenario& scenario) {
    say(
        fmt::format("fcrsim: replication {} of seed {} reached the limit {}: {}\nNothing was "
                    "written. The same replication alone: --seed {} --replication {}",
                    reached.replication,
                    request.seed,
                    limit_name(reached.limit),
                    limit_words(reached.limit, scenario),
                    request.seed,
                    reached.replication));
    return ExitCode::LimitReached;
}

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

ExitCode storage_failed(const std::string& failure) {
    say("fcrsim: " + failure);
    return ExitCode::StorageFailed;
}

/// How the run went, apart from storage: interrupted, a target missed, or done.
ExitCode judge(const RunSummary& summary,
               const std::vector<Requirement>& requirements,
               bool interrupted) {
    bool missed = false;
    for (const Requirement& requirement : requirements) {
        say("fcrsim: required " + to_string(requirement, summary));
        missed = missed || !meets(summary, requirement);
    }
    if (interrupted) {
        say(fmt::format(
            "fcrsim: interrupted; {} of {} replications were finished and are reported.",
            summary.replications,
            summary.request.replications));
        return ExitCode::Interrupted;
    }
    return missed ? ExitCode::TargetMissed : ExitCode::Done;
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

RunRecord record_of(const CommandLine& words, const ExperimentResult& result) {
    RunRecord record;
    record.command_line = words;
    record.fcrsim_version = version();
    record.compiler = compiler();
    record.host = host_name();
    for (const ReplicationResult& replication : result.replications) {
        record.calls += replication.counts.offered;
    }
    return record;
}

}  // namespace

ExitCode run_and_report(const Scenario& scenario,
                        const RunOptions& options,
                        const CommandLine& words,
                        const std::string& preface) {
    if (const std::optional<std::string> launcher = launcher_of_copies()) {
        say(
            fmt::format("fcrsim: started as one of several copies ({}), and this build has no MPI: "
                        "every copy would do the whole run. Start it once; --jobs uses the cores.",
                        *launcher));
        return ExitCode::BadInput;
    }
    const auto begun = steady_clock::now();
    const std::string started = utc_now();
    const Result<CompiledScenario> compiled = compile(scenario);
    if (!compiled) {
        say(compiled.error());
        return ExitCode::BadInput;
    }
    const Result<std::vector<Requirement>> requirements = requirements_of(options, scenario);
    if (!requirements) {
        say(requirements.error());
        return ExitCode::BadInput;
    }

    const RunRequest request = request_of(options);
    ExperimentProgress progress;
    RunOutputs outputs(options, *compiled, progress);
    if (const auto failure = outputs.failure()) {
        return storage_failed(*failure);
    }
    const unsigned jobs = jobs_of(options);
    RunWatch watch(progress, request.replications);
    const ExperimentResult result = run_experiment(*compiled,
                                                   {.seed = request.seed,
                                                    .first_replication = request.first_replication,
                                                    .replications = request.replications,
                                                    .jobs = jobs,
                                                    .ledgers = outputs.ledgers()},
                                                   progress);
    watch.end();
    if (const auto refused = refuse(result, scenario, *compiled, request, outputs)) {
        return *refused;
    }

    const RunSummary summary = summarise(scenario, *compiled, result, request);
    RunRecord record = record_of(words, result);
    record.started = started;
    record.jobs = jobs;
    record.wall_s = std::chrono::duration<double>(steady_clock::now() - begun).count();
    if (!outputs.commit(summary, record)) {
        return storage_failed(outputs.failure().value_or("the files could not be written"));
    }
    const ExitCode printed = print(document(summary, options, preface));
    if (printed != ExitCode::Done) {
        return printed;
    }
    return judge(summary, *requirements, watch.interrupted() && result.stopped);
}

}  // namespace fcr
