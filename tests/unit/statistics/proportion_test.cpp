#include "sim/statistics/proportion.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

// Newcombe 1998, Statistics in Medicine 17, 857-872, table I: 81 of 263 has 0.2553 to 0.3662,
// 0 of 20 has 0 to 0.1611, 1 of 29 has 0.0061 to 0.1718.
TEST(Proportion, HasWilsonsIntervalAsPublished) {
    const auto many = estimate_proportion(81, 263, 0.95);
    ASSERT_TRUE(many);
    EXPECT_NEAR(many->value, 0.3080, 5e-5);
    EXPECT_NEAR(many->low, 0.2553, 5e-5);
    EXPECT_NEAR(many->high, 0.3662, 5e-5);
    const auto never = estimate_proportion(0, 20, 0.95);
    ASSERT_TRUE(never);
    EXPECT_EQ(never->low, 0.0);
    EXPECT_NEAR(never->high, 0.1611, 5e-5);
    const auto once = estimate_proportion(1, 29, 0.95);
    ASSERT_TRUE(once);
    EXPECT_NEAR(once->low, 0.0061, 5e-5);
    EXPECT_NEAR(once->high, 0.1718, 5e-5);
}

TEST(Proportion, HasNoneWithoutTrialsAndEndsAtOne) {
    EXPECT_FALSE(estimate_proportion(0, 0, 0.95));
    EXPECT_EQ(estimate_proportion(7, 7, 0.9)->high, 1.0);
    EXPECT_LT(estimate_proportion(7, 7, 0.9)->low, 1.0);
}

TEST(StandardNormal, IsThatOfTheTables) {
    EXPECT_NEAR(standard_normal_below(0.0), 0.5, 1e-15);
    EXPECT_NEAR(standard_normal_below(-1.959964), 0.025, 1e-8);
}

}  // namespace
}  // namespace fcr
