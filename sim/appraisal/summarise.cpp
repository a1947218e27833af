#include "sim/appraisal/summarise.hpp"

#include "sim/appraisal/summarise_service.hpp"
#include "sim/base/check.hpp"
#include "sim/contract/discounting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace fcr {
namespace {

double pounds(Money money) {
    return static_cast<double>(money.units) / 10'000.0;
}

/// The mean cash flow of some.
CashFlow mean_of(const std::vector<CashFlow>& flows, int years) {
    CashFlow mean(years);
    for (const CostLine line : kCostLines) {
        for (int year = 0; year <= years; ++year) {
            WideInteger sum = 0;
            for (const CashFlow& flow : flows) {
                sum += flow.at(line, year).units;
            }
            mean.add(line, year, {divide_rounded(sum, static_cast<WideInteger>(flows.size()))});
        }
    }
    return mean;
}

Money mean_of(const std::vector<Money>& sums) {
    return money_spread(sums).value_or(MoneySpread{}).mean;
}

/// The costs of every option in each replication of some runs.
class Costs {
public:
    Costs(const AppraisalPlan& plan, const AppraisedWorld& world, const SimulatedOptions& runs)
        : rate_bp_(world.discount_bp.value_or(plan.discount_bp.front())) {
        const Costing costing(plan, world);
        const std::size_t replications = runs.happenings.size();
        real_.resize(plan.options.size());
        nominal_.resize(plan.options.size());
        for (std::size_t replication = 0; replication < replications; ++replication) {
            const Happenings happenings = world.risk_rates == 1.0
                                              ? runs.happenings[replication]
                                              : draw_happenings(plan, world, replication);
            for (std::size_t option = 0; option < plan.options.size(); ++option) {
                const PricedFlow flow = costing.flow(
                    option, runs.options[option].replications[replication].months, happenings);
                real_[option].push_back(flow.real());
                nominal_[option].push_back(flow.nominal());
            }
        }
    }

    [[nodiscard]] const std::vector<CashFlow>& real(std::size_t option) const {
        return real_[option];
    }
    [[nodiscard]] const std::vector<CashFlow>& nominal(std::size_t option) const {
        return nominal_[option];
    }

    /// Whole-life costs by replication, of the first so many.
    [[nodiscard]] std::vector<Money> whole_life(std::size_t option,
                                                std::size_t replications) const {
        std::vector<Money> costs;
        for (std::size_t row = 0; row < replications; ++row) {
            costs.push_back(whole_life_cost(real_[option][row], {.rate_bp = rate_bp_}));
        }
        return costs;
    }

