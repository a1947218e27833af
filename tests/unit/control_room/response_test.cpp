// What happens after a call is answered: grade, dispatch, attendance.
#include "sim/control_room/response.hpp"

#include "tests/support/notice_log.hpp"
#include "tests/support/response_plans.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <utility>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

/// Calls at these seconds, always answered at once and talked through for 120 s, with this
/// response.
Scenario answered_at(std::initializer_list<double> seconds, ResponsePlan plan) {
    return ScenarioBuilder()
        .call_class("999", {.talk = ConstantLaw{120.0}})
        .pool("in_house", {.seats = 50})
        .load(calls_at(seconds))
        .measured(1h)
        .response(std::move(plan))
        .build();
}

/// One replication, run to its end.
struct RanResponse : RoomRun {
    explicit RanResponse(const Scenario& scenario, std::uint64_t replication = 0) {
        run_room(scenario, *this, 1, replication);
        EXPECT_EQ(limit, Limit::None);
        EXPECT_TRUE(incidents.conserved());
    }
};

TEST(Response, EveryStampOfASmallCaseIsAsWorkedByHand) {
    ResponsePlan plan = one_grade();
    plan.grading[0].incident_delay = ConstantLaw{30.0};
    plan.grading[0].grade_delay = ConstantLaw{60.0};
    plan.talkgroups[0].dispatch_work = ConstantLaw{45.0};
    plan.units[0].units = always(1);
    plan.units[0].mobilise = ConstantLaw{20.0};
    plan.units[0].paperwork_factor = 0.5;

    // The second call is graded at 190 s; the desk is at work on the first until 145 s; the only
    // unit is free again at 145 + 20 + 300 + 600 + 150 = 1215 s.
    const RanResponse result(answered_at({10.0, 100.0}, plan));

    const auto incidents = result.log.by_number();
    ASSERT_EQ(incidents.size(), 2U);
    const IncidentTimes& first = incidents[0].times;
    EXPECT_EQ(first.answered, at_s(10));
    EXPECT_EQ(first.opened, at_s(40));
    EXPECT_EQ(first.graded, at_s(100));
    EXPECT_EQ(first.dispatch_begun, at_s(100));
    EXPECT_EQ(first.dispatch_decided, at_s(145));
    EXPECT_EQ(first.assigned, at_s(145));
    EXPECT_EQ(first.mobile, at_s(165));
    EXPECT_EQ(first.at_scene, at_s(465));
    EXPECT_EQ(first.closed, at_s(1065));
    const IncidentTimes& second = incidents[1].times;
    EXPECT_EQ(second.graded, at_s(190));
    EXPECT_EQ(second.dispatch_begun, at_s(190));
    EXPECT_EQ(second.dispatch_decided, at_s(235));
    EXPECT_EQ(second.assigned, at_s(1215));
    EXPECT_EQ(second.at_scene, at_s(1535));
    EXPECT_EQ(second.closed, at_s(2135));
    EXPECT_EQ(incidents[1].outcome, IncidentOutcome::Attended);
    EXPECT_EQ(incidents[1].units_sent, 1U);
    ASSERT_EQ(result.log.assignments.size(), 2U);
    EXPECT_EQ(result.log.assignments[0].left_scene, at_s(1065));
    EXPECT_EQ(result.log.assignments[0].ended, at_s(1215));
    EXPECT_EQ(result.incidents.attended, 2U);
}

TEST(Response, AnIncidentIsGradedByTheEndOfWrapUp) {
    ResponsePlan plan = one_grade();
    plan.grading[0].incident_delay = ConstantLaw{90.0};
    plan.grading[0].grade_delay = ConstantLaw{90.0};

    const RanResponse result(answered_at({0.0}, plan));

    EXPECT_EQ(result.log.incidents.at(0).times.opened, at_s(90));
    EXPECT_EQ(result.log.incidents.at(0).times.graded, at_s(120));
}

