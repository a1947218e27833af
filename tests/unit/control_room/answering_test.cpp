// How the room answers: worked by hand on recorded calls with constant handling.
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

Scenario one_class(ClassOptions call_class, PoolOptions pool, std::vector<RecordedCall> load) {
    return ScenarioBuilder()
        .line("999")
        .call_class("999", std::move(call_class))
        .pool("in_house", std::move(pool))
        .load(std::move(load))
        .build();
}

TEST(Answering, OneHandlerServesInOrderOfArrival) {
    // contracts.md 2.18, M9: busy until 12 s, calls of 10 s at 0, 5 and 13 s wait 12, 17 and 19 s.
    RoomRun run;
    run_room(one_class({.talk = ConstantLaw{12.0}}, {.seats = 1}, calls_at({0.0, 1.0, 2.0})), run);

    const auto calls = run.log.by_arrival();
    ASSERT_EQ(calls.size(), 3U);
    EXPECT_EQ(calls[0].times.answered, at_s(0));
    EXPECT_EQ(calls[1].times.answered, at_s(12));
    EXPECT_EQ(calls[2].times.answered, at_s(24));
    EXPECT_TRUE(run.counts.conserved());
    EXPECT_EQ(run.counts.answered, 3U);
}

TEST(Answering, EveryTimeStampOfACallByHand) {
    Scenario scenario = ScenarioBuilder()
                            .line("999",
                                  {.operator_leg = OperatorLeg{.answer = ConstantLaw{1.0},
                                                               .select = ConstantLaw{5.0},
                                                               .connect = ConstantLaw{4.5}},
                                   .message = ConstantLaw{3.0}})
                            .call_class("999",
                                        {.talk = ConstantLaw{100.0},
                                         .wrap_up = ConstantLaw{30.0},
                                         .patience = ConstantLaw{500.0}})
                            .pool("in_house",
                                  {.seats = 1,
                                   .pick_up = ConstantLaw{2.0},
                                   .after_call_gap = ConstantLaw{7.0},
                                   .handling_factor = 1.5})
                            .load(calls_at({10.0}))
                            .build();
    RoomRun run;
    run_room(scenario, run);

    ASSERT_EQ(run.log.calls.size(), 1U);
    const CallTimes& times = run.log.calls[0].times;
    EXPECT_EQ(times.dialled, at_s(10));
    EXPECT_EQ(times.operator_answered, at_s(11));
    EXPECT_EQ(times.operator_connect, at_s(16));
    EXPECT_EQ(times.network_arrive, at_s(20.5));
    EXPECT_EQ(times.message_end, at_s(23.5));
    EXPECT_EQ(times.offered, at_s(23.5));
    EXPECT_EQ(times.segment_presented, at_s(23.5));
    EXPECT_EQ(times.presented, at_s(23.5));
    EXPECT_EQ(times.answered, at_s(25.5));
    EXPECT_EQ(times.abandoned, kNever);
    EXPECT_EQ(times.ended, at_s(175.5));
    EXPECT_EQ(times.wrapped_up, at_s(220.5));
    EXPECT_EQ(times.ready, at_s(227.5));
    EXPECT_EQ(run.log.calls[0].outcome, Outcome::Answered);
}

TEST(Answering, TheAfterCallGapKeepsTheHandlerFromTheNextCall) {
    RoomRun run;
    run_room(one_class({.talk = ConstantLaw{10.0}},
                       {.seats = 1, .after_call_gap = ConstantLaw{5.0}},
                       calls_at({0.0, 1.0})),
             run);

    EXPECT_EQ(run.log.by_arrival()[1].times.answered, at_s(15));
}

TEST(Answering, TheLongestIdleHandlerIsCalledFirst) {
    RoomRun run;
    run_room(one_class(
                 {.talk = ConstantLaw{10.0}}, {.seats = 3}, calls_at({0.0, 1.0, 20.0, 21.0, 22.0})),
             run);

    // Handlers 0 and 1 have worked by 20 s; 2 has been idle since the start.
    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[0].handler, HandlerId{0});
    EXPECT_EQ(calls[1].handler, HandlerId{1});
    EXPECT_EQ(calls[2].handler, HandlerId{2});
    EXPECT_EQ(calls[3].handler, HandlerId{0});
    EXPECT_EQ(calls[4].handler, HandlerId{1});
}

