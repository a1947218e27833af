// Which steps of a route count, in which order pools are asked, and leaving for another force.
#include "tests/support/internal_line.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <array>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr PoolId kContractor{1};

/// 101 to the force, at a second step to the contractor; talk of 100 s.
Scenario two_pools(std::initializer_list<double> calls, Gate gate, bool move = true) {
    Scenario scenario =
        ScenarioBuilder()
            .line("101", {.emergency = false})
            .call_class("101",
                        {.talk = ConstantLaw{100.0},
                         .route = {{.pools = {"force"}},
                                   {.after = 0s, .pools = {"contractor"}, .move = move}}})
            .pool("force", {.seats = 2})
            .pool("contractor", {.seats = 2, .employer = "Acme", .contractor = true})
            .load(calls_at(calls))
            .build();
    scenario.call_classes[0].route[1].when = gate;
    return scenario;
}

TEST(Gating, AStepCountsInItsHoursAlone) {
    Scenario scenario =
        two_pools({0, 1, 2, 4000, 4001, 4002}, {.from_of_day = 1h, .until_of_day = 2h}, true);
    scenario.run.measured = 2h;
    const auto calls = calls_of(scenario);

    // Both force handlers are busy for the third call: outside the hours it waits for them.
    EXPECT_EQ(calls[2].times.answered, at_s(100));
    EXPECT_EQ(calls[5].pool, kContractor);
    EXPECT_EQ(calls[5].times.answered, at_s(4002));
}

TEST(Gating, HoursMayPassMidnight) {
    Scenario scenario =
        two_pools({0, 1, 2, 4000, 4001, 4002}, {.from_of_day = 22h, .until_of_day = 1h}, true);
    scenario.run.measured = 2h;
    const auto calls = calls_of(scenario);

    EXPECT_EQ(calls[2].pool, kContractor);
    EXPECT_EQ(calls[5].times.answered, at_s(4100));
}

TEST(Gating, AStepMayAskForAQueue) {
    const auto calls = calls_of(two_pools({0, 1, 2, 3}, {.queue_at_least = 1}, true));

    EXPECT_EQ(calls[2].times.answered, at_s(100));  // nobody waited before it
    EXPECT_EQ(calls[3].pool, kContractor);
}

TEST(Gating, AStepMayAskForFewFreeHandlers) {
    Scenario scenario = two_pools({0, 1, 2}, {.free_at_most = 0}, true);
    const auto calls = calls_of(scenario);

    EXPECT_EQ(calls[2].pool, kContractor);
    EXPECT_EQ(calls[2].times.answered, at_s(2));
}

TEST(Gating, AStepMayAskForPoorService) {
    // The third call waits 98 s: two of three are served in time, then three of four at 111 s, when
    // the next goes to the contractor, and four of five at 150 s.
    const auto calls = calls_of(
        two_pools({0, 1, 2, 110, 111, 150}, {.service_below = 0.8, .service_within = 10s}));

    EXPECT_EQ(calls[2].times.answered, at_s(100));
    EXPECT_EQ(calls[4].pool, kContractor);
    EXPECT_EQ(calls[5].times.answered, at_s(200));
}

TEST(Gating, AFixedShareOfCallersGoesToTheContractor) {
    Scenario scenario =
        ScenarioBuilder()
            .line("101", {.per_hour = 1000.0, .emergency = false})
            .call_class("101",
                        {.talk = ConstantLaw{1.0},
                         .route = {{.pools = {"force"}}, {.pools = {"contractor"}, .move = true}}})
            .pool("force", {.seats = 0})
            .pool("contractor", {.seats = 50})
            .measured(10h)
            .build();
    scenario.call_classes[0].route[1].when = Gate{.share = 0.3};
    scenario.call_classes[0].patience = ConstantLaw{5.0};

    double by_contractor = 0.0;
    const auto calls = calls_of(scenario);
    for (const CallRecord& call : calls) {
        by_contractor += call.outcome == Outcome::Answered ? 1.0 : 0.0;
    }
    // Four binomial standard errors of some 10,000 calls (seed 1).
    EXPECT_NEAR(by_contractor / static_cast<double>(calls.size()), 0.3, 0.0184);
}

