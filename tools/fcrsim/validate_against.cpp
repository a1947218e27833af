#include "tools/fcrsim/validate_against.hpp"

#include "sim/agreement/agreement.hpp"
#include "sim/agreement/compared_days.hpp"
#include "sim/agreement/dated_scenario.hpp"
#include "sim/agreement/simulated_days.hpp"
#include "sim/agreement/tolerances.hpp"
#include "sim/report/agreement_csv.hpp"
#include "sim/report/agreement_message.hpp"
#include "sim/report/agreement_page.hpp"
#include "sim/report/agreement_text.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/load.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/flag_values.hpp"
#include "tools/fcrsim/limit_words.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/run_report.hpp"
#include "tools/fcrsim/run_watch.hpp"
#include "tools/fcrsim/version.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr {
namespace {

constexpr std::uint64_t kAgainstReplications = 100;
constexpr double kConfidence = 0.95;

/// What is asked for, once every flag is sound.
struct AgainstOrder {
    FitSources sources;
    AskedSpan asked;
    Tolerances tolerances;
};

Result<AgainstOrder> read_order(const AgainstOptions& options) {
    Problems problems;
    AgainstOrder order;
    order.sources.extract = *options.extract;
    if (options.mapping) {
        order.sources.mapping = *options.mapping;
    }
    order.sources.ledger_start = read_date("--ledger-start", options.ledger_start, problems);
    order.asked.from = read_date("--from", options.from, problems);
    order.asked.until = read_date("--until", options.until, problems);
    if (order.asked.from && order.asked.until && *order.asked.until <= *order.asked.from) {
        problems.push_back(wrong_flag("--until", *options.until, "must be after --from"));
    }
    if (!options.scenario) {
        problems.push_back(wrong_flag(
            "--scenario", {}, "must be given: the scenario that the calls are compared with"));
    }
    if (options.tolerances) {
        order.tolerances.read(*options.tolerances, problems);
    }
    for (const std::string& change : options.tolerance) {
        order.tolerances.set(change, problems);
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return order;
}

/// All that is read, and the two rooms that are run.
struct Prepared {
    ScenarioBundle bundle;
    FitExtract extract;
    ComparedDays compared;
    std::vector<std::string> notes;
    Scenario generated;
    Scenario replay;
    CompiledScenario compiled;
    std::optional<CompiledScenario> compiled_replay;
};

template <typename Value>
tl::unexpected<Problems> refused(Result<Value>& result) {
    return tl::unexpected(std::move(result.error()));
}

Result<Prepared> prepare(const AgainstOptions& options, const AgainstOrder& order) {
    Result<Scenario> scenario = load_scenario(*options.scenario, options.set);
    if (!scenario) {
        return refused(scenario);
    }
    Result<ScenarioBundle> bundle = bundle_scenario(*options.scenario, options.set);
    if (!bundle) {
        return refused(bundle);
    }
    Result<FitExtract> extract = read_fit_extract(order.sources, *scenario);
    if (!extract) {
        return refused(extract);
    }
    Result<ComparedSpan> span = choose_span(*extract, fitted_spans(bundle->sources), order.asked);
    if (!span) {
        return refused(span);
    }
    Result<DatedScenario> dated = lay_on_days(*bundle, span->days, *options.scenario);
    if (!dated) {
        return refused(dated);
    }
    Result<ComparedDays> compared =
        ComparedDays::make(*extract, dated->generated, std::move(*span));
    if (!compared) {
        return refused(compared);
    }
    Result<CompiledScenario> compiled = compile(dated->generated);
    if (!compiled) {
        return refused(compiled);
    }
    Prepared prepared{.bundle = std::move(*bundle),
                      .extract = std::move(*extract),
                      .compared = std::move(*compared),
                      .notes = std::move(dated->notes),
                      .generated = std::move(dated->generated),
                      .replay = {},
                      .compiled = std::move(*compiled),
                      .compiled_replay = std::nullopt};
    if (!prepared.extract.tells.outcomes) {
        prepared.notes.push_back(
            "The extract tells times and classes alone: calls are compared, and nothing of how "
            "they were answered.");
        return prepared;
    }
    prepared.replay = replayed(prepared.generated, prepared.extract);
    Result<CompiledScenario> replay = compile(prepared.replay);
    if (!replay) {
        return refused(replay);
    }
    prepared.compiled_replay = std::move(*replay);
    return prepared;
}

/// Runs both rooms. Empty when there is nothing to judge; `exit` then says why.
class Course {
public:
    Course(const Prepared& prepared, const AgainstOptions& options, unsigned jobs)
        : prepared_(prepared),
          experiment_{.seed = options.seed.value_or(1),
                      .first_replication = 0,
                      .replications = options.replications.value_or(kAgainstReplications),
                      .jobs = jobs,
                      .ledgers = nullptr} {}

    [[nodiscard]] ExitCode run() {
        const bool both = prepared_.compiled_replay.has_value();
        RunWatch watch(progress_, experiment_.replications * (both ? 2 : 1));
        generated = simulate_days(prepared_.compiled,
                                  prepared_.generated,
                                  prepared_.compared,
                                  CountedOrigin::FromCallers,
                                  experiment_,
                                  progress_);
        if (both && !generated.limit && !generated.stopped) {
            replay = simulate_days(*prepared_.compiled_replay,
                                   prepared_.replay,
                                   prepared_.compared,
                                   CountedOrigin::Recorded,
                                   experiment_,
                                   progress_);
        }
        watch.end();
        for (const SimulatedDays* side : {&generated, replay ? &*replay : nullptr}) {
            if (side != nullptr && side->limit) {
                say("fcrsim validate: " + limit_words(*side->limit,
                                                      experiment_.seed,
                                                      side == &generated
                                                          ? prepared_.compiled
                                                          : *prepared_.compiled_replay));
                return ExitCode::LimitReached;
            }
            if (side != nullptr && side->stopped) {
                say("fcrsim: interrupted; without all replications there is no verdict. Nothing "
                    "was written.");
                return ExitCode::Interrupted;
            }
        }
        return ExitCode::Done;
    }

    SimulatedDays generated;
    std::optional<SimulatedDays> replay;

private:
    const Prepared& prepared_;
    ExperimentOptions experiment_;
    ExperimentProgress progress_;
};

ExitCode write_files(const ReportedAgreement& reported,
                     const ScenarioBundle& bundle,
                     const RunRecord& record,
                     const std::string& out) {
    OutputFolder folder(out);
    if (folder.failure()) {
        return storage_failed(*folder.failure());
    }
    const std::vector<FileBytes> files{
        {.name = "report.html",
         .bytes = agreement_page({.reported = reported, .bundle = bundle, .record = record})},
        {.name = "agreement.json", .bytes = agreement_json(reported)},
        {.name = "agreement.csv", .bytes = agreement_csv(reported)},
        {.name = "agreement_days.csv", .bytes = agreement_days_csv(reported)},
        {.name = "run.json", .bytes = to_json(record)}};
    if (const auto failure = write_together(folder.path(), files)) {
        return storage_failed(*failure);
    }
    folder.keep();
    return ExitCode::Done;
}

}  // namespace

void add_against_flags(Flags& flags, AgainstOptions& options) {
    flags.words({"--against",
                 "EXTRACT",
                 "compares a scenario with recorded calls (a CSV file with a header, plain or "
                 "gzip) instead; the flags that follow, up to --out, are of this"},
                options.extract);
    flags.words({"--scenario", "SCENARIO", "scenario file (.txtpb), such as fcrsim fit wrote it"},
                options.scenario);
    flags.repeated_words({"--set", "PATH=VALUE", "changes a field of the scenario"}, options.set);
    flags.words({"--mapping",
                 "MAPPING",
                 "mapping file (.txtpb) of the extract's columns and values, as of fcrsim fit"},
                options.mapping);
    flags.words({"--ledger-start",
                 "DATE",
                 "of a calls.csv that fcrsim wrote, which needs no mapping: the local day whose "
                 "midnight is second 0"},
                options.ledger_start);
    flags.words({"--from",
                 "DATE",
                 "first day that is compared; default: the day after those that the scenario is "
                 "fitted from"},
                options.from);
    flags.words({"--until", "DATE", "the day after the last that is compared"}, options.until);
    flags.whole_number({"--replications", "N", "of the compared days; default 100"},
                       {.least = 20, .most = 100'000},
                       options.replications);
    flags.whole_number({"--seed", "N", "default 1"}, {.least = 0, .most = kSeedMax}, options.seed);
    flags.number({"--confidence",
                  "C",
                  "that no figure is wrongly said to disagree, 0.5 to 0.999; default 0.95"},
                 {.least = 0.5, .most = 0.999},
                 options.confidence);
    flags.words({"--tolerances",
                 "FILE",
                 "what was agreed before looking: a text file of rows NAME = VALUE"},
                options.tolerances);
    flags.repeated_words({"--tolerance", "NAME=VALUE", "the same, one of them"}, options.tolerance);
    flags.words({"--out",
                 "DIR",
                 "writes report.html, agreement.json, agreement.csv, agreement_days.csv and "
                 "run.json"},
                options.out);
}

std::optional<std::string> against_flag_given(const AgainstOptions& options) {
    const std::vector<std::pair<const char*, bool>> given{
        {"--scenario", options.scenario.has_value()},
        {"--set", !options.set.empty()},
        {"--mapping", options.mapping.has_value()},
        {"--ledger-start", options.ledger_start.has_value()},
        {"--from", options.from.has_value()},
        {"--until", options.until.has_value()},
        {"--replications", options.replications.has_value()},
        {"--seed", options.seed.has_value()},
        {"--confidence", options.confidence.has_value()},
        {"--tolerances", options.tolerances.has_value()},
        {"--tolerance", !options.tolerance.empty()},
        {"--out", options.out.has_value()},
    };
    for (const auto& [flag, is_given] : given) {
        if (is_given) {
            return flag;
        }
    }
    return std::nullopt;
}

ExitCode validate_against(const AgainstOptions& options,
                          unsigned jobs,
                          bool json,
                          const CommandLine& words) {
    const RunClock clock;
    const Result<AgainstOrder> order = read_order(options);
    if (!order) {
        say(order.error());
        return ExitCode::BadInput;
    }
    const Result<Prepared> prepared = prepare(options, *order);
    if (!prepared) {
        say(prepared.error());
        return ExitCode::BadInput;
    }
    Course course(*prepared, options, jobs);
    if (const ExitCode ran = course.run(); ran != ExitCode::Done) {
        return ran;
    }
    const Agreement agreement = judge({.scenario = prepared->generated,
                                       .compared = prepared->compared,
                                       .generated = course.generated,
                                       .replay = course.replay ? &*course.replay : nullptr,
                                       .tolerances = order->tolerances,
                                       .confidence = options.confidence.value_or(kConfidence)});
    const ReportedAgreement reported{.agreement = agreement,
                                     .compared = prepared->compared,
                                     .extract = prepared->extract,
                                     .scenario = prepared->generated,
                                     .tolerances = order->tolerances,
                                     .scenario_file = *options.scenario,
                                     .seed = options.seed.value_or(1),
                                     .notes = prepared->notes,
                                     .fcrsim_version = version()};
    if (options.out) {
        const RunRecord record = clock.record(words, ExperimentResult{}, jobs);
        const ExitCode written = write_files(reported, prepared->bundle, record, *options.out);
        if (written != ExitCode::Done) {
            return written;
        }
    }
    const ExitCode printed = print(json ? agreement_json(reported) : agreement_text(reported));
    if (printed != ExitCode::Done) {
        return printed;
    }
    return agreement.count(Verdict::Disagrees) == 0 ? ExitCode::Done : ExitCode::TargetMissed;
}

}  // namespace fcr
