#include "sim/contract/miss_probability.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

// contracts.md 2.18, A6.
TEST(MissProbability, A6GrowsFromNearlyNeverToAQuarter) {
    const LevelAndTarget of{.level = 0.93, .target = 0.92};
    EXPECT_NEAR(100.0 * miss_probability(of, 6'741, 1.0), 0.06, 0.005);
    EXPECT_NEAR(100.0 * miss_probability(of, 6'741, 10.0), 15.4, 0.05);
    EXPECT_NEAR(100.0 * miss_probability(of, 6'741, 20.0), 23.6, 0.05);
}

TEST(MissProbability, WithoutSpreadIsCertainEitherWay) {
    EXPECT_EQ(miss_probability({.level = 1.0, .target = 0.9}, 10, 1.0), 0.0);
    EXPECT_EQ(miss_probability({.level = 0.8, .target = 0.9}, 10, 0.0), 1.0);
}

}  // namespace
}  // namespace fcr
