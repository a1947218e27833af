// The states of an exercise, its clock, its seats and who may do what.
#include "tests/unit/exercise/played.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;
using enum RunControlKind;

TEST(ExerciseRun, GoesThroughItsStates) {
    const ExercisePlan plan = busy_hours();
    Played played(plan);
    EXPECT_EQ(played->state(), ExerciseState::Draft);
    played.start();
    EXPECT_EQ(played->state(), ExerciseState::Running);
    played.to(10min);
    EXPECT_EQ(played->now(), plan.start + 10min);
    EXPECT_TRUE(played.control(Pause).accepted);
    played.to(20min);
    EXPECT_EQ(played->now(), plan.start + 10min);
    EXPECT_TRUE(played.control(Resume).accepted);
    EXPECT_TRUE(played.control(End).accepted);
    EXPECT_TRUE(played.control(BeginDebrief).accepted);
    EXPECT_TRUE(played.control(Close).accepted);
    EXPECT_EQ(played->state(), ExerciseState::Closed);
    EXPECT_EQ(played.control(Resume).reason, "not while the exercise is closed");
}

TEST(ExerciseRun, NothingHappensInThePauseOfAnExercise) {
    const ExercisePlan plan = busy_hours();
    Played played(plan);
    played.start();
    played.to(10min + 30s);
    ASSERT_TRUE(played.control(Pause).accepted);
    const std::uint64_t state = played->room().digest();
    const std::size_t minutes = played->digests().size();
    played.to(2h);
    EXPECT_EQ(played->room().digest(), state);
    EXPECT_EQ(played->digests().size(), minutes);
    ASSERT_TRUE(played.control(Resume).accepted);
    EXPECT_EQ(played->room().digest(), state);
    played.to(12min);
    EXPECT_NE(played->room().digest(), state);
    EXPECT_GT(played->digests().size(), minutes);
}

TEST(ExerciseRun, EndsAtItsPlannedEnd) {
    const ExercisePlan plan = busy_hours();
    Played played(plan);
    played.start();
    played.to(10h);
    EXPECT_EQ(played->now(), plan.end);
    EXPECT_EQ(played->state(), ExerciseState::Ended);
    EXPECT_EQ(played->digests().size(), 120U);
}

TEST(ExerciseRun, RefusesWhatDoesNotFollow) {
    const ExercisePlan plan = busy_hours();
    Played played(plan);
    EXPECT_EQ(played.control(Pause).number, 0U);  // nobody has joined
    EXPECT_EQ(played.give("desk", Join{.role = Role::Supervisor, .name = "S"}).reason,
              "the lobby is not open yet");
    played.start();
    EXPECT_FALSE(played.control(Start).accepted);
    EXPECT_FALSE(played.control(Resume).accepted);
    EXPECT_FALSE(played.control(BeginDebrief).accepted);
    EXPECT_EQ(played.control(Pause, "").reason, "a reason must be given");
    EXPECT_FALSE(played.control(Jump, "", 0s).accepted);
    EXPECT_FALSE(played.control(Jump, "", 3h).accepted);
    EXPECT_EQ(
        played.give("control", RunControl{.kind = SetSpeed, .reason = {}, .speed = 61}).reason,
        "the speed must be from 1 to 60");
    EXPECT_TRUE(
        played.give("control", RunControl{.kind = SetSpeed, .reason = {}, .speed = 60}).accepted);
    EXPECT_EQ(played->speed(), 60U);
}

TEST(ExerciseRun, StepsAndJumpsLeaveAPauseAPause) {
    const ExercisePlan plan = busy_hours();
    Played played(plan);
    played.start();
    ASSERT_TRUE(played.control(Pause).accepted);
    ASSERT_TRUE(played.control(Step, "", 90s).accepted);
    EXPECT_EQ(played->now(), plan.start + 90s);
    EXPECT_EQ(played->state(), ExerciseState::Paused);
    ASSERT_TRUE(played.control(Resume).accepted);
    ASSERT_TRUE(played.control(Jump, "", 1h).accepted);
    EXPECT_EQ(played->now(), plan.start + 1h);
    EXPECT_EQ(played->state(), ExerciseState::Running);
}

TEST(ExerciseRun, ARealEmergencyStopsEverythingUntilTwoSayItIsOver) {
    const ExercisePlan plan = busy_hours();
    Played played(plan);
    played.start();
    ASSERT_TRUE(played.give("second", Join{.role = Role::Controller, .name = "D"}).accepted);
    ASSERT_TRUE(played.control(NoDuff, "a real fire").accepted);
    played.to(10min);
    EXPECT_EQ(played->now(), plan.start);
    EXPECT_FALSE(played.control(Resume).accepted);
    EXPECT_FALSE(played.act(action_of_kind(ActionKind::OpenOverflow)).accepted);
    EXPECT_TRUE(played.control(ConfirmOver).accepted);
    EXPECT_EQ(played.control(ConfirmOver).reason, "another controller must confirm it too");
    EXPECT_EQ(played->state(), ExerciseState::NoDuff);
    EXPECT_TRUE(played.give("second", RunControl{.kind = ConfirmOver}).accepted);
    EXPECT_EQ(played->state(), ExerciseState::Paused);
}

