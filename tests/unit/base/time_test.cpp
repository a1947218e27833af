#include "sim/base/time.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace fcr {
namespace {

TEST(Time, SecondsBecomeTheNearestMicrosecond) {
    EXPECT_EQ(duration_from_seconds(0.0000014).count(), 1);
    EXPECT_EQ(duration_from_seconds(0.0000016).count(), 2);
    EXPECT_EQ(duration_from_seconds(30.0), std::chrono::seconds{30});
}

TEST(Time, WhatIsNoSpanIsZero) {
    EXPECT_EQ(duration_from_seconds(-1.0), Duration::zero());
    EXPECT_EQ(duration_from_seconds(std::numeric_limits<double>::quiet_NaN()), Duration::zero());
}

TEST(Time, WhatIsTooLongIsCut) {
    EXPECT_EQ(duration_from_seconds(1e300), kLongestSpan);
    EXPECT_EQ(duration_from_seconds(std::numeric_limits<double>::infinity()), kLongestSpan);
}

TEST(Time, ASpanComesBackInSeconds) {
    EXPECT_DOUBLE_EQ(to_seconds(duration_from_seconds(12.25)), 12.25);
}

}  // namespace
}  // namespace fcr
