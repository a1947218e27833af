// The wall beside a room worked by hand, and beside what the room reports at its end.
#include "sim/wallboard/board.hpp"

#include "sim/metrics/ledger.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

const LineId kEmergency{0};
const LineId kOther{1};

CompiledScenario two_lines() {
    return *compile(ScenarioBuilder()
                        .line("999", {.per_hour = 300.0})
                        .call_class("999",
                                    {.talk = ExponentialLaw{120.0},
                                     .wrap_up = ConstantLaw{30.0},
                                     .patience = ExponentialLaw{60.0}})
                        .line("101", {.per_hour = 200.0, .emergency = false})
                        .call_class("101", {.priority = 2, .patience = ExponentialLaw{200.0}})
                        .pool("in_house", {.seats = 20, .pick_up = ConstantLaw{3.0}})
                        .build());
}

BoardPlan plan_of_two() {
    BoardPlan plan;
    plan.emergency_lines = {kEmergency};
    plan.other_lines = {kOther};
    return plan;
}

SeenRoom seen(SimTime at) {
    return {.at = at, .lines = {{}, {}}, .pools = {{.on_duty = 20, .free = 20}}};
}

const Tile& tile_of(const Board& board, TileId tile) {
    return board.tiles[static_cast<std::size_t>(tile)];
}

TEST(WallBoard, CountsACallWhenItIsAnsweredAndNotWhenItsWorkIsDone) {
    const CompiledScenario scenario = two_lines();
    WallBoard wall(scenario, plan_of_two());
    CallRecord call;
    call.line = kEmergency;
    call.outcome = Outcome::Answered;
    call.times.network_arrive = at_s(0);
    call.times.answered = at_s(8);
    wall.call_taken(call);
    wall.look(seen(at_s(7)));
    EXPECT_EQ(wall.board().emergency_recent, (Ratio{0, 0})) << "it still rings";
    wall.look(seen(at_s(8)));
    EXPECT_EQ(wall.board().emergency_recent, (Ratio{1, 1}));
    wall.call_closed(call);
    wall.look(seen(at_s(200)));
    EXPECT_EQ(wall.board().emergency_recent, (Ratio{1, 1})) << "counted once";
    EXPECT_EQ(tile_of(wall.board(), TileId::EmergencyAnswered).level, Level::Unjudged)
        << "fewer than ten calls have no colour";
}

TEST(WallBoard, TellsABreachAndRaisesAnAlarm) {
    const CompiledScenario scenario = two_lines();
    WallBoard wall(scenario, plan_of_two());
    wall.look(seen(at_s(0)));
    SeenRoom room = seen(at_s(1));
    room.lines[0] = {.waiting = 2, .longest_wait = 11s};
    wall.look(room);
    EXPECT_EQ(tile_of(wall.board(), TileId::EmergencyWaiting).level, Level::Act);
    EXPECT_FALSE(wall.board().emergency_breach);
    ASSERT_EQ(wall.alarms().standing().size(), 1U);
    EXPECT_EQ(wall.alarms().standing()[0].condition,
              static_cast<std::uint32_t>(TileId::EmergencyWaiting));
    room.at = at_s(2);
    room.lines[0].longest_wait = 120s;
    wall.look(room);
    EXPECT_TRUE(wall.board().emergency_breach);
    EXPECT_EQ(wall.alarms().raised(), 1U);
}

TEST(WallBoard, OccupancyIsTimeAtWorkOverTimeOnDutyAndNobodyFreeIsAct) {
    const CompiledScenario scenario = two_lines();
    WallBoard wall(scenario, plan_of_two());
    SeenRoom room = seen(at_s(0));
    room.pools[0] = {.on_duty = 20, .free = 10, .talking = 6, .wrapping_up = 3, .after_call = 1};
    wall.look(room);
    room.at = at_s(60);
    room.pools[0] = {.on_duty = 20, .free = 0, .talking = 20};
    wall.look(room);
    EXPECT_EQ(wall.board().occupancy, (Ratio{60'000'000LL * 9, 60'000'000LL * 20}));
    room.at = at_s(89);
    wall.look(room);
    EXPECT_NE(tile_of(wall.board(), TileId::People).level, Level::Act);
    room.at = at_s(90);
    wall.look(room);
    EXPECT_TRUE(wall.board().nobody_free);
    EXPECT_EQ(tile_of(wall.board(), TileId::People).level, Level::Act);
    EXPECT_EQ(tile_of(wall.board(), TileId::People).since, at_s(90));
}