TEST(Answering, ACallerWhosePatienceEndsIsGone) {
    RoomRun run;
    run_room(one_class({.talk = ConstantLaw{100.0}, .patience = ConstantLaw{30.0}},
                       {.seats = 1},
                       calls_at({0.0, 1.0})),
             run);

    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[1].outcome, Outcome::Abandoned);
    EXPECT_EQ(calls[1].times.abandoned, at_s(31));
    EXPECT_EQ(calls[1].times.answered, kNever);
    EXPECT_FALSE(calls[1].pool);
}

TEST(Answering, AnAnswerAtTheInstantPatienceEndsIsAnAnswer) {
    RoomRun run;
    run_room(one_class({.talk = ConstantLaw{31.0}, .patience = ConstantLaw{30.0}},
                       {.seats = 1},
                       calls_at({0.0, 1.0})),
             run);

    EXPECT_EQ(run.log.by_arrival()[1].outcome, Outcome::Answered);
}

TEST(Answering, ACallerMayGiveUpWhileItRings) {
    RoomRun run;
    run_room(one_class({.talk = ConstantLaw{100.0}, .patience = ConstantLaw{2.0}},
                       {.seats = 1, .pick_up = ConstantLaw{3.0}},
                       calls_at({0.0, 2.5})),
             run);

    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[0].outcome, Outcome::Abandoned);
    EXPECT_EQ(calls[0].times.abandoned, at_s(2));
    EXPECT_EQ(calls[0].pool, PoolId{0});
    // The handler is free at once: the second call rings at 2.5 s, and is lost in turn at 4.5 s.
    EXPECT_EQ(calls[1].times.presented, at_s(2.5));
    EXPECT_EQ(calls[1].times.abandoned, at_s(4.5));
}

TEST(Answering, WhoHearsTheAnnouncementOutIsNotServedByTheMenuWhenTheyGiveUpLater) {
    Scenario scenario = one_class({.talk = ConstantLaw{100.0}, .patience = ConstantLaw{2.0}},
                                  {.seats = 1, .pick_up = ConstantLaw{3.0}},
                                  calls_at({0.0}));
    scenario.lines[0].message = ConstantLaw{5.0};
    scenario.lines[0].message_served_share = 1e-9;
    RoomRun run;
    run_room(scenario, run);

    const CallRecord call = run.log.by_arrival()[0];
    EXPECT_EQ(call.times.message_end, at_s(5));
    EXPECT_EQ(call.times.abandoned, at_s(7));
    EXPECT_EQ(call.abandon_reason, AbandonReason::GaveUp);
}

TEST(Answering, SharesOfCallersLeaveTheAnnouncementOrAreServedByTheMenu) {
    Scenario scenario = ScenarioBuilder()
                            .line("101", {.per_hour = 1000.0, .emergency = false})
                            .call_class("101", {.talk = ConstantLaw{1.0}})
                            .pool("in_house", {.seats = 50})
                            .measured(10h)
                            .build();
    scenario.lines[0].message = ConstantLaw{60.0};
    scenario.lines[0].message_leave_share = 0.15;
    scenario.lines[0].message_served_share = 0.05;

    double left = 0.0;
    double left_after_s = 0.0;
    double served = 0.0;
    const auto calls = calls_of(scenario);
    for (const CallRecord& call : calls) {
        if (call.outcome == Outcome::Answered) {
            EXPECT_EQ(call.times.answered, call.times.network_arrive + 60s);
            continue;
        }
        ASSERT_EQ(call.outcome, Outcome::Abandoned);
        const double after_s = to_seconds(call.times.abandoned - call.times.network_arrive);
        EXPECT_LT(after_s, 60.0);
        const bool by_menu = call.abandon_reason == AbandonReason::ServedByMenu;
        EXPECT_TRUE(by_menu || call.abandon_reason == AbandonReason::Announcement);
        (by_menu ? served : left) += 1.0;
        left_after_s += by_menu ? 0.0 : after_s;
    }
    // Four standard errors, binomial and of an even spread over a minute (seed 1).
    const auto all = static_cast<double>(calls.size());
    EXPECT_NEAR(left / all, 0.15, 4.0 * std::sqrt(0.15 * 0.85 / all));
    EXPECT_NEAR(served / all, 0.05, 4.0 * std::sqrt(0.05 * 0.95 / all));
    EXPECT_NEAR(left_after_s / left, 30.0, 4.0 * 60.0 / std::sqrt(12.0 * left));
}

