// Laws of inputs, by their quantiles.
#include "sim/design/input_law.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace fcr {
namespace {

/// Mean and standard deviation by the midpoint rule over the shares; 10,000 of them.
std::pair<double, double> moments(const InputLaw& law) {
    constexpr int steps = 10'000;
    double sum = 0.0;
    double squares = 0.0;
    for (int step = 0; step < steps; ++step) {
        const double value = quantile(law, (step + 0.5) / steps);
        sum += value / steps;
        squares += value * value / steps;
    }
    return {sum, std::sqrt(squares - sum * sum)};
}

TEST(InputLaw, UniformIsAStraightLine) {
    const InputLaw law = UniformInput{.low = -2.0, .high = 6.0};

    EXPECT_NEAR(quantile(law, 0.0), -2.0, 1e-14);
    EXPECT_EQ(quantile(law, 0.25), 0.0);
    EXPECT_NEAR(quantile(law, 1.0), 6.0, 1e-14);
}

// Mean (a + b + c) / 3, variance (a^2 + b^2 + c^2 - ab - ac - bc) / 18.
TEST(InputLaw, TriangularHasItsMomentsAndItsMode) {
    const InputLaw law = TriangularInput{.low = 1.0, .mode = 2.0, .high = 5.0};
    const auto [mean, sd] = moments(law);

    EXPECT_NEAR(mean, 8.0 / 3.0, 1e-4);
    EXPECT_NEAR(sd, std::sqrt(13.0 / 18.0), 1e-3);
    EXPECT_NEAR(quantile(law, 0.25), 2.0, 1e-12);
    EXPECT_NEAR(
        quantile(InputLaw(TriangularInput{.low = 0, .mode = 0, .high = 1}), 0.75), 0.5, 1e-12);
    EXPECT_NEAR(
        quantile(InputLaw(TriangularInput{.low = 0, .mode = 1, .high = 1}), 0.25), 0.5, 1e-12);
}

TEST(InputLaw, NormalIsMovedToFloorAndCeiling) {
    const InputLaw law = NormalInput{.mean = 10.0, .sd = 2.0, .floor = 7.0, .ceiling = 15.0};

    EXPECT_NEAR(quantile(law, 0.5), 10.0, 1e-12);
    EXPECT_NEAR(quantile(law, 0.8413447460685429), 12.0, 1e-9);
    EXPECT_EQ(quantile(law, 0.01), 7.0);
    EXPECT_EQ(quantile(law, 0.999), 15.0);
    EXPECT_TRUE(std::isfinite(quantile(InputLaw(NormalInput{}), 0.0)));
    EXPECT_TRUE(std::isfinite(quantile(InputLaw(NormalInput{}), 1.0)));
}

TEST(InputLaw, LognormalHasMeanAndSpreadOfTheNumberItself) {
    const auto [mean, sd] = moments(LognormalInput{.mean = 300.0, .cv = 0.5});

    EXPECT_NEAR(mean, 300.0, 0.3);
    EXPECT_NEAR(sd, 150.0, 1.5);
}

// Mean (a + 4m + b) / 6; variance (mean - a)(b - mean) / 7, Vose, "Risk Analysis" (2008).
TEST(InputLaw, PertHasItsMoments) {
    const auto [mean, sd] = moments(PertInput{.low = 0.0, .mode = 2.0, .high = 10.0});

    EXPECT_NEAR(mean, 3.0, 1e-3);
    EXPECT_NEAR(sd, std::sqrt(3.0 * 7.0 / 7.0), 1e-2);
}

TEST(InputLaw, AreToldInAPhrase) {
    EXPECT_EQ(to_string(InputLaw(NormalInput{.mean = 1, .sd = 0.1, .floor = 0.5})),
              "normal, mean 1, sd 0.1, at least 0.5");
    EXPECT_EQ(to_string(InputLaw(PertInput{.low = 1, .mode = 2, .high = 4})),
              "PERT from 1 over 2 to 4");
}

}  // namespace
}  // namespace fcr