TEST(Routing, PoolsAreAskedAsListed) {
    Scenario scenario = ScenarioBuilder()
                            .call_class("999", {.talk = ConstantLaw{10.0}})
                            .pool("first", {.seats = 1})
                            .pool("second", {.seats = 1})
                            .load(calls_at({0, 20, 40, 41}))
                            .build();
    scenario.call_classes[0].route[0].order = Order::AsListed;

    const auto calls = calls_of(scenario);
    EXPECT_EQ(calls[0].pool, PoolId{0});
    EXPECT_EQ(calls[1].pool, PoolId{0});  // the second pool's handler has been idle for longer
    EXPECT_EQ(calls[2].pool, PoolId{0});
    EXPECT_EQ(calls[3].pool, PoolId{1});
}

TEST(Routing, ARandomFreeHandlerIsOfEachPoolByItsNumber) {
    Scenario scenario = ScenarioBuilder()
                            .line("999", {.per_hour = 1000.0})
                            .call_class("999", {.talk = ConstantLaw{0.1}})
                            .pool("small", {.seats = 10})
                            .pool("large", {.seats = 30})
                            .measured(10h)
                            .build();
    scenario.call_classes[0].route[0].order = Order::Random;

    std::array<double, 2> by_pool{};
    for (const CallRecord& call : calls_of(scenario)) {
        by_pool[call.pool->index()] += 1.0;
    }
    EXPECT_NEAR(by_pool[0] / (by_pool[0] + by_pool[1]), 0.25, 0.0173);  // four standard errors
}

TEST(Routing, AgeingWeighsAWaitByItsClass) {
    // At 100 s the first 101 call has waited 99 s, the 999 call 40 s: 40 x 3 is more.
    Scenario scenario = ScenarioBuilder()
                            .line("999")
                            .call_class("999", {.talk = ConstantLaw{100.0}})
                            .line("101", {.emergency = false})
                            .call_class("101", {.priority = 2, .talk = ConstantLaw{100.0}})
                            .pool("in_house", {.seats = 1})
                            .load({{.at = at_s(0), .call_class = CallClassId{1}},
                                   {.at = at_s(1), .call_class = CallClassId{1}},
                                   {.at = at_s(60), .call_class = CallClassId{0}}})
                            .build();
    scenario.priority_rule = PriorityRule::Ageing;
    scenario.call_classes[0].ageing = 3.0;
    EXPECT_EQ(calls_of(scenario)[2].times.answered, at_s(100));

    scenario.call_classes[0].ageing = 2.0;
    EXPECT_EQ(calls_of(scenario)[1].times.answered, at_s(100));
}

TEST(Routing, APoolsPreferenceIsAHeadStart) {
    Scenario scenario = ScenarioBuilder()
                            .line("a", {.emergency = false})
                            .call_class("a", {.talk = ConstantLaw{100.0}})
                            .line("b", {.emergency = false})
                            .call_class("b", {.talk = ConstantLaw{100.0}})
                            .pool("in_house", {.seats = 1})
                            .load({{.at = at_s(0), .call_class = CallClassId{0}},
                                   {.at = at_s(1), .call_class = CallClassId{0}},
                                   {.at = at_s(20), .call_class = CallClassId{1}}})
                            .build();
    EXPECT_EQ(calls_of(scenario)[1].times.answered, at_s(100));

    scenario.pools[0].preferences = {{.call_class = CallClassId{1}, .head_start = 20s}};
    EXPECT_EQ(calls_of(scenario)[2].times.answered, at_s(100));
}

TEST(Diverting, AnUnansweredCallGoesToTheBuddyForceAndWorkComesBack) {
    Scenario scenario = ScenarioBuilder()
                            .call_class("999", {.talk = ConstantLaw{100.0}})
                            .pool("in_house", {.seats = 1})
                            .load(calls_at({0, 1}))
                            .build();
    const CallClassId work = add_internal(scenario, "pass_back", ConstantLaw{30.0}, 2);
    RouteStep divert;
    divert.after = 40s;
    divert.divert = true;
    divert.pass_back = FollowUp{.to = work, .delay = ConstantLaw{600.0}};
    scenario.call_classes[0].route.push_back(divert);

    const auto calls = calls_of(scenario);
    ASSERT_EQ(calls.size(), 3U);
    EXPECT_EQ(calls[1].outcome, Outcome::Diverted);
    EXPECT_EQ(calls[1].times.ended, at_s(41));
    EXPECT_EQ(calls[1].reason, RouteReason::Diverted);
    EXPECT_EQ(calls[2].origin, Origin::PassBack);
    EXPECT_EQ(calls[2].times.answered, at_s(641));
}

}  // namespace
}  // namespace fcr::test
