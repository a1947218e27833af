#include "sim/design/sweep_points.hpp"

#include "sim/base/check.hpp"
#include "sim/design/designs.hpp"
#include "sim/design/sobol_sequence.hpp"

#include <limits>
#include <utility>

namespace fcr {

namespace {

using SettingMaker = Setting (*)(const Factor& factor, double place);

std::vector<SweepPoint> grid_points(const std::vector<Factor>& factors) {
    std::vector<std::vector<Setting>> settings;
    std::vector<std::size_t> levels;
    for (const Factor& factor : factors) {
        settings.push_back(grid_settings(factor));
        levels.push_back(settings.back().size());
    }
    std::vector<SweepPoint> points;
    for (const std::vector<std::size_t>& row : grid_rows(levels)) {
        SweepPoint& point = points.emplace_back();
        for (std::size_t factor = 0; factor < factors.size(); ++factor) {
            point.settings.emplace_back(settings[factor][row[factor]]);
        }
    }
    return points;
}

std::vector<SweepPoint> points_alone(const std::vector<Factor>& factors) {
    std::vector<SweepPoint> points(1);
    points.front().settings.resize(factors.size());
    for (std::size_t factor = 0; factor < factors.size(); ++factor) {
        for (Setting& setting : settings_alone(factors[factor])) {
            SweepPoint& point = points.emplace_back();
            point.settings.resize(factors.size());
            point.settings[factor] = std::move(setting);
        }
    }
    return points;
}

std::vector<SweepPoint> points_of(const UnitPoints& places,
                                  const std::vector<Factor>& factors,
                                  SettingMaker make) {
    std::vector<SweepPoint> points(places.rows());
    for (std::size_t row = 0; row < places.rows(); ++row) {
        for (std::size_t factor = 0; factor < factors.size(); ++factor) {
            points[row].settings.emplace_back(make(factors[factor], places[row][factor]));
        }
    }
    return points;
}

}  // namespace

std::uint64_t count_points(std::span<const Factor> factors, const DesignOptions& design) {
    switch (design.kind) {
        case DesignKind::Grid: {
            std::uint64_t count = 1;
            for (const Factor& factor : factors) {
                if (__builtin_mul_overflow(count, count_grid_settings(factor), &count)) {
                    return std::numeric_limits<std::uint64_t>::max();
                }
            }
            return count;
        }
        case DesignKind::OneAtATime: {
            std::uint64_t count = 1;
            for (const Factor& factor : factors) {
                count += factor.law ? 2 : factor.values.size();
            }
            return count;
        }
        case DesignKind::LatinHypercube:
        case DesignKind::Sobol: return design.points;
        case DesignKind::Morris: return design.trajectories * (factors.size() + 1);
        case DesignKind::SobolIndices: return design.base_points * (factors.size() + 2);
        case DesignKind::InputUncertainty: return design.draws;
    }
    FCR_CHECK(false, "a design of no kind");
    return 0;
}

std::vector<SweepPoint> sweep_points(const ExperimentPlan& plan) {
    const std::size_t factors = plan.factors.size();
    const DesignOptions& design = plan.design;
    switch (design.kind) {
        case DesignKind::Grid: return grid_points(plan.factors);
        case DesignKind::OneAtATime: return points_alone(plan.factors);
        case DesignKind::LatinHypercube:
            return points_of(
                latin_hypercube({.rows = design.points, .dimensions = factors}, plan.seed),
                plan.factors,
                setting_at);
        case DesignKind::Sobol:
            return points_of(
                shifted_sobol_points({.rows = design.points, .dimensions = factors}, plan.seed),
                plan.factors,
                setting_at);
        case DesignKind::Morris:
            return points_of(morris_trajectories({.trajectories = design.trajectories,
                                                  .levels = design.levels,
                                                  .factors = factors},
                                                 plan.seed),
                             plan.factors,
                             setting_at_level);
        case DesignKind::SobolIndices:
            return points_of(
                saltelli_points({.rows = design.base_points, .dimensions = factors}, plan.seed),
                plan.factors,
                setting_at);
        case DesignKind::InputUncertainty: {
            std::vector<SweepPoint> points =
                points_of(random_points({.rows = design.draws, .dimensions = factors}, plan.seed),
                          plan.factors,
                          setting_at);
            for (std::size_t row = 0; row < points.size(); ++row) {
                points[row].first_replication = row * plan.replications;
            }
            return points;
        }
    }
    FCR_CHECK(false, "a design of no kind");
    return {};
}

std::vector<std::string> overrides_of(const ExperimentPlan& plan, const SweepPoint& point) {
    FCR_CHECK(point.settings.size() == plan.factors.size(), "a point of another experiment");
    std::vector<std::string> overrides = plan.changes;
    for (std::size_t factor = 0; factor < plan.factors.size(); ++factor) {
        if (const auto& setting = point.settings[factor]) {
            for (std::string& change : overrides_of(plan.factors[factor], *setting)) {
                overrides.push_back(std::move(change));
            }
        }
    }
    return overrides;
}

UnitPoints unit_points(std::span<const SweepPoint> points) {
    const std::size_t dimensions = points.empty() ? 0 : points.front().settings.size();
    UnitPoints places({.rows = points.size(), .dimensions = dimensions});
    for (std::size_t row = 0; row < points.size(); ++row) {
        for (std::size_t factor = 0; factor < dimensions; ++factor) {
            FCR_CHECK(points[row].settings[factor].has_value(), "a factor without a setting");
            places[row][factor] = points[row].settings[factor]->unit;
        }
    }
    return places;
}

}  // namespace fcr
