// Controls against values worked by hand.
#include "sim/statistics/control_variate.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

namespace fcr {
namespace {

/// Mean 5, residuals -3, -1, 2, 2. The control's mean is 2.5 and should be 2; S_CC 5, S_CY 9.
const std::array<double, 4> kFigure{2.0, 4.0, 7.0, 7.0};
Control hand_control() {
    return {.samples = {1.0, 2.0, 3.0, 4.0}, .mean = 2.0};
}

TEST(ControlVariate, OneControlByHand) {
    const std::array<Control, 1> controls{hand_control()};

    const auto result = Controls(controls).estimate(kFigure, 0.95);

    // Coefficient 1.8. Left over 18 - 81 / 5 = 1.8 with two degrees of freedom, so 0.9 times
    // 1/4 + 0.5^2 / 5 = 0.3; t(0.975, 2) = 4.302653.
    ASSERT_TRUE(result);
    EXPECT_NEAR(result->estimate.value, 4.1, 1e-12);
    EXPECT_NEAR(result->estimate.half_width.value(), 4.302653 * std::sqrt(0.27), 1e-5);
    EXPECT_NEAR(result->standard_error, std::sqrt(0.27), 1e-12);
    EXPECT_EQ(result->degrees, 2.0);
    EXPECT_NEAR(result->variance_ratio.value(), 1.5 / 0.27, 1e-9);
}

TEST(ControlVariate, WithoutControlsIsThePlainEstimate) {
    const auto result = Controls(std::span<const Control>{}).estimate(kFigure, 0.95);
    const auto plain = estimate_mean(kFigure, 0.95);

    EXPECT_DOUBLE_EQ(result->estimate.value, plain->value);
    EXPECT_DOUBLE_EQ(*result->estimate.half_width, *plain->half_width);
    EXPECT_NEAR(result->variance_ratio.value(), 1.0, 1e-12);
    EXPECT_EQ(result->degrees, 3.0);
}

TEST(ControlVariate, AControlThatAddsNothingIsLeftOut) {
    const std::vector<double> figure{2.0, 4.0, 7.0, 7.0, 5.0, 6.0};
    const Control control{.samples = {1.0, 2.0, 3.0, 4.0, 2.0, 3.0}, .mean = 2.0};
    const Control constant{.samples = std::vector<double>(6, 0.1), .mean = 0.1};
    Control repeated = control;
    for (double& sample : repeated.samples) {
        sample = 3.0 * sample - 1.0;
    }
    repeated.mean = 5.0;

    const auto alone = Controls(std::array{control}).estimate(figure, 0.95);
    const auto all = Controls(std::array{constant, control, repeated}).estimate(figure, 0.95);

    ASSERT_TRUE(alone && all);
    EXPECT_EQ(Controls(std::array{constant, control, repeated}).used(), 1U);
    EXPECT_DOUBLE_EQ(all->estimate.value, alone->estimate.value);
    EXPECT_DOUBLE_EQ(*all->estimate.half_width, *alone->estimate.half_width);
}

TEST(ControlVariate, WhatTwoControlsExplainWhollyIsKnownWithoutError) {
    // 1 + 2 A - 3 B, with A and B correlated and of means 4 and 1: 6.
    Control a{.samples = {1.0, 4.0, 2.0, 8.0, 5.0}, .mean = 4.0};
    Control b{.samples = {0.0, 2.0, 1.0, 3.0, 3.0}, .mean = 1.0};
    std::vector<double> figure;
    for (std::size_t i = 0; i < a.samples.size(); ++i) {
        figure.push_back(1.0 + 2.0 * a.samples[i] - 3.0 * b.samples[i]);
    }

    const auto result = Controls(std::array{a, b}).estimate(figure, 0.95);

    ASSERT_TRUE(result);
    EXPECT_NEAR(result->estimate.value, 6.0, 1e-12);
    EXPECT_EQ(*result->estimate.half_width, 0.0);
    EXPECT_FALSE(result->variance_ratio);
}

TEST(ControlVariate, OfARatioExplainsItsResiduals) {
    // With denominators of 1 throughout a ratio is a mean.
    std::vector<RatioSample> ratios;
    for (const double value : kFigure) {
        ratios.push_back({.numerator = value, .denominator = 1.0});
    }
    const std::vector<RatioSample> none(4, {.numerator = 0.0, .denominator = 0.0});
    const std::array<Control, 1> controls{hand_control()};

    EXPECT_NEAR(Controls(controls).estimate(ratios, 0.95)->estimate.value, 4.1, 1e-12);
    EXPECT_FALSE(Controls(controls).estimate(none, 0.95));
}

TEST(ControlVariate, NeedsThreeReplicationsMoreThanControls) {
    const std::array<double, 3> figure{1.0, 2.0, 4.0};
    const std::array<Control, 1> controls{Control{.samples = {1.0, 2.0, 3.0}, .mean = 2.0}};

    EXPECT_FALSE(Controls(controls).estimate(figure, 0.95));
    EXPECT_TRUE(Controls(std::span<const Control>{}).estimate(figure, 0.95));
}

}  // namespace
}  // namespace fcr
