#include "tools/fcrsim/calibrate.hpp"

#include "sim/calibration/calibrated_scenario.hpp"
#include "sim/calibration/calibration_file.hpp"
#include "sim/report/calibration_summary.hpp"
#include "sim/scenario/input_file.hpp"
#include "tools/fcrsim/calibrated_room.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/flag_values.hpp"
#include "tools/fcrsim/launcher.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/run_report.hpp"
#include "tools/fcrsim/run_watch.hpp"
#include "tools/fcrsim/version.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fcr {
namespace {

struct CalibrateOptions {
    std::string calibration;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint64_t> points;
    std::optional<std::uint64_t> replications;
    std::optional<std::uint64_t> check_replications;
    std::optional<std::uint64_t> jobs;
    std::optional<double> confidence;
    std::optional<std::string> out;
    bool json = false;
};

Result<CalibrationPlan> plan_of(const CalibrateOptions& options) {
    Result<CalibrationPlan> plan = load_calibration(options.calibration);
    if (plan) {
        plan->seed = options.seed.value_or(plan->seed);
        plan->replications = options.replications.value_or(plan->replications);
        plan->check_replications = options.check_replications.value_or(plan->check_replications);
        if (options.points) {
            plan->budget.points = static_cast<std::size_t>(*options.points);
        }
    }
    return plan;
}

/// What is written beside the report, once there is a best fit.
struct Outputs {
    ScenarioBundle scenario;  ///< with the best fit's numbers
    std::string calibration;  ///< the file's text
};

Result<Outputs> outputs_of(const CalibrationPlan& plan, const Calibration& result) {
    Result<ScenarioBundle> scenario = calibrated_scenario(plan, result.best().point);
    if (!scenario) {
        return tl::unexpected(std::move(scenario.error()));
    }
    Result<std::string> text = read_input_file(plan.file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    return Outputs{.scenario = std::move(*scenario), .calibration = std::move(*text)};
}

/// Writes all files; why it could not.
std::optional<std::string> write(const std::filesystem::path& folder,
                                 const ReportedCalibration& reported,
                                 const Outputs& outputs,
                                 const RunRecord& record) {
    std::vector<FileBytes> files{{.name = "scenario.txtpb", .bytes = outputs.scenario.text},
                                 {.name = "calibration.txtpb", .bytes = outputs.calibration},
                                 {.name = "calibration.json", .bytes = calibration_json(reported)},
                                 {.name = "points.csv", .bytes = calibration_csv(reported)},
                                 {.name = "run.json", .bytes = to_json(record)}};
    for (const ScenarioBundle::File& file : outputs.scenario.files) {
        files.push_back({.name = file.name.c_str(), .bytes = file.bytes});
    }
    return write_together(folder, files);
}

ExitCode say_interrupted(const Calibration& result, const CalibrateOptions& options) {
    if (result.fits.empty()) {
        say("fcrsim calibrate: interrupted before any point was finished; nothing is kept.");
    } else {
        say(
            fmt::format("fcrsim calibrate: interrupted after {} points of the search; the best so "
                        "far is reported{}.",
                        result.search_points,
                        options.out ? " and kept in " + *options.out : ""));
    }
    return ExitCode::Interrupted;
}

ExitCode say_nothing_measured(const Calibration& result) {
    say(fmt::format(
        "fcrsim calibrate: none of the {} points tried could be simulated and measured; "
        "the first: {}. Nothing was written.",
        result.search_points,
        result.first_refusal));
    return ExitCode::BadInput;
}

/// Writes the files and prints the report.
ExitCode report(const ReportedCalibration& reported,
                const CalibrateOptions& options,
                OutputFolder* folder,
                const RunRecord& record) {
    if (folder != nullptr) {
        const Result<Outputs> outputs = outputs_of(reported.plan, reported.result);
        if (!outputs) {
            say(outputs.error());
            return ExitCode::BadInput;
        }
        if (const auto failure = write(folder->path(), reported, *outputs, record)) {
            return storage_failed(*failure);
        }
        folder->keep();
    }
    return print(options.json ? calibration_json(reported) : calibration_text(reported));
}

ExitCode calibrate_scenario(const CalibrateOptions& options, const CommandLine& words) {
    const RunClock clock;
    const Result<CalibrationPlan> plan = plan_of(options);
    if (!plan) {
        say(plan.error());
        return ExitCode::BadInput;
    }
    Result<std::vector<TargetWords>> targets = target_words(*plan);
    const Result<ScenarioBundle> bundle = bundle_scenario(plan->scenario, plan->changes);
    if (!targets || !bundle) {
        say(targets ? bundle.error() : targets.error());
        return ExitCode::BadInput;
    }
    std::optional<OutputFolder> folder;
    if (options.out) {
        folder.emplace(*options.out);
        if (folder->failure()) {
            return storage_failed(*folder->failure());
        }
    }
    const unsigned jobs = jobs_of(options.jobs);
    const double confidence = options.confidence.value_or(0.95);
    CalibratedRoom room(*plan, jobs);
    RunWatch watch(room.progress, [&room](auto elapsed) { return room.progress_line(elapsed); });
    const Calibration result = calibrate(*plan, room, confidence);
    watch.end();
    if (result.fits.empty()) {
        return result.stopped ? say_interrupted(result, options) : say_nothing_measured(result);
    }
    const ReportedCalibration reported{.plan = *plan,
                                       .result = result,
                                       .words = std::move(*targets),
                                       .scenario_digest = bundle->digest,
                                       .confidence = confidence,
                                       .fcrsim_version = version()};
    RunRecord record = clock.record(words, ExperimentResult{}, jobs);
    record.calls = room.calls();
    const ExitCode reported_as = report(reported, options, folder ? &*folder : nullptr, record);
    return reported_as == ExitCode::Done && result.stopped ? say_interrupted(result, options)
                                                           : reported_as;
}

Action calibrate_action(Flags& flags) {
    const auto options = std::make_shared<CalibrateOptions>();
    flags.argument({"CALIBRATION", "", "calibration file (.txtpb)"}, options->calibration);
    flags.whole_number({"--seed", "N", "of the calls and the starts; default: the file's"},
                       {.least = 0, .most = kSeedMax},
                       options->seed);
    flags.whole_number({"--points", "N", "the most points of the search; default: the file's"},
                       {.least = 10, .most = kSearchPointsMax},
                       options->points);
    flags.whole_number(
        {"--replications", "N", "days of each point of the search; default: the file's"},
        {.least = 2, .most = kSearchReplicationsMax},
        options->replications);
    flags.whole_number(
        {"--check-replications", "N", "other days, for what the search found; default: the file's"},
        {.least = 2, .most = kCheckReplicationsMax},
        options->check_replications);
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
                 "writes scenario.txtpb with the numbers found and the files it names, "
                 "calibration.json, points.csv, calibration.txtpb and run.json there"},
                options->out);
    return [options](const CommandLine& words) { return calibrate_scenario(*options, words); };
}

constexpr std::string_view kCalibrateExamples =
    "  fcrsim calibrate config/calibrations/mid_force.txtpb --out calibrated\n"
    "      seats, handling time and patience that explain what Cleveland published\n"
    "  fcrsim calibrate config/calibrations/large_force.txtpb\n"
    "      the same of West Midlands\n"
    "  fcrsim run calibrated/scenario.txtpb\n"
    "\n"
    "docs/calibration.md says how the search goes and what each figure means;\n"
    "proto/fcr/v1/calibration.proto says what a calibration file holds, and fcrsim check tells\n"
    "what is wrong with one. Ctrl-C ends the search and keeps the best so far.\n"
    "Exit codes: 0 done, 2 bad input, 4 a file could not be written, 130 interrupted.";

}  // namespace

Subcommand calibrate_subcommand() {
    return {.name = "calibrate",
            .summary = "Finds numbers of a scenario that explain published figures.",
            .examples = kCalibrateExamples,
            .add = calibrate_action};
}

}  // namespace fcr
