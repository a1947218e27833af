#include "sim/design/design_words.hpp"

#include "sim/base/check.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace fcr {
namespace {

std::string counted(std::uint64_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

}  // namespace

std::string design_words(const ExperimentPlan& plan) {
    const DesignOptions& design = plan.design;
    const std::string factors = counted(plan.factors.size(), "factor");
    const std::string points = counted(count_points(plan.factors, design), "point");
    switch (design.kind) {
        case DesignKind::Grid:
            return fmt::format("Grid: every combination of {}, {}", factors, points);
        case DesignKind::OneAtATime: return fmt::format("One at a time: {}, {}", factors, points);
        case DesignKind::LatinHypercube:
            return fmt::format("Latin hypercube: {} of {}", points, factors);
        case DesignKind::Sobol: return fmt::format("Sobol points: {} of {}", points, factors);
        case DesignKind::Morris:
            return fmt::format("Morris trajectories: {} of {} on {} levels, {}",
                               design.trajectories,
                               factors,
                               design.levels,
                               points);
        case DesignKind::SobolIndices:
            return fmt::format(
                "Sobol indices: base of {} for {}, {}", design.base_points, factors, points);
        case DesignKind::InputUncertainty:
            return fmt::format(
                "Input uncertainty: {} of {}", counted(design.draws, "draw"), factors);
    }
    FCR_CHECK(false, "a design of no kind");
    return {};
}

std::string spread_words(const Factor& factor) {
    if (factor.law) {
        const auto* const range = std::get_if<UniformInput>(&*factor.law);
        const std::string words =
            range != nullptr ? fmt::format("from {:.6g} to {:.6g}", range->low, range->high)
                             : to_string(*factor.law);
        return words + (factor.whole ? ", whole numbers" : "");
    }
    std::vector<std::string> labels;
    for (const Setting& setting : grid_settings(factor)) {
        labels.push_back(label_of(factor, setting));
    }
    return fmt::format("{}", fmt::join(labels, ", "));
}

std::string settings_words(const ExperimentPlan& plan, const SweepPoint& point) {
    std::vector<std::string> parts;
    for (std::size_t row = 0; row < plan.factors.size(); ++row) {
        if (const auto& setting = point.settings[row]) {
            parts.push_back(fmt::format(
                "{} {}", plan.factors[row].name, label_of(plan.factors[row], *setting)));
        }
    }
    return parts.empty() ? "the scenario as it is" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string describe(const ExperimentPlan& plan) {
    std::string text = fmt::format("  {}\n  {} with {} each, seed {}\n  scenario {}",
                                   plan.title,
                                   design_words(plan),
                                   counted(plan.replications, "replication"),
                                   plan.seed,
                                   plan.scenario.string());
    text += plan.changes.empty()
                ? "\n"
                : fmt::format(", with {}\n", counted(plan.changes.size(), "change"));
    text += fmt::format("  indicators {}\n", fmt::join(plan.kpis, ", "));
    for (const Factor& factor : plan.factors) {
        text += fmt::format("  factor {}: {}\n", factor.name, spread_words(factor));
        for (std::size_t path = 0; path < factor.paths.size(); ++path) {
            text += fmt::format("    {}", factor.paths[path]);
            text += factor.times[path] == 1.0
                        ? "\n"
                        : fmt::format(" = {:.6g} times that\n", factor.times[path]);
        }
    }
    return text;
}

}  // namespace fcr
