// Replay, branches and the counterfactual: the same inputs give the same digests.
#include "tests/unit/exercise/played.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

/// Something of everything: a burst, a loss, a fault, a condition and a contingency.
ExercisePlan eventful() {
    ExercisePlan plan = busy_hours();
    const auto line = [&](std::string id, std::optional<Duration> at, Inject inject) {
        EventLine row;
        row.id = std::move(id);
        row.at = at;
        row.inject = std::move(inject);
        plan.lines.push_back(std::move(row));
    };
    line("burst",
         5min,
         Command{BringCalls{.call_class = CallClassId{0}, .calls = 30, .over = 10min}});
    line("loss", 20min, Command{LoseStaff{.pool = kExercisedRoom, .people = 2, .length = 40min}});
    line("fault", 30min, Command{FailSystem{.handling_factor = 1.5, .length = 30min}});
    line("rise",
         std::nullopt,
         Command{RaiseDemand{.line = kExercised101, .factor = 1.5, .length = 30min}});
    line("no answer",
         std::nullopt,
         Command{BringCalls{.call_class = CallClassId{1}, .calls = 10, .over = 5min}});
    plan.lines[3].when = Condition{.measure = Measure::Waiting,
                                   .line = kExercised101,
                                   .above = true,
                                   .limit = 3.0,
                                   .lasting = 30s};
    plan.lines[0].expected = {{.any_of = {ActionKind::AskForAid}, .within = 3min}};
    plan.lines[0].contingency = 4;
    return plan;
}

/// Plays with two actions, pauses and a jump; time passes in steps of this length.
void play(Played& played, Duration step) {
    played.start();
    const auto to = [&](Duration since) {
        while (played->state() == ExerciseState::Running &&
               played->now() < played->plan().start + since) {
            played.to(std::min(played->now() - played->plan().start + step, since));
        }
    };
    to(7min);
    static_cast<void>(played.act(action_of_kind(ActionKind::OpenOverflow)));
    to(12min + 345'678us);
    SupervisorAction call_in = action_of_kind(ActionKind::CallIn);
    call_in.pool = kExercisedRoom;
    call_in.people = 4;
    static_cast<void>(played.act(call_in));
    static_cast<void>(played.control(RunControlKind::Pause));
    static_cast<void>(played.control(RunControlKind::Step, "", 30s));
    static_cast<void>(played.control(RunControlKind::Resume));
    to(40min);
    static_cast<void>(played.control(RunControlKind::Jump, "", 55min));
    static_cast<void>(played.act(action_of_kind(ActionKind::EmergenciesOnly)));
    to(2h);
}

TEST(Rerun, EverySpeedAndTheReplayHaveTheSameDigests) {
    const ExercisePlan plan = eventful();
    Played slow(plan);
    play(slow, 250ms);
    Played fast(plan);
    play(fast, 15s);
    ASSERT_EQ(slow->digests().size(), 120U);
    EXPECT_EQ(slow->digests(), fast->digests());
    NoticeLog log;
    const auto again = replay_inputs(plan, log, slow.inputs(), plan.end);
    EXPECT_EQ(again->digests(), slow->digests());
    EXPECT_EQ(again->state(), ExerciseState::Ended);
}

TEST(Rerun, AnotherInputGivesOtherDigests) {
    const ExercisePlan plan = eventful();
    Played played(plan);
    play(played, 15s);
    std::vector<RecordedInput> changed = played.inputs();
    std::erase_if(changed, [](const RecordedInput& recorded) {
        const SupervisorAction* const action = std::get_if<SupervisorAction>(&recorded.input.what);
        return action != nullptr && action->kind == ActionKind::CallIn;
    });
    NoticeLog log;
    const auto other = replay_inputs(plan, log, changed, plan.end);
    EXPECT_NE(other->digests().back().room, played->digests().back().room);
    EXPECT_EQ(other->digests()[5], played->digests()[5]);
}

TEST(Rerun, ABranchBeginsAsTheExerciseWasAndLeavesItAsItIs) {
    const ExercisePlan plan = eventful();
    Played played(plan);
    play(played, 15s);
    const auto digests = played->digests();
    // In the middle of the jump, of a pause's step, and of nothing.
    for (const Duration at : {Duration{50min}, Duration{12min + 10s}, Duration{30min}}) {
        const SimTime moment = plan.start + at;
        NoticeLog log;
        const auto kept = inputs_until(played.inputs(), plan.start, moment);
        const auto branch = replay_inputs(plan, log, kept, moment);
        EXPECT_LE(branch->now(), moment);
        const auto shared = branch->digests();
        ASSERT_FALSE(shared.empty());
        EXPECT_TRUE(std::equal(shared.begin(), shared.end(), digests.begin()));
        EXPECT_EQ(shared.size(), static_cast<std::size_t>((branch->now() - plan.start) / 1min));
        branch->advance_to(plan.end);
        EXPECT_EQ(played->digests(), digests);
    }
}

TEST(Rerun, WithoutActionsTheCounterfactualIsTheRun) {
    ExercisePlan plan = eventful();
    plan.lines[0].contingency.reset();
    Played played(plan);
    played.start();
    played.to(2h);
    NoticeLog log;
    const Counterfactual nothing = run_without_actions(plan, log, played->fired(), played->now());
    ASSERT_EQ(nothing.room_digests.size(), played->digests().size());
    for (std::size_t minute = 0; minute < nothing.room_digests.size(); ++minute) {
        ASSERT_EQ(nothing.room_digests[minute], played->digests()[minute].room) << minute;
    }
    EXPECT_TRUE(nothing.left_out.empty());
}

TEST(Rerun, TheCounterfactualHasTheInjectsAndNotTheActions) {
    const ExercisePlan plan = eventful();
    Played played(plan);
    play(played, 15s);
    NoticeLog log;
    const Counterfactual nothing = run_without_actions(plan, log, played->fired(), plan.end);
    EXPECT_EQ(nothing.limit, Limit::None);
    ASSERT_EQ(nothing.left_out.size(), 1U);
    EXPECT_EQ(nothing.left_out[0].line, 4U);
    // The same until the first action takes effect, at 12 min.
    EXPECT_EQ(nothing.room_digests[5], played->digests()[5].room);
    EXPECT_NE(nothing.room_digests.back(), played->digests().back().room);
}

}  // namespace
}  // namespace fcr::test
