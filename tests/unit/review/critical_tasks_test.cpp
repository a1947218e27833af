// Cues, and whether what was expected came in time.
#include "sim/review/critical_tasks.hpp"

#include "tests/unit/review/reviewed.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

TEST(CriticalTasks, ExpectedResponsesAreMetMissedOrNeverCued) {
    const ExerciseBundle& bundle = quiet_weekday();
    const Recorded recorded = record(bundle, evening());
    const auto review = review_of(recorded, bundle);
    ASSERT_TRUE(review) << to_string(review.error().front());
    const auto task = [&](const std::string& id) {
        const auto& lines = bundle.plan.lines;
        const auto row =
            static_cast<std::size_t>(std::ranges::find(lines, id, &EventLine::id) - lines.begin());
        return *std::ranges::find(review->tasks, std::optional(row), &CriticalTask::line);
    };
    const CriticalTask welcome = task("welcome");
    EXPECT_EQ(welcome.verdict, TaskVerdict::Met);
    EXPECT_EQ(welcome.done_at, bundle.plan.start + 300s);
    EXPECT_EQ(welcome.seat, "d");
    EXPECT_EQ(welcome.done, ActionKind::Brief);
    EXPECT_EQ(task("two_go_sick").verdict, TaskVerdict::Met);
    EXPECT_EQ(task("two_go_sick").done, ActionKind::CallIn);
}

TEST(CriticalTasks, SilenceMissesThem) {
    const ExerciseBundle& bundle = quiet_weekday();
    std::vector<ScriptedInput> script = evening();
    std::erase_if(script, [](const ScriptedInput& input) {
        return input.text.find("action") != std::string::npos;
    });
    const Recorded recorded = record(bundle, script);
    const auto review = review_of(recorded, bundle);
    ASSERT_TRUE(review);
    EXPECT_EQ(std::ranges::count(review->tasks, TaskVerdict::Met, &CriticalTask::verdict), 0);
    EXPECT_GE(std::ranges::count(review->tasks, TaskVerdict::Missed, &CriticalTask::verdict), 2);
}

/// In-house people are gone for an hour: 999 waits, and whoever acts in time has met the task.
TEST(CriticalTasks, AWaitOn999AsksForCapacity) {
    const ExerciseBundle& bundle = quiet_weekday();
    std::vector<ScriptedInput> script = evening();
    std::erase_if(script, [](const ScriptedInput& input) {
        return input.text.find("action") != std::string::npos;
    });
    script.insert(script.begin() + 6,
                  {.since = 600s,
                   .text = "seat: 'c' ad_hoc { title: 'gone' inject { staff_loss { pool: "
                           "'in_house' share: 1 length_s: 3600 } } }"});
    const auto standing = [](const Review& review) {
        return std::ranges::count(review.tasks, std::optional<std::size_t>{}, &CriticalTask::line);
    };
    const Recorded silent = record(bundle, script);
    const auto missed = review_of(silent, bundle);
    ASSERT_TRUE(missed);
    ASSERT_GT(standing(*missed), 0);
    const CriticalTask first =
        *std::ranges::find(missed->tasks, std::optional<std::size_t>{}, &CriticalTask::line);
    EXPECT_EQ(first.verdict, TaskVerdict::Missed);
    const auto cue =
        std::chrono::duration_cast<std::chrono::seconds>(first.cue - bundle.plan.start);
    script.insert(std::ranges::find_if(
                      script, [&](const ScriptedInput& input) { return input.since > cue + 60s; }),
                  {.since = cue + 60s, .text = "seat: 'd' action { kind: 'ask_for_aid' }"});
    const Recorded acted = record(bundle, script);
    const auto met = review_of(acted, bundle);
    ASSERT_TRUE(met);
    const CriticalTask again =
        *std::ranges::find(met->tasks, std::optional<std::size_t>{}, &CriticalTask::line);
    EXPECT_EQ(again.cue, first.cue);
    EXPECT_EQ(again.verdict, TaskVerdict::Met);
    EXPECT_EQ(again.done, ActionKind::AskForAid);
}

}  // namespace
}  // namespace fcr::test
