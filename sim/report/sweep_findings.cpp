// What the analysis of a figure comes to, as a planner would say it.
#include "sim/design/design_words.hpp"
#include "sim/report/number.hpp"
#include "sim/report/sweep_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace fcr {
namespace {

/// Factors named first; the rest is in the table.
constexpr std::size_t kNamed = 3;
/// What moves a figure by less than this share of what moves it most hardly moves it.
constexpr double kHardly = 0.05;

/// One factor's rank: its weight, and what is said of it in brackets.
struct Ranked {
    std::size_t factor = 0;
    double weight = 0.0;
    std::string words;
    double low = 0.0;  ///< interval of the weight
    double high = 0.0;
};

/// One decimal; of what is smaller, two.
std::string size_words(double value) {
    return std::abs(value) < 1.0 ? fmt::format("{:.2f}", value) : one_decimal(value);
}

/// The value with its unit, one decimal.
std::string value_words(double value, KpiUnit unit) {
    const std::string sign = unit_sign(unit);
    return sign.empty() ? one_decimal(value) : one_decimal(value) + ' ' + sign;
}

std::string join_names(const SweepSummary& summary, const std::vector<Ranked>& ranks) {
    std::vector<std::string> names;
    for (const Ranked& rank : ranks) {
        names.push_back(summary.plan.factors[rank.factor].name);
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

/// The ranking as a sentence. Ranks are sorted by weight, the greatest first.
std::string ranking_words(const SweepSummary& summary,
                          const SweepFigure& figure,
                          std::vector<Ranked> ranks) {
    std::ranges::stable_sort(ranks, std::ranges::greater{}, &Ranked::weight);
    if (ranks.empty() || !(ranks.front().weight > 0.0)) {
        return fmt::format("Nothing that was varied moves \"{}\".", figure.title);
    }
    const double most = ranks.front().weight;
    const auto hardly = std::ranges::find_if(
        ranks, [&](const Ranked& rank) { return rank.weight < kHardly * most; });
    const std::vector<Ranked> rest(hardly, ranks.end());
    const auto named =
        std::min<std::size_t>(kNamed, static_cast<std::size_t>(hardly - ranks.begin()));
    std::vector<std::string> parts;
    for (std::size_t row = 0; row < named; ++row) {
        parts.push_back(
            fmt::format("{} ({})", summary.plan.factors[ranks[row].factor].name, ranks[row].words));
    }
    const bool averaged = summary.plan.design.kind == DesignKind::Grid && ranks.size() > 1;
    std::string text = fmt::format("What moves \"{}\" most{}: {}.",
                                   figure.title,
                                   averaged ? ", on average over the others" : "",
                                   fmt::join(parts, ", then "));
    if (named > 1 && ranks[0].high > ranks[0].low && ranks[0].low < ranks[1].high) {
        text += " The order of the first two is not certain.";
    }
    if (!rest.empty()) {
        text += fmt::format(" Hardly: {}.", join_names(summary, rest));
    }
    return text;
}

/// Whether more of a factor raises the figure. Elementary effects tell, for numbers.
std::string_view direction(const Factor& factor, const MorrisEffect& effect) {
    if (!factor.law) {
        return "";
    }
    if (std::abs(effect.mu) < 0.5 * effect.mu_star.value) {
        return "; now up, now down";
    }
    return effect.mu > 0.0 ? "; more of it raises it" : "; more of it lowers it";
}

std::vector<Ranked> morris_ranks(const SweepSummary& summary,
                                 const SweepAnalysis& analysis,
                                 KpiUnit unit) {
    std::vector<Ranked> ranks;
    for (std::size_t factor = 0; factor < analysis.morris.size(); ++factor) {
        if (const auto& effect = analysis.morris[factor]) {
            ranks.push_back({.factor = factor,
                             .weight = effect->mu_star.value,
                             .words = fmt::format("{} {}{}",
                                                  size_words(effect->mu_star.value),
                                                  difference_unit(unit),
                                                  direction(summary.plan.factors[factor], *effect)),
                             .low = effect->mu_star.low,
                             .high = effect->mu_star.high});
        }
    }
    return ranks;
}

std::vector<Ranked> sobol_ranks(const SobolIndices& indices) {
    std::vector<Ranked> ranks;
    for (std::size_t factor = 0; factor < indices.factors.size(); ++factor) {
        const SobolIndex& index = indices.factors[factor];
        ranks.push_back({.factor = factor,
                         .weight = std::max(index.total.value, 0.0),
                         .words = fmt::format("{:.0f} % of the variance, alone {:.0f} %",
                                              100.0 * index.total.value,
                                              100.0 * std::max(index.first.value, 0.0)),
                         .low = index.total.low,
                         .high = index.total.high});
    }
    return ranks;
}

std::vector<Ranked> swing_ranks(const SweepSummary& summary,
                                const SweepAnalysis& analysis,
                                KpiUnit unit) {
    std::vector<Ranked> ranks;
    for (const Swing& swing : analysis.swings) {
        const auto at = [&](std::size_t row) {
            return setting_label(summary.plan, summary.points[row], swing.factor);
        };
        ranks.push_back({.factor = swing.factor,
                         .weight = swing.size(),
                         .words = fmt::format("{} at {} to {} at {}",
                                              one_decimal(swing.lowest),
                                              at(swing.lowest_point),
                                              value_words(swing.highest, unit),
                                              at(swing.highest_point))});
    }
    return ranks;
}

std::vector<Ranked> effect_ranks(const SweepAnalysis& analysis, KpiUnit unit) {
    std::vector<Ranked> ranks;
    for (const MainEffect& effect : analysis.effects) {
        ranks.push_back({.factor = effect.factor,
                         .weight = effect.size(),
                         .words = fmt::format("{} at {} to {} at {}",
                                              one_decimal(effect.lowest().mean),
                                              effect.lowest().setting,
                                              value_words(effect.highest().mean, unit),
                                              effect.highest().setting)});
    }
    return ranks;
}

std::string best_words(const SweepSummary& summary, std::size_t figure) {
    const std::optional<std::size_t> best = summary.analyses[figure].best;
    if (!best) {
        return {};
    }
    return fmt::format(
        "Best \"{}\": {} at point {} ({}).",
        summary.figures[figure].title,
        figure_words(summary.figures[figure], summary.outcomes[*best].figures[figure]),
        *best + 1,
        settings_words(summary.plan, summary.points[*best]));
}

std::string uncertainty_words(const SweepFigure& figure, const InputUncertainty& split) {
    const auto half_width = [&](double width) {
        const std::string sign = unit_sign(figure.unit);
        return fmt::format("±{}{}{}", size_words(width), sign.empty() ? "" : " ", sign);
    };
    return fmt::format(
        "\"{}\" is {} {}, inputs not known. Had they been known, simulation would leave {}: of the "
        "error, {}. Of the spread of single days, {:.0f} % ({:.0f} to {:.0f} %) comes from the "
        "inputs.",
        figure.title,
        one_decimal(split.mean),
        half_width(split.half_width),
        half_width(split.monte_carlo_half_width),
        split.half_width > 1.5 * split.monte_carlo_half_width
            ? "most is not knowing the inputs, which more replications do not cure"
            : "most is that of simulation",
        100.0 * split.input_share,
        100.0 * split.input_share_interval.low,
        100.0 * split.input_share_interval.high);
}

}  // namespace

std::string finding_of(const SweepSummary& summary, std::size_t figure) {
    if (!summary.is_whole()) {
        return {};
    }
    const SweepFigure& of = summary.figures[figure];
    const SweepAnalysis& analysis = summary.analyses[figure];
    switch (summary.plan.design.kind) {
        case DesignKind::Grid:
            return ranking_words(summary, of, effect_ranks(analysis, of.unit)) + ' ' +
                   best_words(summary, figure);
        case DesignKind::LatinHypercube:
        case DesignKind::Sobol: return best_words(summary, figure);
        case DesignKind::OneAtATime:
            return ranking_words(summary, of, swing_ranks(summary, analysis, of.unit));
        case DesignKind::Morris:
            return ranking_words(summary, of, morris_ranks(summary, analysis, of.unit));
        case DesignKind::SobolIndices:
            return analysis.sobol ? ranking_words(summary, of, sobol_ranks(*analysis.sobol))
                                  : fmt::format("Nothing that was varied moves \"{}\".", of.title);
        case DesignKind::InputUncertainty:
            return analysis.uncertainty
                       ? uncertainty_words(of, *analysis.uncertainty)
                       : fmt::format("\"{}\" was not measured often enough.", of.title);
    }
    return {};
}

}  // namespace fcr
