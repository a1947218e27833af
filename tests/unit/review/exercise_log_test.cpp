// What people did, out of a journal.
#include "sim/review/exercise_log.hpp"

#include "tests/unit/review/reviewed.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

TEST(ExerciseLog, KeepsWhatWasDoneAndWhatWasRefused) {
    const ExerciseBundle& bundle = quiet_weekday();
    const Recorded recorded = record(bundle, evening());
    const auto log = log_of(recorded.records, bundle.plan, "journal");
    ASSERT_TRUE(log) << to_string(log.error().front());
    EXPECT_EQ(log->digests.met, 240U);
    EXPECT_EQ(log->digests.missed, 0U);
    ASSERT_EQ(log->actions.size(), 7U);
    EXPECT_EQ(log->actions[1].action.kind, ActionKind::OpenOverflow);
    EXPECT_EQ(log->actions[1].number, 8U);
    EXPECT_EQ(log->actions[1].effective, bundle.plan.start + 1'500s);
    EXPECT_EQ(log->actions[1].refusal, "");
    EXPECT_EQ(log->actions[3].action.kind, ActionKind::AskForAid);
    EXPECT_EQ(log->actions[3].refusal, "the exercise does not run now");
    EXPECT_EQ(log->refused, 1U);
    ASSERT_EQ(log->speeds.size(), 1U);
    EXPECT_EQ(log->speeds[0].speed, 10U);
    EXPECT_EQ(log->until, bundle.plan.end);
    EXPECT_EQ(log->contents.marks.size(), 1U);
}

TEST(ExerciseLog, ACommentOfTheDebriefStandsUnderItsHeading) {
    const ExerciseBundle& bundle = quiet_weekday();
    const Recorded recorded = record(bundle, evening());
    const auto log = log_of(recorded.records, bundle.plan, "journal");
    ASSERT_TRUE(log);
    ASSERT_EQ(log->notes.size(), 3U);
    EXPECT_FALSE(log->notes[0].in_debrief);
    EXPECT_EQ(log->notes[0].text, "why: not yet a debrief");
    EXPECT_EQ(log->notes[1].heading, DebriefHeading::Why);
    EXPECT_EQ(log->notes[1].text, "the contractor came late");
    EXPECT_TRUE(log->notes[2].in_debrief);
    EXPECT_EQ(log->notes[2].heading, DebriefHeading::None);
}

TEST(ExerciseLog, AHeadingIsAWordBeforeAColon) {
    EXPECT_EQ(headed("CHANGE:  more desks").heading, DebriefHeading::Change);
    EXPECT_EQ(headed("CHANGE:  more desks").text, "more desks");
    EXPECT_EQ(headed("keep:").text, "");
    EXPECT_EQ(headed("at 10:30 it began").heading, DebriefHeading::None);
    EXPECT_EQ(headed("at 10:30 it began").text, "at 10:30 it began");
    EXPECT_EQ(headed("why not").heading, DebriefHeading::None);
}

}  // namespace
}  // namespace fcr::test
