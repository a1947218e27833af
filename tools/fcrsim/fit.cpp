#include "tools/fcrsim/fit.hpp"

#include "sim/fitting/fit.hpp"
#include "sim/fitting/fit_extract.hpp"
#include "sim/fitting/fitted_scenario.hpp"
#include "sim/report/fit_message.hpp"
#include "sim/report/fit_page.hpp"
#include "sim/report/fit_text.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/scenario_bundle.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/flag_values.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/run_report.hpp"
#include "tools/fcrsim/version.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fcr {
namespace {

struct FitOptions {
    std::string extract;
    std::optional<std::string> mapping;
    std::optional<std::string> base;
    std::vector<std::string> set;
    std::optional<std::string> from;
    std::optional<std::string> until;
    std::optional<std::uint64_t> first_days;
    std::optional<std::uint64_t> held_out_days;
    std::optional<std::string> ledger_start;
    std::optional<std::string> incidents;
    std::optional<double> confidence;
    std::optional<std::string> out;
    bool json = false;
};

/// What is asked for, once every flag is sound.
struct FitOrder {
    FitSources sources;
    FitRequest request;
};

Result<FitOrder> read_order(const FitOptions& options) {
    Problems problems;
    FitOrder order;
    order.sources.extract = options.extract;
    if (options.mapping) {
        order.sources.mapping = *options.mapping;
    }
    order.sources.ledger_start = read_date("--ledger-start", options.ledger_start, problems);
    order.request.from = read_date("--from", options.from, problems);
    order.request.until = read_date("--until", options.until, problems);
    if (options.first_days) {
        order.request.first_days = static_cast<int>(*options.first_days);
    }
    if (options.held_out_days) {
        order.request.held_out_days = static_cast<int>(*options.held_out_days);
    }
    order.request.options.confidence = options.confidence.value_or(0.95);
    if (!options.base) {
        problems.push_back(wrong_flag(
            "--base", {}, "must be given: the scenario that the fitted numbers are put into"));
    }
    if (options.until && options.first_days) {
        problems.push_back(wrong_flag("--first-days",
                                      {},
                                      "must be left out with --until: both say where the "
                                      "fitted span ends"));
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return order;
}

/// A fit with the scenario that it makes.
struct Fitted {
    Scenario base;
    ScenarioBundle bundle;  ///< of the base
    FitExtract extract;
    ScenarioFit fit;
    FittedScenario scenario;
};

Result<Fitted> fit_extract(const FitOptions& options, const FitOrder& order) {
    Result<Scenario> base = load_scenario(*options.base, options.set);
    if (!base) {
        return tl::unexpected(std::move(base.error()));
    }
    Result<ScenarioBundle> bundle = bundle_scenario(*options.base, options.set);
    if (!bundle) {
        return tl::unexpected(std::move(bundle.error()));
    }
    Result<FitExtract> extract = read_fit_extract(order.sources, *base);
    if (!extract) {
        return tl::unexpected(std::move(extract.error()));
    }
    Result<ScenarioFit> fit = fit_scenario(*extract, *base, order.request);
    if (!fit) {
        return tl::unexpected(std::move(fit.error()));
    }
    if (options.incidents) {
        Result<ResponseFit> response =
            fit_response(*options.incidents, *base, order.request.options);
        if (!response) {
            return tl::unexpected(std::move(response.error()));
        }
        add_response(std::move(*response), *base, *fit);
    }
    Result<FittedScenario> scenario = write_fitted(*bundle, *base, *fit);
    if (!scenario) {
        return tl::unexpected(std::move(scenario.error()));
    }
    return Fitted{.base = std::move(*base),
                  .bundle = std::move(*bundle),
                  .extract = std::move(*extract),
                  .fit = std::move(*fit),
                  .scenario = std::move(*scenario)};
}

ExitCode write_files(const Fitted& fitted,
                     const ReportedFit& reported,
                     const RunRecord& record,
                     const std::string& out) {
    OutputFolder folder(out);
    if (folder.failure()) {
        say("fcrsim fit: " + *folder.failure());
        return ExitCode::StorageFailed;
    }
    std::vector<FileBytes> files{
        {.name = "scenario.txtpb", .bytes = fitted.scenario.text},
        {.name = "profile.csv", .bytes = profile_csv(fitted.fit, fitted.base)},
        {.name = "fit.json", .bytes = fit_json(reported)},
        {.name = "report.html",
         .bytes = fit_page({.reported = reported,
                            .base = fitted.bundle,
                            .fitted = fitted.scenario.bundle,
                            .record = record})}};
    for (const ScenarioBundle::File& file : fitted.scenario.bundle.files) {
        files.push_back({.name = file.name.c_str(), .bytes = file.bytes});
    }
    if (const auto failure = write_together(folder.path(), files)) {
        say("fcrsim fit: " + *failure);
        return ExitCode::StorageFailed;
    }
    folder.keep();
    return ExitCode::Done;
}

ExitCode fit(const FitOptions& options, const CommandLine& words) {
    const RunClock clock;
    const Result<FitOrder> order = read_order(options);
    if (!order) {
        say(order.error());
        return ExitCode::BadInput;
    }
    const Result<Fitted> fitted = fit_extract(options, *order);
    if (!fitted) {
        say(fitted.error());
        return ExitCode::BadInput;
    }
    const ReportedFit reported{.fit = fitted->fit,
                               .base = fitted->base,
                               .base_file = *options.base,
                               .notes = fitted->scenario.notes,
                               .fcrsim_version = version()};
    if (options.out) {
        const RunRecord record = clock.record(words, ExperimentResult{}, 1);
        if (const ExitCode written = write_files(*fitted, reported, record, *options.out);
            written != ExitCode::Done) {
            return written;
        }
    }
    return print(options.json ? fit_json(reported) : fit_text(reported, fitted->extract));
}

Action fit_action(Flags& flags) {
    const auto options = std::make_shared<FitOptions>();
    flags.argument({"EXTRACT", "", "recorded calls: a CSV file with a header, plain or gzip"},
                   options->extract);
    flags.words({"--mapping",
                 "MAPPING",
                 "mapping file (.txtpb) of the extract's columns and values: times and classes "
                 "(load.proto), or whole calls (ledger.proto)"},
                options->mapping);
    flags.words({"--base",
                 "SCENARIO",
                 "scenario file (.txtpb) that the fitted numbers are put into; what the extract "
                 "does not tell stays as it is there"},
                options->base);
    flags.repeated_words({"--set", "PATH=VALUE", "changes a field of the base scenario"},
                         options->set);
    flags.words({"--from", "DATE", "first day that is fitted; default: the first whole day"},
                options->from);
    flags.words({"--until", "DATE", "the day after the last that is fitted"}, options->until);
    flags.whole_number({"--first-days", "N", "fits so many days; those that follow are held out"},
                       {.least = 1, .most = 3660},
                       options->first_days);
    flags.whole_number({"--held-out-days",
                        "N",
                        "holds so many days out, to be compared with the fit; default: all that "
                        "follow the fitted ones"},
                       {.least = 1, .most = 3660},
                       options->held_out_days);
    flags.words({"--ledger-start",
                 "DATE",
                 "of a calls.csv that fcrsim wrote, which needs no mapping: the local day whose "
                 "midnight is second 0"},
                options->ledger_start);
    flags.words({"--incidents",
                 "FILE",
                 "ledger of incidents (incidents.csv of fcrsim import or of a trace): dispatch and "
                 "travel by grade"},
                options->incidents);
    flags.number({"--confidence", "C", "of the intervals, 0.5 to 0.999; default 0.95"},
                 {.least = 0.5, .most = 0.999},
                 options->confidence);
    flags.words(
        {"--out",
         "DIR",
         "writes scenario.txtpb with the files it names, report.html (fitted against observed), "
         "profile.csv and fit.json"},
        options->out);
    flags.flag({"--json", "", "one JSON document on standard output"}, options->json);
    return [options](const CommandLine& words) { return fit(*options, words); };
}

constexpr std::string_view kFitExamples =
    "  fcrsim fit config/ledgers/april_2027.csv --mapping config/mappings/april_2027_fit.txtpb\n"
    "             --base config/scenarios/mid_force.txtpb --first-days 21 --out fitted\n"
    "      three weeks of the sample extract fitted, the days after them held out\n"
    "  fcrsim check fitted/scenario.txtpb\n"
    "\n"
    "docs/fitting.md says how each number is estimated and how sure it is.\n"
    "Exit codes: 0 fitted, 2 a file is bad and nothing was written, 4 a file could not be written.";

}  // namespace

Subcommand fit_subcommand() {
    return {.name = "fit",
            .summary = "Fits a scenario's numbers to a force's own call extract.",
            .examples = kFitExamples,
            .add = fit_action};
}

}  // namespace fcr
