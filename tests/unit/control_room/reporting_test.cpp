// Which answered calls tell an incident, and who rings again because nobody came.
#include "tests/support/internal_line.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/response_plans.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <set>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

/// One class, 20 handlers who talk 60 s; every call tells an incident that units attend at once.
Scenario reporting(std::initializer_list<double> seconds) {
    return ScenarioBuilder()
        .call_class("999", {.talk = ConstantLaw{60.0}})
        .pool("in_house", {.seats = 20})
        .load(calls_at(seconds))
        .measured(2h)
        .response(one_grade())
        .build();
}

/// One replication, run to its end.
struct Ran : RoomRun {
    explicit Ran(const Scenario& scenario) {
        run_room(scenario, *this);
        EXPECT_EQ(limit, Limit::None);
        EXPECT_TRUE(counts.conserved());
        EXPECT_TRUE(incidents.conserved());
    }
};

TEST(Reporting, ARepeatTellsNothingNew) {
    Scenario scenario = reporting({0, 100});
    scenario.call_classes[0].repeat =
        RepeatContact{.share = 1.0, .call = {.to = CallClassId{0}, .delay = ConstantLaw{3000.0}}};

    const Ran run(scenario);

    EXPECT_GE(run.log.calls.size(), 4U);
    EXPECT_EQ(run.incidents.reported, 2U);
}

TEST(Reporting, WhoWasLostTellsItsIncidentWhenAnsweredAtLast) {
    Scenario scenario = reporting({0, 1});
    scenario.pools[0].seats = {{.from = kStartOfRun, .seats = 1}};
    scenario.call_classes[0].patience = ConstantLaw{10.0};
    scenario.call_classes[0].after_loss =
        AfterLoss{.redial_first = 1.0, .redial_later = 1.0, .redial_delay = ConstantLaw{120.0}};

    const Ran run(scenario);

    ASSERT_EQ(run.log.calls.size(), 3U);
    const auto incidents = run.log.by_number();
    ASSERT_EQ(incidents.size(), 2U);
    EXPECT_EQ(incidents[1].call, 2U);
    EXPECT_EQ(incidents[1].caller, run.log.by_arrival()[1].caller);
}

TEST(Reporting, OfSeveralCallsAboutOneIncidentTheRecognisedOnesAddNone) {
    for (const double recognised : {0.0, 1.0}) {
        Scenario scenario = reporting({0, 1000});
        scenario.call_classes[0].cluster = Cluster{.sizes = {{4, 1.0}},
                                                   .gap = ConstantLaw{10.0},
                                                   .duplicate = CallClassId{0},
                                                   .recognised = recognised};

        const Ran run(scenario);

        EXPECT_EQ(run.log.calls.size(), 8U);
        EXPECT_EQ(run.incidents.reported, recognised > 0.0 ? 2U : 8U);
        // Each has draws of its own, though the callers share a key.
        std::set<std::pair<std::uint64_t, std::uint16_t>> matters;
        for (const IncidentRecord& incident : run.log.incidents) {
            EXPECT_TRUE(matters.emplace(incident.caller, incident.matter).second);
        }
    }
}

TEST(Reporting, APassedOnCallIsGradedByTheLastWhoGrades) {
    Scenario scenario = reporting({0, 100});
    const CallClassId desk = add_internal(scenario, "desk", ConstantLaw{30.0}, 1);
    scenario.call_classes[0].next = {{.share = 1.0, .to = desk}};

    // The desk does not grade: the first handler did.
    EXPECT_EQ(Ran(scenario).log.by_number().at(0).call_class, CallClassId{0});

    Grading grading = scenario.response->grading[0];
    grading.call_class = desk;
    scenario.response->grading.push_back(grading);
    const Ran run(scenario);
    EXPECT_EQ(run.incidents.reported, 2U);
    EXPECT_EQ(run.log.by_number().at(0).call_class, desk);
    EXPECT_EQ(run.log.by_number().at(0).times.answered, at_s(60));
}

TEST(Reporting, NobodyIsReachedNothingIsTold) {
    Scenario scenario = reporting({0, 1});
    scenario.pools[0].seats = {{.from = kStartOfRun, .seats = 1}};
    scenario.call_classes[0].patience = ConstantLaw{10.0};
    const CallClassId back = add_internal(scenario, "back", ConstantLaw{30.0}, 2);
    scenario.call_classes[0].ring_back = RingBack{.share = 1.0, .work = {.to = back}};
    Grading grading = scenario.response->grading[0];
    grading.call_class = back;
    scenario.response->grading.push_back(grading);

    scenario.call_classes[back.index()].outbound = Outbound{.reached = 0.0};
    EXPECT_EQ(Ran(scenario).incidents.reported, 1U);
    scenario.call_classes[back.index()].outbound = Outbound{.reached = 1.0};
    EXPECT_EQ(Ran(scenario).incidents.reported, 2U);
}

TEST(Reporting, WhoWaitsForNobodyRingsAgainOnceAndAddsNoIncident) {
    Scenario scenario = reporting({0, 100});
    scenario.response->units[0].units = always(0);
    scenario.response->grades[0].chase_after = 600s;
    scenario.response->grades[0].give_up_after = 3600s;

    const Ran run(scenario);

    const auto calls = run.log.by_arrival();
    ASSERT_EQ(calls.size(), 4U);
    EXPECT_EQ(calls[2].origin, Origin::Chaser);
    EXPECT_EQ(calls[2].caller, calls[0].caller);
    EXPECT_NE(calls[2].lineage, calls[0].lineage);
    EXPECT_EQ(calls[2].times.dialled, at_s(600));
    EXPECT_EQ(calls[3].times.dialled, at_s(700));
    EXPECT_EQ(run.incidents.reported, 2U);
    EXPECT_EQ(run.incidents.never_resourced, 2U);
}

TEST(Reporting, AChaserMayBeOfAnotherClass) {
    Scenario scenario = reporting({0});
    scenario.response->units[0].units = always(0);
    scenario.response->grades[0].chase_after = 600s;
    scenario.response->grades[0].give_up_after = 3600s;
    Line line = scenario.lines[0];
    line.name = "101";
    scenario.lines.push_back(line);
    CallClass other = scenario.call_classes[0];
    other.name = "101";
    other.line = LineId{1};
    scenario.call_classes.push_back(other);
    scenario.pools[0].skills.emplace_back(1);
    scenario.response->grades[0].chase_class = CallClassId{1};

    const auto calls = Ran(scenario).log.by_arrival();

    ASSERT_EQ(calls.size(), 2U);
    EXPECT_EQ(calls[1].call_class, CallClassId{1});
    EXPECT_EQ(calls[1].line, LineId{1});
}

}  // namespace
}  // namespace fcr::test
