#include "tools/fcrsim/beside.hpp"

#include "sim/experiment/experiment.hpp"
#include "sim/intake/mixture.hpp"
#include "sim/intake/mixture_figures.hpp"
#include "sim/intake/public_table.hpp"
#include "sim/report/beside_report.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/near_name.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/flag_values.hpp"
#include "tools/fcrsim/version.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace fcr {
namespace {

struct BesideOptions {
    std::string scenario;
    std::optional<std::string> table;
    std::optional<std::string> row;
    std::optional<std::string> period;
    std::optional<std::string> line;
    std::optional<std::string> mixture;
    std::vector<std::string> set;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint64_t> replications;
    std::optional<std::uint64_t> jobs;
    bool json = false;
};

/// The rows asked for; the table itself where a name is not in it.
Result<std::vector<PublicRow>> rows_of(const PublicTable& table, const BesideOptions& options) {
    const std::string row = options.row.value_or(std::string{});
    std::vector<PublicRow> rows = table.find(row, options.period.value_or(std::string{}));
    if (!rows.empty()) {
        return rows;
    }
    std::vector<std::string> names;
    for (const PublicRow& known : table.rows) {
        if (std::ranges::count(names, known.name) == 0) {
            names.push_back(known.name);
        }
    }
    return tl::unexpected(Problems{
        table.find(row, {}).empty()
            ? wrong_flag("--row", row, "must be a name or code of the table" + suggest(row, names))
            : wrong_flag("--period",
                         options.period.value_or(std::string{}),
                         "must be a period of the table, such as " + table.rows.front().period)});
}

/// The line asked for; without words the only one, or the emergency line for a 999 table.
Result<LineId> line_of(const Scenario& scenario,
                       const PublicTable& table,
                       const BesideOptions& options) {
    std::vector<std::string> names;
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        names.push_back(scenario.lines[row].name);
        if (options.line ? names.back() == *options.line : scenario.lines.size() == 1) {
            return LineId{row};
        }
    }
    const bool emergency = table.service != PublicService::Nhs111;
    for (std::size_t row = 0; row < scenario.lines.size() && !options.line; ++row) {
        if (scenario.lines[row].emergency == emergency) {
            return LineId{row};
        }
    }
    const std::string asked = options.line.value_or(std::string{});
    return tl::unexpected(Problems{
        wrong_flag("--line", asked, "must be a line of the scenario" + suggest(asked, names))});
}

/// All that was read.
struct BesideOrder {
    Scenario scenario;
    PublicTable table;
    std::vector<PublicRow> rows;
    LineId line;
    Mixture mixture;
};

