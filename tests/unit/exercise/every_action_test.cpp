// Each kind of action where it is accepted: effective when it says so, to the microsecond, and
// once.
#include "tests/support/rosters.hpp"
#include "tests/unit/exercise/played.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <vector>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;
using enum ActionKind;

constexpr PoolId kOthers{1};

/// A call of each line every five minutes, for three hours.
std::vector<RecordedCall> some_calls() {
    std::vector<RecordedCall> calls;
    for (double at = 60.0; at < 10'000.0; at += 300.0) {
        calls.push_back(calls_at({at}, CallClassId{0}).front());
        calls.push_back(calls_at({at + 7.0}, CallClassId{1}).front());
    }
    return calls;
}

/// A calm room in which every action has something to act on: people for both lines, for 101, for
/// 999 and a contractor's, work on paper, aid, call-backs, another site. Those for both lines are
/// four, two from 50 minutes after the start on; or four of a roster, with a break at 40 minutes.
ExercisePlan calm_hours(bool rostered) {
    PoolOptions both{.seat_changes = {{.from = kStartOfRun, .seats = 4},
                                      {.from = kStartOfRun + 80min, .seats = 2}}};
    if (rostered) {
        both = {.staff = Staff{one_shift(4, 4h, {{.from = 70min, .length = 10min}}), {}}};
    }
    Scenario scenario =
        ScenarioBuilder()
            .line("999")
            .call_class("999", {.talk = ConstantLaw{60.0}, .route = {{.pools = {"both", "first"}}}})
            .line("101", {.emergency = false})
            .call_class("101",
                        {.priority = 2,
                         .talk = ConstantLaw{60.0},
                         .route = {{.pools = {"both", "others"}},
                                   {.after = 30s, .pools = {"hired"}, .move = true}}})
            .pool("both", both)
            .pool("others", {.seats = 2, .skills = {"101"}})
            .pool("first", {.seats = 1, .skills = {"999"}})
            .pool("hired", {.seats = 2, .skills = {"101"}, .employer = "Acme", .contractor = true})
            .load(some_calls())
            .measured(3h)
            .build();
    scenario.call_classes[1].route[1].when = Gate{.by_supervisor = true};
    const CallClassId work = add_internal(scenario, "work", ConstantLaw{60.0}, 3);
    scenario.call_classes[1].call_back =
        CallBackOffer{.when_wait_over = 1s, .accept = 1.0, .work = {.to = work}};
    for (Pool& pool : scenario.pools) {
        pool.called_in_max = pool.staff ? 0 : 10;
    }
    ExercisePlan plan = two_hours_of(scenario, "calm hours");
    plan.terms.pass_back = work;
    plan.terms.back_record = work;
    plan.terms.off_duty = {{.pool = kExercisedRoom, .people = 6}};
    plan.terms.call_in_accepts = 1.0;
    plan.terms.call_in_travel_max = plan.terms.call_in_travel_min;
    plan.terms.site_travel = 10min;
    plan.terms.desk_pool = kExercisedRoom;
    plan.terms.bureau_share = 0.1;
    const Money pound = Money::pounds(1);
    plan.terms.prices = {.overflow_minute = pound,
                         .call_in_hour = pound,
                         .over_hour = pound,
                         .aid_hour = pound,
                         .lost_break = pound,
                         .other_site = pound};
    return plan;
}

SupervisorAction full_action(ActionKind kind) {
    SupervisorAction action = action_of_kind(kind);
    action.pool = kExercisedRoom;
    action.to = kOthers;
    action.length = 1h;
    action.methane[1] = "High Street";
    return action;
}

template <auto Field>
std::int64_t in_force(const Exercise& exercise) {
    return std::int64_t{exercise.room().sight_of_orders().*Field};
}

std::int64_t away_from_site(const Exercise& exercise) {
    return in_force<&OrderSight::at_other_site>(exercise) +
           in_force<&OrderSight::changes_site>(exercise);
}

std::int64_t spills(const Exercise& exercise) {
    return std::int64_t{exercise.room().sight_of_orders().spill_after.has_value()};
}

/// What an action changes, and how long after it was given.
struct Row {
    ActionKind kind;
    Duration lead;
    std::int64_t (*seen)(const Exercise&);  ///< changes `lead` after the action, and not before
    std::optional<Duration> told{};         ///< how long after it is to be effective; else `lead`
    std::optional<ActionKind> first{};      ///< an action that must have been there
    Duration first_before{0};               ///< so long before
    bool rostered = false;
};

std::int64_t actions_taken(const Exercise& exercise) {
    return static_cast<std::int64_t>(exercise.actions().size());
}

std::int64_t both_on_duty(const Exercise& exercise) {
    return exercise.room().sight_of(kExercisedRoom).on_duty;
}

