// The split of a variance whose components are known.
#include "sim/design/input_uncertainty.hpp"

#include "sim/design/design_draws.hpp"
#include "sim/design/input_law.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace fcr {
namespace {

/// A simulation whose long-run figure is normal over its inputs, and normal about that.
struct Known {
    double mean = 100.0;
    double input_sd = 2.0;
    double replication_sd = 3.0;
    std::size_t draws = 20;
    std::size_t replications = 5;
};

double normal(const DesignDraws& draws, DesignCell cell, double sd) {
    return quantile(InputLaw(NormalInput{.mean = 0.0, .sd = sd}),
                    draws.uniform(DesignPurpose::Place, cell));
}

std::vector<double> simulate(const Known& known, std::uint64_t seed) {
    const DesignDraws draws(seed);
    std::vector<double> results;
    for (std::size_t draw = 0; draw < known.draws; ++draw) {
        const double figure =
            known.mean + (known.input_sd > 0.0
                              ? normal(draws, {.row = draw, .column = 0}, known.input_sd)
                              : 0.0);
        for (std::size_t row = 1; row <= known.replications; ++row) {
            results.push_back(figure +
                              normal(draws, {.row = draw, .column = row}, known.replication_sd));
        }
    }
    return results;
}

// Seed 20261125, 2,000 draws of 10: standard errors of the components are about 0.15 and 0.1, of
// the mean 0.05; four of each.
TEST(InputUncertainty, FindsComponentsThatAreKnown) {
    const Known known{.draws = 2000, .replications = 10};

    const auto split = split_variance(simulate(known, 20261125), 10, 0.9);

    ASSERT_TRUE(split);
    EXPECT_EQ(split->draws, 2000U);
    EXPECT_NEAR(split->mean, 100.0, 4 * 0.05);
    EXPECT_NEAR(split->input_variance, 4.0, 4 * 0.15);
    EXPECT_NEAR(split->replication_variance, 9.0, 4 * 0.1);
    EXPECT_NEAR(split->monte_carlo_variance, 9.0 / 20'000.0, 1e-4);
    EXPECT_NEAR(split->input_share, 4.0 / 13.0, 0.03);
    // The long-run figure of the room as it is: 100 give or take 1.645 times 2.
    EXPECT_NEAR(split->half_width, 1.645 * 2.0, 0.2);
    EXPECT_NEAR(split->mean_half_width, 1.645 * std::sqrt(4.9 / 2000.0), 0.01);
    EXPECT_NEAR(split->monte_carlo_half_width, 1.645 * std::sqrt(9.0 / 20'000.0), 0.001);
}

// By hand: draws 1, 3 and 5, 7: means 2 and 6, MSB = 16, MSW = 2.
TEST(InputUncertainty, AgreesWithAnAnalysisOfVarianceByHand) {
    const auto split = split_variance(std::vector<double>{1, 3, 5, 7}, 2, 0.9);

    ASSERT_TRUE(split);
    EXPECT_DOUBLE_EQ(split->mean, 4.0);
    EXPECT_DOUBLE_EQ(split->input_variance, 7.0);
    EXPECT_DOUBLE_EQ(split->replication_variance, 2.0);
    EXPECT_DOUBLE_EQ(split->monte_carlo_variance, 0.5);
    EXPECT_DOUBLE_EQ(split->input_share, 7.0 / 9.0);
    EXPECT_NEAR(split->mean_half_width, 6.3138 * 2.0, 1e-3);  // t of 1 degree at 0.95
    EXPECT_NEAR(split->monte_carlo_half_width, 2.9200 * std::sqrt(0.5), 1e-3);  // of 2
}

// 400 repetitions, seeds 1 to 400, 20 draws of 5; 90 % intervals must cover 85 to 95 %.
TEST(InputUncertainty, ItsIntervalsCoverAsOftenAsTheyPromise) {
    const Known known;
    int mean = 0;
    int figure = 0;
    int share = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        const auto split = split_variance(simulate(known, seed), known.replications, 0.9);
        ASSERT_TRUE(split);
        mean += std::abs(split->mean - 100.0) <= split->mean_half_width ? 1 : 0;
        // The room as it is: one more draw of the inputs, which nobody knows.
        const double room =
            100.0 + normal(DesignDraws(seed), {.row = 1'000'000, .column = 0}, known.input_sd);
        figure += std::abs(split->mean - room) <= split->half_width ? 1 : 0;
        const double truth = 4.0 / 13.0;
        share +=
            split->input_share_interval.low <= truth && truth <= split->input_share_interval.high
                ? 1
                : 0;
    }

    EXPECT_GE(mean, 340);
    EXPECT_LE(mean, 380);
    EXPECT_GE(figure, 340);
    EXPECT_LE(figure, 380);
    EXPECT_GE(share, 340);
    EXPECT_LE(share, 380);
}

// Inputs that make no difference: seeds 1 to 200. Half of the estimates are 0; none is negative.
TEST(InputUncertainty, OfInputsThatMakeNoDifferenceIsNothingOrLittle) {
    const Known known{.input_sd = 0.0};
    int nothing = 0;
    int share_may_be_nothing = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const auto split = split_variance(simulate(known, seed), known.replications, 0.9);
        ASSERT_TRUE(split);
        ASSERT_GE(split->input_variance, 0.0);
        nothing += split->input_variance == 0.0 ? 1 : 0;
        share_may_be_nothing += split->input_share_interval.low == 0.0 ? 1 : 0;
        EXPECT_GE(split->half_width, split->monte_carlo_half_width);
    }

    EXPECT_NEAR(nothing, 105, 4 * 7);
    EXPECT_NEAR(share_may_be_nothing, 190, 4 * 3.1);
}

TEST(InputUncertainty, OfOneFigureIsNone) {
    const auto split = split_variance(std::vector<double>(20, 7.0), 5, 0.9);

    ASSERT_TRUE(split);
    EXPECT_EQ(split->input_variance, 0.0);
    EXPECT_EQ(split->half_width, 0.0);
    EXPECT_EQ(split->input_share, 0.0);
}

TEST(InputUncertainty, LeavesOutDrawsThatWereNotMeasured) {
    const double none = std::numeric_limits<double>::quiet_NaN();

    const auto split = split_variance(std::vector<double>{1, 3, none, 5, 5, 7}, 2, 0.9);
    ASSERT_TRUE(split);
    EXPECT_EQ(split->draws, 2U);
    EXPECT_DOUBLE_EQ(split->input_variance, 7.0);

    EXPECT_FALSE(split_variance(std::vector<double>{1, 3, none, 5}, 2, 0.9));
}

}  // namespace
}  // namespace fcr
