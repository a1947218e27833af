// Prices of actions, promises of call-backs, and the actions that keep a room going.
#include "sim/exercise/costs.hpp"

#include "tests/support/prices.hpp"
#include "tests/unit/exercise/played.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

ExercisePlan priced_hours() {
    ExercisePlan plan = busy_hours();
    plan.terms.prices = prices_of_all();
    plan.terms.site_travel = 10min;
    plan.terms.desk_pool = kExercisedRoom;
    plan.terms.desk_people = 2;
    plan.terms.desk_lead = 10min;
    plan.terms.bureau_share = 0.3;
    return plan;
}

class Costing : public testing::Test {
protected:
    Costing() : played(plan) { played.start(); }

    Answer act(ActionKind kind) { return played.act(action_of_kind(kind)); }
    [[nodiscard]] SimTime in(Duration span) const { return plan.start + span; }
    [[nodiscard]] CostLine line_of(CostKind kind) {
        const Costs costs = played->costs();
        const auto found = std::ranges::find(costs.lines, kind, &CostLine::kind);
        FCR_CHECK(found != costs.lines.end(), "a kind with a price has no line");
        return *found;
    }

    const ExercisePlan plan = priced_hours();
    Played played;
};

TEST_F(Costing, NothingIsPaidBeforeAnybodyActs) {
    played.to(1h);
    const Costs costs = played->costs();
    EXPECT_EQ(costs.lines.size(), kCostKinds);
    EXPECT_EQ(costs.total, Money{});
    Played free(busy_hours());
    EXPECT_TRUE(free->costs().lines.empty());
}

