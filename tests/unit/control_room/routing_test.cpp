// Which handler for a call, which call for a handler, and when a call moves on.
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr CallClassId kEmergency{0};
constexpr CallClassId kNonEmergency{1};

/// Two lines, one class each, constant talk of 100 s, endless patience.
ScenarioBuilder two_lines(ClassOptions emergency, ClassOptions non_emergency) {
    ScenarioBuilder builder;
    emergency.talk = ConstantLaw{100.0};
    non_emergency.talk = ConstantLaw{100.0};
    non_emergency.priority = 2;
    builder.line("999").call_class("999", std::move(emergency));
    builder.line("101", {.emergency = false}).call_class("101", std::move(non_emergency));
    return builder;
}

std::vector<RecordedCall> load(std::initializer_list<std::pair<double, CallClassId>> calls) {
    std::vector<RecordedCall> rows;
    for (const auto& [second, call_class] : calls) {
        rows.push_back({.at = at_s(second), .call_class = call_class});
    }
    return rows;
}

TEST(Routing, StrictPriorityTakesTheEmergencyFirst) {
    const Scenario scenario =
        two_lines({}, {})
            .pool("in_house", {.seats = 1})
            .load(load({{0, kNonEmergency}, {1, kNonEmergency}, {2, kEmergency}}))
            .build();
    RoomRun run;
    run_room(scenario, run);

    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[2].times.answered, at_s(100));
    EXPECT_EQ(calls[1].times.answered, at_s(200));
}

TEST(Routing, ATimeCreditLetsAnOldNonEmergencyPass) {
    // 90 s of credit for 999 (model.md 0.1, item 8): at 100 s the 999 call has 2 + 90, the first
    // 101 call 99, the second 5.
    const Scenario scenario =
        two_lines({.time_credit = 90s}, {})
            .time_credit()
            .pool("in_house", {.seats = 1})
            .load(load(
                {{0, kNonEmergency}, {1, kNonEmergency}, {95, kNonEmergency}, {98, kEmergency}}))
            .build();
    RoomRun run;
    run_room(scenario, run);

    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[1].times.answered, at_s(100));
    EXPECT_EQ(calls[3].times.answered, at_s(200));
    EXPECT_EQ(calls[2].times.answered, at_s(300));
}

TEST(Routing, KeptSeatsAreForTheEmergencyOnly) {
    const Scenario scenario =
        two_lines({}, {})
            .pool("in_house", {.seats = 2, .seats_kept_free = {{"101", 1}}})
            .load(load({{0, kNonEmergency}, {1, kNonEmergency}, {2, kEmergency}}))
            .build();
    RoomRun run;
    run_room(scenario, run);

    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[0].times.answered, at_s(0));
    EXPECT_EQ(calls[2].times.answered, at_s(2));
    // Free again at 100 s and 102 s: only then are two free, one more than is kept.
    EXPECT_EQ(calls[1].times.answered, at_s(102));
}

TEST(Routing, EscalationJoinsTheQueueAfterItsTime) {
    const Scenario scenario =
        two_lines({.route = {{.after = 0s, .pools = {"in_house"}},
                             {.after = 8s, .pools = {"escalation"}}}},
                  {.route = {{.after = 0s, .pools = {"in_house"}}}})
            .pool("in_house", {.seats = 1})
            .pool("escalation", {.seats = 1, .skills = {"999"}})
            .load(load({{0, kEmergency}, {1, kEmergency}, {2, kEmergency}, {3, kNonEmergency}}))
            .build();
    RoomRun run;
    run_room(scenario, run);

    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[1].times.answered, at_s(9));
    EXPECT_EQ(calls[1].pool, PoolId{1});
    EXPECT_EQ(calls[1].route_step, 1);
    EXPECT_EQ(calls[1].times.segment_presented, at_s(9));
    // The widened call may still be taken by the pool it came from.
    EXPECT_EQ(calls[2].times.answered, at_s(100));
    EXPECT_EQ(calls[2].pool, PoolId{0});
    EXPECT_EQ(calls[2].times.segment_presented, at_s(2));
    EXPECT_EQ(calls[3].times.answered, at_s(200));
}

TEST(Routing, OverflowLeavesTheInHouseQueue) {
    const Scenario scenario =
        two_lines({.route = {{.after = 0s, .pools = {"in_house"}}}},
                  {.route = {{.after = 0s, .pools = {"in_house"}},
                             {.after = 30s, .pools = {"contractor"}, .move = true}}})
            .pool("in_house", {.seats = 1})
            .pool("contractor",
                  {.seats = 1, .skills = {"101"}, .employer = "contractor", .contractor = true})
            .load(load({{0, kEmergency}, {1, kNonEmergency}, {2, kNonEmergency}}))
            .build();
    RoomRun run;
    run_room(scenario, run);

    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[1].times.answered, at_s(31));
    EXPECT_EQ(calls[1].pool, PoolId{1});
    // The second overflows too and waits for the contractor, although in-house is free at 100 s.
    EXPECT_EQ(calls[2].times.answered, at_s(131));
    EXPECT_EQ(calls[2].pool, PoolId{1});
    EXPECT_EQ(calls[2].times.segment_presented, at_s(32));
}

