// The events list: timed and conditional lines, hold, skip, fire, responses and contingencies.
#include "tests/unit/exercise/played.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

EventLine line_at(std::string id, Duration at) {
    EventLine line;
    line.id = std::move(id);
    line.at = at;
    line.inject = Command{BringCalls{.call_class = CallClassId{0}, .calls = 5, .over = 60s}};
    return line;
}

const Happening* first(Played& played, HappeningKind kind) {
    const auto& all = played->happenings();
    const auto found = std::ranges::find(all, kind, &Happening::kind);
    return found == all.end() ? nullptr : &*found;
}

TEST(EventLines, FortyLinesRunUnattendedAndEveryMissedResponseFiresItsContingency) {
    ExercisePlan plan = busy_hours();
    for (int row = 0; row < 40; ++row) {
        EventLine line = line_at("line" + std::to_string(row), row * 100s + 500ms);
        line.expected = {{.any_of = {ActionKind::OpenOverflow}, .within = 90s}};
        line.contingency = 40 + row;
        plan.lines.push_back(line);
    }
    for (int row = 0; row < 40; ++row) {
        EventLine line;
        line.id = "contingency" + std::to_string(row);
        line.inject = ExerciseMessage{.to = Role::Supervisor, .text = "The chief asks."};
        plan.lines.push_back(line);
    }
    Played played(plan);
    played.start();
    played.to(2h);
    std::size_t missed = 0;
    for (const Happening& happening : played->happenings()) {
        if (happening.kind == HappeningKind::ResponseMissed) {
            ++missed;
            EXPECT_EQ(happening.at, plan.start + *plan.lines[*happening.line].at + 90s);
        }
        if (happening.kind == HappeningKind::LineFired && *happening.line >= 40) {
            EXPECT_EQ(happening.at, plan.start + *plan.lines[*happening.line - 40].at + 90s);
        }
    }
    EXPECT_EQ(missed, 40U);
    for (std::size_t row = 0; row < plan.lines.size(); ++row) {
        EXPECT_EQ(played->status_of(row), LineStatus::Fired);
    }
}

TEST(EventLines, AnExpectedActionInTimeKeepsTheContingencyBack) {
    ExercisePlan plan = busy_hours();
    plan.lines = {line_at("burst", 60s), line_at("worse", 0s)};
    plan.lines[1].at.reset();
    plan.lines[0].expected = {
        {.any_of = {ActionKind::OpenOverflow, ActionKind::EmergenciesOnly}, .within = 120s}};
    plan.lines[0].contingency = 1;
    Played played(plan);
    played.start();
    played.to(100s);
    ASSERT_TRUE(played.act(action_of_kind(ActionKind::EmergenciesOnly)).accepted);
    played.to(1h);
    ASSERT_NE(first(played, HappeningKind::ResponseSeen), nullptr);
    EXPECT_EQ(first(played, HappeningKind::ResponseSeen)->who, "desk");
    EXPECT_EQ(first(played, HappeningKind::ResponseMissed), nullptr);
    EXPECT_EQ(played->status_of(1), LineStatus::Waiting);
    ASSERT_TRUE(played.control(RunControlKind::End).accepted);
    EXPECT_EQ(played->status_of(1), LineStatus::Skipped);
}

