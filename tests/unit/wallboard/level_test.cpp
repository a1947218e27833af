// Levels by the table of training.md 3.1: thresholds, how long they hold, how they go back.
#include "sim/wallboard/level.hpp"

#include "sim/wallboard/board_plan.hpp"
#include "tests/support/notice_log.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

TEST(LevelRule, IsJudgedByTheThresholdsOfEachTile) {
    const BoardPlan plan;
    struct Row {
        LevelRule rule;
        double ok, watch, last_watch, act;
    };
    const Row rows[] = {
        {plan.emergency_waiting, 4.999, 5.0, 9.999, 10.0},
        {plan.emergency_answered, 90.0, 89.9, 85.0, 84.9},
        {plan.other_waiting, 119.0, 120.0, 299.0, 300.0},
        {plan.other_outcome, 4.9, 5.0, 10.0, 10.1},
        {plan.people, 84.9, 85.0, 90.0, 90.1},
        {plan.risk, 119.0, 120.0, 300.0, 301.0},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(row.rule.judge(row.ok), Level::Ok) << row.ok;
        EXPECT_EQ(row.rule.judge(row.watch), Level::Watch) << row.watch;
        EXPECT_EQ(row.rule.judge(row.last_watch), Level::Watch) << row.last_watch;
        EXPECT_EQ(row.rule.judge(row.act), Level::Act) << row.act;
    }
}

TEST(HeldLevel, RisesAtOnceWithoutDwellAndFallsOnlyBelowTheMargin) {
    HeldLevel held{BoardPlan{}.emergency_waiting};  // 5 s, 10 s, back 5 s below
    held.see(at_s(0), -1.0);
    EXPECT_EQ(held.level(), Level::Ok);
    held.see(at_s(1), 10.0);
    EXPECT_EQ(held.level(), Level::Act);
    EXPECT_EQ(held.since(), at_s(1));
    held.see(at_s(2), 5.0);
    EXPECT_EQ(held.level(), Level::Act) << "5 s are not below 10 - 5";
    held.see(at_s(3), 4.0);
    EXPECT_EQ(held.level(), Level::Watch);
    held.see(at_s(4), 0.0);
    EXPECT_EQ(held.level(), Level::Watch) << "somebody waits";
    held.see(at_s(5), -1.0);
    EXPECT_EQ(held.level(), Level::Ok);
}

TEST(HeldLevel, AWorseValueMustLastTheDwell) {
    HeldLevel held{BoardPlan{}.emergency_answered};  // 60 s, 2 points above
    held.see(at_s(0), 95.0);
    held.see(at_s(10), 89.0);
    held.see(at_s(69), 89.0);
    EXPECT_EQ(held.level(), Level::Ok);
    held.see(at_s(70), 84.0);
    EXPECT_EQ(held.level(), Level::Watch) << "below 90 for 60 s, below 85 only now";
    held.see(at_s(129), 84.0);
    EXPECT_EQ(held.level(), Level::Watch);
    held.see(at_s(130), 84.0);
    EXPECT_EQ(held.level(), Level::Act);
    held.see(at_s(131), 86.9);
    EXPECT_EQ(held.level(), Level::Act);
    held.see(at_s(132), 87.0);
    EXPECT_EQ(held.level(), Level::Watch);
    held.see(at_s(133), 92.0);
    EXPECT_EQ(held.level(), Level::Ok);
    EXPECT_EQ(held.since(), at_s(133));
}

TEST(HeldLevel, AValueThatRecoversBeginsItsDwellAnew) {
    HeldLevel held{BoardPlan{}.other_waiting};  // 30 s up, 30 s down
    held.see(at_s(0), 130.0);
    held.see(at_s(29), 100.0);
    held.see(at_s(30), 130.0);
    held.see(at_s(59), 130.0);
    EXPECT_EQ(held.level(), Level::Ok);
    held.see(at_s(60), 130.0);
    EXPECT_EQ(held.level(), Level::Watch);
    held.see(at_s(61), 100.0);
    held.see(at_s(90), 100.0);
    EXPECT_EQ(held.level(), Level::Watch);
    held.see(at_s(91), 100.0);
    EXPECT_EQ(held.level(), Level::Ok);
}

TEST(HeldLevel, WithoutAValueNothingIsJudgedAndNothingRemembered) {
    HeldLevel held{BoardPlan{}.emergency_answered};
    held.see(at_s(0), 50.0);
    held.see(at_s(60), 50.0);
    EXPECT_EQ(held.level(), Level::Act);
    held.see(at_s(61), std::nullopt);
    EXPECT_EQ(held.level(), Level::Unjudged);
    held.see(at_s(62), 50.0);
    EXPECT_EQ(held.level(), Level::Ok);
    held.see(at_s(122), 50.0);
    EXPECT_EQ(held.level(), Level::Act);
}

}  // namespace
}  // namespace fcr::test
