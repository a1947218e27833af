// A room played from an exercise's commands is the exercise's room.
#include "sim/review/played_room.hpp"

#include "sim/exercise/rerun.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/prices.hpp"
#include "tests/support/random_exercise.hpp"
#include "tests/unit/review/reviewed.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

TEST(PlayedRoom, TheCommandsOfAnExerciseMakeItsRoomAgain) {
    const ExerciseBundle& bundle = quiet_weekday();
    for (std::uint64_t number = 0; number < 10; ++number) {
        const Recorded recorded = record(bundle, random_script(bundle.plan, number));
        const auto log = log_of(recorded.records, bundle.plan, "journal");
        ASSERT_TRUE(log);
        RoomPlayer player(bundle.plan);
        const PlayedRoom room = player.play(played_script(log->exercise->given()),
                                            {.seed = bundle.plan.seed, .until = log->until},
                                            true);
        EXPECT_EQ(room.void_commands, 0U) << number;
        ASSERT_EQ(room.digests.size(), log->exercise->digests().size()) << number;
        for (std::size_t minute = 0; minute < room.digests.size(); ++minute) {
            ASSERT_EQ(room.digests[minute], log->exercise->digests()[minute].room)
                << number << ", minute " << minute + 1;
        }
    }
}

ExercisePlan with_prices(ExercisePlan plan) {
    plan.terms.prices = prices_of_all();
    return plan;
}

TEST(PlayedRoom, CostsAndPromisesAreThoseOfTheExercise) {
    const ExerciseBundle& bundle = quiet_weekday();
    const ExercisePlan plan = with_prices(bundle.plan);
    Money most;
    for (std::uint64_t number = 0; number < 10; ++number) {
        const Recorded recorded = record(bundle, random_script(bundle.plan, number));
        const auto log = log_of(recorded.records, plan, "journal");
        ASSERT_TRUE(log);
        RoomPlayer player(plan);
        player.play(played_script(log->exercise->given()),
                    {.seed = plan.seed, .until = log->until});
        const Costs costs = log->exercise->costs();
        ASSERT_EQ(player.orders().costs.lines.size(), costs.lines.size());
        for (std::size_t row = 0; row < costs.lines.size(); ++row) {
            EXPECT_EQ(player.orders().costs.lines[row].sum, costs.lines[row].sum)
                << number << ", " << name_of(costs.lines[row].kind);
        }
        EXPECT_EQ(player.orders().costs.total, costs.total);
        EXPECT_EQ(player.orders().kept, log->exercise->promises().kept);
        EXPECT_GE(player.orders().broken, log->exercise->promises().broken);
        most = std::max(most, costs.total);
    }
    EXPECT_GT(most, Money{});
}

TEST(PlayedRoom, WhoDoesNothingPaysNothingAndWhatIsVoidIsNotPaidFor) {
    const ExercisePlan plan = with_prices(quiet_weekday().plan);
    const PlayedCourse course{.seed = 5, .replication = 3, .until = plan.start + 1h};
    RoomPlayer player(plan);
    player.play({}, course);
    EXPECT_EQ(player.orders().costs.lines.size(), kCostKinds);
    EXPECT_EQ(player.orders().costs.total, Money{});
    // The second move cannot be done while people are on their way: one is paid for.
    const GivenCommand move{.at = plan.start + 1min,
                            .command = FallBack{.on = true, .travel = 10min},
                            .by_player = true};
    const PlayedRoom moved = player.play({move, move}, course);
    EXPECT_EQ(moved.void_commands, 1U);
    EXPECT_EQ(player.orders().costs.total, Money::pounds(2'500));
}

TEST(PlayedRoom, WithoutActionItIsTheCounterfactual) {
    const ExerciseBundle& bundle = quiet_weekday();
    const Recorded recorded = record(bundle, evening());
    const auto log = log_of(recorded.records, bundle.plan, "journal");
    ASSERT_TRUE(log);
    RoomPlayer player(bundle.plan);
    const PlayedRoom room = player.play(script_without_actions(log->exercise->fired()),
                                        {.seed = bundle.plan.seed, .until = log->until},
                                        true);
    NoticeLog notices;
    const Counterfactual none =
        run_without_actions(bundle.plan, notices, log->exercise->fired(), log->until);
    EXPECT_EQ(room.digests, none.room_digests);
}

TEST(PlayedRoom, APlayerThatPlayedBeforeGivesTheSame) {
    const ExercisePlan& plan = quiet_weekday().plan;
    const SimTime until = plan.start + 2h;
    RoomPlayer fresh(plan);
    const PlayedRoom first = fresh.play({}, {.seed = 5, .replication = 3, .until = until}, true);
    RoomPlayer used(plan);
    used.play(
        {},
        {.seed = 5, .replication = 1, .until = until, .policy = ReferencePolicy::AllToEmergencies});
    const PlayedRoom second = used.play({}, {.seed = 5, .replication = 3, .until = until}, true);
    EXPECT_EQ(first.digests, second.digests);
    EXPECT_EQ(fresh.outcomes(), used.outcomes());
}

TEST(PlayedRoom, WhatTheRoomCannotDoIsVoidAndCounted) {
    const ExercisePlan& plan = quiet_weekday().plan;
    const GivenCommand stop{
        .at = plan.start + 1min, .command = SetOverflow{.open = false}, .by_player = true};
    GivenCommand inject = stop;
    inject.by_player = false;
    RoomPlayer player(plan);
    const PlayedRoom room =
        player.play({stop, stop, inject}, {.seed = 1, .until = plan.start + 5min});
    EXPECT_EQ(room.void_commands, 2U) << "the overflow is closed already";
}

}  // namespace
}  // namespace fcr::test