TEST(EventLines, AConditionFiresWhenItHasHeldLongEnough) {
    ExercisePlan plan = busy_hours();
    EventLine line = line_at("pressure", 0s);
    line.at.reset();
    line.when = Condition{.measure = Measure::OnDuty,
                          .pool = kExercisedRoom,
                          .above = false,
                          .limit = 5.0,
                          .lasting = 30s};
    plan.lines = {line_at("loss", 60'500ms), line};
    plan.lines[0].inject = Command{LoseStaff{.pool = kExercisedRoom, .people = 7}};
    Played played(plan);
    played.start();
    played.to(2h);
    const auto& all = played->happenings();
    const auto fired = std::ranges::find_if(all, [](const Happening& happening) {
        return happening.kind == HappeningKind::LineFired && happening.line == 1;
    });
    ASSERT_NE(fired, all.end());
    // People leave when their calls are over; it is looked at each whole second.
    EXPECT_GE(fired->at, plan.start + 91s);
    EXPECT_EQ((fired->at - plan.start) % 1s, 0s);
}

TEST(EventLines, TheControllerHoldsReleasesSkipsAndBringsForward) {
    ExercisePlan plan = busy_hours();
    plan.lines = {line_at("a", 60s), line_at("b", 60s), line_at("c", 60min)};
    Played played(plan);
    played.start();
    const auto control = [&](LineControlKind kind, std::string line) {
        return played.give("control", LineControl{.kind = kind, .line = std::move(line)});
    };
    EXPECT_EQ(control(LineControlKind::Hold, "x").reason, "the events list has no such line");
    ASSERT_TRUE(control(LineControlKind::Hold, "a").accepted);
    EXPECT_FALSE(control(LineControlKind::Hold, "a").accepted);
    ASSERT_TRUE(control(LineControlKind::Skip, "b").accepted);
    EXPECT_FALSE(control(LineControlKind::Release, "c").accepted);
    played.to(90s);
    EXPECT_EQ(played->status_of(0), LineStatus::Held);
    EXPECT_EQ(played->status_of(1), LineStatus::Skipped);
    ASSERT_TRUE(control(LineControlKind::Release, "a").accepted);
    EXPECT_EQ(played->status_of(0), LineStatus::Fired);
    ASSERT_TRUE(control(LineControlKind::Fire, "c").accepted);
    EXPECT_EQ(control(LineControlKind::Fire, "c").reason, "the line has fired");
    EXPECT_EQ(played->fired().size(), 2U);
    EXPECT_EQ(played->fired()[1].at, plan.start + 90s);
    for (const HappeningKind kind : {HappeningKind::LineHeld, HappeningKind::LineSkipped}) {
        EXPECT_EQ(first(played, kind)->who, "control");
    }
}

// It fired at the next moment at which the clock happened to stop, another one at each speed.
TEST(EventLines, ALineReleasedInAPauseFiresAsTheExerciseGoesOn) {
    ExercisePlan plan = busy_hours();
    plan.lines = {line_at("burst", 60s)};
    Played played(plan);
    played.start();
    ASSERT_TRUE(played.give("control", LineControl{.kind = LineControlKind::Hold, .line = "burst"})
                    .accepted);
    played.to(90s + 300ms);
    ASSERT_TRUE(played.control(RunControlKind::Pause).accepted);
    ASSERT_TRUE(
        played.give("control", LineControl{.kind = LineControlKind::Release, .line = "burst"})
            .accepted);
    EXPECT_EQ(played->status_of(0), LineStatus::Waiting);
    ASSERT_TRUE(played.control(RunControlKind::Resume).accepted);
    EXPECT_EQ(played->status_of(0), LineStatus::Fired);
    EXPECT_EQ(first(played, HappeningKind::LineFired)->at, plan.start + 90s + 300ms);
}

TEST(EventLines, AnInjectThatIsOnNoListHappensAtOnce) {
    const ExercisePlan plan = busy_hours();
    Played played(plan);
    played.start();
    played.to(10min);
    ASSERT_TRUE(played
                    .give("control",
                          AdHoc{.title = "more calls",
                                .inject = Command{BringCalls{
                                    .call_class = CallClassId{0}, .calls = 3, .over = 10s}}})
                    .accepted);
    ASSERT_EQ(played->fired().size(), 1U);
    EXPECT_FALSE(played->fired()[0].line);
    EXPECT_EQ(first(played, HappeningKind::AdHocFired)->text, "more calls");
}

}  // namespace
}  // namespace fcr::test