TEST(ExerciseRun, TheSameIdActsOnce) {
    const ExercisePlan plan = busy_hours();
    Played played(plan);
    played.start();
    const Answer first =
        played.give_as("click", "desk", action_of_kind(ActionKind::EmergenciesOnly));
    ASSERT_TRUE(first.accepted);
    const Answer second =
        played.give_as("click", "desk", action_of_kind(ActionKind::EmergenciesOnly));
    EXPECT_TRUE(second.accepted);
    EXPECT_TRUE(second.repeated);
    EXPECT_EQ(second.number, first.number);
    EXPECT_EQ(played->actions().size(), 1U);
}

TEST(ExerciseRun, TheSameIdHasTheSameAnswerAlsoARefusal) {
    ExercisePlan plan = busy_hours();
    plan.terms.site_travel = 10min;
    plan.terms.desk_pool = kExercisedRoom;
    plan.terms.bureau_share = 0.1;
    for (std::size_t row = 0; row < kActionKinds; ++row) {
        SCOPED_TRACE(name_of(static_cast<ActionKind>(row)));
        SupervisorAction action = action_of_kind(static_cast<ActionKind>(row));
        action.pool = kExercisedRoom;
        action.to = kExercisedContractor;
        action.length = 10min;
        action.methane[1] = "High Street";
        Played once(plan);
        Played twice(plan);
        once.start();
        twice.start();
        const Answer first = once.give_as("click", "desk", action);
        EXPECT_EQ(twice.give_as("click", "desk", action).reason, first.reason);
        const Answer second = twice.give_as("click", "desk", action);
        EXPECT_TRUE(second.repeated);
        EXPECT_EQ(second.accepted, first.accepted);
        EXPECT_EQ(second.reason, first.reason);
        EXPECT_EQ(second.number, first.number);
        EXPECT_EQ(second.effective, first.effective);
        EXPECT_EQ(second.count, first.count);
        EXPECT_EQ(twice->actions().size(), once->actions().size());
        once.to(1h);
        twice.to(1h);
        EXPECT_EQ(twice->room().digest(), once->room().digest());
        EXPECT_EQ(twice->costs().total, once->costs().total);
    }
}

TEST(ExerciseRun, TheLastThousandIdsOfASeatAreRemembered) {
    const ExercisePlan plan = busy_hours();
    Played played(plan);
    played.start();
    const auto note = [&](int number) {
        return played.give_as("note" + std::to_string(number), "control", Note{.text = "seen"});
    };
    for (int number = 0; number < 1'000; ++number) {
        ASSERT_FALSE(note(number).repeated);
    }
    EXPECT_TRUE(note(0).repeated);
    EXPECT_FALSE(note(1'000).repeated);
    EXPECT_FALSE(note(0).repeated);
    EXPECT_TRUE(note(999).repeated);
}

TEST(ExerciseRun, EachRoleGivesItsOwnInputsAlone) {
    struct Row {
        Role role;
        bool controls, acts, notes;
    };
    for (const Row& row : {Row{Role::Controller, true, false, true},
                           Row{Role::Evaluator, false, false, true},
                           Row{Role::RolePlayer, false, false, false},
                           Row{Role::Supervisor, false, true, false},
                           Row{Role::Handler, false, false, false},
                           Row{Role::Observer, false, false, false}}) {
        const auto may = [&](auto what) {
            return may_give(row.role, Input{.id = "1", .seat = "s", .what = std::move(what)});
        };
        EXPECT_TRUE(may(Join{}));
        EXPECT_EQ(may(RunControl{}), row.controls);
        EXPECT_EQ(may(LineControl{}), row.controls);
        EXPECT_EQ(may(AdHoc{}), row.controls);
        EXPECT_EQ(may(SupervisorAction{}), row.acts);
        EXPECT_EQ(may(Note{}), row.notes);
    }
}

TEST(ExerciseRun, ASeatKeepsItsRole) {
    const ExercisePlan plan = busy_hours();
    Played played(plan);
    played.start();
    EXPECT_TRUE(played.give("desk", Join{.role = Role::Supervisor, .name = "S again"}).accepted);
    EXPECT_EQ(played.give("desk", Join{.role = Role::Controller, .name = "S"}).reason,
              "somebody with another role has this seat");
    for (int seat = 2; seat < 200; ++seat) {
        ASSERT_TRUE(
            played.give("seat" + std::to_string(seat), Join{.role = Role::Observer, .name = "O"})
                .accepted);
    }
    EXPECT_EQ(played.give("one more", Join{.role = Role::Observer, .name = "O"}).reason,
              "there are no more than 200 seats");
}

}  // namespace
}  // namespace fcr::test
