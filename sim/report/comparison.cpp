#include "sim/report/comparison.hpp"

#include "sim/base/check.hpp"
#include "sim/report/comparison_figures.hpp"
#include "sim/report/comparison_resources.hpp"
#include "sim/report/controlled.hpp"
#include "sim/statistics/multiple_comparisons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

constexpr Duration kDay = std::chrono::hours{24};

Duration measured_of(const CompiledScenario& scenario) {
    return scenario.measured_until - scenario.measured_from;
}

std::vector<const CompiledScenario*> compiled_of(std::span<const ComparedScenario> scenarios) {
    std::vector<const CompiledScenario*> compiled;
    for (const ComparedScenario& of : scenarios) {
        compiled.push_back(&of.compiled);
    }
    return compiled;
}

/// The samples of a figure in every scenario.
std::vector<FigureSamples> all_samples(const FigurePlan& plan,
                                       std::span<const ComparedScenario> scenarios) {
    std::vector<FigureSamples> samples;
    for (std::size_t row = 0; row < scenarios.size(); ++row) {
        samples.push_back(samples_of(plan, row, scenarios[row].compiled, scenarios[row].result));
    }
    return samples;
}

/// A replication in which a side was not measured is left out of both; then nothing is corrected.
std::optional<PairedDifference> difference_of(const FigureSamples& baseline,
                                              const FigureSamples& other,
                                              double confidence,
                                              const Controls* controls) {
    if (baseline.is_ratio) {
        return paired_difference(baseline.ratios, other.ratios, confidence, controls);
    }
    std::vector<double> first;
    std::vector<double> second;
    for (std::size_t row = 0; row < baseline.means.size(); ++row) {
        if (baseline.means[row] && other.means[row]) {
            first.push_back(*baseline.means[row]);
            second.push_back(*other.means[row]);
        }
    }
    const bool all = first.size() == baseline.means.size();
    return paired_difference(first, second, confidence, all ? controls : nullptr);
}

/// `controls` are of each scenario's difference; empty without.
ComparedFigure compare_figure(const FigurePlan& plan,
                              std::span<const ComparedScenario> scenarios,
                              const ComparisonRequest& request,
                              std::span<const Controls> controls) {
    ComparedFigure figure{.id = plan.id,
                          .title = plan.title,
                          .line = plan.line,
                          .words = plan.words,
                          .unit = plan.unit,
                          .better = plan.better,
                          .of_line = plan.line_figure.has_value(),
                          .values = {}};
    const std::vector<FigureSamples> samples = all_samples(plan, scenarios);
    for (std::size_t row = 0; row < samples.size(); ++row) {
        ComparedValue value;
        value.value = estimate_of(samples[row], request.run.confidence);
        if (row != request.baseline) {
            value.difference = difference_of(samples[request.baseline],
                                             samples[row],
                                             request.run.confidence,
                                             controls.empty() ? nullptr : &controls[row]);
        }
        figure.values.push_back(std::move(value));
    }
    return figure;
}

/// The controls of each scenario's difference from the baseline; empty unless asked for, or when
/// there are too few replications.
std::vector<Controls> controls_of(ComparisonSummary& summary,
                                  std::span<const ComparedScenario> scenarios) {
    std::vector<Controls> controls;
    if (!summary.request.control_variates) {
        return controls;
    }
    const ComparedScenario& baseline = scenarios[summary.request.baseline];
    CallerWork work(baseline.compiled, summary.request.run.seed);
    summary.controlled_by = controlled_by(baseline.compiled, work, summary.replications);
    if (auto why = why_no_controls(work, summary.replications)) {
        summary.warnings.push_back(std::move(*why));
        return controls;
    }
    for (const ComparedScenario& of : scenarios) {
        CallerWork own(of.compiled, summary.request.run.seed);
        controls.push_back(controls_between(work, own, of.result.replications));
    }
    return controls;
}

/// Every difference that has a p-value, in the order of figures and scenarios.
std::vector<ComparedValue*> tested(std::vector<ComparedFigure>& figures) {
    std::vector<ComparedValue*> values;
    for (ComparedFigure& figure : figures) {
        for (ComparedValue& value : figure.values) {
            if (value.difference && value.difference->p_value) {
                values.push_back(&value);
            }
        }
    }
    return values;
}