TEST(Response, WithoutDeploymentAnIncidentIsOverWhenGraded) {
    ResponsePlan plan = one_grade();
    plan.grades[0].needs_deployment = false;
    plan.grading[0].grade_delay = ConstantLaw{60.0};

    const RanResponse result(answered_at({0.0}, plan));

    const IncidentRecord& incident = result.log.incidents.at(0);
    EXPECT_EQ(incident.outcome, IncidentOutcome::Resolved);
    EXPECT_EQ(incident.times.closed, at_s(60));
    EXPECT_EQ(incident.times.assigned, kNever);
    EXPECT_TRUE(result.log.assignments.empty());
}

TEST(Response, IncidentsForEachAnsweredCallAndMisgradesHaveTheirShares) {
    constexpr double incidents_share = 0.6;
    ResponsePlan plan = two_grades();
    plan.grading[0].incident_probability = incidents_share;
    plan.grading[0].mix = {0.3, 0.7};
    plan.grading[0].given = {{0.8, 0.2}, {0.1, 0.9}};
    plan.grades[1].needs_deployment = false;
    plan.units[0].units = always(400);
    const Scenario scenario = ScenarioBuilder()
                                  .line("999", {.per_hour = 1000.0})
                                  .call_class("999", {.talk = ConstantLaw{120.0}})
                                  .pool("in_house", {.seats = 100})
                                  .measured(20h)
                                  .response(plan)
                                  .build();

    const RanResponse result(scenario);

    std::map<std::pair<GradeId, GradeId>, double> seen;
    for (const IncidentRecord& incident : result.log.incidents) {
        seen[{incident.true_grade, incident.given_grade}] += 1.0;
    }
    const double incidents = static_cast<double>(result.log.incidents.size());
    const double answered = static_cast<double>(result.counts.answered);
    // Four standard deviations of a binomial share each.
    const auto expect_share = [](double count, double of, double share) {
        EXPECT_NEAR(count / of, share, 4.0 * std::sqrt(share * (1.0 - share) / of));
    };
    expect_share(incidents, answered, incidents_share);
    expect_share(seen[std::pair(kImmediate, kImmediate)], incidents, 0.24);
    expect_share(seen[std::pair(kImmediate, kPriority)], incidents, 0.06);
    expect_share(seen[std::pair(kPriority, kImmediate)], incidents, 0.07);
    expect_share(seen[std::pair(kPriority, kPriority)], incidents, 0.63);
}

TEST(Response, APoolsErrorFactorMultipliesTheWrongGradesOnly) {
    ResponsePlan plan = two_grades();
    plan.grading[0].given = {{0.9, 0.1}, {0.2, 0.8}};
    plan.grader_errors = {{.pool = PoolId{0}, .factor = 3.0}};
    const Scenario scenario = ScenarioBuilder().pool("contractor").response(plan).build();
    const auto compiled = compile(scenario);
    ASSERT_TRUE(compiled);

    const CompiledResponse& response = *compiled->response;
    const auto given = [&](GradeId grade, std::size_t place) {
        return response.given[CompiledResponse::ShareId{
            response.given_row(CallClassId{0}, PoolId{0}, grade) + place}];
    };
    EXPECT_NEAR(given(kImmediate, 0), 0.7, 1e-12);
    EXPECT_NEAR(given(kPriority, 0), 0.6, 1e-12);
    EXPECT_EQ(given(kPriority, 1), 1.0);
}