TEST(Answering, CallersDueAtOneInstantLeaveInOrderOfArrival) {
    // The second caller takes the waiting place that the first has left, so places and arrivals
    // are in opposite order when both patiences end at 50 s.
    Scenario scenario =
        ScenarioBuilder()
            .line("999")
            .call_class("quick",
                        {.share = 0.5, .talk = ConstantLaw{1000.0}, .patience = ConstantLaw{5.0}})
            .call_class("slow",
                        {.share = 0.5, .talk = ConstantLaw{1000.0}, .patience = ConstantLaw{40.0}})
            .pool("in_house", {.seats = 1})
            .build();
    scenario.load = std::vector<RecordedCall>{{at_s(0), CallClassId{1}},
                                              {at_s(1), CallClassId{0}},
                                              {at_s(10), CallClassId{1}},
                                              {at_s(10), CallClassId{1}}};
    RoomRun run;
    run_room(scenario, run);

    std::vector<std::uint64_t> order;
    for (const CallRecord& call : run.log.calls) {
        if (call.outcome == Outcome::Abandoned) {
            order.push_back(call.number);
        }
    }
    EXPECT_EQ(order, (std::vector<std::uint64_t>{1, 2, 3}));
}

TEST(Answering, ABalkingCallerLeavesAtOnceUnlessServedAtOnce) {
    RoomRun run;
    run_room(one_class({.talk = ConstantLaw{100.0}, .balk_probability = 1.0},
                       {.seats = 1},
                       calls_at({0.0, 1.0, 100.0})),
             run);

    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[0].outcome, Outcome::Answered);
    EXPECT_EQ(calls[1].outcome, Outcome::Abandoned);
    EXPECT_EQ(calls[1].times.abandoned, at_s(1));
    EXPECT_EQ(calls[2].outcome, Outcome::Answered);
}

TEST(Answering, ABusySignalBlocksTheCallBeyondTheLines) {
    Scenario scenario =
        ScenarioBuilder()
            .line("999", {.lines_max = 2})
            .call_class("999", {.talk = ConstantLaw{10.0}, .wrap_up = ConstantLaw{50.0}})
            .pool("in_house", {.seats = 1})
            .load(calls_at({0.0, 1.0, 2.0, 9.9, 10.0}))
            .build();
    RoomRun run;
    run_room(scenario, run);

    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[2].outcome, Outcome::Blocked);
    EXPECT_EQ(calls[2].times.offered, kNever);
    EXPECT_EQ(calls[2].times.ended, at_s(2));
    // The first caller's line is free when the talk ends at 10 s, long before wrap-up does.
    EXPECT_EQ(calls[3].outcome, Outcome::Blocked);
    EXPECT_EQ(calls[4].outcome, Outcome::Answered);
    EXPECT_TRUE(run.counts.conserved());
    EXPECT_EQ(run.counts.blocked, 2U);
}

TEST(Answering, UnfinishedCallsAreCountedAndNamed) {
    Scenario scenario = ScenarioBuilder()
                            .line("999")
                            .call_class("999", {.talk = ConstantLaw{100.0}})
                            .pool("in_house", {.seats = 0})
                            .drain_max(1h)
                            .load(calls_at({0.0, 5.0}))
                            .build();
    RoomRun run;
    run_room(scenario, run);

    ASSERT_EQ(run.log.calls.size(), 2U);
    EXPECT_EQ(run.log.calls[0].outcome, Outcome::Unfinished);
    EXPECT_EQ(run.counts.unfinished, 2U);
    EXPECT_TRUE(run.counts.conserved());
}

TEST(Answering, AFullWaitingRoomStopsTheReplication) {
    Scenario scenario = ScenarioBuilder()
                            .line("999", {.per_hour = 1.0})
                            .call_class("999", {.talk = ConstantLaw{1.0}})
                            .pool("in_house", {.seats = 0})
                            .build();
    auto compiled = compile(scenario);
    ASSERT_TRUE(compiled);
    compiled->load = Table<RecordedId, RecordedCall>(200);
    for (std::size_t row = 0; row < 200; ++row) {
        compiled->load[RecordedId{row}] = {.at = at_s(static_cast<double>(row) / 10.0),
                                           .call_class = CallClassId{0}};
    }
    compiled->lines[LineId{0}].interval_calls_max = 200;
    NoticeLog log;
    ControlRoom room(*compiled, log);
    room.begin(Streams(1, 0));
    room.run_to_end();

    EXPECT_EQ(room.limit_reached(), Limit::WaitingRoom);
    EXPECT_TRUE(room.counts().conserved());
}

}  // namespace
}  // namespace fcr::test
