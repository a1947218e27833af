// Elementary effects.
#include "sim/base/check.hpp"
#include "sim/design/bootstrap_interval.hpp"
#include "sim/design/design_draws.hpp"
#include "sim/design/sensitivity.hpp"

#include <cmath>
#include <utility>

namespace fcr {

namespace {

/// The effects of each factor, by trajectory; those that cannot be computed are left out.
std::vector<std::vector<double>> effects_of(const UnitPoints& points,
                                            std::span<const double> results) {
    const std::size_t factors = points.dimensions();
    std::vector<std::vector<double>> effects(factors);
    for (std::size_t row = 0; row + 1 < points.rows(); ++row) {
        if (row % (factors + 1) == factors) {
            continue;  // from one trajectory to the next
        }
        const double change = results[row + 1] - results[row];
        for (std::size_t factor = 0; factor < factors; ++factor) {
            const double step = points[row + 1][factor] - points[row][factor];
            if (step != 0.0 && std::isfinite(change)) {
                effects[factor].push_back(change / step);
            }
        }
    }
    return effects;
}

MorrisEffect summary_of(const std::vector<double>& effects,
                        std::size_t factor,
                        const Bootstrap& bootstrap) {
    const auto count = static_cast<double>(effects.size());
    MorrisEffect summary{.used = effects.size()};
    for (const double effect : effects) {
        summary.mu += effect / count;
        summary.mu_star.value += std::abs(effect) / count;
    }
    double squares = 0.0;
    for (const double effect : effects) {
        squares += (effect - summary.mu) * (effect - summary.mu);
    }
    summary.sigma = std::sqrt(squares / (count - 1.0));

    const DesignDraws draws(bootstrap.seed);
    std::vector<double> outcomes(bootstrap.samples, 0.0);
    for (std::size_t sample = 0; sample < bootstrap.samples; ++sample) {
        for (std::size_t row = 0; row < effects.size(); ++row) {
            const std::size_t drawn =
                draws.below(effects.size(),
                            DesignPurpose::Resample,
                            {.row = row, .column = sample * kFactorsMax + factor});
            outcomes[sample] += std::abs(effects[drawn]) / count;
        }
    }
    const BootstrapInterval interval =
        percentile_interval(std::move(outcomes), bootstrap.confidence);
    summary.mu_star.low = interval.low;
    summary.mu_star.high = interval.high;
    return summary;
}

}  // namespace

std::vector<std::optional<MorrisEffect>> morris_effects(const UnitPoints& points,
                                                        std::span<const double> results,
                                                        const Bootstrap& bootstrap) {
    FCR_CHECK(points.rows() == results.size(), "a result for each point");
    FCR_CHECK(points.rows() % (points.dimensions() + 1) == 0, "whole trajectories");
    std::vector<std::optional<MorrisEffect>> summaries;
    for (const std::vector<double>& effects : effects_of(points, results)) {
        auto& summary = summaries.emplace_back();
        if (effects.size() >= 2) {
            summary = summary_of(effects, summaries.size() - 1, bootstrap);
        }
    }
    return summaries;
}

}  // namespace fcr
