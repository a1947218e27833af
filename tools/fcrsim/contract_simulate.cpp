#include "tools/fcrsim/contract_simulate.hpp"

#include "sim/contract/contract_file.hpp"
#include "sim/contract/load_supplier.hpp"
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
#include "tools/fcrsim/launcher.hpp"
#include "tools/fcrsim/limit_words.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/progress.hpp"
#include "tools/fcrsim/run_report.hpp"
#include "tools/fcrsim/run_watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

namespace fcr {

namespace {

constexpr std::uint64_t kReplications = 200;
constexpr std::uint64_t kReplicationsMax = 100'000;
constexpr std::uint64_t kSideReplications = 20;  ///< of the volume table and the probes
constexpr std::uint64_t kPilots = 10;
constexpr int kSideMonths = 12;
constexpr std::uint64_t kSeedMax = (std::uint64_t{1} << 53U) - 1;

struct Options {
    std::vector<std::string> contracts;
    std::optional<std::string> scenario;
    std::vector<std::string> set;
    std::vector<std::string> policies;
    std::optional<std::uint64_t> replications;
    std::optional<std::uint64_t> side_replications;
    std::optional<std::uint64_t> pilots;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint64_t> jobs;
    std::optional<std::uint64_t> years;
    std::optional<double> confidence;
    std::optional<double> volume_percent;
    bool as_forecast = false;
    bool honest_too = false;
    bool undisturbed = false;
    bool volume = false;
    bool probes = false;
    bool incentive = false;
    bool json = false;
    std::optional<std::string> out;
};

/// One contract under one way of acting.
struct Bid {
    const ContractTerms* terms = nullptr;
    std::string name;
    std::vector<SupplierPolicyTerms> policies;
};

/// What the watch shows: the part of the work in hand.
class Stage {
public:
    void begin(std::string what, std::uint64_t replications) {
        const std::lock_guard lock(mutex_);
        what_ = std::move(what);
        replications_ = replications;
        begun_ = std::chrono::steady_clock::now();
        progress.finished.store(0);
    }
    [[nodiscard]] std::string line() const {
        const std::lock_guard lock(mutex_);
        const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begun_;
        return what_ + ": " + progress_line(progress.finished.load(), replications_, elapsed);
    }

