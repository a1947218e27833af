#include "tools/fcrsim/contract_bid.hpp"

#include "sim/contract/load_supplier.hpp"
#include "sim/report/contract_study_words.hpp"
#include "tools/fcrsim/launcher.hpp"
#include "tools/fcrsim/limit_words.hpp"
#include "tools/fcrsim/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

constexpr std::uint64_t kTermReplications = 200;
constexpr std::uint64_t kSideReplications = 20;  ///< of the volume table and the probes
constexpr std::uint64_t kPilots = 10;
constexpr int kSideMonths = 12;

/// The months of a term that are run.
int months_of(const SimulateOptions& options, const ContractTerms& terms) {
    const int asked = options.years ? static_cast<int>(*options.years) * 12 : terms.term.months;
    return std::min(asked, terms.term.months);
}

std::string bid_name(const ContractTerms& terms, std::string_view variant) {
    const std::string& title = terms.title.empty() ? terms.id : terms.title;
    return variant.empty() ? title : fmt::format("{}, {}", title, variant);
}

/// The policies of a bid: those of the flags, else the contract file's.
Result<std::vector<SupplierPolicyTerms>> policies_of(const SimulateOptions& options,
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

/// Works through the questions about one bid.
class BidCourse {
public:
    BidCourse(const SimulateOptions& options, const Bid& bid, ContractStudy& study, Stage& stage)
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
        const IncentiveRequest request{.planned = study_.planned_seats(*pool),
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

    const SimulateOptions& options_;
    const Bid& bid_;
    ContractStudy& study_;
    Stage& stage_;
};

}  // namespace

Result<std::vector<Bid>> bids_of(const SimulateOptions& options,
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

StudyOptions study_options(const SimulateOptions& options, const Bid& bid) {
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
    study.request.replications = options.replications.value_or(kTermReplications);
    study.request.jobs = options.jobs ? static_cast<unsigned>(*options.jobs) : cores_of_process();
    study.confidence = options.confidence.value_or(0.95);
    return study;
}

void Stage::begin(std::string what, std::uint64_t replications) {
    const std::lock_guard lock(mutex_);
    what_ = std::move(what);
    replications_ = replications;
    begun_ = std::chrono::steady_clock::now();
    progress.finished.store(0);
}

std::string Stage::line() const {
    const std::lock_guard lock(mutex_);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begun_;
    return what_ + ": " + progress_line(progress.finished.load(), replications_, elapsed);
}

BidOutcome run_bid(const SimulateOptions& options,
                   const Bid& bid,
                   ContractStudy& study,
                   Stage& stage) {
    return BidCourse(options, bid, study, stage).run();
}

}  // namespace fcr