void decide(ComparisonSummary& summary) {
    const std::vector<ComparedValue*> values = tested(summary.figures);
    std::vector<double> p_values;
    for (const ComparedValue* value : values) {
        p_values.push_back(*value->difference->p_value);
    }
    summary.comparisons = values.size();
    const auto decisions = holm_decisions(p_values, summary.request.run.confidence);
    for (std::size_t row = 0; row < values.size(); ++row) {
        values[row]->adjusted_p = decisions[row].adjusted_p;
        values[row]->differs = decisions[row].differs;
    }
}

void judge_pairing(ComparisonSummary& summary) {
    std::vector<double> ratios;
    for (const ComparedValue* value : tested(summary.figures)) {
        const auto& gain = value->difference->gain;
        if (gain && gain->unpaired_replications) {
            ratios.push_back(static_cast<double>(*gain->unpaired_replications) /
                             static_cast<double>(summary.replications));
        }
    }
    if (ratios.empty()) {
        return;
    }
    std::ranges::sort(ratios);
    const std::size_t middle = ratios.size() / 2;
    summary.pairing = {.median = ratios.size() % 2 == 1
                                     ? ratios[middle]
                                     : (ratios[middle - 1] + ratios[middle]) / 2.0,
                       .least = ratios.front(),
                       .most = ratios.back(),
                       .differences = ratios.size()};
}

/// The samples that a ranking is made of, without replications in which any scenario lacks one.
struct RankSamples {
    bool is_ratio = false;
    std::vector<std::vector<RatioSample>> ratios;  ///< by scenario
    std::vector<std::vector<double>> means;
    SelectionRule rule;
};

std::optional<RankSamples> rank_samples(std::span<const ComparedScenario> scenarios,
                                        const ComparisonRequest& request) {
    const FigurePlans plans = plan_figures(compiled_of(scenarios));
    const auto plan = std::ranges::find(plans.figures, request.rank->figure, &FigurePlan::id);
    FCR_CHECK(plan != plans.figures.end() && plan->better, "a ranking is by a figure with a best");
    const std::vector<FigureSamples> samples = all_samples(*plan, scenarios);
    RankSamples result{.is_ratio = samples.front().is_ratio, .ratios = {}, .means = {}, .rule = {}};
    result.rule = {.confidence = request.run.confidence,
                   .indifference_zone = request.rank->indifference_zone,
                   .first_stage = 0,
                   .better_when = *plan->better};
    result.ratios.resize(scenarios.size());
    result.means.resize(scenarios.size());
    const std::size_t replications = scenarios.front().result.replications.size();
    for (std::size_t at = 0; at < replications; ++at) {
        const bool measured = result.is_ratio || std::ranges::all_of(samples, [&](const auto& of) {
                                  return of.means[at].has_value();
                              });
        if (!measured) {
            continue;
        }
        result.rule.first_stage += at < request.rank->first_stage ? 1 : 0;
        for (std::size_t row = 0; row < samples.size(); ++row) {
            if (result.is_ratio) {
                result.ratios[row].push_back(samples[row].ratios[at]);
            } else {
                result.means[row].push_back(*samples[row].means[at]);
            }
        }
    }
    return result.rule.first_stage < 2 ? std::nullopt : std::optional(std::move(result));
}

void add_ranking(ComparisonSummary& summary, std::span<const ComparedScenario> scenarios) {
    const RankRequest& rank = *summary.request.rank;
    const auto samples = rank_samples(scenarios, summary.request);
    std::optional<Ranking> ranking;
    if (samples) {
        ranking = samples->is_ratio ? rank_systems(samples->ratios, samples->rule)
                                    : rank_systems(samples->means, samples->rule);
    }
    if (!ranking) {
        summary.warnings.push_back(fmt::format(
            "There is no ranking by {}: it was not measured in two replications.", rank.figure));
        return;
    }
    if (!ranking->enough_replications) {
        summary.warnings.push_back(fmt::format(
            "The ranking by {} is not certain with {:.6g} %: that needs {} replications of each "
            "scenario, and {} were run{}. How far each may be behind holds all the same.",
            rank.figure,
            100.0 * summary.request.run.confidence,
            ranking->replications_needed.value_or(0),
            summary.replications,
            summary.replications >= summary.request.replications_max
                ? ", the most that --replications-max allows"
                : ""));
    }
    summary.ranking = {.figure = rank.figure,
                       .indifference_zone = rank.indifference_zone,
                       .first_stage = samples->rule.first_stage,
                       .ranking = std::move(*ranking)};
}

