#include "sim/wallboard/alarms.hpp"

#include "tests/support/notice_log.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using std::chrono::minutes;

TEST(Alarms, AConditionThatStandsIsOneAlarm) {
    Alarms alarms;
    EXPECT_TRUE(alarms.see(3, true, at_s(0)));
    EXPECT_FALSE(alarms.see(3, true, at_s(1)));
    EXPECT_TRUE(alarms.see(4, true, at_s(1)));
    ASSERT_EQ(alarms.standing().size(), 2U);
    EXPECT_EQ(alarms.standing()[0].number, 1U);
    EXPECT_EQ(alarms.raised(), 2U);
}

TEST(Alarms, WhatIsTakenUpIsOverWhenItsConditionHasGone) {
    Alarms alarms;
    alarms.see(3, true, at_s(0));
    EXPECT_TRUE(alarms.acknowledge(1, at_s(5), "supervisor 1"));
    EXPECT_FALSE(alarms.acknowledge(1, at_s(6), "supervisor 2")) << "taken up already";
    EXPECT_FALSE(alarms.acknowledge(7, at_s(6), "supervisor 2")) << "there is none";
    EXPECT_EQ(alarms.standing()[0].by, "supervisor 1");
    alarms.see(3, false, at_s(9));
    EXPECT_TRUE(alarms.standing().empty());
}

TEST(Alarms, WhatNobodyTookUpStaysUntilSomebodyHasSeenIt) {
    Alarms alarms;
    alarms.see(3, true, at_s(0));
    alarms.see(3, false, at_s(9));
    ASSERT_EQ(alarms.standing().size(), 1U);
    EXPECT_EQ(alarms.standing()[0].cleared, at_s(9));
    EXPECT_TRUE(alarms.see(3, true, at_s(12))) << "it is back: a new alarm in the old one's place";
    ASSERT_EQ(alarms.standing().size(), 1U);
    EXPECT_EQ(alarms.standing()[0].number, 2U);
    alarms.see(3, false, at_s(13));
    EXPECT_TRUE(alarms.acknowledge(2, at_s(14), "supervisor 1"));
    EXPECT_TRUE(alarms.standing().empty());
}

TEST(Alarms, MoreThanTenInTenMinutesAreAFlood) {
    Alarms alarms;
    for (std::uint32_t condition = 0; condition < 11; ++condition) {
        EXPECT_FALSE(alarms.flood(at_s(30)));
        alarms.see(condition, true, at_s(static_cast<int>(condition)));
    }
    EXPECT_EQ(alarms.recent(at_s(30)), 11U);
    EXPECT_TRUE(alarms.flood(at_s(30)));
    EXPECT_FALSE(alarms.flood(at_s(0) + minutes{10})) << "the first is ten minutes ago";
}

}  // namespace
}  // namespace fcr::test
