// Routing by order: calls that have waited go to others, and the wait alone decides.
#include "tests/support/commanded_room.hpp"
#include "tests/support/internal_line.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <vector>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr CallClassId k999{0};
constexpr CallClassId k101{1};

std::vector<RecordedCall> together(std::initializer_list<std::vector<RecordedCall>> of_classes) {
    std::vector<RecordedCall> calls;
    for (const std::vector<RecordedCall>& some : of_classes) {
        calls.insert(calls.end(), some.begin(), some.end());
    }
    std::ranges::stable_sort(calls, {}, &RecordedCall::at);
    return calls;
}

/// One person for 999 alone, one for 101 alone, a contractor's for 101; talk of 300 s.
Scenario apart(std::vector<RecordedCall> calls) {
    return ScenarioBuilder()
        .line("999")
        .call_class("999", {.talk = ConstantLaw{300.0}, .route = {{.pools = {"first"}}}})
        .line("101", {.emergency = false})
        .call_class("101",
                    {.priority = 2, .talk = ConstantLaw{300.0}, .route = {{.pools = {"others"}}}})
        .pool("first", {.seats = 1, .skills = {"999"}})
        .pool("others", {.seats = 1, .skills = {"101"}})
        .pool("hired", {.seats = 1, .skills = {"101"}, .employer = "Acme", .contractor = true})
        .load(std::move(calls))
        .measured(2h)
        .build();
}

TEST(Spilling, ACallGoesToOthersWhenItHasWaitedSoLong) {
    CommandedRoom room(apart(calls_at({100.0, 110.0, 120.0}, k101)));
    ASSERT_TRUE(room.obey(SetSpill{.after = 60s}).accepted());
    const auto& calls = room.finish();
    EXPECT_EQ(calls[0].times.answered, at_s(100.0));
    EXPECT_EQ(calls[1].times.answered, at_s(170.0));  // by the other, after a minute
    EXPECT_EQ(*calls[1].pool, PoolId{0});
    EXPECT_EQ(calls[1].reason, RouteReason::Escalated);
    EXPECT_EQ(calls[1].times.segment_presented, at_s(170.0));
    EXPECT_EQ(calls[2].times.answered, at_s(400.0));  // by its own people, who are free sooner
    EXPECT_EQ(*calls[2].pool, PoolId{1});
}

TEST(Spilling, AtOnceMeansEverybodyTakesEveryCall) {
    CommandedRoom room(apart(calls_at({100.0, 110.0}, k101)));
    ASSERT_TRUE(room.obey(SetSpill{}).accepted());
    const auto& calls = room.finish();
    EXPECT_EQ(calls[1].times.answered, at_s(110.0));
    EXPECT_EQ(*calls[1].pool, PoolId{0});
}

TEST(Spilling, OwnCallsComeBeforeThoseOfOthers) {
    CommandedRoom room(
        apart(together({calls_at({100.0, 150.0}, k999), calls_at({50.0, 60.0}, k101)})));
    room.run_until(120s);
    ASSERT_TRUE(room.obey(SetSpill{.after = 30s}).accepted());
    const auto& told = room.finish();
    // By arrival: 101 at 50 and 60, 999 at 100 and 150. At 400 s the one who takes 999 is free.
    EXPECT_EQ(told[3].times.answered, at_s(400.0));
    EXPECT_EQ(told[1].times.answered, at_s(350.0));
}

TEST(Spilling, EmergenciesGoOnlyToThoseTrainedForThem) {
    CommandedRoom room(apart(calls_at({100.0, 110.0}, k999)));
    ASSERT_TRUE(room.obey(SetSpill{}).accepted());
    const auto& calls = room.finish();
    EXPECT_EQ(calls[1].times.answered, at_s(400.0));
}

TEST(Spilling, OfCallsThatWaitTheLongestGoFirstAndAtTheOrderAtOnce) {
    std::vector<RecordedCall> calls = calls_at({100.0, 110.0, 120.0}, k101);
    CommandedRoom room(apart(std::move(calls)));
    room.run_until(200s);
    const CommandAnswer answer = room.obey(SetSpill{.after = 60s});
    EXPECT_EQ(answer.effective, at_s(200.0));
    const auto& told = room.finish();
    EXPECT_EQ(told[1].times.answered, at_s(200.0));
    EXPECT_EQ(told[2].times.answered, at_s(400.0));
}