TEST_F(Costing, OverflowIsPaidByTheMinuteOfTheContractorsWork) {
    ASSERT_TRUE(act(ActionKind::OpenOverflow).accepted);
    played.to(2h);
    const CostLine line = line_of(CostKind::OverflowMinutes);
    EXPECT_GT(line.thousandths, 10'000);
    EXPECT_NEAR(static_cast<double>(line.sum.units) / 1e4,
                0.95 * static_cast<double>(line.thousandths) / 1e3,
                0.01);
    EXPECT_EQ(played->costs().total, line.sum);
}

TEST_F(Costing, WhoIsCalledInIsPaidForTheWholeStay) {
    SupervisorAction call_in = action_of_kind(ActionKind::CallIn);
    call_in.pool = kExercisedRoom;
    call_in.people = 6;
    const Answer answer = played.act(call_in);
    ASSERT_GT(answer.count, 0U);
    EXPECT_EQ(line_of(CostKind::CallInHours).sum, Money::pounds(32 * 4 * answer.count));
    // The same order again is the same order.
    const Answer twice = played.give_as("again", "desk", action_of_kind(ActionKind::AskForAid));
    EXPECT_TRUE(twice.accepted);
    EXPECT_TRUE(played.give_as("again", "desk", action_of_kind(ActionKind::AskForAid)).repeated);
    played.to(15min + 1us);
    EXPECT_EQ(line_of(CostKind::AidHours).sum, Money::pounds(150));
}

TEST_F(Costing, AidIsPaidByTheHourBegunUntilItEnds) {
    ASSERT_TRUE(act(ActionKind::AskForAid).accepted);
    played.to(15min);
    EXPECT_EQ(line_of(CostKind::AidHours).sum, Money{});
    played.to(75min);
    EXPECT_EQ(line_of(CostKind::AidHours).sum, Money::pounds(150));
    played.to(76min);
    EXPECT_EQ(line_of(CostKind::AidHours).sum, Money::pounds(300));
    ASSERT_TRUE(act(ActionKind::EndAid).accepted);
    played.to(2h);
    EXPECT_EQ(line_of(CostKind::AidHours).thousandths, 2'000);
}

// By hand: 61 min 40 s at 0.95 a minute are 58.5833 pounds, so 58.58; three who stay for four hours
// at 32.005 are 384.06; the total is of the lines as they are read: 442.64.
TEST_F(Costing, LinesAreRoundedOnceToPenceAndSummedAsTheyAreRead) {
    ExercisePlan exact = plan;
    exact.terms.prices = {};
    exact.terms.prices.overflow_minute = *parse_money("0.95");
    exact.terms.prices.call_in_hour = *parse_money("32.005");
    GivenCommand call_in{.at = in(0s),
                         .command = fcr::CallIn{.pool = kExercisedRoom, .people = 5, .stay = 4h},
                         .by_player = true};
    call_in.count = 3;
    const Costs costs = costs_of(exact, {&call_in, 1}, 61min + 40s, in(1h));
    ASSERT_EQ(costs.lines.size(), 2U);
    EXPECT_EQ(costs.lines[0].thousandths, 61'667);
    EXPECT_EQ(to_string(costs.lines[0].sum), "58.58");
    EXPECT_EQ(costs.lines[1].thousandths, 12'000);
    EXPECT_EQ(to_string(costs.lines[1].sum), "384.06");
    EXPECT_EQ(to_string(costs.total), "442.64");
    // Half a penny is a penny: 30 s at 0.09 are 0.045.
    exact.terms.prices = {};
    exact.terms.prices.overflow_minute = *parse_money("0.09");
    EXPECT_EQ(to_string(costs_of(exact, {}, 30s, in(1h)).total), "0.05");
}

TEST(Costs, AHeldShiftIsPaidForThoseWhoWouldHaveGone) {
    Scenario scenario = ScenarioBuilder()
                            .pool("room",
                                  {.seat_changes = {{.from = kStartOfRun, .seats = 6},
                                                    {.from = kStartOfRun + 1h, .seats = 4},
                                                    {.from = kStartOfRun + 2h, .seats = 6}}})
                            .measured(4h)
                            .build();
    auto compiled = compile(scenario);
    ASSERT_TRUE(compiled.has_value());
    ExercisePlan plan;
    plan.room = std::make_shared<const CompiledScenario>(std::move(*compiled));
    plan.terms.prices.over_hour = Money::pounds(40);
    const std::vector<GivenCommand> given{
        {.at = kStartOfRun + 30min,
         .command = fcr::HoldShiftEnd{.pool = PoolId{0}, .length = 1h},
         .by_player = true},
        // Who is held twice is paid once: from half past one to two.
        {.at = kStartOfRun + 80min,
         .command = fcr::HoldShiftEnd{.pool = PoolId{0}, .length = 1h},
         .by_player = true}};
    const auto over = [&](Duration at) {
        return costs_of(plan, given, Duration::zero(), kStartOfRun + at).lines[0].sum;
    };
    EXPECT_EQ(over(1h), Money{});
    EXPECT_EQ(over(75min), Money::pounds(20));
    EXPECT_EQ(over(90min), Money::pounds(40));
}

TEST_F(Costing, AMoveToTheOtherSiteIsPaidOnceAndNeedsOne) {
    const Answer moved = act(ActionKind::FallBack);
    EXPECT_EQ(moved.effective, in(20min));
    EXPECT_EQ(act(ActionKind::ReturnToSite).reason,
              "people are still on their way to the other site");
    played.to(20min - 1ms);
    EXPECT_FALSE(played->room().sight_of_orders().at_other_site);
    played.to(20min);
    EXPECT_TRUE(played->room().sight_of_orders().at_other_site);
    EXPECT_EQ(act(ActionKind::FallBack).reason, "it is so already");
    EXPECT_EQ(line_of(CostKind::OtherSite).sum, Money::pounds(2'500));
    EXPECT_TRUE(act(ActionKind::ReturnToSite).accepted);

    Played other(busy_hours());
    other.start();
    EXPECT_EQ(other.act(action_of_kind(ActionKind::FallBack)).reason,
              "there is no other site in this exercise");
    SupervisorAction without = action_of_kind(ActionKind::FallBack);
    without.reason.clear();
    EXPECT_EQ(other.act(without).reason, "a reason must be given");
}

TEST_F(Costing, AMajorIncidentTakesPeopleToItsDeskAndCallersToABureau) {
    SupervisorAction declare = action_of_kind(ActionKind::DeclareMajor);
    declare.methane[2] = "crash";
    EXPECT_EQ(played.act(declare).effective, in(5min));
    played.to(10min);
    EXPECT_EQ(played->room().sight_of_orders().at_desk, 2U);
    EXPECT_EQ(played->room().sight_of(kExercisedRoom).seats, 5U);
    played.to(1h - 1ms);
    EXPECT_FALSE(played->room().sight_of_orders().bureau_open);
    played.to(1h);
    EXPECT_TRUE(played->room().sight_of_orders().bureau_open);
    EXPECT_TRUE(act(ActionKind::StandDownMajor).accepted);
    EXPECT_EQ(played->room().sight_of(kExercisedRoom).seats, 7U);
    EXPECT_FALSE(played->room().sight_of_orders().bureau_open);
}

TEST_F(Costing, TriageIsOnUntilItIsStopped) {
    EXPECT_EQ(act(ActionKind::StartTriage).effective, in(0s));
    EXPECT_TRUE(played->room().sight_of_orders().triage_on);
    EXPECT_EQ(act(ActionKind::StartTriage).reason, "it is so already");
    EXPECT_TRUE(act(ActionKind::StopTriage).accepted);
    EXPECT_FALSE(played->room().sight_of_orders().triage_on);
}

TEST_F(Costing, ReconcilingTakesCallsOffTheList) {
    EXPECT_EQ(act(ActionKind::Reconcile).reason, "every call has its log");
    ASSERT_TRUE(act(ActionKind::GoOnPaper).accepted);
    played.to(30min);
    const std::uint32_t before = played->room().sight_of_unreconciled().count;
    ASSERT_GT(before, 3U);
    SupervisorAction three = action_of_kind(ActionKind::Reconcile);
    three.people = 3;
    EXPECT_EQ(played.give_as("three", "desk", three).count, 3U);
    EXPECT_EQ(played.give_as("three", "desk", three).count, 3U);
    EXPECT_EQ(played->room().sight_of_unreconciled().count, before - 3);

    ExercisePlan alone = plan;
    alone.terms.back_record.reset();
    Played other(alone);
    other.start();
    EXPECT_EQ(other.act(three).reason, "this room has no work on paper in this exercise");
}

TEST_F(Costing, BreaksAreMovedWithinTheirLimit) {
    SupervisorAction move = action_of_kind(ActionKind::MoveBreaks);
    move.pool = kExercisedRoom;
    move.length = 3h;
    EXPECT_EQ(played.act(move).reason, "breaks may be moved or cancelled for at most 2 hours");
    move.length = 1h;
    EXPECT_EQ(played.act(move).reason, "these people have no breaks of a roster");
    move.kind = ActionKind::CancelBreaks;
    EXPECT_EQ(played.act(move).reason, "these people have no breaks of a roster");
}

TEST(Promises, AreKeptWhenSomebodyRingsInTime) {
    Scenario scenario = ScenarioBuilder()
                            .line("101", {.per_hour = 90.0, .emergency = false})
                            .call_class("101", {.talk = LognormalLaw{300.0, 1.0}})
                            .pool("room", {.seats = 5})
                            .measured(3h)
                            .build();
    const CallClassId work = add_internal(scenario, "call_back", ConstantLaw{60.0}, 2);
    scenario.call_classes[0].call_back =
        CallBackOffer{.when_wait_over = 1s, .accept = 0.5, .work = {.to = work}};
    auto compiled = compile(scenario);
    ASSERT_TRUE(compiled.has_value());
    make_commandable(*compiled, 4'000);
    ExercisePlan plan;
    plan.title = "call-backs";
    plan.room = std::make_shared<const CompiledScenario>(std::move(*compiled));
    plan.start = kStartOfRun;
    plan.end = kStartOfRun + 3h;
    plan.terms.promise = 5min;
    Played played(plan);
    played.start();
    Promises before{};
    for (int minute = 1; minute <= 170; ++minute) {
        played.to(minute * 1min);
        const Promises& now = played->promises();
        EXPECT_GE(now.kept, before.kept);
        EXPECT_GE(now.broken, before.broken);
        EXPECT_EQ(now.owed > 0, now.oldest.has_value());
        before = now;
    }
    EXPECT_GT(before.kept, 0U);
    EXPECT_GT(before.broken, 0U);
}

}  // namespace
}  // namespace fcr::test
