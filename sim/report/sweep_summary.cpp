#include "sim/report/sweep_summary.hpp"

#include "sim/base/check.hpp"
#include "sim/report/number.hpp"
#include "sim/scenario/field_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <utility>

namespace fcr {
namespace {

/// The figure at every point, not-a-number where it was not measured.
std::vector<double> results_of(const SweepSummary& summary, std::size_t figure) {
    std::vector<double> results;
    for (const PointOutcome& outcome : summary.outcomes) {
        const Figure& value = outcome.figures[figure];
        results.push_back(value ? value->value : std::numeric_limits<double>::quiet_NaN());
    }
    return results;
}

MainEffect main_effect(const SweepSummary& summary, std::size_t figure, std::size_t factor) {
    std::map<double, EffectLevel> levels;  // by place in the list or range
    for (std::size_t row = 0; row < summary.points.size(); ++row) {
        if (const Figure& value = summary.outcomes[row].figures[figure]) {
            EffectLevel& level = levels[summary.points[row].settings[factor]->unit];
            level.mean += value->value;  // the sum, as yet
            ++level.points;
            level.setting = setting_label(summary.plan, summary.points[row], factor);
        }
    }
    MainEffect effect{.factor = factor, .levels = {}};
    for (auto& [unit, level] : levels) {
        level.mean /= static_cast<double>(level.points);
        effect.levels.push_back(std::move(level));
    }
    return effect;
}

std::vector<MainEffect> main_effects(const SweepSummary& summary, std::size_t figure) {
    std::vector<MainEffect> effects;
    for (std::size_t factor = 0; factor < summary.plan.factors.size(); ++factor) {
        MainEffect effect = main_effect(summary, figure, factor);
        if (!effect.levels.empty()) {
            effects.push_back(std::move(effect));
        }
    }
    std::ranges::stable_sort(effects, std::ranges::greater{}, &MainEffect::size);
    return effects;
}

std::vector<std::vector<std::string>> baselines_of(const SweepRun& run) {
    std::vector<std::vector<std::string>> baselines;
    for (const Factor& factor : run.plan.factors) {
        std::vector<std::string>& of_factor = baselines.emplace_back();
        for (const std::string& path : factor.paths) {
            of_factor.push_back(run.scenario == nullptr
                                    ? std::string()
                                    : field_value(*run.scenario, path).value_or(""));
        }
    }
    return baselines;
}

std::optional<std::size_t> best_point(const SweepSummary& summary, std::size_t figure) {
    const std::optional<BetterWhen> better = summary.figures[figure].better;
    std::optional<std::size_t> best;
    for (std::size_t row = 0; better && row < summary.outcomes.size(); ++row) {
        const Figure& value = summary.outcomes[row].figures[figure];
        if (!value) {
            continue;
        }
        const double leader = best ? summary.outcomes[*best].figures[figure]->value : 0.0;
        const bool is_better =
            better == BetterWhen::Larger ? value->value > leader : value->value < leader;
        if (!best || is_better) {
            best = row;
        }
    }
    return best;
}

std::optional<InputUncertainty> uncertainty_of(const SweepSummary& summary, std::size_t figure) {
    std::vector<double> results;
    for (const PointOutcome& outcome : summary.outcomes) {
        const std::vector<double>& draw = outcome.replications[figure];
        results.insert(results.end(), draw.begin(), draw.end());
    }
    return split_variance(results, summary.plan.replications, summary.confidence);
}

SweepAnalysis analyse(const SweepSummary& summary, std::size_t figure) {
    SweepAnalysis analysis;
    const std::vector<double> results = results_of(summary, figure);
    const Bootstrap bootstrap{.confidence = summary.confidence, .seed = summary.plan.seed};
    switch (summary.plan.design.kind) {
        case DesignKind::Grid: analysis.effects = main_effects(summary, figure); [[fallthrough]];
        case DesignKind::LatinHypercube:
        case DesignKind::Sobol: analysis.best = best_point(summary, figure); break;
        case DesignKind::OneAtATime: analysis.swings = swings(summary.points, results); break;
        case DesignKind::Morris:
            analysis.morris = morris_effects(unit_points(summary.points), results, bootstrap);
            break;
        case DesignKind::SobolIndices:
            analysis.sobol = sobol_indices(summary.plan.factors.size(), results, bootstrap);
            break;
        case DesignKind::InputUncertainty:
            analysis.uncertainty = uncertainty_of(summary, figure);
            break;
    }
    return analysis;
}

void add_warnings(SweepSummary& summary) {
    if (!summary.is_whole()) {
        summary.warnings.push_back(
            fmt::format("Stopped early: {} of {} points were finished. Factors are ranked when all "
                        "are.",
                        summary.points.size(),
                        summary.points_asked));
    }
    if (summary.plan.replications == 1) {
        summary.warnings.emplace_back(
            "One replication of a point is one possible day: it has no confidence interval.");
    }
    for (std::size_t figure = 0; figure < summary.figures.size(); ++figure) {
        const auto missing = std::ranges::count_if(summary.outcomes, [&](const PointOutcome& row) {
            return !row.figures[figure].has_value();
        });
        if (missing > 0) {
            summary.warnings.push_back(
                fmt::format("{} was not measured at {} of {} points, which are left out of what is "
                            "said of it.",
                            summary.figures[figure].title,
                            missing,
                            summary.points.size()));
        }
    }
}

}  // namespace

const EffectLevel& MainEffect::lowest() const {
    return *std::ranges::min_element(levels, {}, &EffectLevel::mean);
}

const EffectLevel& MainEffect::highest() const {
    return *std::ranges::max_element(levels, {}, &EffectLevel::mean);
}

SweepSummary summarise(SweepRun run) {
    std::vector<std::vector<std::string>> baselines = baselines_of(run);
    SweepSummary summary{.plan = std::move(run.plan),
                         .confidence = run.confidence,
                         .per = run.per,
                         .figures = std::move(run.figures),
                         .points = {},
                         .outcomes = std::move(run.outcomes),
                         .baselines = std::move(baselines),
                         .points_asked = 0,
                         .analyses = {},
                         .warnings = {}};
    summary.points = sweep_points(summary.plan);
    summary.points_asked = summary.points.size();
    FCR_CHECK(summary.outcomes.size() <= summary.points_asked, "outcomes of another sweep");
    summary.points.resize(summary.outcomes.size());
    for (std::size_t figure = 0; figure < summary.figures.size(); ++figure) {
        summary.analyses.push_back(summary.is_whole() ? analyse(summary, figure) : SweepAnalysis{});
        summary.analyses.back().finding = finding_of(summary, figure);
    }
    add_warnings(summary);
    return summary;
}

std::string figure_words(const SweepFigure& figure, const Figure& value) {
    return with_half_width(value, unit_sign(figure.unit));
}

std::string setting_label(const ExperimentPlan& plan, const SweepPoint& point, std::size_t factor) {
    const auto& setting = point.settings[factor];
    return setting ? label_of(plan.factors[factor], *setting) : "as it is";
}

std::string difference_unit(KpiUnit unit) {
    switch (unit) {
        case KpiUnit::Percent: return "percentage points";
        case KpiUnit::Seconds: return "s";
        case KpiUnit::Calls: return "calls";
    }
    return {};
}

}  // namespace fcr