Result<BesideOrder> read_order(const BesideOptions& options) {
    if (!options.table) {
        return tl::unexpected(Problems{
            wrong_flag("--table", {}, "must be given: a published table (docs/import.md)")});
    }
    Result<Scenario> scenario = load_scenario(options.scenario, options.set);
    Result<PublicTable> table = read_public_table(*options.table);
    Result<Mixture> mixture =
        options.mixture ? read_mixture(*options.mixture) : Result<Mixture>(Mixture{});
    Problems problems = scenario ? Problems{} : std::move(scenario.error());
    if (!table) {
        problems.insert(problems.end(), table.error().begin(), table.error().end());
    }
    if (!mixture) {
        problems.insert(problems.end(), mixture.error().begin(), mixture.error().end());
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    Result<std::vector<PublicRow>> rows = rows_of(*table, options);
    if (!rows) {
        return tl::unexpected(std::move(rows.error()));
    }
    const Result<LineId> line = line_of(*scenario, *table, options);
    if (!line) {
        return tl::unexpected(line.error());
    }
    return BesideOrder{.scenario = std::move(*scenario),
                       .table = std::move(*table),
                       .rows = std::move(*rows),
                       .line = *line,
                       .mixture = std::move(*mixture)};
}

ExitCode beside(const BesideOptions& options) {
    const Result<BesideOrder> order = read_order(options);
    if (!order) {
        say(order.error());
        return ExitCode::BadInput;
    }
    constexpr std::uint64_t kReplications = 100;
    const ExperimentOptions experiment{.seed = options.seed.value_or(1),
                                       .replications = options.replications.value_or(kReplications),
                                       .jobs = static_cast<unsigned>(options.jobs.value_or(
                                           std::max(1U, std::thread::hardware_concurrency())))};
    const Result<MixtureFigures> found = simulate_mixture(
        order->scenario, order->line, order->table.service, order->mixture, experiment);
    if (!found) {
        say(found.error());
        return ExitCode::BadInput;
    }
    if (found->limit_reached) {
        say("fcrsim beside: a replication reached a limit of the room; fcrsim run tells which.");
        return ExitCode::LimitReached;
    }
    const BesideReport report{.figures = *found,
                              .mixture = order->mixture,
                              .service = order->table.service,
                              .rows = order->rows,
                              .scenario = options.scenario,
                              .line = order->scenario.lines[order->line.index()].name,
                              .table = *options.table,
                              .row = options.row.value_or(std::string{}),
                              .period = options.period.value_or(std::string{}),
                              .seed = experiment.seed,
                              .replications = experiment.replications,
                              .fcrsim_version = version()};
    return print(options.json ? beside_json(report) : beside_text(report));
}

Action beside_action(Flags& flags) {
    const auto options = std::make_shared<BesideOptions>();
    flags.argument({"SCENARIO", "", "scenario file (.txtpb)"}, options->scenario);
    flags.words({"--table",
                 "FILE",
                 "the police 999, ambulance 999 or NHS 111 table as published: CSV, plain or gzip"},
                options->table);
    flags.words({"--row", "NAME", "force, trust or provider, by name or code; default: every row"},
                options->row);
    flags.words({"--period",
                 "PERIOD",
                 "rows of this month or day, such as 2023-11; 2023 takes the year; default: all"},
                options->period);
    flags.words({"--line",
                 "LINE",
                 "line of the scenario; default: the emergency line beside a 999 table, another "
                 "beside NHS 111"},
                options->line);
    flags.words({"--mixture",
                 "FILE",
                 "services that the table has in one row, such as England's ambulance trusts: each "
                 "is simulated with a load of its own"},
                options->mixture);
    flags.repeated_words({"--set", "PATH=VALUE", "changes a field of the scenario"}, options->set);
    flags.whole_number({"--seed", "N", "of the random numbers; default 1"},
                       {.least = 0, .most = UINT64_MAX},
                       options->seed);
    flags.whole_number({"--replications", "N", "days, 1 to 100000; default 100"},
                       {.least = 1, .most = 100'000},
                       options->replications);
    flags.whole_number({"--jobs", "N", "threads; default: all processors"},
                       {.least = 1, .most = 1'024},
                       options->jobs);
    flags.flag({"--json", "", "one JSON document on standard output"}, options->json);
    return [options](const CommandLine&) { return beside(*options); };
}

constexpr std::string_view kBesideExamples =
    "  fcrsim beside config/scenarios/mid_force.txtpb --table force_999_2023_11.csv --row "
    "Northumbria\n"
    "      the emergency line in the bands of the police table\n"
    "  fcrsim beside config/scenarios/nhs111_provider.txtpb --table daily.csv.gz\n"
    "      a contractor's pool beside every provider and day\n"
    "  fcrsim beside config/scenarios/ambulance_trust.txtpb --table monthly.csv.gz --row England "
    "--period 2023-06 --mixture config/mixtures/england_ambulance.txtpb\n"
    "      ten trusts of different load beside England's row\n"
    "\n"
    "Nothing is fitted. docs/import.md says which table counts what.\n"
    "Exit codes: 0 done, 2 bad input, 7 a limit was reached.";

}  // namespace

Subcommand beside_subcommand() {
    return {.name = "beside",
            .summary = "Shows a scenario's answer times beside a published table.",
            .examples = kBesideExamples,
            .add = beside_action};
}

}  // namespace fcr
