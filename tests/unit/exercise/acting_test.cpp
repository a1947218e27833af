// The actions of a supervisor by the terms of the exercise: accepted, refused, effective when.
#include "tests/unit/exercise/played.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <utility>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;
using enum ActionKind;

class Acting : public testing::Test {
protected:
    Acting() : played(plan) { played.start(); }

    Answer act(ActionKind kind) { return played.act(action_of_kind(kind)); }
    [[nodiscard]] SimTime in(Duration span) const { return plan.start + span; }

    const ExercisePlan plan = busy_hours();
    Played played;
};

TEST_F(Acting, OverflowOpensAfterTheNoticeOfTheTerms) {
    const Answer opened = act(OpenOverflow);
    EXPECT_EQ(opened.effective, in(5min));
    played.to(5min - 1us);
    EXPECT_FALSE(played->room().sight_of_orders().overflow_open);
    played.to(5min);
    EXPECT_TRUE(played->room().sight_of_orders().overflow_open);
    EXPECT_EQ(act(OpenOverflow).reason, "it is so already");
    EXPECT_EQ(act(CloseOverflow).effective, in(5min));
}

TEST_F(Acting, PeopleMoveOnlyWhereTheyMay) {
    SupervisorAction move = action_of_kind(MoveStaff);
    move.pool = kExercisedRoom;
    move.to = kExercisedContractor;
    EXPECT_EQ(played.act(move).reason, "the two pools have different employers");
}

TEST_F(Acting, CallingInAsksWhoIsLeftAndSaysWhenTheFirstComes) {
    SupervisorAction call_in = action_of_kind(CallIn);
    call_in.pool = kExercisedRoom;
    call_in.people = 6;
    const Answer answer = played.act(call_in);
    ASSERT_TRUE(answer.accepted);
    ASSERT_GT(answer.count, 0U);
    EXPECT_GE(answer.effective, in(20min));
    EXPECT_LE(answer.effective, in(60min));
    played.to(answer.effective - plan.start - 1us);
    EXPECT_EQ(played->room().sight_of(kExercisedRoom).seats, 7U);
    played.to(answer.effective - plan.start);
    EXPECT_EQ(played->room().sight_of(kExercisedRoom).seats, 8U);
    EXPECT_EQ(played.act(call_in).reason,
              "there are not so many left who could be asked (0 of them)");
}

TEST_F(Acting, MutualAidNeedsAnAgreement) {
    EXPECT_EQ(act(AskForAid).effective, in(15min));
    EXPECT_TRUE(act(EndAid).accepted);
    ExercisePlan alone = plan;
    alone.terms.pass_back.reset();
    Played other(alone);
    other.start();
    EXPECT_EQ(other.act(action_of_kind(AskForAid)).reason,
              "no mutual aid is agreed in this exercise");
}

TEST_F(Acting, AShiftIsHeldWithinItsLimit) {
    SupervisorAction hold = action_of_kind(HoldShiftEnd);
    hold.pool = kExercisedRoom;
    hold.length = 5h;
    EXPECT_EQ(played.act(hold).reason, "a shift may be held for at most 4 hours");
    hold.length = 1h;
    EXPECT_TRUE(played.act(hold).accepted);
}

TEST_F(Acting, WhatChangesTheServiceNeedsAReason) {
    for (const ActionKind kind : {StartCallBacks,
                                  StopCallBacks,
                                  GoOnPaper,
                                  Recover,
                                  DeclareCritical,
                                  DeclareMajor,
                                  StandDownMajor}) {
        SupervisorAction action = action_of_kind(kind);
        action.reason.clear();
        EXPECT_EQ(played.act(action).reason, "a reason must be given") << name_of(kind);
    }
    EXPECT_TRUE(act(GoOnPaper).accepted);
    EXPECT_TRUE(act(Recover).accepted);
}

TEST_F(Acting, AMajorIncidentIsDeclaredOnceWithWhatIsKnown) {
    EXPECT_FALSE(act(StandDownMajor).accepted);
    EXPECT_EQ(act(DeclareMajor).reason, "at least one field of M/ETHANE must be given");
    SupervisorAction declare = action_of_kind(DeclareMajor);
    declare.methane[1] = "High Street";
    EXPECT_EQ(played.act(declare).effective, in(5min));
    EXPECT_EQ(played.act(declare).reason, "a major incident is declared already");
    EXPECT_TRUE(act(StandDownMajor).accepted);
}

