#include "tools/fcrsim/sweep.hpp"

#include "sim/design/experiment_file.hpp"
#include "sim/ranks/ranks.hpp"
#include "sim/report/sweep_csv.hpp"
#include "sim/report/sweep_message.hpp"
#include "sim/report/sweep_text.hpp"
#include "sim/scenario/input_file.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/flag_values.hpp"
#include "tools/fcrsim/launcher.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/run_report.hpp"
#include "tools/fcrsim/run_watch.hpp"
#include "tools/fcrsim/sweep_course.hpp"
#include "tools/fcrsim/sweep_outputs.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace fcr {
namespace {

struct SweepOptions {
    std::string experiment;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint64_t> replications;
    std::optional<std::uint64_t> jobs;
    std::optional<double> confidence;
    bool json = false;
    bool csv = false;
    std::optional<std::string> out;
};

/// What the flags make wrong that the file alone has not; empty when nothing.
std::optional<std::string> conflict(const SweepOptions& options, const ExperimentPlan& plan) {
    if (plan.design.kind == DesignKind::InputUncertainty && plan.replications < 2) {
        return "--replications must be at least 2 for INPUT_UNCERTAINTY: one tells nothing of the "
               "error of simulation";
    }
    const std::uint64_t points = count_points(plan.factors, plan.design);
    if (options.replications && points * plan.replications > kExperimentReplicationsMax) {
        return fmt::format(
            "--replications: limit reached: {} points with {} replications are more "
            "than {} in all",
            points,
            plan.replications,
            kExperimentReplicationsMax);
    }
    return std::nullopt;
}

/// What was asked for, from the file and the flags; empty, and told, when something is wrong.
std::optional<SweepTask> task_of(const SweepOptions& options) {
    if (options.json && options.csv) {
        say("fcrsim sweep: --json and --csv both want standard output; take one, or --out DIR for "
            "both");
        return std::nullopt;
    }
    Result<ExperimentPlan> plan = load_experiment(options.experiment);
    if (!plan) {
        say(plan.error());
        return std::nullopt;
    }
    SweepTask task{.plan = std::move(*plan)};
    task.plan.seed = options.seed.value_or(task.plan.seed);
    task.plan.replications = options.replications.value_or(task.plan.replications);
    task.confidence = options.confidence.value_or(task.confidence);
    task.jobs = jobs_of(options.jobs);
    if (options.out) {
        task.store = std::filesystem::path(*options.out) / kStoreName;
    }
    if (const auto problem = conflict(options, task.plan)) {
        say("fcrsim sweep: " + *problem);
        return std::nullopt;
    }
    return task;
}

std::string document(const SweepSummary& summary, const SweepOptions& options) {
    if (options.json) {
        return to_json(summary);
    }
    if (options.csv) {
        return sweep_csv(summary);
    }
    const std::string rest = options.out
                                 ? (std::filesystem::path(*options.out) / "sweep.csv").string()
                                 : "fcrsim sweep --out DIR writes sweep.csv, --csv prints it";
    return to_text(summary, rest, {.colour = may_use_colour()});
}

void say_taken(const SweepCourse& course, const SweepTask& task) {
    if (course.taken() > 0) {
        say(
            fmt::format("fcrsim: {} of {} points are taken from {}, where an earlier run has "
                        "finished them.",
                        course.taken(),
                        course.points(),
                        task.store->string()));
    }
    if (course.shared() > 0) {
        say(
            fmt::format("fcrsim: {} of {} points are equal to an earlier one and were not run "
                        "again.",
                        course.shared(),
                        course.points()));
    }
}

ExitCode say_interrupted(const SweepCourse& course, const SweepOptions& options) {
    say(fmt::format("fcrsim: interrupted; {} of {} points were finished{}. {}",
                    course.outcomes().size(),
                    course.points(),
                    course.outcomes().empty() ? "" : " and are reported",
                    kept_words(options.out)));
    return ExitCode::Interrupted;
}

/// Writes the files and prints the report.
ExitCode report(const SweepCourse& course,
                const SweepTask& task,
                const SweepOptions& options,
                RunRecord record) {
    const SweepSummary summary = summarise(SweepRun{.plan = task.plan,
                                                    .confidence = task.confidence,
                                                    .per = course.per(),
                                                    .figures = course.figures(),
                                                    .outcomes = course.outcomes(),
                                                    .scenario = &course.bundle()});
    record.calls = course.calls();
    if (options.out) {
        const Result<std::string> text = read_input_file(options.experiment, kScenarioBytesMax);
        if (!text) {
            say(text.error());
            return ExitCode::BadInput;
        }
        if (const auto failure = write_sweep(*options.out,
                                             {.summary = summary,
                                              .bundle = course.bundle(),
                                              .experiment = *text,
                                              .record = record})) {
            return storage_failed(*failure, kept_words(options.out));
        }
    }
    return print(document(summary, options));
}

ExitCode sweep(const SweepOptions& options, const CommandLine& words) {
    if (const auto refused = refuse_copies()) {
        return *refused;
    }
    Ranks ranks;
    const RunClock clock;
    const std::optional<SweepTask> task = task_of(options);
    if (!task) {
        return ExitCode::BadInput;
    }
    SweepCourse course(*task);
    if (!ranks.is_first()) {
        return course.serve(ranks);
    }
    if (const auto refused = course.begin()) {
        return *refused;
    }
    std::optional<OutputFolder> folder;
    if (options.out) {
        folder.emplace(*options.out);
        if (folder->failure()) {
            return storage_failed(*folder->failure());
        }
    }
    RunWatch watch(course.progress,
                   [&course](auto elapsed) { return course.progress_line(elapsed); });
    const std::optional<ExitCode> refused = course.run(ranks);
    watch.end();
    if (refused) {
        return *refused;
    }
    say_taken(course, *task);
    const bool interrupted = watch.interrupted() && course.outcomes().size() < course.points();
    if (!course.outcomes().empty()) {
        const ExitCode reported =
            report(course, *task, options, clock.record(words, ExperimentResult{}, task->jobs));
        if (reported != ExitCode::Done) {
            return reported;
        }
    }
    return interrupted ? say_interrupted(course, options) : ExitCode::Done;
}

Action sweep_action(Flags& flags) {
    const auto options = std::make_shared<SweepOptions>();
    flags.argument({"EXPERIMENT", "", "experiment file (.txtpb)"}, options->experiment);
    flags.whole_number({"--seed", "N", "of the calls and the design; default: the file's"},
                       {.least = 0, .most = kSeedMax},
                       options->seed);
    flags.whole_number({"--replications", "N", "days of each point; default: the file's"},
                       {.least = 1, .most = kPointReplicationsMax},
                       options->replications);
    flags.whole_number(
        {"--jobs", "N", "threads; the results do not depend on it; default: all cores"},
        {.least = 1, .most = kJobsMax},
        options->jobs);
    flags.number({"--confidence", "C", "of every interval; default 0.95"},
                 {.least = 0.5, .most = 0.9999},
                 options->confidence);
    flags.flag({"--json", "", "prints one JSON document instead of the report"}, options->json);
    flags.flag({"--csv", "", "prints the points as CSV instead of the report"}, options->csv);
    flags.words({"--out",
                 "DIR",
                 "writes report.html, sweep.csv, sweep.json, experiment.txtpb, run.json and the "
                 "store results.sqlite there; points that an earlier run has finished are taken "
                 "from the store"},
                options->out);
    return [options](const CommandLine& words) { return sweep(*options, words); };
}

constexpr std::string_view kSweepExamples =
    "  fcrsim sweep config/experiments/mid_force_evening_seats.txtpb --out out/seats\n"
    "      every combination of seats, and which of them matter\n"
    "  fcrsim sweep config/experiments/mid_force_sensitivity.txtpb --out out/matters\n"
    "      which assumptions move the figures most\n"
    "  fcrsim sweep config/experiments/mid_force_input_uncertainty.txtpb --csv > rooms.csv\n"
    "      how far the figures are known when the inputs are not\n"
    "\n"
    "proto/fcr/v1/experiment.proto says what an experiment file holds; fcrsim check tells what is\n"
    "wrong with one. A sweep that ended early goes on with the same command and --out.\n"
    "Exit codes: 0 done, 2 bad input, 4 a file could not be written, 7 a limit was reached,\n"
    "130 interrupted.";

}  // namespace

Subcommand sweep_subcommand() {
    return {.name = "sweep",
            .summary = "Runs a scenario at the points of an experiment and ranks what moves it.",
            .examples = kSweepExamples,
            .add = sweep_action,
            .uses_ranks = true};
}

}  // namespace fcr
