// A room played from an exercise's commands is the exercise's room.
#include "sim/review/played_room.hpp"

#include "sim/exercise/rerun.hpp"
#include "tests/support/notice_log.hpp"
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
    EXPECT_EQ(outcomes_of(fresh.course()), outcomes_of(used.course()));
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
