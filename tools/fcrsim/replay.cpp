#include "tools/fcrsim/replay.hpp"

#include "sim/analysis/intake.hpp"
#include "sim/analysis/load_mapping.hpp"
#include "sim/analysis/replaying.hpp"
#include "sim/scenario/load.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/intake_text.hpp"
#include "tools/fcrsim/running.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace fcr {
namespace {

struct Options {
    std::string load;
    std::optional<std::string> scenario;
    std::optional<std::string> mapping;
    std::optional<std::string> from;
    std::optional<std::string> to;
    RunOptions run;
};

Problem refuse(std::string flag, std::string value, std::string remedy) {
    return {.file = {},
            .line = 0,
            .column = 0,
            .field = std::move(flag),
            .value = std::move(value),
            .remedy = std::move(remedy)};
}

/// Puts the flag's time in the place of the mapping's.
void read_bound(const std::string& flag,
                const std::optional<std::string>& text,
                std::optional<LocalTime>& bound,
                Problems& problems) {
    if (!text) {
        return;
    }
    bound = parse_local_time(*text);
    if (!bound) {
        problems.push_back(refuse(flag,
                                  *text,
                                  "must be a date or a date with a time, 1970 to 2199, such as "
                                  "2023-01-15 or \"2023-01-15 06:00\""));
    }
}

/// The span that flags and mapping together ask for.
Problems read_span(const Options& options, LoadSpan& span) {
    Problems problems;
    read_bound("--from", options.from, span.from, problems);
    read_bound("--to", options.to, span.to, problems);
    if (problems.empty() && span.from && span.to && *span.to <= *span.from) {
        problems.push_back(
            refuse("--to", to_string(*span.to), "must be after --from, " + to_string(*span.from)));
    }
    return problems;
}

/// The scenario with the load in its lines' place, and in `told` what became of the rows.
Result<Scenario> load_replay(const Options& options, std::string& told) {
    Result<Scenario> scenario = load_scenario(*options.scenario, options.run.set);
    Result<LoadMapping> mapping = read_mapping(*options.mapping);
    Problems problems = scenario ? Problems{} : std::move(scenario.error());
    if (!mapping) {
        problems.insert(problems.end(), mapping.error().begin(), mapping.error().end());
    } else {
        const Problems wrong = read_span(options, mapping->span);
        problems.insert(problems.end(), wrong.begin(), wrong.end());
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    Result<LoadIntake> intake = read_load(options.load, *mapping, *scenario);
    if (!intake) {
        return tl::unexpected(std::move(intake.error()));
    }
    told = to_text(*intake, *mapping, *scenario);
    put_load(*scenario, std::move(*intake));
    return scenario;
}

/// The calls are part of what is run: another load is another run.
void add_load(ScenarioBundle& bundle, const Scenario& scenario) {
    std::string rows;
    for (const RecordedCall& call : *scenario.load) {
        rows += fmt::format("{},{}\n", (call.at - kStartOfRun).count(), call.call_class.index());
    }
    bundle.files.push_back({.name = "load.csv", .bytes = std::move(rows)});
    bundle.digest = digest_of(bundle.text, bundle.files);
}

ExitCode replay(const Options& options, const CommandLine& words) {
    if (!options.scenario || !options.mapping) {
        say("fcrsim replay: needs --scenario, the room, and --mapping, how the load is to be read");
        return ExitCode::BadInput;
    }
    if (const auto problem = conflict(options.run)) {
        say("fcrsim replay: " + *problem);
        return ExitCode::BadInput;
    }
    std::string told;
    const Result<Scenario> scenario = load_replay(options, told);
    if (!scenario) {
        say(scenario.error());
        return ExitCode::BadInput;
    }
    if (options.run.shard.of > 1) {
        say("fcrsim replay: --shard is of fcrsim run; a replay of a load is run as a whole");
        return ExitCode::BadInput;
    }
    Result<ScenarioBundle> bundle = bundle_scenario(*options.scenario, options.run.set);
    if (!bundle) {
        say(bundle.error());
        return ExitCode::BadInput;
    }
    add_load(*bundle, *scenario);
    return run_and_report(
        {.scenario = *scenario, .bundle = *bundle, .name = *options.scenario, .preface = told},
        options.run,
        words);
}

Action add(Flags& flags) {
    const auto options = std::make_shared<Options>();
    flags.argument({"LOAD", "", "recorded calls: a CSV file with a header, plain or gzip"},
                   options->load);
    flags.words({"--scenario", "SCENARIO", "scenario file (.txtpb) whose room takes the calls"},
                options->scenario);
    flags.words({"--mapping",
                 "MAPPING",
                 "mapping file (.txtpb): which column is the time, which value means which class"},
                options->mapping);
    flags.words({"--from",
                 "DATE",
                 "leaves earlier calls out; a date, or a date with a time; default: the mapping's"},
                options->from);
    flags.words({"--to", "DATE", "leaves out calls at that time and later; default: the mapping's"},
                options->to);
    add_run_flags(flags, options->run);
    return [options](const CommandLine& words) { return replay(*options, words); };
}

constexpr std::string_view kExamples =
    "  fcrsim replay calls.csv.gz --scenario config/scenarios/san_diego_dispatch.txtpb\n"
    "                --mapping config/mappings/san_diego_2023.txtpb --from 2023-01-01 --to "
    "2023-01-15\n"
    "      a fortnight of calls for service through one desk\n"
    "\n"
    "The calls come when they were recorded, in every replication; how long they take is drawn.\n"
    "All their days are measured, without warm-up, each with the seats of the scenario's\n"
    "measured day. proto/fcr/v1/load.proto says what a mapping may hold.\n"
    "Exit codes: as of fcrsim run.";

}  // namespace

Subcommand replay_subcommand() {
    return {.name = "replay",
            .summary = "Runs recorded calls through a scenario's room.",
            .examples = kExamples,
            .add = add,
            .uses_ranks = true};
}

}  // namespace fcr
