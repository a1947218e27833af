// Paired differences against values worked by hand.
#include "sim/statistics/paired_difference.hpp"

#include "sim/statistics/student.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

namespace fcr {
namespace {

TEST(PairedDifference, OfFourReplicationsByHand) {
    // Differences 1, 2, 0, 3: mean 1.5, variance 5/3, standard error sqrt(5/12).
    const std::array<double, 4> first{1.0, 2.0, 3.0, 4.0};
    const std::array<double, 4> second{2.0, 4.0, 3.0, 7.0};

    const auto result = paired_difference(first, second, 0.95);

    ASSERT_TRUE(result && result->difference.half_width && result->gain);
    EXPECT_DOUBLE_EQ(result->difference.value, 1.5);
    EXPECT_NEAR(*result->difference.half_width, 3.182446 * std::sqrt(5.0 / 12.0), 1e-5);
    // Own variances 5/3 and 14/3.
    EXPECT_NEAR(result->gain->paired_variance, 5.0 / 12.0, 1e-12);
    EXPECT_NEAR(result->gain->unpaired_variance, 19.0 / 12.0, 1e-12);
    EXPECT_NEAR(result->gain->variance_ratio.value(), 3.8, 1e-12);
}

TEST(PairedDifference, IsCorrectedByControls) {
    // Differences 2, 4, 7, 7, as in ControlVariate.OneControlByHand.
    const std::array<double, 4> first{1.0, 2.0, 3.0, 4.0};
    const std::array<double, 4> second{3.0, 6.0, 10.0, 11.0};
    const std::array<Control, 1> control{Control{.samples = {1.0, 2.0, 3.0, 4.0}, .mean = 2.0}};
    const Controls controls(control);

    const auto result = paired_difference(first, second, 0.95, &controls);

    ASSERT_TRUE(result && result->gain && result->p_value);
    EXPECT_NEAR(result->difference.value, 4.1, 1e-12);
    EXPECT_NEAR(*result->difference.half_width, 4.302653 * std::sqrt(0.27), 1e-5);
    EXPECT_NEAR(result->controls_ratio.value(), 1.5 / 0.27, 1e-9);
    // Own variances 5/3 and 41/3, over four replications.
    EXPECT_NEAR(result->gain->variance_ratio.value(), 46.0 / 12.0 / 0.27, 1e-9);
    EXPECT_NEAR(*result->p_value, two_sided_p_value(4.1, std::sqrt(0.27), 2.0), 1e-12);
    EXPECT_FALSE(paired_difference(first, second, 0.95)->controls_ratio);
}

TEST(PairedDifference, SaysHowManyReplicationsWouldHaveBeenNeededUnpaired) {
    // Half width 2.054. Unpaired with 8 of each: 11.4 degrees of freedom, t 2.191, half width
    // 1.950; with 7: 9.8 degrees, t 2.235, half width 2.126.
    const std::array<double, 4> first{1.0, 2.0, 3.0, 4.0};
    const std::array<double, 4> second{2.0, 4.0, 3.0, 7.0};

    EXPECT_EQ(paired_difference(first, second, 0.95)->gain->unpaired_replications, 8U);
}

TEST(PairedDifference, OfRatiosPairsTheResiduals) {
    // Ratios 0.7 and 0.95; residuals +-0.1 and +-0.05, so the differences' are -+0.05.
    const std::array<RatioSample, 2> first{{{8.0, 10.0}, {6.0, 10.0}}};
    const std::array<RatioSample, 2> second{{{10.0, 10.0}, {9.0, 10.0}}};

    const auto result = paired_difference(first, second, 0.95);

    ASSERT_TRUE(result && result->difference.half_width && result->p_value);
    EXPECT_NEAR(result->difference.value, 0.25, 1e-12);
    EXPECT_NEAR(*result->difference.half_width, 12.7062 * 0.05, 1e-5);
    EXPECT_NEAR(result->gain->variance_ratio.value(), 5.0, 1e-9);
    // With one degree of freedom P(|T| > 5) = 1 - 2 atan(5) / pi.
    EXPECT_NEAR(*result->p_value, 0.125666, 1e-6);
}

TEST(PairedDifference, OfRatiosOfOneSideHasTheHalfWidthOfItsEstimate) {
    const std::vector<RatioSample> none(4, {.numerator = 0.0, .denominator = 7.0});
    const std::vector<RatioSample> second{{1.0, 1.0}, {0.0, 3.0}, {2.0, 5.0}, {4.0, 4.0}};

    const auto result = paired_difference(none, second, 0.9);
    const auto alone = estimate_ratio(second, 0.9);

    EXPECT_DOUBLE_EQ(result->difference.value, alone->value);
    EXPECT_NEAR(*result->difference.half_width, *alone->half_width, 1e-12);
}

TEST(PairedDifference, OfIdenticalScenariosIsSurelyNothing) {
    const std::vector<double> same{3.1, 0.7, 5.9};

    const auto result = paired_difference(same, same, 0.95);

    EXPECT_EQ(result->difference.value, 0.0);
    EXPECT_EQ(*result->difference.half_width, 0.0);
    EXPECT_EQ(*result->p_value, 1.0);
    EXPECT_GT(result->gain->unpaired_variance, 0.0);
    EXPECT_FALSE(result->gain->variance_ratio);
    EXPECT_FALSE(result->gain->unpaired_replications);
}

TEST(PairedDifference, ThatIsTheSameInEveryReplicationHasNoSpread) {
    const std::vector<double> first{0.1, 0.2, 0.3};
    const std::vector<double> second{0.8, 0.9, 1.0};  // 0.7 more each, but for rounding

    const auto result = paired_difference(first, second, 0.95);

    EXPECT_EQ(*result->difference.half_width, 0.0);
    EXPECT_EQ(*result->p_value, 0.0);
    EXPECT_FALSE(result->gain->variance_ratio);
}

TEST(PairedDifference, OfConstantsHasNoVarianceAtAll) {
    const std::vector<double> first(3, 18471.0 / 14.0);
    const std::vector<double> second(3, 0.1);

    const auto result = paired_difference(first, second, 0.95);

    EXPECT_EQ(result->gain->unpaired_variance, 0.0);
    EXPECT_EQ(*result->difference.half_width, 0.0);
}

TEST(PairedDifference, OfOneReplicationHasNoInterval) {
    const std::array<double, 1> first{1.0};
    const std::array<double, 1> second{3.0};

    const auto result = paired_difference(first, second, 0.95);

    EXPECT_EQ(result->difference.value, 2.0);
    EXPECT_FALSE(result->difference.half_width);
    EXPECT_FALSE(result->p_value);
    EXPECT_FALSE(result->gain);
}

TEST(PairedDifference, OfWhatIsNotMeasuredOnEitherSideIsNone) {
    const std::array<RatioSample, 2> measured{{{1.0, 2.0}, {1.0, 3.0}}};
    const std::array<RatioSample, 2> empty{{{0.0, 0.0}, {0.0, 0.0}}};

    EXPECT_FALSE(paired_difference(measured, empty, 0.95));
    EXPECT_FALSE(paired_difference(empty, measured, 0.95));
    EXPECT_FALSE(paired_difference(std::span<const double>{}, std::span<const double>{}, 0.95));
}

}  // namespace
}  // namespace fcr
