// Outages, strikes and withdrawals, stage by stage.
#include "tests/support/internal_line.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

Scenario day_of(std::initializer_list<double> calls, std::uint32_t seats) {
    return ScenarioBuilder()
        .line("999")
        .call_class("999", {.talk = ConstantLaw{100.0}})
        .line("101", {.emergency = false})
        .call_class("101", {.priority = 2, .talk = ConstantLaw{100.0}})
        .pool("in_house", {.seats = seats})
        .load(calls_at(calls))
        .build();
}

TEST(Disrupting, AStrikeTakesSeatsAndGivesThemBack) {
    Scenario scenario = day_of({150, 151, 152, 153, 400, 401}, 5);
    scenario.disruptions = {{.name = "strike",
                             .start = 120s,
                             .stages = {{.length = 180s, .staff = {{.multiplier = 0.5}}}}}};

    const auto calls = calls_of(scenario);
    // Half of five, rounded down, are two.
    EXPECT_EQ(calls[1].times.answered, at_s(151));
    EXPECT_EQ(calls[2].times.answered, at_s(250));
    EXPECT_EQ(calls[5].times.answered, at_s(401));
}

TEST(Disrupting, OnPaperCallsTakeLongerAndMustBeTypedInLater) {
    Scenario scenario = day_of({0, 600}, 1);
    const CallClassId work = add_internal(scenario, "back_record", ConstantLaw{50.0}, 3);
    scenario.disruptions = {
        {.name = "command system down",
         .start = 0s,
         .stages = {{.length = 300s,
                     .handling_factor = 1.5,
                     .back_record = FollowUp{.to = work, .delay = ConstantLaw{1000.0}}}}}};

    const auto calls = calls_of(scenario);
    ASSERT_EQ(calls.size(), 3U);
    EXPECT_EQ(calls[0].times.ended, at_s(150));
    EXPECT_EQ(calls[1].times.ended, at_s(700));
    EXPECT_EQ(calls[2].origin, Origin::BackRecord);
    EXPECT_EQ(calls[2].times.answered, at_s(1150));
}

TEST(Disrupting, WhoDoesNotGetThroughTriesTheOtherLine) {
    Scenario scenario = day_of({10, 70, 130}, 3);
    scenario.disruptions = {{.name = "operator failure",
                             .start = 60s,
                             .stages = {{.length = 60s,
                                         .lines = {{.line = LineId{0},
                                                    .connect_loss_share = 1.0,
                                                    .lost_ring_share = 1.0,
                                                    .lost_ring = {.to = CallClassId{1},
                                                                  .delay = ConstantLaw{20.0}}}}}}}};

    const auto calls = calls_of(scenario);
    ASSERT_EQ(calls.size(), 4U);
    EXPECT_EQ(calls[1].outcome, Outcome::Blocked);
    EXPECT_TRUE(calls[1].outage);
    EXPECT_EQ(calls[2].origin, Origin::LineChange);
    EXPECT_EQ(calls[2].line, LineId{1});
    EXPECT_EQ(calls[2].times.answered, at_s(90));
    EXPECT_FALSE(calls[3].outage);
}

TEST(Disrupting, AnArrivalMultiplierKeepsTheCallersWhoWereThere) {
    Scenario scenario = ScenarioBuilder()
                            .line("999", {.per_hour = 400.0})
                            .call_class("999", {.talk = ConstantLaw{1.0}})
                            .pool("in_house", {.seats = 50})
                            .build();
    const auto before = calls_of(scenario);
    scenario.disruptions = {
        {.name = "surge",
         .start = 15min,
         .stages = {{.length = 15min, .lines = {{.line = LineId{0}, .arrival_multiplier = 2.0}}}}}};
    const auto after = calls_of(scenario);

    EXPECT_NEAR(static_cast<double>(after.size() - before.size()), 100.0, 40.0);
    for (const CallRecord& call : before) {
        EXPECT_EQ(std::ranges::count(after, call.caller, &CallRecord::caller), 1);
    }
}

TEST(Disrupting, WhatHasNoChanceNeverHappens) {
    Scenario scenario = day_of({150, 151}, 1);
    const auto plain = calls_of(scenario);
    scenario.disruptions = {{.name = "never",
                             .start = 0s,
                             .chance = 0.0,
                             .stages = {{.length = 1h, .handling_factor = 5.0}}}};

    EXPECT_EQ(calls_of(scenario)[1].times.answered, plain[1].times.answered);
}

}  // namespace
}  // namespace fcr::test
