#include "tools/fcrsim/contract_appraise.hpp"

#include "sim/appraisal/appraisal_file.hpp"
#include "sim/appraisal/option_runs.hpp"
#include "sim/appraisal/summarise.hpp"
#include "sim/report/appraisal_csv.hpp"
#include "sim/report/appraisal_message.hpp"
#include "sim/report/appraisal_page.hpp"
#include "sim/report/appraisal_text.hpp"
#include "sim/report/atomic_file.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/scenario_bundle.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/flag_values.hpp"
#include "tools/fcrsim/launcher.hpp"
#include "tools/fcrsim/limit_words.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/progress.hpp"
#include "tools/fcrsim/run_report.hpp"
#include "tools/fcrsim/run_watch.hpp"

#include <fmt/format.h>

#include <atomic>
#include <list>
#include <memory>
#include <utility>

namespace fcr {
namespace {

struct AppraiseOptions {
    std::string appraisal;
    std::optional<std::uint64_t> replications;
    std::optional<std::uint64_t> sensitivity_replications;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint64_t> jobs;
    std::optional<double> confidence;
    bool json = false;
    std::optional<std::string> out;
};

/// The plan of the file with what the flags say instead; empty, and told, when something is wrong.
std::optional<AppraisalPlan> plan_of(const AppraiseOptions& options) {
    Result<AppraisalPlan> plan = load_appraisal(options.appraisal);
    if (!plan) {
        say(plan.error());
        return std::nullopt;
    }
    plan->seed = options.seed.value_or(plan->seed);
    plan->replications = options.replications.value_or(plan->replications);
    plan->sensitivity_replications =
        std::min(plan->replications,
                 options.sensitivity_replications.value_or(plan->sensitivity_replications));
    return std::move(*plan);
}

/// The simulations of an appraisal, one world after the other.
class AppraisalCourse {
public:
    AppraisalCourse(const AppraisalPlan& plan, unsigned jobs)
        : plan_(plan), jobs_(jobs), worlds_(worlds_to_run(plan)) {}

    /// Empty when it may go on to a report; what was refused is told.
    [[nodiscard]] std::optional<ExitCode> run() {
        if (const auto refused = run_world({}, plan_.replications, runs.base)) {
            return refused;
        }
        for (const CallsWorld& world : worlds_) {
            if (progress.stop.load()) {
                return std::nullopt;
            }
            SimulatedOptions& simulated = runs.worlds.emplace_back();
            if (const auto refused = run_world(world, plan_.sensitivity_replications, simulated)) {
                return refused;
            }
        }
        return std::nullopt;
    }

    /// Every world has been run as often as asked.
    [[nodiscard]] bool is_whole() const {
        return runs.base.happenings.size() == plan_.replications &&
               runs.worlds.size() == worlds_.size() &&
               (runs.worlds.empty() || !runs.worlds.back().happenings.empty());
    }

    [[nodiscard]] std::uint64_t replications() const {
        return plan_.replications + worlds_.size() * plan_.sensitivity_replications;
    }

    AppraisalRuns runs;
    ExperimentProgress progress;

private:
    [[nodiscard]] std::optional<ExitCode> run_world(const CallsWorld& world,
                                                    std::uint64_t replications,
                                                    SimulatedOptions& into) {
        const Result<AppraisalRooms> rooms = AppraisalRooms::build(plan_, world);
        if (!rooms) {
            say(rooms.error());
            return ExitCode::BadInput;
        }
        AppraisalRunResult result = rooms->run(replications, jobs_, progress);
        if (result.limit) {
            say(fmt::format(
                "fcrsim contract appraise: {}: {}",
                plan_.options[result.limit_option].id,
                limit_words(*result.limit, plan_.seed, rooms->room(result.limit_option))));
            return ExitCode::LimitReached;
        }
        into = std::move(result.runs);
        return std::nullopt;
    }