TEST(Routing, AnAnswerAtTheInstantOfOverflowIsInHouse) {
    const Scenario scenario =
        two_lines({.route = {{.after = 0s, .pools = {"in_house"}}}},
                  {.route = {{.after = 0s, .pools = {"in_house"}},
                             {.after = 30s, .pools = {"contractor"}, .move = true}}})
            .pool("in_house", {.seats = 1})
            .pool("contractor",
                  {.seats = 1, .skills = {"101"}, .employer = "contractor", .contractor = true})
            .load(load({{0, kEmergency}, {70, kNonEmergency}}))
            .build();
    RoomRun run;
    run_room(scenario, run);

    EXPECT_EQ(run.log.by_arrival()[1].pool, PoolId{0});
    EXPECT_EQ(run.log.by_arrival()[1].times.answered, at_s(100));
}

TEST(Routing, OverflowDoesNotRestartPatience) {
    const Scenario scenario =
        two_lines({.route = {{.after = 0s, .pools = {"in_house"}}}},
                  {.patience = ConstantLaw{40.0},
                   .route = {{.after = 0s, .pools = {"in_house"}},
                             {.after = 30s, .pools = {"contractor"}, .move = true}}})
            .pool("in_house", {.seats = 1})
            .pool("contractor",
                  {.seats = 0, .skills = {"101"}, .employer = "contractor", .contractor = true})
            .load(load({{0, kEmergency}, {1, kNonEmergency}}))
            .build();
    RoomRun run;
    run_room(scenario, run);

    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[1].outcome, Outcome::Abandoned);
    EXPECT_EQ(calls[1].times.abandoned, at_s(41));
    EXPECT_EQ(calls[1].route_step, 1);
    EXPECT_EQ(calls[1].times.segment_presented, at_s(31));
}

TEST(Routing, AnImmediateStepIsASecondChoice) {
    const Scenario scenario =
        ScenarioBuilder()
            .line("999")
            .call_class(
                "999",
                {.talk = ConstantLaw{10.0},
                 .route = {{.after = 0s, .pools = {"first"}}, {.after = 0s, .pools = {"second"}}}})
            .pool("first", {.seats = 1})
            .pool("second", {.seats = 1})
            .load(calls_at({0.0, 1.0, 2.0}))
            .build();
    RoomRun run;
    run_room(scenario, run);

    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[0].pool, PoolId{0});
    EXPECT_EQ(calls[1].pool, PoolId{1});
    EXPECT_EQ(calls[2].pool, PoolId{0});
    EXPECT_EQ(calls[2].times.answered, at_s(10));
}

TEST(Staffing, AHandlerFinishesTheCallInHandWhenSeatsFall) {
    const Scenario scenario =
        ScenarioBuilder()
            .line("999")
            .call_class("999", {.talk = ConstantLaw{100.0}, .wrap_up = ConstantLaw{20.0}})
            .pool("in_house",
                  {.seat_changes = {{.from = at_s(0), .seats = 2}, {.from = at_s(60), .seats = 1}},
                   .after_call_gap = ConstantLaw{15.0}})
            .load(calls_at({0.0, 1.0, 61.0}))
            .build();
    RoomRun run;
    run_room(scenario, run);

    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[0].times.wrapped_up, at_s(120));
    // The first to finish signs off at once, without a gap; the second takes the waiting call.
    EXPECT_EQ(calls[0].times.ready, at_s(120));
    EXPECT_EQ(calls[2].times.answered, at_s(136));
    ASSERT_EQ(run.log.seats.size(), 3U);
    EXPECT_FALSE(run.log.seats[2].signed_on);
    EXPECT_EQ(run.log.seats[2].at, at_s(120));
    EXPECT_EQ(run.log.seats[2].on_duty, 1U);
}

TEST(Staffing, SeatsThatRiseTakeWaitingCallsAtOnce) {
    const Scenario scenario =
        ScenarioBuilder()
            .line("999")
            .call_class("999", {.talk = ConstantLaw{100.0}})
            .pool("in_house",
                  {.seat_changes = {{.from = at_s(0), .seats = 0}, {.from = at_s(60), .seats = 2}}})
            .load(calls_at({0.0, 1.0, 2.0}))
            .build();
    RoomRun run;
    run_room(scenario, run);

    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[0].times.answered, at_s(60));
    EXPECT_EQ(calls[1].times.answered, at_s(60));
    EXPECT_EQ(calls[2].times.answered, at_s(160));
}

}  // namespace
}  // namespace fcr::test
