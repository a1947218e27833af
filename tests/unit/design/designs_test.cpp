// What defines each design.
#include "sim/design/designs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace fcr {
namespace {

TEST(Grid, HasEveryCombinationAndTheLastFactorChangesFastest) {
    const std::array<std::size_t, 3> levels{2, 1, 3};

    const auto rows = grid_rows(levels);

    const std::vector<std::vector<std::size_t>> expected{
        {0, 0, 0}, {0, 0, 1}, {0, 0, 2}, {1, 0, 0}, {1, 0, 1}, {1, 0, 2}};
    EXPECT_EQ(rows, expected);
}

TEST(RandomPoints, AreUniformAndOfTheSeedAlone) {
    const PointsSize size{.rows = 10'000, .dimensions = 2};
    const UnitPoints points = random_points(size, 20261125);
    const UnitPoints again = random_points(size, 20261125);

    double sum = 0.0;
    double product = 0.0;
    for (std::size_t row = 0; row < points.rows(); ++row) {
        ASSERT_TRUE(std::ranges::equal(points[row], again[row]));
        sum += points[row][0];
        product += (points[row][0] - 0.5) * (points[row][1] - 0.5);
    }

    // Seed 20261125; four standard errors: 0.0029 each for the mean, 1/12 / 100 for the product.
    EXPECT_NEAR(sum / 1e4, 0.5, 4 * 0.0029);
    EXPECT_NEAR(product / 1e4, 0.0, 4.0 / 1200.0);
    EXPECT_NE(random_points({.rows = 1, .dimensions = 1}, 1)[0][0],
              random_points({.rows = 1, .dimensions = 1}, 2)[0][0]);
}

TEST(LatinHypercube, HasOnePointInEachSliceOfEachDimension) {
    for (const std::size_t rows : {1U, 2U, 7U, 100U, 1000U}) {
        const UnitPoints points = latin_hypercube({.rows = rows, .dimensions = 5}, 3);
        for (std::size_t dimension = 0; dimension < 5; ++dimension) {
            std::set<std::size_t> slices;
            for (std::size_t row = 0; row < rows; ++row) {
                const double place = points[row][dimension];
                ASSERT_TRUE(place >= 0.0 && place < 1.0);
                slices.insert(static_cast<std::size_t>(place * static_cast<double>(rows)));
            }
            EXPECT_EQ(slices.size(), rows);
        }
    }
}

TEST(LatinHypercube, CombinesSlicesAtRandom) {
    const UnitPoints points = latin_hypercube({.rows = 1000, .dimensions = 2}, 20261125);

    double product = 0.0;
    for (std::size_t row = 0; row < points.rows(); ++row) {
        product += 12.0 * (points[row][0] - 0.5) * (points[row][1] - 0.5) / 1000.0;
    }

    // Seed 20261125; the correlation of independent columns has standard error 0.032.
    EXPECT_NEAR(product, 0.0, 4 * 0.032);
}

// The mean of a sum is known almost exactly: that is what the design is for.
TEST(LatinHypercube, KnowsTheMeanOfASumFarBetterThanRandomPoints) {
    const PointsSize size{.rows = 100, .dimensions = 4};
    double even = 0.0;
    double random = 0.0;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        const UnitPoints latin = latin_hypercube(size, seed);
        const UnitPoints free = random_points(size, seed);
        double latin_sum = 0.0;
        double free_sum = 0.0;
        for (std::size_t row = 0; row < size.rows; ++row) {
            for (std::size_t dimension = 0; dimension < size.dimensions; ++dimension) {
                latin_sum += latin[row][dimension] / 100.0;
                free_sum += free[row][dimension] / 100.0;
            }
        }
        even += (latin_sum - 2.0) * (latin_sum - 2.0);
        random += (free_sum - 2.0) * (free_sum - 2.0);
    }

    // In theory 100 squared times, 10,000; seeds 1 to 50.
    EXPECT_GT(random, 1000.0 * even);
}

TEST(Morris, ChangesOneFactorAStepAndEachOnceATrajectory) {
    constexpr std::size_t factors = 5;
    for (const std::size_t levels : {2U, 4U, 6U}) {
        const UnitPoints points = morris_trajectories(
            {.trajectories = 40, .levels = levels, .factors = factors}, 20261125);
        ASSERT_EQ(points.rows(), 40 * (factors + 1));
        for (std::size_t row = 0; row < points.rows(); ++row) {
            for (const double place : points[row]) {
                const double level = place * static_cast<double>(levels - 1);
                EXPECT_NEAR(level, std::round(level), 1e-12);
                EXPECT_TRUE(place >= 0.0 && place <= 1.0);
            }
        }
        for (std::size_t walk = 0; walk < 40; ++walk) {
            std::set<std::size_t> changed;
            for (std::size_t step = 0; step < factors; ++step) {
                const auto before = points[walk * (factors + 1) + step];
                const auto after = points[walk * (factors + 1) + step + 1];
                for (std::size_t factor = 0; factor < factors; ++factor) {
                    if (before[factor] != after[factor]) {
                        changed.insert(factor);
                        EXPECT_NEAR(
                            std::abs(after[factor] - before[factor]), morris_step(levels), 1e-12);
                    }
                }
                EXPECT_EQ(changed.size(), step + 1);
            }
        }
    }
}

TEST(Morris, StepsAreMoreThanHalfOfTheWay) {
    EXPECT_EQ(morris_step(2), 1.0);
    EXPECT_NEAR(morris_step(4), 2.0 / 3.0, 1e-15);
    EXPECT_GT(morris_step(100), 0.5);
}

TEST(Morris, EveryLevelAndBothDirectionsAndOrdersOccur) {
    const UnitPoints points =
        morris_trajectories({.trajectories = 200, .levels = 4, .factors = 2}, 20261125);

    std::array<int, 4> met{};
    int up = 0;
    int first_factor_first = 0;
    for (std::size_t walk = 0; walk < 200; ++walk) {
        const auto start = points[walk * 3];
        ++met[static_cast<std::size_t>(std::lround(start[0] * 3.0))];
        up += points[walk * 3 + 2][0] > start[0] ? 1 : 0;
        first_factor_first += points[walk * 3 + 1][0] != start[0] ? 1 : 0;
    }

    // Seed 20261125; 200 trials of a half have standard deviation 7.1, of a quarter 6.1.
    for (const int count : met) {
        EXPECT_NEAR(count, 50, 4 * 6.1);
    }
    EXPECT_NEAR(up, 100, 4 * 7.1);
    EXPECT_NEAR(first_factor_first, 100, 4 * 7.1);
}

TEST(Saltelli, ReplacesOneCoordinateOfABlockByThatOfTheOther) {
    constexpr std::size_t rows = 8;
    const UnitPoints points = saltelli_points({.rows = rows, .dimensions = 3}, 5);
    ASSERT_EQ(points.rows(), rows * 5);

    for (std::size_t row = 0; row < rows; ++row) {
        const auto a = points[row];
        const auto b = points[rows + row];
        EXPECT_FALSE(std::ranges::equal(a, b));
        for (std::size_t changed = 0; changed < 3; ++changed) {
            const auto mixed = points[(changed + 2) * rows + row];
            for (std::size_t factor = 0; factor < 3; ++factor) {
                EXPECT_EQ(mixed[factor], factor == changed ? b[factor] : a[factor]);
            }
        }
    }
}

}  // namespace
}  // namespace fcr