    ExperimentProgress progress;

private:
    mutable std::mutex mutex_;
    std::string what_ = "beginning";
    std::uint64_t replications_ = 1;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

/// The months of a term that are run.
int months_of(const Options& options, const ContractTerms& terms) {
    const int asked = options.years ? static_cast<int>(*options.years) * 12 : terms.term.months;
    return std::min(asked, terms.term.months);
}

std::string bid_name(const ContractTerms& terms, std::string_view variant) {
    const std::string& title = terms.title.empty() ? terms.id : terms.title;
    return variant.empty() ? title : fmt::format("{}, {}", title, variant);
}

/// The policies of a bid: those of the flags, else the contract file's.
Result<std::vector<SupplierPolicyTerms>> policies_of(const Options& options,
                                                     const ContractTerms& terms) {
    if (options.policies.empty()) {
        return terms.supplier_model.policies;
    }
    std::vector<SupplierPolicyTerms> policies;
    Problems problems;
    for (const std::string& text : options.policies) {
        if (text == "honest" || text == "HONEST") {
            continue;
        }
        if (const auto policy = parse_supplier_policy(text, terms)) {
            policies.push_back(*policy);
        } else {
            problems.insert(problems.end(), policy.error().begin(), policy.error().end());
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return policies;
}

/// What is run, in the order of the page.
Result<std::vector<Bid>> bids_of(const Options& options,
                                 const std::list<ContractTerms>& contracts) {
    std::vector<Bid> bids;
    for (const ContractTerms& terms : contracts) {
        const auto policies = policies_of(options, terms);
        if (!policies) {
            return tl::unexpected(policies.error());
        }
        const bool both = options.honest_too && !policies->empty();
        if (both) {
            bids.push_back({.terms = &terms, .name = bid_name(terms, "honest"), .policies = {}});
        }
        std::string variant;
        for (const SupplierPolicyTerms& policy : *policies) {
            variant += (variant.empty() ? "" : " and ") + std::string(name_of(policy));
        }
        bids.push_back({.terms = &terms, .name = bid_name(terms, variant), .policies = *policies});
    }
    return bids;
}

StudyOptions study_options(const Options& options, const Bid& bid) {
    StudyOptions study;
    study.scenario = *options.scenario;
    study.set = options.set;
    study.months = months_of(options, *bid.terms);
    study.volume = options.volume_percent.value_or(100.0) / 100.0;
    study.volume_from_forecast = options.as_forecast;
    study.volume_most = options.volume ? kVolumePercents.back() / 100.0 : 1.0;
    study.policies = bid.policies;
    study.distress_acts = !options.undisturbed;
    study.request.seed = options.seed.value_or(1);
    study.request.replications = options.replications.value_or(kReplications);
    study.request.jobs = static_cast<unsigned>(
        options.jobs.value_or(std::max(1U, std::thread::hardware_concurrency())));
    study.confidence = options.confidence.value_or(0.95);
    return study;
}

/// How a bid went.
struct BidOutcome {
    std::optional<ContractStudySummary> summary;  ///< empty: nothing was finished
    BidTotals totals{};
    std::optional<ExitCode> refused;
};

/// Works through the questions about one bid.
class BidCourse {
public:
    BidCourse(const Options& options, const Bid& bid, ContractStudy& study, Stage& stage)
        : options_(options), bid_(bid), study_(study), stage_(stage) {}

    [[nodiscard]] BidOutcome run() {
        const std::uint64_t replications = study_.options().request.replications;
        stage_.begin(bid_.name + ", pilots", kPilots);
        if (!study_.choose_levels(stage_.progress)) {
            return {};
        }
        stage_.begin(bid_.name, replications);
        const TermResults base = study_.run({}, replications, stage_.progress);
        if (base.limit) {
            return {.summary = {}, .refused = limit_reached(*base.limit)};
        }
        if (base.replications.empty()) {
            return {};
        }
        ContractStudySummary summary = begin_summary(base);
        const auto goes_on = [this] { return !stage_.progress.stop.load(); };
        if (options_.incentive && goes_on()) {
            summary.incentive = incentive(base);
        }
        if (options_.volume && goes_on()) {
            summary.volumes = volumes();
        }
        if (options_.probes && goes_on()) {
            auto probes = this->probes(summary);
            if (!probes) {
                say(probes.error());
                return {.summary = {}, .refused = ExitCode::BadInput};
            }
            if (goes_on()) {
                summary.probes = std::move(*probes);
            }
        }
        const LintRun run = lint_run_of(summary);
        summary.warnings = lint(*bid_.terms, &run);
        return {
            .summary = std::move(summary), .totals = totals_of(*bid_.terms, base), .refused = {}};
    }

private:
    [[nodiscard]] std::uint64_t side_replications() const {
        return options_.side_replications.value_or(
            std::min(study_.options().request.replications, kSideReplications));
    }
    [[nodiscard]] int side_months() const { return std::min(study_.options().months, kSideMonths); }

    [[nodiscard]] ExitCode limit_reached(const LimitReached& limit) const {
        say(fmt::format("fcrsim contract simulate: {}: {}",
                        bid_.name,
                        limit_words(limit, study_.options().request.seed, study_.room())));
        return ExitCode::LimitReached;
    }

    [[nodiscard]] ContractStudySummary begin_summary(const TermResults& base) const {
        const StudyOptions& options = study_.options();
        ContractStudySummary summary;
        summary.terms = bid_.terms;
        summary.name = bid_.name;
        summary.scenario = options.scenario.string();
        summary.set = options.set;
        summary.policies = policy_words(bid_.policies, *bid_.terms);
        summary.months = options.months;
        summary.volume = options.volume;
        summary.seed = options.request.seed;
        summary.first_replication = options.request.first_replication;
        summary.replications_asked = options.request.replications;
        summary.figures = figures_of(*bid_.terms, base, options.confidence);
        summary.minimiser_fte = study_.levels();
        return summary;
    }

    [[nodiscard]] std::optional<IncentiveTest> incentive(const TermResults& base) const {
        const std::optional<PoolId> pool = study_.staffed_pool();
        if (!pool) {
            say("fcrsim contract simulate: no incentive test: the supplier has no pool with seats "
                "in this scenario");
            return std::nullopt;
        }
        const IncentiveRequest request{.study = study_.options().request,
                                       .pilot_replications = options_.pilots.value_or(std::min(
                                           study_.options().request.replications, kPilots)),
                                       .pilot_months = side_months(),
                                       .confidence = study_.options().confidence};
        const auto run = [this](const std::vector<SeatsBeside>& seats,
                                std::uint64_t replications,
                                int months) {
            stage_.begin(bid_.name + ", incentive test", replications);
            return study_.run(
                {.seats = seats, .months = months, .volume = 1.0}, replications, stage_.progress);
        };
        IncentiveTest test = IncentiveTesting(*bid_.terms, base, *pool, request, run).test();
        return test.whole ? std::optional(std::move(test)) : std::nullopt;
    }

    [[nodiscard]] std::optional<VolumeTable> volumes() const {
        stage_.begin(bid_.name + ", volume table", side_replications() * kVolumePercents.size());
        VolumeTable table =
            volume_table(study_, side_replications(), side_months(), stage_.progress);
        return table.whole ? std::optional(std::move(table)) : std::nullopt;
    }

    [[nodiscard]] Result<std::vector<ProbeFigures>> probes(ContractStudySummary& summary) const {
        const std::optional<std::size_t> kpi = probed_kpi(*bid_.terms);
        if (!kpi) {
            say("fcrsim contract simulate: no probes: the contract has no SERVICE_LEVEL KPI");
            return std::vector<ProbeFigures>{};
        }
        summary.probe_replications = side_replications();
        summary.probe_months = 1;
        stage_.begin(bid_.name + ", probes", summary.probe_replications);
        return run_probes(*bid_.terms,
                          {.scenario = study_.options().scenario,
                           .set = study_.options().set,
                           .kpi = *kpi,
                           .months = summary.probe_months,
                           .seed = study_.options().request.seed,
                           .replications = summary.probe_replications,
                           .jobs = study_.options().request.jobs,
                           .confidence = study_.options().confidence},
                          stage_.progress);
    }

    const Options& options_;
    const Bid& bid_;
    ContractStudy& study_;
    Stage& stage_;
};

/// What was asked for and is not there.
std::vector<std::string> shortfalls(const Options& options,
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

ExitCode write_and_print(const Options& options,
                         const std::vector<ContractStudySummary>& summaries,
                         const std::vector<std::string>& warnings,
                         const RunRecord& record) {
    std::string text;
    for (const ContractStudySummary& summary : summaries) {
        text += (text.empty() ? "" : "\n") + to_text(summary);
    }
    for (const std::string& warning : warnings) {
        text += "\n" + warning + "\n";
    }
    if (options.out) {
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
        OutputFolder folder(*options.out);
        if (folder.failure()) {
            return storage_failed(*folder.failure());
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
                write_together(*options.out,
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
        folder.keep();
    }
    return print(options.json ? json_document(summaries) : text);
}

ExitCode simulate(const Options& options, const CommandLine& words) {
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
    std::vector<ContractStudySummary> summaries;
    BidTotals first;
    Stage stage;
    RunWatch watch(stage.progress, [&stage](auto) { return stage.line(); });
    for (std::size_t row = 0; row < bids->size() && !stage.progress.stop.load(); ++row) {
        BidOutcome outcome = BidCourse(options, (*bids)[row], studies[row], stage).run();
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
    const ExitCode written = write_and_print(options, summaries, short_of, record);
    if (written != ExitCode::Done) {
        return written;
    }
    return watch.interrupted() ? ExitCode::Interrupted : ExitCode::Done;
}

Action add(Flags& flags) {
    const auto options = std::make_shared<Options>();
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

constexpr std::string_view kExamples =
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
            .examples = kExamples,
            .add = add};
}

}  // namespace fcr