void warn_of_spans(ComparisonSummary& summary, std::span<const ComparedScenario> scenarios) {
    const ComparedScenario& baseline = scenarios[summary.request.baseline];
    for (const ComparedScenario& of : scenarios) {
        if (measured_of(of.compiled) != measured_of(baseline.compiled)) {
            summary.warnings.push_back(
                fmt::format("{} measures {:.6g} h and {} {:.6g} h: they did not meet the same "
                            "callers throughout.",
                            of.name,
                            to_seconds(measured_of(of.compiled)) / 3600.0,
                            baseline.name,
                            to_seconds(measured_of(baseline.compiled)) / 3600.0));
        } else if (of.scenario.run.warm_up != baseline.scenario.run.warm_up) {
            summary.warnings.push_back(
                fmt::format("{} and {} have warm-ups of other lengths: they did not meet the same "
                            "callers.",
                            of.name,
                            baseline.name));
        } else if (of.scenario.run.day_type != baseline.scenario.run.day_type) {
            summary.warnings.push_back(
                fmt::format("{} is of another day type than {}.", of.name, baseline.name));
        }
    }
}

void warn_of_run(ComparisonSummary& summary) {
    if (summary.stopped) {
        summary.warnings.push_back(
            fmt::format("Stopped early: {} of {} replications of each "
                        "scenario were finished.",
                        summary.replications,
                        summary.request.run.replications));
    }
    if (summary.replications == 1) {
        summary.warnings.emplace_back(
            "One replication is one possible day: no difference can be told from chance.");
    }
}

}  // namespace

ComparisonSummary compare_runs(std::span<const ComparedScenario> scenarios,
                               const ComparisonRequest& request) {
    FCR_CHECK(scenarios.size() > 1 && request.baseline < scenarios.size(),
              "a comparison has two scenarios or more, one of them the baseline");
    const std::vector<ReplicationResult>& first = scenarios.front().result.replications;
    for (const ComparedScenario& of : scenarios) {
        FCR_CHECK(!of.result.limit && !of.result.replications.empty() &&
                      std::ranges::equal(of.result.replications,
                                         first,
                                         {},
                                         &ReplicationResult::number,
                                         &ReplicationResult::number),
                  "scenarios are compared over the same finished replications");
    }
    ComparisonSummary summary;
    summary.request = request;
    summary.replications = first.size();
    summary.stopped = first.size() < request.run.replications;
    summary.per = std::min(measured_of(scenarios[request.baseline].compiled), kDay);
    for (const ComparedScenario& of : scenarios) {
        summary.scenarios.push_back(
            {.name = of.name, .file = of.file, .title = of.scenario.title, .differs = of.differs});
    }
    warn_of_run(summary);
    warn_of_spans(summary, scenarios);

    const std::vector<Controls> controls = controls_of(summary, scenarios);
    FigurePlans plans = plan_figures(compiled_of(scenarios));
    for (const FigurePlan& plan : plans.figures) {
        summary.figures.push_back(compare_figure(plan, scenarios, request, controls));
    }
    std::ranges::move(plans.left_out, std::back_inserter(summary.warnings));
    decide(summary);
    judge_pairing(summary);

    ComparedResources resources = compare_resources(scenarios, request);
    summary.resources = std::move(resources.scenarios);
    summary.fte_basis = std::move(resources.fte_basis);
    summary.cost_basis = std::move(resources.cost_basis);
    std::ranges::move(resources.warnings, std::back_inserter(summary.warnings));
    if (request.rank) {
        add_ranking(summary, scenarios);
    }
    return summary;
}

std::optional<std::uint64_t> replications_to_rank(std::span<const ComparedScenario> scenarios,
                                                  const ComparisonRequest& request) {
    const auto samples = rank_samples(scenarios, request);
    if (!samples) {
        return std::nullopt;
    }
    return samples->is_ratio ? replications_to_select(samples->ratios, samples->rule)
                             : replications_to_select(samples->means, samples->rule);
}

std::vector<RankableFigure> rankable_figures(std::span<const CompiledScenario* const> scenarios) {
    std::vector<RankableFigure> figures;
    for (const FigurePlan& plan : plan_figures(scenarios).figures) {
        figures.push_back({.id = plan.id, .has_better = plan.better.has_value()});
    }
    return figures;
}

}  // namespace fcr
