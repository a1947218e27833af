// What reports tell of the response to calls, and that they tell nothing where there is none.
#include "sim/report/intervals_csv.hpp"
#include "sim/report/json.hpp"
#include "sim/report/response_csv.hpp"
#include "sim/report/text.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/response_plans.hpp"
#include "tests/unit/report/tiny_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

namespace fcr::test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Three calls an hour apart from 00:00, each an Immediate incident; one desk of 60 s, one unit
/// that takes 300 s to come, stays 600 s and writes for 300 s; the target is 6 min from T6.
ScenarioBuilder three_incidents() {
    ResponsePlan plan = one_grade();
    plan.grading[0].grade_delay = ConstantLaw{40.0};
    plan.talkgroups[0].dispatch_work = ConstantLaw{60.0};
    plan.units[0].units = always(1);
    plan.grades[0].target = std::chrono::minutes{6};
    plan.grades[0].target_start = TargetStart::Graded;
    return ScenarioBuilder()
        .call_class("999", {.talk = ConstantLaw{120.0}})
        .load(calls_at({0.0, 3600.0, 3700.0}))
        .measured(std::chrono::hours{2})
        .response(std::move(plan));
}

TEST(ResponseReport, FiguresAreAsWorkedByHand) {
    // The third is graded at 3740 s, decided at 3800 s and waits for the unit, which is sent at
    // 3700 s and free at 4900 s: dispatch takes 60, 60 and 1160 s, response 360, 360 and 1460 s.
    const FinishedRun finished = run(three_incidents(), {.replications = 2});

    const ResponseSummary& response = finished.summary.response.value();
    const GradeFigures& immediate = response.grades.at(0).figures;
    EXPECT_DOUBLE_EQ(immediate.incidents->value, 3.0);
    EXPECT_DOUBLE_EQ(immediate.attended->value, 3.0);
    EXPECT_NEAR(immediate.in_target_percent->value, 200.0 / 3.0, 1e-9);
    EXPECT_NEAR(immediate.response_mean_s->value, (360.0 + 360.0 + 1460.0) / 3.0, 1e-9);
    EXPECT_NEAR(immediate.dispatch_s->value, (60.0 + 60.0 + 1160.0) / 3.0, 1e-9);
    EXPECT_NEAR(immediate.to_grade_s->value, 40.0, 1e-9);
    EXPECT_NEAR(immediate.travel_s->value, 300.0, 1e-9);
    EXPECT_NEAR(immediate.units_sent->value, 1.0, 1e-9);
    // Busy 100 to 1300 s, 3700 to 4900 s, 4900 to 6100 s, all within the two hours.
    const UnitSummary& units = response.units.at(0);
    EXPECT_NEAR(units.unit_hours->value, 2.0, 1e-9);
    EXPECT_NEAR(units.utilisation_percent->value, 50.0, 1e-9);
    EXPECT_NEAR(units.travel_percent->value, 12.5, 1e-9);
    EXPECT_NEAR(units.scene_percent->value, 25.0, 1e-9);
    EXPECT_NEAR(units.paperwork_percent->value, 12.5, 1e-9);
    const DeskSummary& desks = response.desks.at(0);
    EXPECT_NEAR(desks.decisions->value, 3.0, 1e-9);
    EXPECT_NEAR(desks.occupancy_percent->value, 2.5, 1e-9);
    EXPECT_NEAR(desks.wait_s->value, 0.0, 1e-9);
}

TEST(ResponseReport, TimeOfUnitsIsCutAtTheEndOfWhatIsMeasured) {
    ScenarioBuilder builder = three_incidents();
    const FinishedRun finished =
        run(builder.measured(std::chrono::seconds{4000}), {.replications = 1});

    // Of the second turn the travel alone lies within: 1200 s and 300 s of 4000 s.
    EXPECT_NEAR(finished.summary.response->units.at(0).utilisation_percent->value, 37.5, 1e-9);
}

TEST(ResponseReport, AppointmentsCountWhereTheAgreedTimeLies) {
    ResponsePlan plan = one_grade();
    plan.grades[0].appointment = ConstantLaw{3600.0};
    const FinishedRun finished = run(ScenarioBuilder()
                                         .load(calls_at({0.0, 3000.0, 8000.0}))
                                         .warm_up(std::chrono::hours{1})
                                         .measured(std::chrono::hours{2})
                                         .response(plan),
                                     {.replications = 1});

    // Agreed for 3600 s, 6600 s and 11600 s; measured from 3600 s to 10800 s.
    EXPECT_DOUBLE_EQ(finished.summary.response->grades.at(0).figures.incidents->value, 2.0);
}

TEST(ResponseReport, TextJsonAndCsvTellIt) {
    const FinishedRun finished = run(three_incidents(), {.replications = 2});

    const std::string text = to_text(finished.summary, {});
    EXPECT_THAT(text, HasSubstr("Incidents in 2 h"));
    EXPECT_THAT(text, HasSubstr("within 6 min of the grade (T6)"));
    EXPECT_THAT(text, HasSubstr("Minutes to attend"));
    EXPECT_THAT(text, HasSubstr("Units in 2 h"));
    EXPECT_THAT(text, HasSubstr("Dispatchers in 2 h"));
    const std::string json = to_json(finished.summary, "0.0.0");
    EXPECT_THAT(json, HasSubstr("\"target_start\": \"GRADED\""));
    EXPECT_THAT(json, HasSubstr("\"response_mean_s\""));
    const std::string csv = response_csv(finished.summary);
    EXPECT_THAT(csv, HasSubstr("grade,Immediate,01:00,2,2,0,0,50,910,610,300,,\r\n"));
    // A heading, then two hours of quarters for a grade, a group of units and a talkgroup.
    EXPECT_EQ(std::ranges::count(csv, '\n'), 1 + 3 * 8);
}

TEST(ResponseReport, WithoutOneNothingIsTold) {
    const FinishedRun finished = run(tiny_scenario());

    EXPECT_FALSE(finished.summary.response);
    EXPECT_THAT(to_text(finished.summary, {}), Not(HasSubstr("Incidents")));
    EXPECT_THAT(to_json(finished.summary, "0.0.0"), Not(HasSubstr("\"response\"")));
}

TEST(ResponseReport, OpenIncidentsAreWarnedOf) {
    ScenarioBuilder builder = three_incidents();
    const FinishedRun finished =
        run(builder.drain_max(Duration::zero()).measured(std::chrono::seconds{4000}),
            {.replications = 1});

    EXPECT_THAT(finished.summary.warnings,
                testing::Contains(HasSubstr("2 incidents of grade Immediate")));
}

TEST(ResponseReport, AnyNumberOfThreadsTellsTheSame) {
    ResponsePlan plan = two_grades();
    plan.talkgroups[0].dispatch_work = ExponentialLaw{60.0};
    plan.units[0].travel = LognormalLaw{500.0, 0.6};
    const ScenarioBuilder builder =
        ScenarioBuilder().measured(std::chrono::hours{3}).response(plan);

    const FinishedRun one = run(builder, {.replications = 12}, 1);
    const FinishedRun three = run(builder, {.replications = 12}, 3);

    EXPECT_EQ(to_json(one.summary, "0.0.0"), to_json(three.summary, "0.0.0"));
    EXPECT_EQ(response_csv(one.summary), response_csv(three.summary));
}

}  // namespace
}  // namespace fcr::test
