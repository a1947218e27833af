// Which factors matter: elementary effects, Sobol indices, swings. Pure functions of the results.
#pragma once

#include "sim/design/sweep_points.hpp"
#include "sim/design/unit_points.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fcr {

// Results stand in the order of the points of their design, one number for each; where a KPI was
// not measured, not-a-number. What needs such a result is left out, and counted.

/// A bootstrap: how often rows are drawn again, and what share of the outcomes the interval holds.
struct Bootstrap {
    std::size_t samples = 1'000;
    double confidence = 0.9;
    std::uint64_t seed = 1;
};

/// A figure and its percentile interval from a bootstrap (Efron 1979).
struct BootstrapEstimate {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// The effects of one factor: change of the result for a step, over the step. A step of 1 is the
/// whole range.
struct MorrisEffect {
    double mu = 0.0;              ///< mean: the direction, where effects do not cancel
    BootstrapEstimate mu_star{};  ///< mean size: the rank
    double sigma = 0.0;           ///< standard deviation: not straight, or depends on other factors
    std::size_t used = 0;         ///< effects that could be computed
};

/// By factor; empty where fewer than two effects could be computed. `points` are the trajectories
/// as they were run, see unit_points(). The interval draws trajectories again. Morris (1991), as in
/// designs.hpp; mu* of Campolongo, Cariboni and Saltelli, "An effective screening design for
/// sensitivity analysis of large models", Environmental Modelling & Software 22 (2007).
[[nodiscard]] std::vector<std::optional<MorrisEffect>> morris_effects(
    const UnitPoints& points, std::span<const double> results, const Bootstrap& bootstrap);

/// Shares of the result's variance.
struct SobolIndex {
    BootstrapEstimate first;  ///< what knowing this factor alone would remove
    BootstrapEstimate total;  ///< what would remain if all others were known
};

struct SobolIndices {
    double mean = 0.0;
    double variance = 0.0;
    std::size_t used = 0;  ///< rows of the base, of those that there are
    std::vector<SobolIndex> factors;
};

/// Indices from the results of saltelli_points() of `factors` dimensions. First order: V_i =
/// mean of f(B) (f(A with i from B) - f(A)), Saltelli and others (2010), table 2 (b), with the mean
/// of all results taken off f(B), which changes no expectation; total: half the mean of
/// (f(A) - f(A with i from B))^2, Jansen (1999), table 2 (f). The interval draws rows of the base
/// again. Empty where fewer than two rows can be used or all their results are equal.
[[nodiscard]] std::optional<SobolIndices> sobol_indices(std::size_t factors,
                                                        std::span<const double> results,
                                                        const Bootstrap& bootstrap);

/// A bar of a tornado chart: how far a factor alone moves the result.
struct Swing {
    std::size_t factor = 0;
    std::size_t lowest_point = 0;  ///< the point with the lowest result; 0 is the scenario as it is
    std::size_t highest_point = 0;  ///< with the highest
    double lowest = 0.0;
    double highest = 0.0;

    [[nodiscard]] double size() const { return highest - lowest; }
};

/// The bars, longest first; of equal ones the earlier factor first. `points` are those of a design
/// OneAtATime. The scenario as it is counts among each factor's points. A factor without results is
/// left out.
[[nodiscard]] std::vector<Swing> swings(std::span<const SweepPoint> points,
                                        std::span<const double> results);

}  // namespace fcr