    const AppraisalPlan& plan_;
    unsigned jobs_;
    std::vector<CallsWorld> worlds_;
};

/// What the page tells of the files that the appraisal names.
struct NamedFiles {
    std::string appraisal;
    std::vector<ScenarioBundle> bundles;
    std::vector<std::string> contracts;
};

Result<NamedFiles> read_files(const AppraisalPlan& plan) {
    Result<std::string> text = read_input_file(plan.file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    NamedFiles files{.appraisal = std::move(*text), .bundles = {}, .contracts = {}};
    for (const AppraisalOption& option : plan.options) {
        Result<ScenarioBundle> bundle = bundle_scenario(option.scenario, option.changes);
        if (!bundle) {
            return tl::unexpected(std::move(bundle.error()));
        }
        files.bundles.push_back(std::move(*bundle));
        files.contracts.emplace_back();
        if (option.contract) {
            Result<std::string> contract = read_input_file(option.contract_file, kScenarioBytesMax);
            if (!contract) {
                return tl::unexpected(std::move(contract.error()));
            }
            files.contracts.back() = std::move(*contract);
        }
    }
    return files;
}

/// Empty when all is on disk; else what went wrong.
std::optional<std::string> write_files(const std::filesystem::path& folder,
                                       const AppraisalSummary& summary,
                                       const NamedFiles& named,
                                       const RunRecord& record) {
    std::list<AtomicFile> files;
    const auto write = [&](const char* name, const std::string& bytes) {
        files.emplace_back(folder / name).write(bytes);
    };
    write("appraisal.json", to_json(summary));
    write("costs.csv", appraisal_costs_csv(summary));
    write("replications.csv", appraisal_replications_csv(summary));
    write("service.csv", appraisal_service_csv(summary));
    write("appraisal.txtpb", named.appraisal);
    write("report.html",
          appraisal_page({.summary = summary,
                          .bundles = named.bundles,
                          .appraisal = named.appraisal,
                          .contracts = named.contracts,
                          .record = record}));
    write("run.json", to_json(record));
    for (AtomicFile& file : files) {
        if (const std::error_code error = file.bring_to_disk()) {
            return cannot_write(file.path(), error);
        }
    }
    for (AtomicFile& file : files) {
        if (const std::error_code error = file.commit()) {
            return cannot_write(file.path(), error);
        }
    }
    return std::nullopt;
}

ExitCode report(const AppraisalPlan& plan,
                const AppraisalCourse& course,
                const AppraiseOptions& options,
                OutputFolder* folder,
                const RunRecord& record) {
    AppraisalSummary summary = summarise(plan, course.runs, options.confidence.value_or(0.95));
    if (folder != nullptr) {
        const Result<NamedFiles> named = read_files(plan);
        if (!named) {
            say(named.error());
            return ExitCode::BadInput;
        }
        if (const auto failure = write_files(folder->path(), summary, *named, record)) {
            return storage_failed(*failure);
        }
        folder->keep();
    }
    return print(options.json ? to_json(summary)
                              : to_text(summary, TextOptions{.colour = may_use_colour()}));
}

ExitCode appraise(const AppraiseOptions& options, const CommandLine& words) {
    if (const auto refused = refuse_copies()) {
        return *refused;
    }
    const RunClock clock;
    const std::optional<AppraisalPlan> plan = plan_of(options);
    if (!plan) {
        return ExitCode::BadInput;
    }
    std::optional<OutputFolder> folder;
    if (options.out) {
        folder.emplace(*options.out);
        if (folder->failure()) {
            return storage_failed(*folder->failure());
        }
    }
    const unsigned jobs = options.jobs ? static_cast<unsigned>(*options.jobs) : cores_of_process();
    AppraisalCourse course(*plan, jobs);
    RunWatch watch(course.progress, course.replications());
    const std::optional<ExitCode> refused = course.run();
    watch.end();
    if (refused) {
        return *refused;
    }
    if (!course.is_whole()) {
        // Half the replications of one world and none of another make no comparison.
        say(
            fmt::format("fcrsim: interrupted; {} of {} replications were finished. Nothing is "
                        "reported: an appraisal needs all of them; fewer --replications take less "
                        "time.",
                        course.progress.finished.load(),
                        course.replications()));
        return ExitCode::Interrupted;
    }
    return report(*plan,
                  course,
                  options,
                  folder ? &*folder : nullptr,
                  clock.record(words, ExperimentResult{}, jobs));
}

Action contract_appraise_action(Flags& flags) {
    const auto options = std::make_shared<AppraiseOptions>();
    const FlagRange<std::uint64_t> replications{.least = 2, .most = kAppraisalReplicationsMax};
    flags.argument({"FILE", "", "appraisal file (.txtpb)"}, options->appraisal);
    flags.whole_number({"--replications", "N", "of the whole term; default: the file's"},
                       replications,
                       options->replications);
    flags.whole_number({"--sensitivity-replications",
                        "N",
                        "of each changed volume and handling time; default: the file's"},
                       replications,
                       options->sensitivity_replications);
    flags.whole_number({"--seed", "N", "of the calls and of what happens; default: the file's"},
                       {.least = 0, .most = kSeedMax},
                       options->seed);
    flags.whole_number(
        {"--jobs", "N", "threads; the results do not depend on it; default: all cores"},
        {.least = 1, .most = kJobsMax},
        options->jobs);
    flags.number({"--confidence", "C", "of every interval; default 0.95"},
                 {.least = 0.5, .most = 0.9999},
                 options->confidence);
    flags.flag({"--json", "", "prints one JSON document instead of the report"}, options->json);
    flags.words({"--out",
                 "DIR",
                 "writes report.html, appraisal.json, costs.csv, replications.csv, service.csv, "
                 "appraisal.txtpb and run.json there"},
                options->out);
    return [options](const CommandLine& words) { return appraise(*options, words); };
}

constexpr std::string_view kContractAppraiseExamples =
    "  fcrsim contract appraise config/appraisals/mid_force.txtpb --out out/appraisal\n"
    "      today, improved, outsourced and hybrid over five years, as tables and as a page\n"
    "  fcrsim contract appraise config/appraisals/mid_force.txtpb --replications 4 --json\n"
    "      a quick look, for a program\n"
    "\n"
    "docs/appraisal.md says what an appraisal file holds and how each figure is worked out; "
    "fcrsim\n"
    "check tells what is wrong with one. This is modelling, not financial or legal advice.\n"
    "Exit codes: 0 done, 2 bad input, 4 a file could not be written, 7 a limit was reached,\n"
    "130 interrupted.";

}  // namespace

Subcommand contract_appraise_command() {
    return {.name = "appraise",
            .summary = "Compares in-house, outsourced and hybrid over their whole life.",
            .examples = kContractAppraiseExamples,
            .add = contract_appraise_action};
}

}  // namespace fcr
