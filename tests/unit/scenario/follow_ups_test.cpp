// What becomes of calls, as a scenario file says it: read right, and refused where it is wrong.
#include "sim/scenario/compile.hpp"
#include "tests/unit/scenario/rich_scenario.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <gmock/gmock.h>

#include <string>

namespace fcr::test {

namespace {

using namespace std::chrono_literals;

/// The full scenario with one text for another.
std::string full_replaced(const std::string& from, const std::string& to) {
    std::string text(kRich);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

testing::AssertionResult is_refused(const std::string& text, const std::string& words) {
    const Result<Scenario> scenario = parse_scenario(text, "f.txtpb");
    if (scenario) {
        return testing::AssertionFailure() << "it was accepted";
    }
    for (const Problem& problem : scenario.error()) {
        if (to_string(problem).find(words) != std::string::npos && problem.line > 0) {
            return testing::AssertionSuccess();
        }
    }
    return testing::AssertionFailure() << to_string(scenario.error().front());
}

TEST(FollowUps, AreReadAsWritten) {
    const Scenario scenario = accepted(std::string(kRich));
    const CallClass& urgent = scenario.call_classes[0];

    EXPECT_EQ(urgent.after_loss->attempts_max, 4U);
    EXPECT_EQ(urgent.after_loss->change_to, CallClassId{2});
    EXPECT_EQ(urgent.after_loss->change_after_wait, 60s);
    EXPECT_DOUBLE_EQ(urgent.cluster->mean(), 1.8);
    EXPECT_EQ(urgent.cluster->duplicate, CallClassId{1});
    EXPECT_TRUE(urgent.route[2].divert);
    EXPECT_EQ(urgent.route[1].when->from_of_day, 8h);
    EXPECT_TRUE(scenario.call_classes[2].next[0].conference);
    EXPECT_EQ(scenario.call_classes[2].interruption, Interruption::Hold);
    EXPECT_EQ(scenario.call_classes[2].repeat->call.to, CallClassId{2});
}

TEST(FollowUps, ASplitIsTheRouteItStandsFor) {
    const Scenario scenario = accepted(std::string(kRich));
    const auto& overflow = scenario.call_classes[3].route;
    const auto& share = scenario.call_classes[4].route;
    const auto& off_peak = scenario.call_classes[5].route;

    ASSERT_EQ(overflow.size(), 2U);
    EXPECT_TRUE(overflow[1].move);
    EXPECT_EQ(overflow[1].after, 30s);
    EXPECT_TRUE(share[1].move);
    EXPECT_EQ(share[1].when->share, 0.4);
    EXPECT_FALSE(off_peak[1].move);
    EXPECT_EQ(off_peak[1].when->until_of_day, 6h);
}

TEST(FollowUps, AGateDoublesTheLanesThatFollow) {
    const Result<CompiledScenario> compiled = compile(accepted(std::string(kRich)));
    ASSERT_TRUE(compiled);

    // At once; after 8 s open or closed; after either to another force.
    const Rows lanes = compiled->classes[CallClassId{0}].lanes;
    ASSERT_EQ(lanes.count, 5U);
    const CompiledLane& first = compiled->lanes[LaneId{lanes.first}];
    ASSERT_TRUE(first.gate);
    const CompiledLane& open = compiled->lanes[first.next];
    const CompiledLane& closed = compiled->lanes[first.next_closed];
    EXPECT_EQ(open.pools.count, 2U);
    EXPECT_EQ(closed.pools.count, 1U);
    EXPECT_TRUE(compiled->lanes[open.next].divert);
    EXPECT_TRUE(compiled->lanes[closed.next].divert);
    EXPECT_FALSE(compiled->plain);
}

TEST(FollowUps, ConcurrencyMultipliesTheSeats) {
    const Result<CompiledScenario> compiled = compile(accepted(std::string(kRich)));
    ASSERT_TRUE(compiled);

    EXPECT_EQ(compiled->pools[PoolId{2}].seats_max, 4U);
}

TEST(FollowUps, WorkOfTheRoomNeedsAnInternalLine) {
    EXPECT_TRUE(
        is_refused(full_replaced("ring_back { to_class: \"work\"", "ring_back { to_class: \"101\""),
                   "ring_back.to_class: must be a class of an INTERNAL line; class 101 is "
                   "of line 101"));
    EXPECT_TRUE(is_refused(full_replaced("next { share: 0.2 to_class: \"work\"",
                                         "next { share: 0.2 to_class: \"other\""),
                           "must be a class of an INTERNAL line"));
    EXPECT_TRUE(
        is_refused(full_replaced("kind: INTERNAL }",
                                 "kind: INTERNAL arrivals { calls_per_day: 1 weights: 1 } }"),
                   "an INTERNAL line has no callers of its own"));
}

TEST(FollowUps, UnknownAndMissingNamesAreRefused) {
    EXPECT_TRUE(is_refused(full_replaced("change_to: \"101\"", "change_to: \"102\""), "102"));
    EXPECT_TRUE(is_refused(full_replaced("change_to: \"101\"", ""), "change_to: must be given"));
    EXPECT_TRUE(is_refused(full_replaced("redial_delay { exponential { mean_s: 120 } }", ""),
                           "redial_delay: must be given"));
    EXPECT_TRUE(
        is_refused(full_replaced("gap { exponential { mean_s: 60 } }", ""), "gap: must be given"));
    EXPECT_TRUE(is_refused(full_replaced("work { constant_s: 200 }", ""), "work: must be given"));
    EXPECT_TRUE(is_refused(full_replaced("line: \"999\" arrival_multiplier", "arrival_multiplier"),
                           "line: must be given"));
    EXPECT_TRUE(is_refused(
        full_replaced("staff { employer: \"acme\"", "staff { employer: \"acne\""), "acme"));
}

TEST(FollowUps, RulesThatContradictEachOtherAreRefused) {
    EXPECT_TRUE(is_refused(full_replaced("preempts: true", "preempts: true interruption: HOLD"),
                           "cannot be interrupted itself"));
    EXPECT_TRUE(is_refused(full_replaced("interruption: HOLD", "interruption: RINGS_AGAIN"),
                           "after_loss: must be given with RINGS_AGAIN"));
    EXPECT_TRUE(is_refused(full_replaced("kind: DIVERT", "kind: DIVERT pools: \"digital\""),
                           "must be left out: a call diverted has left"));
    EXPECT_TRUE(
        is_refused(full_replaced("kind: MOVE }", "kind: MOVE pass_back { to_class: \"work\" } }"),
                   "pass_back belongs to a step of kind DIVERT"));
    EXPECT_TRUE(is_refused(full_replaced("cumulative: 1 }\n    gap", "cumulative: 0.9 }\n    gap"),
                           "must be 1 in the last size"));
    EXPECT_TRUE(
        is_refused(full_replaced("sizes { calls: 5", "sizes { calls: 1"), "sizes must rise"));
    EXPECT_TRUE(
        is_refused(full_replaced("message_served_share: 0.05", "message_served_share: 0.95"),
                   "must be at most 1 together with message_leave_share"));
    EXPECT_TRUE(is_refused(full_replaced("start_h: 2 chance: 1", "start_h: 2 chance: 0.9"),
                           "chance: must be 1 where a stage has an arrival_multiplier"));
    EXPECT_TRUE(is_refused(full_replaced("from_h: 8 until_h: 18", "from_h: 8"), "go together"));
    EXPECT_TRUE(
        is_refused(full_replaced("after_s: 30 }", "after_s: 30 } route { pools: \"in_house\" }"),
                   "must be left out where a split is given"));
    EXPECT_TRUE(is_refused(full_replaced("kind: OVERFLOW in_house: \"in_house\"", "kind: OVERFLOW"),
                           "in_house: must name at least one pool"));
    EXPECT_TRUE(is_refused(full_replaced("contractor: \"contractor\" share: 0.4",
                                         "contractor: \"in_house\" share: 0.4"),
                           "must be in-house or the contractor's, not both"));
    EXPECT_TRUE(is_refused(full_replaced("share: 0.4 }", "share: 0.4 after_s: 20 }"),
                           "after_s: must be left out: this kind of split"));
    EXPECT_TRUE(is_refused(
        full_replaced(
            "kind: FIXED_SHARE in_house: \"in_house\" contractor: \"contractor\" share: 0.4",
            "kind: ALL_TO_CONTRACTOR in_house: \"in_house\" contractor: \"contractor\""),
        "the contractor takes every call"));
    EXPECT_TRUE(is_refused(full_replaced("route { after_s: 90 kind: DIVERT",
                                         "route { after_s: 60 pools: \"digital\" "
                                         "when { service_below: 0.5 service_within_s: 30 } }\n"
                                         "route { after_s: 90 kind: DIVERT"),
                           "service_within_s: must be 20, as in the step above it"));
    EXPECT_TRUE(is_refused(full_replaced("preferences { call_class: \"other\" head_start_s: 15 }",
                                         "preferences { call_class: \"other\" head_start_s: 15 } "
                                         "preferences { call_class: \"other\" head_start_s: 5 }"),
                           "must be named once in a pool"));
    EXPECT_TRUE(is_refused(
        full_replaced("disruptions { name: \"strike\"", "disruptions { name: \"outage\""),
        "an earlier one has this name"));
    EXPECT_TRUE(is_refused(
        full_replaced("needs_deployment: false", "needs_deployment: false chase_class: \"work\""),
        "chase_class: must be left out of a grade without deployment"));
}

}  // namespace

}  // namespace fcr::test