TEST(Response, TheMostUrgentGoesFirstThenTheOldest) {
    ResponsePlan plan = two_grades();
    plan.units[0].units = always(1);
    const RanResponse result(answered_at({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, plan));

    // All but the first waited for the one unit; among them Immediate came first, each in order.
    std::vector<IncidentRecord> waited = result.log.by_number();
    waited.erase(waited.begin());
    std::ranges::stable_sort(
        waited, {}, [](const IncidentRecord& incident) { return incident.times.assigned; });
    for (std::size_t row = 1; row < waited.size(); ++row) {
        const IncidentRecord& before = waited[row - 1];
        const IncidentRecord& after = waited[row];
        EXPECT_TRUE(before.given_grade < after.given_grade ||
                    (before.given_grade == after.given_grade && before.number < after.number));
    }
}

TEST(Response, SeveralUnitsComeAndTheLastToLeaveClosesIt) {
    ResponsePlan plan = one_grade();
    plan.grades[0].unit_shares = {0.0, 0.0, 1.0};
    plan.units[0].units = always(2);

    const RanResponse result(answered_at({0.0, 0.0}, plan));

    // Two of three come to the first; it is over before a third is free, and needs none.
    const auto incidents = result.log.by_number();
    EXPECT_EQ(incidents[0].units_needed, 3);
    EXPECT_EQ(incidents[0].units_sent, 2U);
    EXPECT_EQ(incidents[0].times.closed, at_s(900));
    EXPECT_EQ(incidents[1].times.assigned, at_s(1200));
    EXPECT_EQ(incidents[1].units_sent, 2U);
    EXPECT_EQ(incidents[1].outcome, IncidentOutcome::Attended);
}

TEST(Response, OfUnitsThatArriveTogetherTheFirstTellsWhenTheySetOff) {
    ResponsePlan plan = one_grade();
    plan.grades[0].unit_shares = {0.0, 1.0};
    plan.grades[0].on_scene = ExponentialLaw{600.0};
    plan.units[0].units = always(1);
    plan.units[0].mobilise = ConstantLaw{60.0};
    plan.units[0].travel = ConstantLaw{540.0};
    plan.units.push_back(plan.units[0]);
    plan.units[1].name = "others";
    plan.units[1].mobilise = ConstantLaw{120.0};
    plan.units[1].travel = ConstantLaw{480.0};
    std::size_t others_left_first = 0;
    for (std::uint64_t replication = 0; replication < 20; ++replication) {
        const RanResponse result(answered_at({0.0}, plan), replication);

        ASSERT_EQ(result.log.assignments.size(), 2U);
        others_left_first += result.log.assignments[0].group == UnitGroupId{1};
        const IncidentTimes& times = result.log.incidents.at(0).times;
        EXPECT_EQ(times.mobile, at_s(60));
        EXPECT_EQ(times.at_scene, at_s(600));
    }
    EXPECT_GT(others_left_first, 0U);
}

/// A plan whose first incident is Priority and the second Immediate, whatever is drawn: two
/// classes.
Scenario priority_then_immediate(ResponsePlan plan, double first_s, double second_s) {
    plan.grading[0].mix = {0.0, 1.0};
    Grading urgent = plan.grading[0];
    urgent.call_class = CallClassId{1};
    urgent.mix = {1.0, 0.0};
    plan.grading.push_back(urgent);
    Scenario scenario = ScenarioBuilder()
                            .call_class("less", {.share = 0.5, .talk = ConstantLaw{120.0}})
                            .call_class("urgent", {.share = 0.5, .talk = ConstantLaw{120.0}})
                            .pool("in_house", {.seats = 50})
                            .response(plan)
                            .load({{.at = at_s(first_s), .call_class = CallClassId{0}},
                                   {.at = at_s(second_s), .call_class = CallClassId{1}}})
                            .build();
    return scenario;
}

TEST(Response, AUnitOnItsWayIsDivertedToAMoreUrgentIncident) {
    ResponsePlan plan = two_grades();
    plan.units[0].units = always(1);
    plan.grades[0].diverts_units = true;

    const RanResponse result(priority_then_immediate(plan, 0.0, 100.0));

    const auto incidents = result.log.by_number();
    EXPECT_EQ(incidents[1].times.assigned, at_s(100));
    EXPECT_EQ(incidents[1].times.at_scene, at_s(400));
    EXPECT_EQ(incidents[0].diversions, 1U);
    EXPECT_EQ(incidents[0].units_sent, 2U);
    EXPECT_EQ(incidents[0].times.assigned, at_s(0));
    EXPECT_EQ(incidents[0].times.mobile, at_s(1300));
    EXPECT_EQ(incidents[0].times.at_scene, at_s(1600));
    ASSERT_EQ(result.log.assignments.size(), 3U);
    EXPECT_TRUE(result.log.assignments[0].diverted);
    EXPECT_EQ(result.log.assignments[0].ended, at_s(100));
    EXPECT_EQ(result.log.assignments[0].at_scene, kNever);
}

TEST(Response, NobodyIsDivertedUnlessTheGradeSaysSoOrFromTheScene) {
    ResponsePlan plan = two_grades();
    plan.units[0].units = always(1);

    const RanResponse off(priority_then_immediate(plan, 0.0, 100.0));
    EXPECT_EQ(off.log.by_number()[1].times.assigned, at_s(1200));

    plan.grades[0].diverts_units = true;
    const RanResponse at_scene(priority_then_immediate(plan, 0.0, 400.0));
    EXPECT_EQ(at_scene.log.by_number()[1].times.assigned, at_s(1200));
    EXPECT_EQ(at_scene.log.by_number()[0].diversions, 0U);
}

TEST(Response, AnIncidentThatLosesItsUnitTakesAFreeOneOfItsOwnTalkgroup) {
    // The unit of any talkgroup goes to the first; its own talkgroup's comes on duty meanwhile.
    ResponsePlan plan = two_grades();
    plan.grades[0].diverts_units = true;
    plan.talkgroups[0].share = 0.5;
    plan.talkgroups.push_back({.name = "south", .share = 0.5, .desks = always(1)});
    plan.units[0].units = always(1);
    UnitGroup south{.name = "south",
                    .units = {{.from = kStartOfRun, .count = 0}, {.from = at_s(50), .count = 1}}};
    south.talkgroup = TalkgroupId{1};
    south.travel = ConstantLaw{300.0};
    plan.units.push_back(south);

    bool seen = false;
    for (std::uint64_t replication = 0; replication < 20 && !seen; ++replication) {
        const RanResponse result(priority_then_immediate(plan, 0.0, 100.0), replication);
        const auto incidents = result.log.by_number();
        if (incidents[0].talkgroup == TalkgroupId{1} && incidents[1].talkgroup == TalkgroupId{0}) {
            seen = true;
            EXPECT_EQ(incidents[0].diversions, 1U);
            EXPECT_EQ(incidents[0].times.at_scene, at_s(400));
            EXPECT_EQ(incidents[1].times.at_scene, at_s(400));
        }
    }
    EXPECT_TRUE(seen);
}

TEST(Response, NobodyIsSentBeforeTheAppointment) {
    ResponsePlan plan = one_grade();
    plan.grades[0].appointment = ConstantLaw{7200.0};
    plan.grades[0].target_start = TargetStart::Appointment;

    const RanResponse result(answered_at({10.0}, plan));

    const IncidentRecord& incident = result.log.incidents.at(0);
    EXPECT_EQ(incident.times.graded, at_s(10));
    EXPECT_EQ(incident.times.appointment, at_s(7210));
    EXPECT_EQ(incident.times.dispatch_begun, at_s(7210));
    EXPECT_EQ(incident.times.at_scene, at_s(7510));
    EXPECT_EQ(target_start(incident, TargetStart::Appointment), at_s(7210));
}

TEST(Response, WithoutAUnitAnIncidentIsGivenUpAndItsCallerRingsAgainFirst) {
    ResponsePlan plan = one_grade();
    plan.units[0].units = always(0);
    plan.grades[0].give_up_after = 600s;
    plan.grades[0].chase_after = 300s;
    const Scenario scenario = answered_at({0.0}, plan);
    const auto compiled = compile(scenario);
    ASSERT_TRUE(compiled);
    NoticeLog log;
    Response response(*compiled->response, log);
    response.begin(Streams(1, 0));
    CallRecord call;
    call.caller = 77;
    call.pool = PoolId{0};
    call.times.answered = at_s(5);
    call.times.wrapped_up = at_s(100);
    response.call_answered(report_of(call));

    std::vector<std::pair<SimTime, ChaserDue>> chasers;
    for (SimTime next = response.next_at(); next < kNever; next = response.next_at()) {
        response.handle_next();
        if (response.has_chaser()) {
            chasers.emplace_back(next, response.take_chaser());
        }
    }

    ASSERT_EQ(chasers.size(), 1U);
    EXPECT_EQ(chasers[0].first, at_s(305));
    EXPECT_EQ(chasers[0].second.caller, 77U);
    ASSERT_EQ(log.incidents.size(), 1U);
    EXPECT_EQ(log.incidents[0].outcome, IncidentOutcome::NeverResourced);
    EXPECT_EQ(log.incidents[0].times.closed, at_s(605));
}

TEST(Response, AnIncidentWithAUnitUnderWayIsNotGivenUpNorChasedOnceAttended) {
    ResponsePlan plan = one_grade();
    plan.grades[0].give_up_after = 100s;
    plan.grades[0].chase_after = 400s;

    const RanResponse result(answered_at({0.0}, plan));

    EXPECT_EQ(result.log.incidents.at(0).outcome, IncidentOutcome::Attended);
}

TEST(Response, AnIncidentOnADeskIsGivenUpAtTheDecisionWhenNoUnitIsFree) {
    ResponsePlan plan = one_grade();
    plan.units[0].units = always(0);
    plan.talkgroups[0].dispatch_work = ConstantLaw{90.0};
    plan.grades[0].give_up_after = 30s;

    const RanResponse result(answered_at({0.0}, plan));

    EXPECT_EQ(result.log.incidents.at(0).outcome, IncidentOutcome::NeverResourced);
    EXPECT_EQ(result.log.incidents.at(0).times.closed, at_s(90));
}

TEST(Response, GradesAreLoweredOnlyUnderPressure) {
    ResponsePlan plan = two_grades();
    plan.grading[0].mix = {1.0, 0.0};
    plan.units[0].units = always(3);
    const auto calls = {0.0, 1.0, 2.0, 3.0};

    const RanResponse off(answered_at(calls, plan));
    plan.grade_pressure = GradePressure{.free_units_below = 2, .shift_probability = 1.0};
    const RanResponse on(answered_at(calls, plan));

    for (const IncidentRecord& incident : off.log.incidents) {
        EXPECT_FALSE(incident.grade_lowered);
        EXPECT_EQ(incident.given_grade, kImmediate);
    }
    // Three free, then two, then one, then none.
    const auto incidents = on.log.by_number();
    EXPECT_EQ(incidents[0].given_grade, kImmediate);
    EXPECT_EQ(incidents[1].given_grade, kImmediate);
    EXPECT_EQ(incidents[2].given_grade, kPriority);
    EXPECT_TRUE(incidents[2].grade_lowered);
    EXPECT_EQ(incidents[3].given_grade, kPriority);
    EXPECT_EQ(incidents[3].true_grade, kImmediate);
}

TEST(Response, UnitsAndDesksFollowTheirShifts) {
    ResponsePlan plan = one_grade();
    plan.units[0].units = {{.from = kStartOfRun, .count = 1},
                           {.from = at_s(100), .count = 0},
                           {.from = at_s(5000), .count = 2}};
    plan.talkgroups[0].desks = {{.from = kStartOfRun, .count = 1},
                                {.from = at_s(200), .count = 0},
                                {.from = at_s(6000), .count = 1}};

    // The unit that is out when its shift ends comes home first. The third call waits for a desk.
    const RanResponse result(answered_at({0.0, 150.0, 300.0}, plan));

    const auto incidents = result.log.by_number();
    EXPECT_EQ(incidents[0].times.closed, at_s(900));
    EXPECT_EQ(incidents[1].times.assigned, at_s(5000));
    EXPECT_EQ(incidents[2].times.dispatch_begun, at_s(6000));
    ASSERT_EQ(result.log.units.size(), 4U);
    EXPECT_FALSE(result.log.units[1].signed_on);
    EXPECT_EQ(result.log.units[1].at, at_s(1200));
}

TEST(Response, WorkAtTheSceneIsThatOfTheTrueGrade) {
    ResponsePlan plan = two_grades();
    plan.grading[0].mix = {1.0, 0.0};
    plan.grading[0].given = {{0.0, 1.0}, {0.0, 1.0}};
    plan.grades[1].on_scene = ConstantLaw{50.0};

    const RanResponse result(answered_at({0.0}, plan));

    EXPECT_EQ(result.log.incidents.at(0).given_grade, kPriority);
    EXPECT_EQ(result.log.incidents.at(0).times.closed, at_s(900));
}

TEST(Response, OpenIncidentsAreNamedAtTheEnd) {
    ResponsePlan plan = one_grade();
    plan.units[0].units = always(1);
    Scenario scenario = answered_at({0.0, 1.0, 2.0}, plan);
    scenario.run.drain_max = 0s;
    scenario.run.measured = 1000s;

    const RanResponse result(scenario);

    EXPECT_EQ(result.incidents.attended, 1U);
    EXPECT_EQ(result.incidents.unfinished, 2U);
    EXPECT_EQ(result.incidents.open, 0U);
    ASSERT_EQ(result.log.assignments.size(), 1U);
    EXPECT_EQ(result.log.assignments[0].ended, at_s(1000));
}

TEST(Response, TooManyOpenIncidentsAreALimit) {
    ResponsePlan plan = one_grade();
    plan.units[0].units = always(0);
    const Scenario scenario = answered_at({0.0}, plan);
    auto compiled = compile(scenario);
    ASSERT_TRUE(compiled);
    compiled->response->incidents_max = 2;
    NoticeLog log;
    Response response(*compiled->response, log);
    response.begin(Streams(1, 0));
    for (std::uint64_t caller = 0; caller < 3; ++caller) {
        EXPECT_FALSE(response.overrun());
        CallRecord call;
        call.caller = caller;
        call.pool = PoolId{0};
        call.times.answered = at_s(5);
        call.times.wrapped_up = at_s(100);
        response.call_answered(report_of(call));
    }

    EXPECT_TRUE(response.overrun());
}

TEST(Response, ARoomWithoutOneTellsTheSameOfItsCalls) {
    ScenarioBuilder builder;
    builder.line("999", {.per_hour = 80.0})
        .call_class("999", {.patience = ExponentialLaw{60.0}})
        .pool("in_house", {.seats = 6, .pick_up = ConstantLaw{2.0}})
        .measured(5h);
    const Scenario without = builder.build();
    const Scenario with = builder.response(two_grades()).build();

    const RanResponse off(without);
    const RanResponse on(with);

    const auto calls = off.log.by_arrival();
    const auto same = on.log.by_arrival();
    ASSERT_EQ(calls.size(), same.size());
    for (std::size_t row = 0; row < calls.size(); ++row) {
        EXPECT_EQ(calls[row].caller, same[row].caller);
        EXPECT_EQ(calls[row].outcome, same[row].outcome);
        EXPECT_EQ(calls[row].handler, same[row].handler);
        EXPECT_EQ(calls[row].times.ended, same[row].times.ended);
    }
    EXPECT_TRUE(off.log.incidents.empty());
    EXPECT_EQ(on.log.incidents.size(), on.counts.answered);
}

}  // namespace
}  // namespace fcr::test
