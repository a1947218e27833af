#include "tools/fcrsim/contract_simulate.hpp"

#include "sim/contract/contract_file.hpp"
#include "sim/contract_study/contract_study.hpp"
#include "sim/report/contract_study_csv.hpp"
#include "sim/report/contract_study_message.hpp"
#include "sim/report/contract_study_page.hpp"
#include "sim/report/contract_study_summary.hpp"
#include "sim/report/contract_study_text.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/scenario_bundle.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/contract_bid.hpp"
#include "tools/fcrsim/flag_values.hpp"
#include "tools/fcrsim/launcher.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/run_report.hpp"
#include "tools/fcrsim/run_watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <list>
#include <memory>

namespace fcr {

namespace {

/// What was asked for and is not there.
std::vector<std::string> shortfalls(const SimulateOptions& options,
                                    const std::vector<ContractStudySummary>& summaries,
                                    std::size_t bids) {
    std::vector<std::string> words;
    if (summaries.size() < bids) {
        words.push_back(fmt::format("{} of {} bids were run.", summaries.size(), bids));
    }
    for (const ContractStudySummary& summary : summaries) {
        if (summary.figures.replications < summary.replications_asked) {
            words.push_back(fmt::format("{}: interrupted after {} of {} replications.",
                                        summary.name,
                                        summary.figures.replications,
                                        summary.replications_asked));
        }
        std::string missing;
        const auto lacks = [&missing](bool asked, bool there, std::string_view what) {
            if (asked && !there) {
                missing += (missing.empty() ? "" : ", ") + std::string(what);
            }
        };
        lacks(options.incentive, summary.incentive.has_value(), "the incentive test");
        lacks(options.volume, summary.volumes.has_value(), "the volume table");
        lacks(options.probes, summary.probes.has_value(), "the probes");
        if (!missing.empty()) {
            words.push_back(fmt::format("{}: not finished: {}.", summary.name, missing));
        }
    }
    return words;
}

std::string json_document(const std::vector<ContractStudySummary>& summaries) {
    if (summaries.size() == 1) {
        return to_json(summaries.front());
    }
    std::string text = "[\n";
    for (std::size_t row = 0; row < summaries.size(); ++row) {
        text += to_json(summaries[row]);
        text += row + 1 < summaries.size() ? ",\n" : "]\n";
    }
    return text;
}

ExitCode write_and_print(const SimulateOptions& options,
                         const std::vector<ContractStudySummary>& summaries,
                         const std::vector<std::string>& warnings,
                         OutputFolder* folder,
                         const RunRecord& record) {
    std::string text;
    for (const ContractStudySummary& summary : summaries) {
        text += (text.empty() ? "" : "\n") + to_text(summary);
    }
    for (const std::string& warning : warnings) {
        text += "\n" + warning + "\n";
    }
    if (folder != nullptr) {
        const Result<ScenarioBundle> bundle = bundle_scenario(*options.scenario, options.set);
        if (!bundle) {
            say(bundle.error());
            return ExitCode::BadInput;
        }
        std::vector<std::pair<std::string, std::string>> contracts;
        for (const std::string& file : options.contracts) {
            const Result<std::string> bytes = read_input_file(file, kScenarioBytesMax);
            if (!bytes) {
                say(bytes.error());
                return ExitCode::BadInput;
            }
            contracts.emplace_back(file, *bytes);
        }
        const PagedContracts page{
            .title = summaries.size() == 1 ? summaries.front().name : "Bids side by side",
            .bids = summaries,
            .scenario = *options.scenario,
            .bundle = *bundle,
            .contracts = std::move(contracts),
            .warnings = warnings,
            .record = record};
        if (const auto failure =
                write_together(folder->path(),
                               {{.name = "contract.json", .bytes = json_document(summaries)},
                                {.name = "contract.txt", .bytes = text},
                                {.name = "months.csv", .bytes = contract_months_csv(summaries)},
                                {.name = "years.csv", .bytes = contract_years_csv(summaries)},
                                {.name = "probes.csv", .bytes = contract_probes_csv(summaries)},
                                {.name = "volume.csv", .bytes = contract_volume_csv(summaries)},
                                {.name = "report.html", .bytes = contract_page(page)},
                                {.name = "run.json", .bytes = to_json(record)}})) {
            return storage_failed(*failure);
        }
        folder->keep();
    }
    return print(options.json ? json_document(summaries) : text);
}

ExitCode simulate(const SimulateOptions& options, const CommandLine& words) {
    if (const auto refused = refuse_copies()) {
        return *refused;
    }
    const RunClock clock;
    if (!options.scenario) {
        say("fcrsim contract simulate: --scenario FILE must be given: the room in which the "
            "contract "
            "is to be run, such as config/scenarios/mid_force_outsourced.txtpb");
        return ExitCode::BadInput;
    }
    std::list<ContractTerms> contracts;
    Problems problems;
    for (const std::string& file : options.contracts) {
        if (auto terms = load_contract(file)) {
            contracts.push_back(std::move(*terms));
        } else {
            problems.insert(problems.end(), terms.error().begin(), terms.error().end());
        }
    }
    const Result<std::vector<Bid>> bids =
        problems.empty() ? bids_of(options, contracts) : tl::unexpected(problems);
    if (!bids) {
        say(bids.error());
        return ExitCode::BadInput;
    }
    std::vector<ContractStudy> studies;
    for (const Bid& bid : *bids) {
        auto study = ContractStudy::make(*bid.terms, study_options(options, bid));
        if (!study) {
            say(study.error());
            return ExitCode::BadInput;
        }
        studies.push_back(std::move(*study));
    }
    // A folder that cannot be written is told before the work, not after it.
    std::optional<OutputFolder> folder;
    if (options.out) {
        folder.emplace(*options.out);
        if (folder->failure()) {
            return storage_failed(*folder->failure());
        }
    }
    std::vector<ContractStudySummary> summaries;
    BidTotals first;
    Stage stage;
    RunWatch watch(stage.progress, [&stage](auto) { return stage.line(); });
    for (std::size_t row = 0; row < bids->size() && !stage.progress.stop.load(); ++row) {
        BidOutcome outcome = run_bid(options, (*bids)[row], studies[row], stage);
        if (outcome.refused) {
            watch.end();
            return *outcome.refused;
        }
        if (outcome.summary && summaries.empty()) {
            first = std::move(outcome.totals);
        } else if (outcome.summary) {
            outcome.summary->first_bid = summaries.front().name;
            outcome.summary->less_first =
                difference_of(first, outcome.totals, outcome.summary->figures.confidence);
        }
        if (outcome.summary) {
            summaries.push_back(std::move(*outcome.summary));
        }
    }
    watch.end();
    if (summaries.empty()) {
        say("fcrsim: interrupted before a replication was finished; nothing was written.");
        return ExitCode::Interrupted;
    }
    RunRecord record =
        clock.record(words, ExperimentResult{}, studies.front().options().request.jobs);
    const std::vector<std::string> short_of = shortfalls(options, summaries, bids->size());
    const ExitCode written =
        write_and_print(options, summaries, short_of, folder ? &*folder : nullptr, record);
    if (written != ExitCode::Done) {
        return written;
    }
    return watch.interrupted() ? ExitCode::Interrupted : ExitCode::Done;
}

Action contract_simulate_action(Flags& flags) {
    const auto options = std::make_shared<SimulateOptions>();
    flags.arguments({"CONTRACT", "", "contract files (.txtpb); several are compared"},
                    options->contracts);
    flags.words({"--scenario", "FILE", "the room, a scenario file; needed"}, options->scenario);
    flags.repeated_words({"--set", "PATH=VALUE", "changes the scenario; may be given again"},
                         options->set);
    flags.repeated_words(
        {"--policy",
         "POLICY",
         "how the supplier acts, instead of the contract file's supplier_model: honest, "
         "target_chaser, cost_minimiser, threshold_first, 'padding { calls_per_month: 349 }', "
         "'cross_client { share_bp: 2500 }', 'zero_hours { share_bp: 4000 accept_bp: 8500 }'; may "
         "be given again"},
        options->policies);
    flags.flag({"--honest-too", "", "runs each contract with an honest supplier beside"},
               options->honest_too);
    flags.flag({"--undisturbed", "", "a supplier in distress loses nobody; it is only reported"},
               options->undisturbed);
    flags.whole_number({"--replications", "N", "terms that are run; default 200"},
                       {.least = 1, .most = kReplicationsMax},
                       options->replications);
    flags.whole_number({"--years", "N", "of the term, from its start; default: all"},
                       {.least = 1, .most = 20},
                       options->years);
    flags.whole_number(
        {"--seed", "N", "of the draws; default 1"}, {.least = 0, .most = kSeedMax}, options->seed);
    flags.whole_number(
        {"--jobs", "N", "threads; the results do not depend on it; default: all cores"},
        {.least = 1, .most = 1024},
        options->jobs);
    flags.number({"--confidence", "C", "of every interval; default 0.95"},
                 {.least = 0.5, .most = 0.9999},
                 options->confidence);
    flags.number({"--volume-percent", "P", "of the calls expected; default 100"},
                 {.least = 1.0, .most = 1000.0},
                 options->volume_percent);
    flags.flag({"--as-forecast", "", "as many calls each month as the contract forecasts"},
               options->as_forecast);
    flags.flag({"--volume", "", "adds the table at 60 to 140 % of the calls expected"},
               options->volume);
    flags.flag({"--probes", "", "adds the sixteen ways to beat the figure"}, options->probes);
    flags.flag({"--incentive", "", "adds the incentive test: is it cheaper to pay the credits?"},
               options->incentive);
    flags.whole_number(
        {"--side-replications", "N", "of the volume table and the probes; default: at most 20"},
        {.least = 1, .most = kReplicationsMax},
        options->side_replications);
    flags.whole_number({"--pilots", "N", "of the search for compliance; default: at most 10"},
                       {.least = 2, .most = kReplicationsMax},
                       options->pilots);
    flags.flag({"--json", "", "prints one JSON document instead of the report"}, options->json);
    flags.words({"--out",
                 "DIR",
                 "writes report.html, contract.json, contract.txt, months.csv, years.csv, "
                 "probes.csv, volume.csv and run.json there"},
                options->out);
    return [options](const CommandLine& words) { return simulate(*options, words); };
}

constexpr std::string_view kContractSimulateExamples =
    "  fcrsim contract simulate config/contracts/fixed_price_101.txtpb \\\n"
    "      --scenario config/scenarios/mid_force_outsourced.txtpb --out out/bid\n"
    "      how often it is missed, what it costs, what the credits are worth\n"
    "  fcrsim contract simulate my_contract.txtpb --scenario my_force.txtpb --incentive --volume "
    "\\\n"
    "      --probes --replications 50 --years 2\n"
    "      whether the supplier would rather pay, what happens if volume moves, how it is beaten\n"
    "  fcrsim contract simulate my_contract.txtpb --scenario my_force.txtpb --honest-too \\\n"
    "      --policy threshold_first --policy 'padding { calls_per_month: 349 }'\n"
    "      a supplier that plays for the score, beside one that does not\n"
    "\n"
    "Exit codes: 0 done, 2 bad input, 4 a file could not be written, 7 a limit was reached,\n"
    "130 interrupted; what was finished is reported. docs/contract_simulation.md defines every "
    "figure.";

}  // namespace

Subcommand contract_simulate_command() {
    return {.name = "simulate",
            .summary = "Runs a contract month by month in a simulated room before it is signed.",
            .examples = kContractSimulateExamples,
            .add = contract_simulate_action};
}

}  // namespace fcr
