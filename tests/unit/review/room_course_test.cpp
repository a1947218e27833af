// What a review counts is what the wall showed.
#include "sim/review/room_course.hpp"

#include "sim/metrics/ledger.hpp"
#include "sim/random/streams.hpp"
#include "sim/review/outcomes.hpp"
#include "sim/review/played_room.hpp"
#include "sim/wallboard/board.hpp"
#include "tests/unit/review/reviewed.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

/// The wall and a review's course hear one room, both looked at each second. At each whole minute
/// the wall's windows hold the minutes before and nothing of the one that begins.
TEST(RoomCourse, CountsWhatTheWallShows) {
    const ExercisePlan& plan = quiet_weekday().plan;
    const BoardPlan board_plan = board_plan_of(*plan.scenario);
    WallBoard board(*plan.room, board_plan);
    RoomCourse course(*plan.room, board_plan);
    NoticeTee tee(board, course);
    ControlRoom room(*plan.room, tee, {.pools = {}, .takes_commands = true});
    course.begin(plan.start, plan.end);
    room.begin(Streams(plan.seed, 0));
    std::size_t compared = 0;
    for (SimTime at = plan.start; at < plan.end; at += kReviewLook) {
        room.run_until(at);
        board.look(see_room(room, *plan.room));
        course.look(room);
        const auto minute = static_cast<std::size_t>((at - plan.start) / kReviewMinute);
        if ((at - plan.start) % kReviewMinute != Duration::zero() || minute < 30) {
            continue;
        }
        const KpiCounts emergency =
            counts_of(course, board_plan.emergency_lines, {.from = minute - 14, .until = minute});
        const KpiCounts other =
            counts_of(course, board_plan.other_lines, {.from = minute - 29, .until = minute});
        const Board& wall = board.board();
        ASSERT_EQ(service_level(board_plan.emergency.formula, emergency), wall.emergency_recent)
            << minute;
        ASSERT_EQ(abandonment(board_plan.other.abandonment, other), wall.other_abandoned) << minute;
        ASSERT_EQ((Ratio{other.answered_wait_us, other.answered}), wall.other_answer) << minute;
        compared += 1;
    }
    EXPECT_EQ(compared, 210U);
}

TEST(RoomCourse, LooksTellTheStateAtTheEndOfAMinute) {
    const ExercisePlan& plan = quiet_weekday().plan;
    RoomPlayer player(plan);
    player.play({}, {.seed = plan.seed, .until = plan.start + 90min + 20s});
    const RoomCourse& course = player.course();
    ASSERT_EQ(course.minutes(), 91U);
    EXPECT_EQ(course.room(0).looks, 60U);
    EXPECT_EQ(course.room(90).looks, 20U) << "the part of the last minute";
    EXPECT_EQ(course.emergency_waits().size(), 90U * 60U + 20U);
    for (std::size_t minute = 0; minute < course.minutes(); ++minute) {
        for (std::size_t pool = 0; pool < plan.room->pools.size(); ++pool) {
            EXPECT_LE(course.pool(minute, PoolId{pool}).free,
                      course.pool(minute, PoolId{pool}).on_duty);
        }
        EXPECT_LE(course.room(minute).busy, course.room(minute).on_duty);
    }
}

/// The single events are those that the minutes count, in a room without and with orders.
TEST(RoomCourse, EventsAreWhatTheMinutesCount) {
    const ExercisePlan& plan = quiet_weekday().plan;
    for (const bool ordered : {false, true}) {
        RoomPlayer player(plan);
        player.keep_events(true);
        player.play(
            {},
            {.seed = plan.seed,
             .until = plan.end,
             .policy = ordered ? std::optional(ReferencePolicy::OpenOverflow) : std::nullopt});
        const RoomCourse& course = player.course();
        std::vector<KpiCounts> counted(course.minutes());
        std::int64_t worked = 0;
        Duration handling{0};
        Duration overflow{0};
        for (const ReviewedCall& call : course.events().calls()) {
            worked += call.done != kNever ? 1 : 0;
            handling += call.handling;
            overflow += call.overflow;
            if (call.result == CallResult::Uncounted) {
                continue;
            }
            KpiCounts& counts =
                counted[static_cast<std::size_t>((call.at - course.start()) / kReviewMinute)];
            const bool answered =
                call.result == CallResult::InTime || call.result == CallResult::Late;
            ++counts.offered;
            counts.answered += answered ? 1 : 0;
            counts.answered_within += call.result == CallResult::InTime ? 1 : 0;
            counts.abandoned += call.result == CallResult::Abandoned ? 1 : 0;
            counts.answered_wait_us += answered ? call.wait.count() : 0;
        }
        std::vector<std::int64_t> looks(course.minutes());
        std::vector<std::int64_t> nobody_free(course.minutes());
        for (const LookRow& row : course.events().looks()) {
            const auto minute =
                static_cast<std::size_t>((row.first - course.start()) / kReviewMinute);
            looks[minute] += row.looks;
            nobody_free[minute] += row.nobody_free ? row.looks : 0;
        }
        for (std::size_t minute = 0; minute < course.minutes(); ++minute) {
            KpiCounts told;
            for (std::size_t line = 0; line < plan.room->lines.size(); ++line) {
                told.merge(course.line(minute, LineId{line}).counts);
            }
            EXPECT_EQ(counted[minute].offered, told.offered) << minute;
            EXPECT_EQ(counted[minute].answered, told.answered) << minute;
            EXPECT_EQ(counted[minute].answered_within, told.answered_within) << minute;
            EXPECT_EQ(counted[minute].abandoned, told.abandoned) << minute;
            EXPECT_EQ(counted[minute].answered_wait_us, told.answered_wait_us) << minute;
            EXPECT_EQ(looks[minute], course.room(minute).looks) << minute;
            EXPECT_EQ(nobody_free[minute], course.room(minute).nobody_free) << minute;
        }
        EXPECT_EQ(worked, course.contractor_work().calls);
        EXPECT_EQ(handling, course.contractor_work().handling);
        EXPECT_EQ(worked > 0, ordered);
        EXPECT_EQ(overflow > Duration::zero(), ordered);
    }
}

TEST(RoomCourse, KeepsNoEventsUnlessAsked) {
    const ExercisePlan& plan = quiet_weekday().plan;
    RoomPlayer player(plan);
    player.play({}, {.seed = plan.seed, .until = plan.start + 30min});
    EXPECT_TRUE(player.course().events().calls().empty());
    EXPECT_TRUE(player.course().events().looks().empty());
}

}  // namespace
}  // namespace fcr::test