TEST_F(Acting, ABriefIsGivenOnceInAWhile) {
    EXPECT_TRUE(act(Brief).accepted);
    EXPECT_EQ(act(Brief).reason, "one brief in 10 seconds");
    played.to(10s);
    EXPECT_TRUE(act(Brief).accepted);
    EXPECT_TRUE(act(Decide).accepted);
}

TEST_F(Acting, WhatIsToldMustBeGiven) {
    const std::pair<ActionKind, std::string_view> kinds[] = {
        {Brief, "what is to be told must be given"},
        {Decide, "the decision must be given"},
        {DeclareCritical, "who leads must be given"}};
    for (const auto& [kind, reason] : kinds) {
        SupervisorAction action = action_of_kind(kind);
        action.text.clear();
        EXPECT_EQ(played.act(action).reason, reason) << name_of(kind);
    }
}

TEST_F(Acting, ACriticalIncidentIsToldToTheChiefOfficerAfterItsNotice) {
    const Answer answer = act(DeclareCritical);
    EXPECT_TRUE(answer.accepted);
    EXPECT_EQ(answer.effective, in(5min));
}

TEST_F(Acting, CallsGoToOthersWithinAnHourWhereThereAreOthers) {
    SupervisorAction spill = action_of_kind(StartSpill);
    spill.length = 61min;
    EXPECT_EQ(played.act(spill).reason, "calls may go to others after at most 1 hours");
    spill.length = 1h;
    EXPECT_EQ(played.act(spill).reason, "no other people of the force could take more calls");
}

TEST_F(Acting, CallBacksNeedALineThatOffersThem) {
    EXPECT_EQ(act(StartCallBacks).reason, "no line of this room offers call-backs");
}

TEST_F(Acting, PaperNeedsSomebodyToTypeItIn) {
    ExercisePlan without = plan;
    without.terms.back_record.reset();
    Played other(without);
    other.start();
    for (const ActionKind kind : {GoOnPaper, Reconcile}) {
        EXPECT_EQ(other.act(action_of_kind(kind)).reason,
                  "this room has no work on paper in this exercise")
            << name_of(kind);
    }
}

TEST_F(Acting, WhatIsSoAlreadyIsNotBegunOrEndedAgain) {
    const std::pair<ActionKind, ActionKind> pairs[] = {{OpenOverflow, CloseOverflow},
                                                       {EmergenciesOnly, AllCalls},
                                                       {AskForAid, EndAid},
                                                       {StartMessage, StopMessage},
                                                       {StartTriage, StopTriage},
                                                       {LongestWaitFirst, PlannedPriority}};
    for (const auto& [begin, end] : pairs) {
        Played other(plan);
        other.start();
        const auto act = [&other](ActionKind kind) { return other.act(action_of_kind(kind)); };
        EXPECT_EQ(act(end).reason, "it is so already") << name_of(end);
        EXPECT_TRUE(act(begin).accepted) << name_of(begin);
        other.to(20min);
        EXPECT_EQ(act(begin).reason, "it is so already") << name_of(begin);
        EXPECT_TRUE(act(end).accepted) << name_of(end);
        other.to(40min);
        EXPECT_EQ(act(end).reason, "it is so already") << name_of(end);
    }
}

TEST_F(Acting, NothingIsDoneInAPause) {
    ASSERT_TRUE(played.control(RunControlKind::Pause).accepted);
    EXPECT_EQ(act(EmergenciesOnly).reason, "the exercise does not run now");
}

TEST(SupervisorAction, EveryKindHasItsName) {
    for (std::size_t row = 0; row < kActionKinds; ++row) {
        const auto kind = static_cast<ActionKind>(row);
        EXPECT_EQ(fcr::action_of(name_of(kind)), kind);
    }
    EXPECT_FALSE(fcr::action_of("dance"));
}

}  // namespace
}  // namespace fcr::test