const std::vector<Row>& rows() {
    static const std::vector<Row> all = {
        {MoveStaff,
         2min,
         [](const Exercise& of) { return std::int64_t{of.room().sight_of(kOthers).on_duty}; }},
        {OpenOverflow, 5min, in_force<&OrderSight::overflow_open>},
        {.kind = CloseOverflow,
         .lead = 0s,
         .seen = in_force<&OrderSight::overflow_open>,
         .first = OpenOverflow,
         .first_before = 6min},
        {EmergenciesOnly, 0s, in_force<&OrderSight::emergencies_only>},
        {.kind = AllCalls,
         .lead = 0s,
         .seen = in_force<&OrderSight::emergencies_only>,
         .first = EmergenciesOnly,
         .first_before = 1min},
        {AskForAid, 15min, in_force<&OrderSight::diversion_live>},
        {.kind = EndAid,
         .lead = 0s,
         .seen = in_force<&OrderSight::diversion_live>,
         .first = AskForAid,
         .first_before = 16min},
        {CallIn, 20min, both_on_duty},
        // The two whose shift ends after 50 minutes stay for the hour.
        {HoldShiftEnd, 1h, both_on_duty, 0s},
        {StartMessage, 0s, in_force<&OrderSight::message_on>},
        {.kind = StopMessage,
         .lead = 0s,
         .seen = in_force<&OrderSight::message_on>,
         .first = StartMessage,
         .first_before = 1min},
        {.kind = StartCallBacks,
         .lead = 0s,
         .seen = in_force<&OrderSight::call_backs_on>,
         .first = StopCallBacks,
         .first_before = 1min},
        {StopCallBacks, 0s, in_force<&OrderSight::call_backs_on>},
        {GoOnPaper, 0s, in_force<&OrderSight::on_paper>},
        {.kind = Recover,
         .lead = 0s,
         .seen = in_force<&OrderSight::on_paper>,
         .first = GoOnPaper,
         .first_before = 10min},
        {DeclareCritical, 0s, actions_taken, 5min},
        {DeclareMajor, 10min, in_force<&OrderSight::at_desk>, 5min},
        {DeclareMajor, 1h, in_force<&OrderSight::bureau_open>, 5min},
        {.kind = StandDownMajor,
         .lead = 0s,
         .seen = in_force<&OrderSight::at_desk>,
         .first = DeclareMajor,
         .first_before = 15min},
        {Brief, 0s, actions_taken},
        {Decide, 0s, actions_taken},
        // The break that was due after 40 minutes begins when the hour is over.
        {.kind = MoveBreaks,
         .lead = 1h,
         .seen =
             [](const Exercise& of) {
                 return std::int64_t{of.room().sight_of(kExercisedRoom).on_break > 0};
             },
         .rostered = true},
        {.kind = CancelBreaks,
         .lead = 0s,
         .seen =
             [](const Exercise& of) {
                 return std::int64_t{of.room().sight_of(HandlerId{0}).next_break.has_value()};
             },
         .rostered = true},
        {.kind = Reconcile,
         .lead = 0s,
         .seen = in_force<&OrderSight::records_on_paper>,
         .first = GoOnPaper,
         .first_before = 12min},
        {StartTriage, 0s, in_force<&OrderSight::triage_on>},
        {.kind = StopTriage,
         .lead = 0s,
         .seen = in_force<&OrderSight::triage_on>,
         .first = StartTriage,
         .first_before = 1min},
        {FallBack, 20min, in_force<&OrderSight::at_other_site>},
        {.kind = ReturnToSite,
         .lead = 20min,
         .seen = away_from_site,
         .first = FallBack,
         .first_before = 21min},
        {StartSpill, 0s, spills},
        {.kind = StopSpill, .lead = 0s, .seen = spills, .first = StartSpill, .first_before = 1min},
        {LongestWaitFirst, 0s, in_force<&OrderSight::longest_wait_first>},
        {.kind = PlannedPriority,
         .lead = 0s,
         .seen = in_force<&OrderSight::longest_wait_first>,
         .first = LongestWaitFirst,
         .first_before = 1min},
    };
    return all;
}

/// An exercise at the moment at which the row's action is to be given.
struct Ready : Played {
    explicit Ready(const ExercisePlan& plan, const Row& row) : Played(plan) {
        start();
        if (row.first) {
            const Answer answer = act(full_action(*row.first));
            EXPECT_TRUE(answer.accepted) << answer.reason;
            to(row.first_before);
        }
    }
};

TEST(EveryAction, IsAmongTheRows) {
    std::set<ActionKind> kinds;
    for (const Row& row : rows()) {
        kinds.insert(row.kind);
    }
    EXPECT_EQ(kinds.size(), kActionKinds);
}

TEST(EveryAction, IsAcceptedAndSeenAtItsTime) {
    for (const Row& row : rows()) {
        SCOPED_TRACE(name_of(row.kind));
        const ExercisePlan plan = calm_hours(row.rostered);
        Ready played(plan, row);
        const SimTime given = played->now();
        const std::int64_t before = row.seen(*played.operator->());
        const Answer answer = played.act(full_action(row.kind));
        ASSERT_TRUE(answer.accepted) << answer.reason;
        EXPECT_EQ(answer.effective, given + row.told.value_or(row.lead));
        if (row.lead > 0s) {
            played.to(row.first_before + row.lead - 1us);
            EXPECT_EQ(row.seen(*played.operator->()), before);
            played.to(row.first_before + row.lead);
        }
        EXPECT_NE(row.seen(*played.operator->()), before);
    }
}

TEST(EveryAction, ActsOnceThoughItIsSentTwice) {
    for (const Row& row : rows()) {
        SCOPED_TRACE(name_of(row.kind));
        const ExercisePlan plan = calm_hours(row.rostered);
        const SupervisorAction action = full_action(row.kind);
        Ready once(plan, row);
        Ready twice(plan, row);
        const Answer first = once.give_as("click", "desk", action);
        ASSERT_TRUE(first.accepted) << first.reason;
        EXPECT_TRUE(twice.give_as("click", "desk", action).accepted);
        const Answer second = twice.give_as("click", "desk", action);
        EXPECT_TRUE(second.repeated);
        EXPECT_TRUE(second.accepted);
        EXPECT_EQ(second.number, first.number);
        EXPECT_EQ(second.effective, first.effective);
        EXPECT_EQ(second.count, first.count);
        EXPECT_EQ(twice->actions().size(), once->actions().size());
        once.to(2h);
        twice.to(2h);
        EXPECT_EQ(twice->room().digest(), once->room().digest());
        EXPECT_EQ(twice->costs().total, once->costs().total);
    }
}

}  // namespace
}  // namespace fcr::test