    /// Mean whole-life costs by option.
    [[nodiscard]] std::vector<Money> means(std::size_t replications) const {
        std::vector<Money> means;
        for (std::size_t option = 0; option < real_.size(); ++option) {
            means.push_back(mean_of(whole_life(option, replications)));
        }
        return means;
    }

private:
    std::int64_t rate_bp_;
    std::vector<std::vector<CashFlow>> real_;  ///< by option, then replication
    std::vector<std::vector<CashFlow>> nominal_;
};

std::vector<ValuedSaving> valuations(const AppraisalPlan& plan,
                                     const std::vector<OptionSummary>& options,
                                     std::size_t option) {
    std::vector<ValuedSaving> valued;
    for (const std::int64_t rate_bp : plan.discount_bp) {
        for (const std::int64_t bias_bp : plan.optimism_bp) {
            const Valuation valuation{.rate_bp = rate_bp, .bias_bp = bias_bp};
            std::vector<Money> costs;
            for (const OptionSummary& each : options) {
                costs.push_back(whole_life_cost(each.real, valuation));
            }
            valued.push_back(
                {.valuation = valuation,
                 .cost = costs[option],
                 .saving = saving(options[option].real, options[plan.today].real, valuation),
                 .cheapest = cheapest(costs)});
        }
    }
    return valued;
}

/// The mean of a year's sum of a line, by replication; year 0 is none.
std::optional<MoneySpread> yearly(const std::vector<CashFlow>& flows, CostLine line) {
    std::vector<Money> years;
    for (const CashFlow& flow : flows) {
        years.push_back(times(flow.sum(line), 1, flow.years()));
    }
    return money_spread(years);
}

void add_savings(OptionSummary& option,
                 const std::vector<Money>& own,
                 const std::vector<Money>& today,
                 double confidence) {
    std::vector<double> differences;
    for (std::size_t row = 0; row < own.size(); ++row) {
        option.savings.push_back(today[row] - own[row]);
        differences.push_back(pounds(option.savings.back()));
    }
    option.saving = mean_of(option.savings);
    option.saving_spread = money_spread(option.savings);
    if (const auto estimate = estimate_mean(differences, confidence)) {
        option.saving_half_width = estimate->half_width;
    }
    option.saving_negative = estimate_proportion(
        option.saving_spread->below_zero, option.saving_spread->samples, confidence);
}

void add_happenings(AppraisalSummary& summary, const SimulatedOptions& runs) {
    const Costing costing(summary.plan, {});
    const double replications = static_cast<double>(runs.happenings.size());
    for (std::size_t row = 0; row < summary.options.size(); ++row) {
        OptionSummary& option = summary.options[row];
        for (const Happenings& happenings : runs.happenings) {
            option.months_late +=
                months_late(summary.plan.options[row], {}, happenings) / replications;
            for (const RiskOccurrence& risk : happenings.risks) {
                option.risk_events += costing.has(row, risk) ? 1.0 / replications : 0.0;
            }
        }
    }
}

void add_money(AppraisalSummary& summary, const Costs& costs) {
    const AppraisalPlan& plan = summary.plan;
    const std::vector<Money> today = costs.whole_life(plan.today, summary.replications);
    for (std::size_t row = 0; row < plan.options.size(); ++row) {
        OptionSummary& option = summary.options[row];
        option.real = mean_of(costs.real(row), plan.years);
        option.nominal = mean_of(costs.nominal(row), plan.years);
        option.costs = costs.whole_life(row, summary.replications);
        option.cost = mean_of(option.costs);
        option.cost_spread = money_spread(option.costs);
        if (row != plan.today) {
            add_savings(option, option.costs, today, summary.confidence);
        }
        if (plan.options[row].contract) {
            option.charges_year = yearly(costs.real(row), CostLine::Charges);
            option.credits_year = yearly(costs.real(row), CostLine::Credits);
        }
        if (const auto& sourcing = plan.options[row].sourcing) {
            option.cancelling = cancelling_costs(*sourcing);
            option.leaving = leaving_costs(*sourcing, plan.years);
        }
    }
    const Valuation valuation{.rate_bp = plan.discount_bp.front()};
    for (std::size_t row = 0; row < plan.options.size(); ++row) {
        OptionSummary& option = summary.options[row];
        option.valued = valuations(plan, summary.options, row);
        option.position =
            cumulative_saving(option.real, summary.options[plan.today].real, valuation, false);
        option.pays_back = row == plan.today ? std::nullopt : first_positive(option.position);
        if (plan.options[row].contract && row != plan.today) {
            option.switching_charges = switching_uplift(
                option.saving,
                present_value(option.real.line(CostLine::Charges), valuation.rate_bp));
        }
    }
}

void rank(AppraisalSummary& summary) {
    std::vector<Money> means;
    for (const OptionSummary& option : summary.options) {
        means.push_back(option.cost);
    }
    summary.cheapest = cheapest(means);
    std::optional<std::size_t> second;
    for (std::size_t row = 0; row < means.size(); ++row) {
        if (row != summary.cheapest && (!second || means[row] < means[*second])) {
            second = row;
        }
    }
    summary.second = second.value_or(summary.cheapest);
    std::uint64_t won = 0;
    for (std::uint64_t replication = 0; replication < summary.replications; ++replication) {
        std::vector<Money> here;
        for (const OptionSummary& option : summary.options) {
            here.push_back(option.costs[replication]);
        }
        won += cheapest(here) == summary.cheapest ? 1 : 0;
    }
    summary.cheapest_is =
        estimate_proportion(won, summary.replications, summary.confidence).value_or(Proportion{});
}

/// Puts questions to the plan.
class Questions {
public:
    Questions(const AppraisalPlan& plan, const AppraisalRuns& runs)
        : plan_(plan), runs_(runs), worlds_(worlds_to_run(plan)), base_(plan, {}, runs.base) {}

