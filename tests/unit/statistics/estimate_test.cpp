// Estimates against values worked by hand.
#include "sim/statistics/estimate.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace fcr {
namespace {

TEST(Estimate, TheMeanOfThreeByHand) {
    // Mean 2, standard deviation 1, standard error 1 / sqrt(3), t(0.975, 2) = 4.302653.
    const std::array<double, 3> samples{1.0, 2.0, 3.0};

    const auto estimate = estimate_mean(samples, 0.95);

    ASSERT_TRUE(estimate && estimate->half_width);
    EXPECT_DOUBLE_EQ(estimate->value, 2.0);
    EXPECT_NEAR(*estimate->half_width, 4.302653 / std::sqrt(3.0), 1e-5);
}

TEST(Estimate, ARatioIsOfSumsNotAMeanOfRatios) {
    // 1 of 1 and 0 of 3: the ratio of sums is 1/4, the mean of ratios would be 1/2.
    const std::array<RatioSample, 2> samples{{{1.0, 1.0}, {0.0, 3.0}}};

    const auto estimate = estimate_ratio(samples, 0.95);

    ASSERT_TRUE(estimate && estimate->half_width);
    EXPECT_DOUBLE_EQ(estimate->value, 0.25);
    // Residuals 0.75 and -0.75: s = 0.75 sqrt(2), se = 0.75 / mean denominator 2; t(0.975, 1)
    // = 12.7062.
    EXPECT_NEAR(*estimate->half_width, 12.7062 * 0.75 / 2.0, 1e-3);
}

TEST(Estimate, OneSampleHasNoInterval) {
    const std::array<double, 1> sample{5.0};
    const std::array<RatioSample, 1> ratio{{{1.0, 2.0}}};

    EXPECT_FALSE(estimate_mean(sample, 0.95)->half_width);
    EXPECT_FALSE(estimate_ratio(ratio, 0.95)->half_width);
}

TEST(Estimate, EqualSamplesHaveNoSpread) {
    const std::array<double, 3> samples{18471.0 / 14.0, 18471.0 / 14.0, 18471.0 / 14.0};

    EXPECT_EQ(*estimate_mean(samples, 0.95)->half_width, 0.0);
}

TEST(Estimate, NothingIsNotMeasured) {
    EXPECT_FALSE(estimate_mean({}, 0.95));
    EXPECT_FALSE(estimate_ratio({}, 0.95));
    const std::array<RatioSample, 2> empty{{{0.0, 0.0}, {0.0, 0.0}}};
    EXPECT_FALSE(estimate_ratio(empty, 0.95));
}

}  // namespace
}  // namespace fcr