TEST(Spilling, EndsWhenItIsToldTo) {
    CommandedRoom room(apart(calls_at({100.0, 110.0}, k101)));
    ASSERT_TRUE(room.obey(SetSpill{.after = 60s}).accepted());
    room.run_until(150s);
    ASSERT_TRUE(room.obey(SetSpill{.on = false}).accepted());
    EXPECT_EQ(room.finish()[1].times.answered, at_s(400.0));
}

TEST(Spilling, IsRefusedWhereItIsSoOrNobodyCould) {
    CommandedRoom room(apart({}));
    EXPECT_EQ(room.obey(SetSpill{.on = false}).refusal, Refusal::AlreadySo);
    ASSERT_TRUE(room.obey(SetSpill{.after = 60s}).accepted());
    EXPECT_EQ(room.obey(SetSpill{.after = 60s}).refusal, Refusal::AlreadySo);
    EXPECT_TRUE(room.obey(SetSpill{.after = 30s}).accepted());  // another wait is another order

    CommandedRoom alone(ScenarioBuilder()
                            .call_class("999", {.talk = ConstantLaw{100.0}})
                            .pool("room", {.seats = 1})
                            .load({})
                            .build());
    EXPECT_EQ(alone.obey(SetSpill{}).refusal, Refusal::NoOtherPool);
}

/// Two classes of 101 of different priority and work that waits, before one person.
Scenario three_ranks(std::vector<RecordedCall> calls) {
    return ScenarioBuilder()
        .line("999")
        .call_class("999", {.priority = 1, .talk = ConstantLaw{100.0}})
        .line("101", {.emergency = false})
        .call_class("welfare", {.priority = 2, .talk = ConstantLaw{100.0}})
        .line("102", {.emergency = false})
        .call_class("other", {.priority = 3, .talk = ConstantLaw{100.0}})
        .pool("room", {.seats = 1})
        .load(std::move(calls))
        .measured(2h)
        .build();
}

TEST(LongestWaitFirst, DecidesAmongCallsThatAreNoEmergencies) {
    // Somebody is served from 10 s; then "other" has waited longest, an emergency comes last.
    const auto calls = together({calls_at({10.0, 40.0}, CallClassId{0}),
                                 calls_at({30.0}, CallClassId{1}),
                                 calls_at({20.0}, CallClassId{2})});
    const auto answered = [&](bool by_wait) {
        CommandedRoom room(three_ranks(calls));
        if (by_wait) {
            EXPECT_TRUE(room.obey(SetLongestWait{}).accepted());
            EXPECT_EQ(room.obey(SetLongestWait{}).refusal, Refusal::AlreadySo);
        } else {
            EXPECT_EQ(room.obey(SetLongestWait{.on = false}).refusal, Refusal::AlreadySo);
        }
        std::vector<double> seconds;
        for (const CallRecord& call : room.finish()) {
            seconds.push_back(to_seconds(call.times.answered - kStartOfRun));
        }
        return seconds;
    };
    // By arrival: 999 at 10, other at 20, welfare at 30, 999 at 40.
    EXPECT_EQ(answered(false), (std::vector<double>{10.0, 310.0, 210.0, 110.0}));
    EXPECT_EQ(answered(true), (std::vector<double>{10.0, 210.0, 310.0, 110.0}));
}

TEST(LongestWaitFirst, WorkThatRanksBelowEveryCallerStaysBelow) {
    Scenario scenario = three_ranks(calls_at({10.0, 20.0}, CallClassId{1}));
    const CallClassId typing = add_internal(scenario, "typing", ConstantLaw{50.0}, 4);
    CommandedRoom room(scenario);
    ASSERT_TRUE(room.obey(SetLongestWait{}).accepted());
    ASSERT_TRUE(room.obey(WorkOnPaper{.back_record = typing}).accepted());
    const auto& calls = room.finish();
    EXPECT_EQ(calls[1].times.answered, at_s(110.0));
}

TEST(TheMessage, ChangesThePatienceOfThoseWhoStay) {
    Scenario scenario = apart(calls_at({100.0, 110.0}, k101));
    scenario.call_classes[1].patience = ConstantLaw{60.0};
    const auto gives_up = [&](double factor) {
        CommandedRoom room(scenario);
        EXPECT_TRUE(room.obey(SetMessage{.length = 20s, .patience = factor}).accepted());
        return to_seconds(room.finish()[1].times.abandoned - kStartOfRun);
    };
    EXPECT_EQ(gives_up(1.0), 190.0);
    EXPECT_EQ(gives_up(0.5), 160.0);
    EXPECT_EQ(gives_up(2.0), 250.0);
}

}  // namespace
}  // namespace fcr::test
