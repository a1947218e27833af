// What an answered call becomes: transfers, second queues, conferences, more work after it.
#include "tests/support/internal_line.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

/// A switchboard of one who talks 20 s and wraps up 5 s, before one handler who talks 100 s.
Scenario switchboard(std::initializer_list<double> calls, bool conference) {
    Scenario scenario = ScenarioBuilder()
                            .line("101", {.emergency = false})
                            .call_class("101",
                                        {.talk = ConstantLaw{20.0},
                                         .wrap_up = ConstantLaw{5.0},
                                         .route = {{.pools = {"switchboard"}}}})
                            .pool("switchboard", {.seats = 1})
                            .pool("handlers", {.seats = 1, .skills = {}})
                            .load(calls_at(calls))
                            .build();
    const CallClassId second =
        add_internal(scenario, "second_queue", ConstantLaw{100.0}, 1, {PoolId{1}});
    scenario.call_classes[0].next = {{.share = 1.0, .to = second, .conference = conference}};
    return scenario;
}

TEST(Triage, ATransferredCallerWaitsInTheSecondQueueOnTheSameClock) {
    const auto calls = calls_of(switchboard({0, 30}, false));

    ASSERT_EQ(calls.size(), 4U);
    EXPECT_EQ(calls[1].origin, Origin::Transfer);
    EXPECT_EQ(calls[1].times.offered, at_s(20));
    EXPECT_EQ(calls[1].times.answered, at_s(20));
    EXPECT_EQ(calls[1].times.network_arrive, at_s(0));
    // The second caller: 30 to 50 s at the switchboard, then until 120 s behind the first.
    EXPECT_EQ(calls[3].times.offered, at_s(50));
    EXPECT_EQ(calls[3].times.answered, at_s(120));
    EXPECT_EQ(calls[3].times.dialled, at_s(30));
    EXPECT_EQ(calls[0].times.wrapped_up, at_s(25));
}

TEST(Triage, InAConferenceTheHandlerStaysUntilTheNextAnswers) {
    const auto calls = calls_of(switchboard({0, 30}, true));

    ASSERT_EQ(calls.size(), 4U);
    // Nobody waits for the first; the second is held from 50 s until 120 s.
    EXPECT_EQ(calls[0].times.wrapped_up, at_s(25));
    EXPECT_EQ(calls[2].times.ended, at_s(120));
    EXPECT_EQ(calls[2].times.wrapped_up, at_s(125));
    EXPECT_EQ(calls[3].times.answered, at_s(120));
}

TEST(Triage, AConferenceThatNobodyHasJoinedLastsToTheEndOfTheRun) {
    Scenario scenario = switchboard({0, 30}, true);
    scenario.call_classes[1].talk = ConstantLaw{1e6};

    const auto calls = calls_of(scenario);
    EXPECT_EQ(calls[3].outcome, Outcome::Unfinished);
    EXPECT_EQ(calls[2].outcome, Outcome::Answered);
    EXPECT_EQ(calls[2].times.ended, kStartOfRun + 25h);
    EXPECT_EQ(calls[2].times.wrapped_up, kStartOfRun + 25h + 5s);
}

TEST(Triage, AHandlerInAConferenceIsFreeWhenTheCallerGoes) {
    Scenario scenario = switchboard({0, 30}, true);
    scenario.call_classes[1].patience = ConstantLaw{10.0};

    const auto calls = calls_of(scenario);
    EXPECT_EQ(calls[3].outcome, Outcome::Abandoned);
    EXPECT_EQ(calls[2].times.ended, at_s(60));
    EXPECT_EQ(calls[2].outcome, Outcome::Answered);
}

TEST(Triage, TheTrunkIsHeldThroughEveryStage) {
    Scenario scenario = switchboard({0, 30, 119, 121}, false);
    scenario.lines[0].lines_max = 1;

    // The first caller holds the only trunk until 120 s, through both stages.
    RoomRun room;
    run_room(scenario, room);
    EXPECT_EQ(room.counts.blocked, 2U);
    EXPECT_EQ(room.counts.answered, 4U);
}

TEST(Triage, OfManyCallsTheirShareBecomesEachStage) {
    Scenario scenario = ScenarioBuilder()
                            .line("101", {.per_hour = 1000.0, .emergency = false})
                            .call_class("101", {.talk = ConstantLaw{1.0}})
                            .pool("handlers", {.seats = 50})
                            .measured(10h)
                            .build();
    const CallClassId crime = add_internal(scenario, "crime", ConstantLaw{1.0}, 1);
    const CallClassId upgraded = add_internal(scenario, "upgraded", ConstantLaw{1.0}, 1);
    scenario.call_classes[0].next = {{.share = 0.3, .to = crime}, {.share = 0.1, .to = upgraded}};

    double calls = 0.0;
    double to_crime = 0.0;
    double to_upgraded = 0.0;
    for (const CallRecord& call : calls_of(scenario)) {
        calls += call.origin == Origin::Caller ? 1.0 : 0.0;
        to_crime += call.call_class == crime ? 1.0 : 0.0;
        to_upgraded += call.call_class == upgraded ? 1.0 : 0.0;
    }
    // Four binomial standard errors of some 10,000 calls (seed 1).
    EXPECT_NEAR(to_crime / calls, 0.3, 0.0184);
    EXPECT_NEAR(to_upgraded / calls, 0.1, 0.012);
}

TEST(Triage, RecordingACrimeIsMoreWorkAfterTheCall) {
    Scenario scenario =
        ScenarioBuilder()
            .call_class("999", {.talk = ConstantLaw{50.0}, .wrap_up = ConstantLaw{10.0}})
            .pool("in_house", {.seats = 1})
            .load(calls_at({0, 1}))
            .build();
    scenario.call_classes[0].recording = ExtraWork{.share = 1.0, .work = ConstantLaw{300.0}};

    const auto calls = calls_of(scenario);
    EXPECT_EQ(calls[0].times.wrapped_up, at_s(360));
    EXPECT_EQ(calls[1].times.answered, at_s(360));
}

}  // namespace
}  // namespace fcr::test
