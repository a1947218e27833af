// Which factors matter, against functions whose answers are known.
#include "sim/design/sensitivity.hpp"

#include "sim/design/designs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace fcr {
namespace {

using Function = double (*)(std::span<const double> place);

constexpr double kNotMeasured = std::numeric_limits<double>::quiet_NaN();

std::vector<double> results_of(const UnitPoints& points, Function function) {
    std::vector<double> results;
    for (std::size_t row = 0; row < points.rows(); ++row) {
        results.push_back(function(points[row]));
    }
    return results;
}

/// Ishigami and Homma (1990) with a = 7, b = 0.1, on -pi to pi.
double ishigami(std::span<const double> place) {
    const auto x = [&place](std::size_t row) {
        return (2.0 * place[row] - 1.0) * std::numbers::pi;
    };
    return std::sin(x(0)) + 7.0 * std::pow(std::sin(x(1)), 2) +
           0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

struct Shares {
    std::vector<double> first;
    std::vector<double> total;
};

/// Its indices in closed form: Saltelli and others, "Global Sensitivity Analysis" (2008), 4.
Shares shares_of_ishigami() {
    const double a = 7.0;
    const double b = 0.1;
    const double pi4 = std::pow(std::numbers::pi, 4);
    const double alone = 0.5 * std::pow(1.0 + b * pi4 / 5.0, 2);
    const double second = a * a / 8.0;
    const double joint = b * b * pi4 * pi4 * (1.0 / 18.0 - 1.0 / 50.0);
    const double variance = alone + second + joint;
    return {.first = {alone / variance, second / variance, 0.0},
            .total = {(alone + joint) / variance, second / variance, joint / variance}};
}

/// Sobol's g-function with a = 0, 1, 4.5, 9, 99.
constexpr std::array<double, 5> kImportance{0.0, 1.0, 4.5, 9.0, 99.0};
double g_function(std::span<const double> place) {
    double product = 1.0;
    for (std::size_t row = 0; row < place.size(); ++row) {
        product *= (std::abs(4.0 * place[row] - 2.0) + kImportance[row]) / (1.0 + kImportance[row]);
    }
    return product;
}

Shares shares_of_g_function() {
    std::array<double, 5> parts{};
    double all = 1.0;
    for (std::size_t row = 0; row < parts.size(); ++row) {
        parts[row] = 1.0 / 3.0 / std::pow(1.0 + kImportance[row], 2);
        all *= 1.0 + parts[row];
    }
    Shares shares;
    for (const double part : parts) {
        shares.first.push_back(part / (all - 1.0));
        shares.total.push_back(part * all / (1.0 + part) / (all - 1.0));
    }
    return shares;
}

// Seed 20261125, 4,096 base points; the largest error measured over seeds 1 to 20 is 0.01.
TEST(SobolIndices, OfTheIshigamiFunctionAreThoseInClosedForm) {
    const UnitPoints points = saltelli_points({.rows = 4096, .dimensions = 3}, 20261125);
    const Shares expected = shares_of_ishigami();

    const auto indices =
        sobol_indices(3, results_of(points, ishigami), {.samples = 100, .seed = 20261125});

    ASSERT_TRUE(indices);
    EXPECT_EQ(indices->used, 4096U);
    EXPECT_NEAR(indices->mean, 3.5, 0.02);
    EXPECT_NEAR(indices->variance, 13.8446, 0.1);
    for (std::size_t factor = 0; factor < 3; ++factor) {
        EXPECT_NEAR(indices->factors[factor].first.value, expected.first[factor], 0.02) << factor;
        EXPECT_NEAR(indices->factors[factor].total.value, expected.total[factor], 0.02) << factor;
    }
}

TEST(SobolIndices, OfTheGFunctionAreThoseInClosedForm) {
    const UnitPoints points = saltelli_points({.rows = 4096, .dimensions = 5}, 20261125);
    const Shares expected = shares_of_g_function();

    const auto indices =
        sobol_indices(5, results_of(points, g_function), {.samples = 100, .seed = 20261125});

    ASSERT_TRUE(indices);
    for (std::size_t factor = 0; factor < 5; ++factor) {
        EXPECT_NEAR(indices->factors[factor].first.value, expected.first[factor], 0.02) << factor;
        EXPECT_NEAR(indices->factors[factor].total.value, expected.total[factor], 0.02) << factor;
    }
}

// 90 % intervals of 128 base points, seeds 1 to 100, of each factor that has an index above 0. The
// points are more even than the independent ones that a bootstrap assumes, so they cover more often
// than they promise; 85 % would be the least by chance alone (issue 4).
TEST(SobolIndices, TheirIntervalsCoverAtLeastAsOftenAsTheyPromise) {
    const Shares expected = shares_of_ishigami();
    int covered = 0;
    int trials = 0;
    const auto judge = [&](const BootstrapEstimate& estimate, double truth) {
        ++trials;
        covered += estimate.low <= truth && truth <= estimate.high ? 1 : 0;
    };
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const UnitPoints points = saltelli_points({.rows = 128, .dimensions = 3}, seed);
        const auto indices = sobol_indices(
            3, results_of(points, ishigami), {.samples = 200, .confidence = 0.9, .seed = seed});
        ASSERT_TRUE(indices);
        judge(indices->factors[0].first, expected.first[0]);
        judge(indices->factors[1].first, expected.first[1]);
        for (std::size_t factor = 0; factor < 3; ++factor) {
            judge(indices->factors[factor].total, expected.total[factor]);
        }
    }

    EXPECT_EQ(trials, 500);
    EXPECT_GE(covered, 425);
}

TEST(SobolIndices, LeaveOutRowsThatWereNotMeasuredAndSayHowMany) {
    const UnitPoints points = saltelli_points({.rows = 1024, .dimensions = 3}, 20261125);
    std::vector<double> results = results_of(points, ishigami);
    results[5] = kNotMeasured;             // A
    results[1024 + 9] = kNotMeasured;      // B
    results[4 * 1024 + 9] = kNotMeasured;  // A with the third from B, of the same row

    const auto indices = sobol_indices(3, results, {.samples = 10});

    ASSERT_TRUE(indices);
    EXPECT_EQ(indices->used, 1022U);
    EXPECT_NEAR(indices->factors[1].total.value, shares_of_ishigami().total[1], 0.05);
}

TEST(SobolIndices, OfAConstantAreNone) {
    EXPECT_FALSE(sobol_indices(2, std::vector<double>(40, 7.0), {}));
    EXPECT_FALSE(sobol_indices(2, std::vector<double>(40, kNotMeasured), {}));
}

double linear(std::span<const double> place) {
    return 10.0 + 3.0 * place[0] - 5.0 * place[1] + 0.0 * place[2];
}

TEST(Morris, OfALinearFunctionIsItsCoefficientsWithoutSpread) {
    const UnitPoints points =
        morris_trajectories({.trajectories = 10, .levels = 4, .factors = 3}, 20261125);

    const auto effects = morris_effects(points, results_of(points, linear), {});

    const std::array<double, 3> expected{3.0, -5.0, 0.0};
    for (std::size_t factor = 0; factor < 3; ++factor) {
        ASSERT_TRUE(effects[factor]);
        EXPECT_NEAR(effects[factor]->mu, expected[factor], 1e-12);
        EXPECT_NEAR(effects[factor]->mu_star.value, std::abs(expected[factor]), 1e-12);
        EXPECT_NEAR(effects[factor]->sigma, 0.0, 1e-12);
        EXPECT_NEAR(effects[factor]->mu_star.low, std::abs(expected[factor]), 1e-12);
        EXPECT_NEAR(effects[factor]->mu_star.high, std::abs(expected[factor]), 1e-12);
        EXPECT_EQ(effects[factor]->used, 10U);
    }
}

double crossed(std::span<const double> place) {
    return (place[0] - 0.5) * (place[1] - 0.5) + place[2] * place[2];
}

// The effect of the first is x1 - 1/2 at the other's level: mean 0, size 1/2 or 1/6 with equal
// chances, so mu* = 1/3 and sigma = sqrt(5/36) = 0.373. That of the third is from -0 to 2/3 or from
// 1/3 to 1: 2/3 or 4/3, so mu = 1 and sigma = 1/3. Seed 20261125, 4,000 trajectories, four standard
// errors.
TEST(Morris, TellsCrossedAndBentFactorsByTheirSpread) {
    const UnitPoints points =
        morris_trajectories({.trajectories = 4000, .levels = 4, .factors = 3}, 20261125);

    const auto effects = morris_effects(points, results_of(points, crossed), {.samples = 50});

    ASSERT_TRUE(effects[0] && effects[2]);
    EXPECT_NEAR(effects[0]->mu, 0.0, 4 * 0.373 / std::sqrt(4000.0));
    EXPECT_NEAR(effects[0]->mu_star.value, 1.0 / 3.0, 4 * (1.0 / 6.0) / std::sqrt(4000.0));
    EXPECT_NEAR(effects[0]->sigma, std::sqrt(5.0 / 36.0), 0.02);
    EXPECT_NEAR(effects[2]->mu, 1.0, 4 * (1.0 / 3.0) / std::sqrt(4000.0));
    EXPECT_NEAR(effects[2]->sigma, 1.0 / 3.0, 0.02);
}

// 90 % intervals for mu* of 30 trajectories, seeds 1 to 200: between 83 % and 95 %, as percentile
// intervals of 30 values are a little short.
TEST(Morris, TheIntervalOfItsSizeCoversAsOftenAsItPromises) {
    int covered = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const UnitPoints points =
            morris_trajectories({.trajectories = 30, .levels = 4, .factors = 3}, seed);
        const auto effects =
            morris_effects(points, results_of(points, crossed), {.samples = 200, .seed = seed});
        ASSERT_TRUE(effects[0]);
        const BootstrapEstimate& size = effects[0]->mu_star;
        covered += size.low <= 1.0 / 3.0 && 1.0 / 3.0 <= size.high ? 1 : 0;
    }