    [[nodiscard]] SensitivitySummary ask(const Sensitivity& asked) const {
        SensitivitySummary summary{.asked = asked};
        const InputSetting low{.input = asked.input, .value = asked.low};
        const InputSetting high{.input = asked.input, .value = asked.high};
        const std::size_t replications = std::min(runs_of(world_of({&low, 1})).happenings.size(),
                                                  runs_of(world_of({&high, 1})).happenings.size());
        summary.cost_low = costs_in(world_of({&low, 1}), replications);
        summary.cost_high = costs_in(world_of({&high, 1}), replications);
        summary.cost_base = base_.means(replications);
        if (world_of({&high, 1}).changes_calls() || world_of({&low, 1}).changes_calls()) {
            summary.service_low = counts_of(runs_of(world_of({&low, 1})), replications);
            summary.service_high = counts_of(runs_of(world_of({&high, 1})), replications);
        }
        find_switches(summary);
        return summary;
    }

    [[nodiscard]] CaseSummary ask(const AppraisalCase& asked) const {
        const AppraisedWorld world = world_of(asked.settings);
        CaseSummary summary{.title = asked.title,
                            .cost = costs_in(world, runs_of(world).happenings.size()),
                            .saving = {},
                            .cheapest = 0};
        for (const Money cost : summary.cost) {
            summary.saving.push_back(summary.cost[plan_.today] - cost);
        }
        summary.cheapest = cheapest(summary.cost);
        return summary;
    }

private:
    [[nodiscard]] const SimulatedOptions& runs_of(const AppraisedWorld& world) const {
        if (!world.changes_calls()) {
            return runs_.base;
        }
        const auto found = std::ranges::find(
            worlds_, CallsWorld{.volume = world.volume, .handling = world.handling});
        FCR_CHECK(found != worlds_.end(), "a world was asked about and not run");
        return runs_.worlds[static_cast<std::size_t>(found - worlds_.begin())];
    }

    [[nodiscard]] std::vector<Money> costs_in(const AppraisedWorld& world,
                                              std::size_t replications) const {
        return Costs(plan_, world, runs_of(world)).means(replications);
    }

    /// What the input is in the plan, as a number beside low and high.
    [[nodiscard]] double planned(AppraisedInput input) const {
        const auto sourcing = std::ranges::find_if(
            plan_.options,
            [](const AppraisalOption& option) { return option.sourcing.has_value(); });
        const SourcingPlan first =
            sourcing == plan_.options.end() ? SourcingPlan{} : *sourcing->sourcing;
        switch (input) {
            case AppraisedInput::Attrition:
                return static_cast<double>(plan_.staff.pipeline.attrition_bp) / 100.0;
            case AppraisedInput::DiscountRate:
                return static_cast<double>(plan_.discount_bp.front()) / 100.0;
            case AppraisedInput::Slip:
                return first.mobilisation.slip.chance * first.mobilisation.slip.most_months / 2.0;
            case AppraisedInput::ClientTeamShare:
                return static_cast<double>(first.client_team.share_bp) / 100.0;
            case AppraisedInput::ProcurementCost: return pounds(first.procurement.cost);
            case AppraisedInput::Charges:
            case AppraisedInput::Volume:
            case AppraisedInput::HandlingTime:
            case AppraisedInput::StaffCost:
            case AppraisedInput::RiskRates: return 0.0;
        }
        return 0.0;
    }

