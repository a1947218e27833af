// Outages, strikes and withdrawals, stage by stage.
#include "tests/support/internal_line.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/rosters.hpp"
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

/// Calls to two sites of two employers, a seat each: 0 the force's at headquarters, 1 the force's
/// elsewhere, 2 the contractor's elsewhere.
std::vector<std::optional<PoolId>> pools_under(const StaffCut& cut) {
    Scenario scenario =
        ScenarioBuilder()
            .line("101", {.emergency = false})
            .call_class("101", {.talk = ConstantLaw{1000.0}})
            .pool("desk", {.seats = 1, .site = "headquarters"})
            .pool("annexe", {.seats = 1, .site = "elsewhere"})
            .pool("hired",
                  {.seats = 1, .employer = "Acme", .contractor = true, .site = "elsewhere"})
            .load(calls_at({100, 101, 102}))
            .build();
    scenario.disruptions = {
        {.name = "outage", .start = 0s, .stages = {{.length = 24h, .staff = {cut}}}}};
    std::vector<std::optional<PoolId>> pools;
    for (const CallRecord& call : calls_of(scenario)) {
        if (call.outcome == Outcome::Answered && call.times.answered < at_s(200)) {
            pools.push_back(call.pool);
        }
    }
    std::ranges::sort(pools);
    return pools;
}

TEST(Disrupting, ACutMeetsASiteAnEmployerOrBothAlone) {
    using Pools = std::vector<std::optional<PoolId>>;
    const SiteId elsewhere{1};
    EXPECT_EQ(pools_under({.multiplier = 0.0}), Pools{});
    EXPECT_EQ(pools_under({.pool = PoolId{1}, .multiplier = 0.0}), (Pools{PoolId{0}, PoolId{2}}));
    EXPECT_EQ(pools_under({.site = elsewhere, .multiplier = 0.0}), Pools{PoolId{0}});
    EXPECT_EQ(pools_under({.employer = EmployerId{0}, .multiplier = 0.0}), Pools{PoolId{2}});
    EXPECT_EQ(pools_under({.site = elsewhere, .employer = EmployerId{0}, .multiplier = 0.0}),
              (Pools{PoolId{0}, PoolId{2}}));
}

/// So many people who all work from 0 to 10 h, and a cut to this share of them from 2 to 4 h.
Scenario strike_of(std::uint32_t people,
                   double share,
                   std::initializer_list<double> calls,
                   Duration shift_from = Duration::zero()) {
    Scenario scenario =
        ScenarioBuilder()
            .call_class("999", {.talk = ConstantLaw{300.0}})
            .pool("in_house", {.staff = Staff{every_day(people, shift_from, 10h), {}}})
            .load(calls_at(calls))
            .measured(12h)
            .build();
    scenario.disruptions = {{.name = "strike",
                             .start = 2h,
                             .stages = {{.length = 2h, .staff = {{.multiplier = share}}}}}};
    return scenario;
}

TEST(Disrupting, PeopleOnARosterGoAfterTheCallInHandAndComeBack) {
    RoomRun run;
    run_room(strike_of(2, 0.0, {7100, 7300}), run);

    std::vector<std::pair<double, bool>> seats;
    for (const SeatTaken& seat : run.log.seats) {
        seats.emplace_back(to_seconds(seat.at - kStartOfRun), seat.signed_on);
    }
    const std::vector<std::pair<double, bool>> expected{{0, true},
                                                        {0, true},
                                                        {7200, false},
                                                        {7400, false},  // a call from 7,100 s on
                                                        {14400, true},
                                                        {14400, true},
                                                        {36000, false},
                                                        {36000, false}};
    EXPECT_EQ(seats, expected);
    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[0].times.wrapped_up, at_s(7400));
    EXPECT_EQ(calls[1].times.answered, at_s(14400));
}

TEST(Disrupting, WhoseShiftBeginsInAStrikeDoesNotCome) {
    RoomRun run;
    run_room(strike_of(3, 0.0, {}, 3h), run);

    EXPECT_TRUE(run.log.seats.empty());
    ASSERT_EQ(run.log.missed.size(), 3U);
    EXPECT_EQ(run.log.missed[0].reason, MissedReason::Absent);
}

TEST(Disrupting, AShareOfThePeopleStrikesAndAHeavierCutTakesThemToo) {
    const auto strikers = [](double share) {
        RoomRun run;
        run_room(strike_of(400, share, {}), run);
        std::vector<HandlerId> gone;
        for (const SeatTaken& seat : run.log.seats) {
            if (!seat.signed_on && seat.at == at_s(7200)) {
                gone.push_back(seat.handler);
            }
        }
        std::ranges::sort(gone);
        return gone;
    };
    const auto some = strikers(0.7);
    const auto many = strikers(0.4);

    // Four binomial standard errors of 400 people (seed 1).
    EXPECT_NEAR(static_cast<double>(some.size()), 120.0, 37.0);
    EXPECT_NEAR(static_cast<double>(many.size()), 240.0, 40.0);
    EXPECT_TRUE(std::ranges::includes(many, some));
    EXPECT_TRUE(strikers(1.0).empty());
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