    EXPECT_GE(covered, 166);
    EXPECT_LE(covered, 190);
}

TEST(Morris, LeavesOutEffectsThatWereNotMeasured) {
    const UnitPoints points =
        morris_trajectories({.trajectories = 10, .levels = 4, .factors = 3}, 20261125);
    std::vector<double> results = results_of(points, linear);
    results[0] = kNotMeasured;

    const auto effects = morris_effects(points, results, {});

    std::size_t used = 0;
    for (const auto& effect : effects) {
        used += effect->used;
    }
    EXPECT_EQ(used, 29U);
    std::fill(results.begin(), results.end(), kNotMeasured);
    EXPECT_FALSE(morris_effects(points, results, {})[0]);
}

/// Points one at a time: the scenario, and two of each of three factors.
std::vector<SweepPoint> points_alone() {
    std::vector<SweepPoint> points(7);
    for (std::size_t row = 0; row < points.size(); ++row) {
        points[row].settings.resize(3);
        if (row > 0) {
            points[row].settings[(row - 1) / 2] = Setting{.text = "1"};
        }
    }
    return points;
}

TEST(Swings, AreLongestFirstAndCountTheScenarioItself) {
    const std::vector<double> results{10, 9, 11, 4, 8, 12, 13};

    const std::vector<Swing> bars = swings(points_alone(), results);

    ASSERT_EQ(bars.size(), 3U);
    EXPECT_EQ(bars[0].factor, 1U);
    EXPECT_EQ(bars[0].lowest, 4.0);
    EXPECT_EQ(bars[0].lowest_point, 3U);
    EXPECT_EQ(bars[0].highest, 10.0);
    EXPECT_EQ(bars[0].highest_point, 0U);
    EXPECT_EQ(bars[1].factor, 2U);
    EXPECT_EQ(bars[1].size(), 3.0);
    EXPECT_EQ(bars[2].factor, 0U);
    EXPECT_EQ(bars[2].size(), 2.0);
}

TEST(Swings, LeaveOutWhatWasNotMeasured) {
    const std::vector<double> results{10, kNotMeasured, 11, kNotMeasured, kNotMeasured, 12, 13};

    const std::vector<Swing> bars = swings(points_alone(), results);

    ASSERT_EQ(bars.size(), 2U);
    EXPECT_EQ(bars[0].factor, 2U);
    EXPECT_EQ(bars[1].factor, 0U);
    EXPECT_EQ(bars[1].lowest, 10.0);
}

}  // namespace
}  // namespace fcr