    void find_switches(SensitivitySummary& summary) const {
        struct At {
            double setting;
            const std::vector<Money>* cost;
        };
        const double base = planned(summary.asked.input);
        std::vector<At> at{{base, &summary.cost_base}};
        for (const At& other : {At{summary.asked.low, &summary.cost_low},
                                At{summary.asked.high, &summary.cost_high}}) {
            if (other.setting != base) {
                at.push_back(other);
            }
        }
        std::ranges::sort(at, {}, &At::setting);
        CostsBySetting costs;
        costs.cost.resize(plan_.options.size());
        std::size_t base_row = 0;
        for (const At& each : at) {
            base_row = each.setting == base ? costs.settings.size() : base_row;
            costs.settings.push_back(each.setting);
            for (std::size_t option = 0; option < plan_.options.size(); ++option) {
                costs.cost[option].push_back((*each.cost)[option]);
            }
        }
        summary.above = switching_point(costs, base_row, true);
        summary.below = switching_point(costs, base_row, false);
    }

    const AppraisalPlan& plan_;
    const AppraisalRuns& runs_;
    std::vector<CallsWorld> worlds_;
    Costs base_;
};

void add_warnings(AppraisalSummary& summary) {
    constexpr std::uint64_t few = 20;
    if (summary.replications < few) {
        summary.warnings.push_back(
            fmt::format("{} replications are few: probabilities and percentiles are rough.",
                        summary.replications));
    }
    for (std::size_t row = 0; row < summary.options.size(); ++row) {
        const AppraisalOption& option = summary.plan.options[row];
        std::string missing;
        for (const CostLine line :
             {CostLine::Supervision, CostLine::Overhead, CostLine::Premises, CostLine::Systems}) {
            if (summary.options[row].real.sum(line) == Money{}) {
                missing += fmt::format("{}{}", missing.empty() ? "" : ", ", to_string(line));
            }
        }
        if (!missing.empty()) {
            summary.warnings.push_back(fmt::format(
                "{}: nothing is stated for {}, so it counts as 0.", option.title, missing));
        }
    }
}

}  // namespace

std::vector<CallsWorld> worlds_to_run(const AppraisalPlan& plan) {
    std::vector<CallsWorld> worlds;
    const auto add = [&](const AppraisedWorld& world) {
        const CallsWorld calls{.volume = world.volume, .handling = world.handling};
        if (world.changes_calls() && std::ranges::count(worlds, calls) == 0) {
            worlds.push_back(calls);
        }
    };
    for (const Sensitivity& asked : plan.sensitivities) {
        for (const double value : {asked.low, asked.high}) {
            const InputSetting setting{.input = asked.input, .value = value};
            add(world_of({&setting, 1}));
        }
    }
    for (const AppraisalCase& asked : plan.cases) {
        add(world_of(asked.settings));
    }
    return worlds;
}

AppraisalSummary summarise(AppraisalPlan plan, const AppraisalRuns& runs, double confidence) {
    AppraisalSummary summary{.plan = std::move(plan),
                             .replications = runs.base.happenings.size(),
                             .sensitivity_replications = 0,
                             .confidence = confidence};
    FCR_CHECK(summary.replications > 0, "an appraisal has replications");
    summary.options.resize(summary.plan.options.size());
    const Costs costs(summary.plan, {}, runs.base);
    add_money(summary, costs);
    rank(summary);
    add_happenings(summary, runs.base);
    add_service(summary, runs.base);
    const Questions questions(summary.plan, runs);
    for (const Sensitivity& asked : summary.plan.sensitivities) {
        summary.sensitivities.push_back(questions.ask(asked));
    }
    for (const AppraisalCase& asked : summary.plan.cases) {
        summary.cases.push_back(questions.ask(asked));
    }
    summary.sensitivity_replications =
        runs.worlds.empty() ? 0 : runs.worlds.front().happenings.size();
    add_warnings(summary);
    return summary;
}

std::vector<SavingSwing> tornado_of(const AppraisalSummary& summary, std::size_t option) {
    std::vector<SavingSwing> swings;
    const std::size_t today = summary.plan.today;
    for (const SensitivitySummary& each : summary.sensitivities) {
        swings.push_back({.input = std::string(facts_of(each.asked.input).title),
                          .low = setting_words(each.asked.input, each.asked.low),
                          .high = setting_words(each.asked.input, each.asked.high),
                          .at_low = each.cost_low[today] - each.cost_low[option],
                          .at_high = each.cost_high[today] - each.cost_high[option]});
    }
    return tornado(std::move(swings));
}

}  // namespace fcr
