// Antithetic pairs as samples.
#include "sim/statistics/antithetic.hpp"

#include "tests/unit/statistics/keyed_samples.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace fcr {
namespace {

TEST(Antithetic, APairIsItsMean) {
    const std::array<double, 4> replications{1.0, 3.0, 5.0, 0.0};

    EXPECT_EQ(antithetic_pairs(replications), (std::vector<double>{2.0, 2.5}));
}

TEST(Antithetic, TheRatioOfSumsStaysWhatItWas) {
    const std::array<RatioSample, 4> replications{
        {{1.0, 2.0}, {3.0, 4.0}, {5.0, 10.0}, {0.0, 0.0}}};

    const auto pairs = antithetic_pairs(replications);

    ASSERT_EQ(pairs.size(), 2U);
    EXPECT_EQ(pairs[0].numerator, 2.0);
    EXPECT_EQ(pairs[0].denominator, 3.0);
    EXPECT_DOUBLE_EQ(estimate_ratio(pairs, 0.9)->value, estimate_ratio(replications, 0.9)->value);
}

TEST(Antithetic, PairsThatCancelOutLeaveNoSpread) {
    std::vector<double> replications;
    for (std::uint64_t i = 0; i < 10; ++i) {
        const double uniform = KeyedSamples(0).uniform(0, i);
        replications.push_back(uniform);
        replications.push_back(1.0 - uniform);
    }

    const auto estimate = estimate_mean(antithetic_pairs(replications), 0.95);

    EXPECT_DOUBLE_EQ(estimate->value, 0.5);
    EXPECT_EQ(*estimate->half_width, 0.0);
}

}  // namespace
}  // namespace fcr