TEST(WallBoard, APromiseThatIsPastAndACallWithoutALogAreAct) {
    const CompiledScenario scenario = two_lines();
    WallBoard wall(scenario, plan_of_two());
    SeenRoom room = seen(at_s(700));
    room.call_backs_owed = 1;
    room.oldest_promise = at_s(701);
    room.unreconciled = 1;
    room.oldest_unreconciled = 10min;
    wall.look(room);
    EXPECT_EQ(tile_of(wall.board(), TileId::OtherWaiting).level, Level::Ok);
    EXPECT_EQ(tile_of(wall.board(), TileId::Risk).level, Level::Ok);
    room.at = at_s(702);
    room.oldest_unreconciled = 10min + 1s;
    wall.look(room);
    EXPECT_EQ(tile_of(wall.board(), TileId::OtherWaiting).level, Level::Act);
    EXPECT_EQ(tile_of(wall.board(), TileId::Risk).level, Level::Act);
}

TEST(WallBoard, LooksAtARoomWorkedByHand) {
    // One handler: rings 3 s, talks 60 s, wraps up 30 s, 10 s more; calls at 0 and 5 s.
    const CompiledScenario scenario = *compile(
        ScenarioBuilder()
            .line("999")
            .call_class("999", {.talk = ConstantLaw{60.0}, .wrap_up = ConstantLaw{30.0}})
            .pool("in_house",
                  {.seats = 1, .pick_up = ConstantLaw{3.0}, .after_call_gap = ConstantLaw{10.0}})
            .load(calls_at({0.0, 5.0}))
            .build());
    NoticeLog log;
    ControlRoom room(scenario, log);
    room.begin(Streams(1, 0));
    const auto look_at = [&](double second) {
        room.run_until(at_s(second));
        return see_room(room, scenario);
    };
    EXPECT_EQ(look_at(2).pools[0].ringing, 1U);
    EXPECT_EQ(look_at(62.9).pools[0].talking, 1U);
    EXPECT_EQ(look_at(63).pools[0].wrapping_up, 1U);
    EXPECT_EQ(look_at(92.9).lines[0].waiting, 1U);
    EXPECT_EQ(look_at(93).pools[0].after_call, 1U);
    EXPECT_EQ(look_at(93).pools[0].on_duty, 1U);
    EXPECT_EQ(look_at(102).lines[0].longest_wait, 97s);
    EXPECT_EQ(look_at(103).pools[0].ringing, 1U);
    EXPECT_EQ(look_at(103).lines[0].waiting, 0U);
}

// Property, seed 11: at every minute of a simulated hour the wall's sums are those of the calls
// that a log, which hears of them when their work is done, has answered or lost by then.
TEST(WallBoard, AgreesWithTheLogOfTheRoomAtEveryMinute) {
    const CompiledScenario scenario = two_lines();
    WallBoard wall(scenario, plan_of_two());
    NoticeLog log;
    NoticeTee both(log, wall);
    ControlRoom room(scenario, both);
    room.begin(Streams(11, 0));
    std::vector<Board> boards;
    for (int minute = 1; minute <= 60; ++minute) {
        const SimTime at = kStartOfRun + std::chrono::minutes{minute} - 1us;
        room.run_until(at);
        wall.look(seen(at));
        boards.push_back(wall.board());
    }
    room.run_to_end();
    ASSERT_GT(log.calls.size(), 400U);
    const CountingRule rule = counting_rule(plan_of_two().emergency);
    for (const Board& board : boards) {
        KpiCounts recent;
        KpiCounts today;
        for (const CallRecord& call : log.calls) {
            const SimTime ended =
                call.outcome == Outcome::Answered ? call.times.answered : call.times.abandoned;
            if (call.line != kEmergency || ended > board.at) {
                continue;
            }
            count_call(rule, call, today);
            if (board.at - ended < std::chrono::minutes{15}) {
                count_call(rule, call, recent);
            }
        }
        EXPECT_EQ(board.emergency_recent, service_level(plan_of_two().emergency.formula, recent));
        EXPECT_EQ(board.emergency_today, service_level(plan_of_two().emergency.formula, today));
    }
}

}  // namespace
}  // namespace fcr::test
