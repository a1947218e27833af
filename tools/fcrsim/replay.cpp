#include "tools/fcrsim/replay.hpp"

#include "sim/analysis/intake.hpp"
#include "sim/analysis/load_mapping.hpp"
#include "sim/analysis/load_variation.hpp"
#include "sim/analysis/replaying.hpp"
#include "sim/report/text_table.hpp"
#include "sim/scenario/load.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/intake_text.hpp"
#include "tools/fcrsim/running.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace fcr {
namespace {

struct ReplayOptions {
    std::string load;
    std::optional<std::string> scenario;
    std::optional<std::string> mapping;
    std::optional<std::string> from;
    std::optional<std::string> to;
    std::optional<double> thin;
    std::optional<double> scale;
    std::optional<double> jitter_s;
    std::optional<std::string> extra;
    std::optional<std::string> resample;
    std::optional<std::uint64_t> days;
    std::optional<std::uint64_t> load_seed;
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
Problems read_span(const ReplayOptions& options, LoadSpan& span) {
    Problems problems;
    read_bound("--from", options.from, span.from, problems);
    read_bound("--to", options.to, span.to, problems);
    if (problems.empty() && span.from && span.to && *span.to <= *span.from) {
        problems.push_back(
            refuse("--to", to_string(*span.to), "must be after --from, " + to_string(*span.from)));
    }
    return problems;
}

/// What the flags ask to be changed of the load, but for extra calls.
Result<LoadVariation> read_variation(const ReplayOptions& options) {
    Problems problems;
    LoadVariation variation;
    variation.thin = options.thin;
    variation.scale = options.scale;
    variation.jitter = duration_from_seconds(options.jitter_s.value_or(0.0));
    if (options.resample == "days") {
        variation.resample = DayChoice::Any;
    } else if (options.resample == "weekdays") {
        variation.resample = DayChoice::SameWeekday;
    } else if (options.resample) {
        problems.push_back(refuse("--resample",
                                  *options.resample,
                                  "must be days, or weekdays: each from its own weekday"));
    }
    if (options.days) {
        variation.days = static_cast<std::int64_t>(*options.days);
        if (!options.resample) {
            problems.push_back(refuse("--days",
                                      fmt::format("{}", *options.days),
                                      "must have --resample beside it: how many days are drawn"));
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return variation;
}

/// Adds the calls of a second extract to what is changed. They lie in the days of the first.
Problems add_extra(const ReplayOptions& options,
                   const LoadMapping& mapping,
                   const Scenario& scenario,
                   const LoadIntake& intake,
                   LoadVariation& variation) {
    if (!options.extra) {
        return {};
    }
    Result<LoadIntake> extra = read_load(*options.extra, mapping, scenario);
    if (!extra) {
        return std::move(extra.error());
    }
    const Duration later = extra->midnight - intake.midnight;
    const SimTime end = kStartOfRun + variation.days.value_or(intake.days) * std::chrono::hours{24};
    for (RecordedCall& call : extra->calls) {
        const LocalTime shown = extra->local_time(call.at);
        call.at += later;
        if (call.at < kStartOfRun || call.at >= end) {
            return {refuse("--extra",
                           to_string(shown),
                           fmt::format("must have calls of the load's days alone, {} and {} that "
                                       "follow",
                                       date_of(intake.midnight),
                                       variation.days.value_or(intake.days) - 1))};
        }
    }
    variation.extra = std::move(extra->calls);
    return {};
}

/// What became of the load's callers.
std::string varied_text(const VariedLoad& varied,
                        const LoadVariation& variation,
                        std::uint64_t seed) {
    std::string text = fmt::format("Varied by seed {}: ", seed);
    if (variation.resample) {
        text += fmt::format("{} calls of days drawn from {}; ", varied.drawn, varied.recorded);
    }
    if (variation.thin) {
        text += fmt::format("{} left out by thinning to {}; ", varied.thinned, *variation.thin);
    }
    if (variation.scale) {
        text += fmt::format("{} more and {} fewer by scaling to {}; ",
                            varied.copies,
                            varied.left_out,
                            *variation.scale);
    }
    if (variation.jitter > Duration{0}) {
        text += fmt::format("moments shifted by up to {} s; ", to_seconds(variation.jitter));
    }
    if (varied.extra > 0) {
        text += fmt::format("{} extra calls; ", varied.extra);
    }
    return '\n' + wrapped(text + fmt::format("{} calls come.", varied.calls), 2);
}

/// The scenario with the load in its lines' place, and in `told` what became of the rows.
Result<Scenario> load_replay(const ReplayOptions& options, std::string& told) {
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
    Result<LoadVariation> variation = read_variation(options);
    if (!variation) {
        return tl::unexpected(std::move(variation.error()));
    }
    if (Problems wrong = add_extra(options, *mapping, *scenario, *intake, *variation);
        !wrong.empty()) {
        return tl::unexpected(std::move(wrong));
    }
    if (variation->changes_anything()) {
        const std::uint64_t seed = options.load_seed.value_or(options.run.seed.value_or(1));
        const Result<VariedLoad> varied = vary_load(*intake, *variation, seed);
        if (!varied) {
            return tl::unexpected(varied.error());
        }
        if (varied->calls == 0) {
            return tl::unexpected(
                Problems{refuse("--thin", {}, "must leave a call; none is left of the load")});
        }
        told += varied_text(*varied, *variation, seed);
    }
    put_load(*scenario, std::move(*intake));
    return scenario;
}

/// The calls are part of what is run: another load is another run.
void add_load(ScenarioBundle& bundle, const Scenario& scenario) {
    std::string rows;
    for (const RecordedCall& call : *scenario.load) {
        rows += fmt::format("{},{}", (call.at - kStartOfRun).count(), call.call_class.index());
        constexpr std::uint64_t kByRow = ~std::uint64_t{0};
        if (const std::uint64_t caller = call.caller.key_or(kByRow); caller != kByRow) {
            rows += fmt::format(",{}", caller);
        }
        rows += '\n';
    }
    bundle.files.push_back({.name = "load.csv", .bytes = std::move(rows)});
    bundle.digest = digest_of(bundle.text, bundle.files);
}

ExitCode replay(const ReplayOptions& options, const CommandLine& words) {
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

Action replay_action(Flags& flags) {
    const auto options = std::make_shared<ReplayOptions>();
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
    flags.number({"--thin", "SHARE", "keeps each caller with this chance, 0 to 1"},
                 {.least = 0.0, .most = 1.0},
                 options->thin);
    flags.number({"--scale",
                  "FACTOR",
                  "so many callers for each one, 0 to 100; further ones dial in the same "
                  "quarter-hour"},
                 {.least = 0.0, .most = LoadVariation::kScaleMax},
                 options->scale);
    flags.number({"--jitter",
                  "SECONDS",
                  "shifts each moment by up to so much, either way, evenly; 0 to 86400"},
                 {.least = 0.0, .most = 86'400.0},
                 options->jitter_s);
    flags.words({"--extra", "FILE", "adds the calls of a second extract, read by the same mapping"},
                options->extra);
    flags.words({"--resample",
                 "DAYS",
                 "days: whole days drawn from the load with replacement; weekdays: each from the "
                 "days of its own weekday"},
                options->resample);
    flags.whole_number({"--days", "N", "of --resample: how many are drawn; default: as recorded"},
                       {.least = 1, .most = static_cast<std::uint64_t>(LoadVariation::kDaysMax)},
                       options->days);
    flags.whole_number(
        {"--load-seed", "N", "of what is changed of the load; default: that of the run"},
        {.least = 0, .most = UINT64_MAX},
        options->load_seed);
    add_run_flags(flags, options->run);
    return [options](const CommandLine& words) { return replay(*options, words); };
}

constexpr std::string_view kReplayExamples =
    "  fcrsim replay calls.csv.gz --scenario config/scenarios/san_diego_dispatch.txtpb\n"
    "                --mapping config/mappings/san_diego_2023.txtpb --from 2023-01-01 --to "
    "2023-01-15\n"
    "      a fortnight of calls for service through one desk\n"
    "\n"
    "  fcrsim replay calls.csv.gz --scenario config/scenarios/san_diego_dispatch.txtpb\n"
    "                --mapping config/mappings/san_diego_2023.txtpb --thin 0.8\n"
    "      four callers in five, each as he or she was: what a fifth fewer calls would have meant\n"
    "\n"
    "The calls come when they were recorded, in every replication; how long they take is drawn.\n"
    "All their days are measured, without warm-up, each with the seats of the scenario's\n"
    "measured day. --resample, --thin, --scale, --jitter and --extra change the load, in this "
    "order,\n"
    "by the seed; a caller who stays is the same. proto/fcr/v1/load.proto says what a mapping may "
    "hold.\n"
    "Exit codes: as of fcrsim run.";

}  // namespace

Subcommand replay_subcommand() {
    return {.name = "replay",
            .summary = "Runs recorded calls through a scenario's room.",
            .examples = kReplayExamples,
            .add = replay_action,
            .uses_ranks = true};
}

}  // namespace fcr
