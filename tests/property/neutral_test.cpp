// A mechanism that is there with numbers that do nothing tells the same as a room without it.
#include "tests/support/internal_line.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/response_plans.hpp"
#include "tests/support/rosters.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr CallClassId kUrgent{0};
constexpr CallClassId kOrdinary{1};
constexpr CallClassId kWork{2};
constexpr PoolId kForce{0};
constexpr PoolId kContractor{1};

/// A room that is short of everything, so that callers wait and give up, incidents wait for units
/// and some are never sent to: people on a roster, a contractor's seats, 999 and 101.
Scenario busy_room() {
    Scenario scenario =
        ScenarioBuilder()
            .line("999", {.per_hour = 60.0})
            .call_class("999", {.priority = 1, .patience = ExponentialLaw{120.0}})
            .line("101", {.per_hour = 90.0, .emergency = false})
            .call_class("101",
                        {.priority = 2,
                         .patience = ExponentialLaw{300.0},
                         .route = {{.pools = {"force"}},
                                   {.after = 60s, .pools = {"contractor"}, .move = true}}})
            .pool("force", {.staff = Staff{every_day(9, 0h, 20h), {}}, .skills = {"999", "101"}})
            .pool("contractor",
                  {.seats = 2, .skills = {"101"}, .employer = "Acme", .contractor = true})
            .response(two_grades())
            .measured(6h)
            .build();
    add_internal(scenario, "work", ConstantLaw{60.0}, 3);
    ResponsePlan& response = *scenario.response;
    response.units[0].units = always(8);
    for (Grade& grade : response.grades) {
        grade.give_up_after = 15min;
        grade.give_up_probability = 0.5;
    }
    return scenario;
}

auto told(const CallRecord& call) {
    const CallTimes& times = call.times;
    return std::tuple(
        std::tuple(call.number, call.caller, call.lineage, call.line, call.call_class),
        std::tuple(call.outcome, call.origin, call.attempt, call.abandon_reason, call.reason),
        std::tuple(call.outage, call.known, call.matter, call.pool, call.handler),
        std::array{times.dialled,
                   times.operator_answered,
                   times.operator_connect,
                   times.network_arrive,
                   times.message_end,
                   times.offered,
                   times.segment_presented,
                   times.presented,
                   times.answered,
                   times.resumed,
                   times.abandoned,
                   times.ended,
                   times.wrapped_up,
                   times.ready});
}
auto told(const IncidentRecord& incident) {
    const IncidentTimes& times = incident.times;
    return std::tuple(std::tuple(incident.number, incident.call, incident.pool, incident.talkgroup),
                      std::tuple(incident.true_grade,
                                 incident.given_grade,
                                 incident.outcome,
                                 incident.grade_lowered,
                                 incident.units_needed,
                                 incident.units_sent,
                                 incident.diversions),
                      std::array{times.opened,
                                 times.graded,
                                 times.appointment,
                                 times.dispatch_begun,
                                 times.dispatch_decided,
                                 times.assigned,
                                 times.mobile,
                                 times.at_scene,
                                 times.closed});
}
auto told(const AssignmentRecord& row) {
    return std::tuple(
        row.incident,
        row.ordinal,
        row.unit,
        row.diverted,
        std::array{row.assigned, row.mobile, row.at_scene, row.left_scene, row.ended});
}
auto told(const SeatTaken& seat) {
    return std::tuple(seat.at, seat.handler, seat.pool, seat.signed_on, seat.on_duty, seat.reason);
}
auto told(const ShiftMissed& shift) {
    return std::tuple(shift.handler, shift.from, shift.reason);
}

/// All rows, in order, as they were told.
template <typename Rows>
void expect_same(const Rows& rows, const Rows& earlier) {
    ASSERT_EQ(rows.size(), earlier.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        ASSERT_TRUE(told(rows[row]) == told(earlier[row])) << "row " << row;
    }
}

struct Neutral {
    std::string_view name;
    void (*add)(Scenario& scenario);
};
std::ostream& operator<<(std::ostream& out, const Neutral& row) {
    return out << row.name;
}

CallClass& class_of(Scenario& scenario, CallClassId id) {
    return scenario.call_classes[id.index()];
}
People& people_of(Scenario& scenario) {
    return scenario.pools[kForce.index()].staff->people;
}
RouteStep step_to(PoolId pool, Duration after) {
    RouteStep step;
    step.after = after;
    step.pools = {pool};
    return step;
}
void disrupt(Scenario& scenario, double chance, DisruptionStage stage) {
    stage.length = 2h;
    scenario.disruptions = {
        {.name = "disruption", .start = 1h, .chance = chance, .stages = {std::move(stage)}}};
}

class Neutrals : public testing::TestWithParam<Neutral> {};

TEST_P(Neutrals, TellWhatARoomWithoutThemTells) {
    for (const std::uint64_t seed : {1, 2, 3}) {
        const Scenario plain = busy_room();
        Scenario with = plain;
        GetParam().add(with);
        RoomRun earlier;
        run_room(plain, earlier, seed);
        RoomRun run;
        run_room(with, run, seed);

        expect_same(run.log.calls, earlier.log.calls);
        expect_same(run.log.incidents, earlier.log.incidents);
        expect_same(run.log.assignments, earlier.log.assignments);
        expect_same(run.log.seats, earlier.log.seats);
        expect_same(run.log.missed, earlier.log.missed);
    }
}

TEST(BusyRoom, MeetsWhatTheNeutralsAreAbout) {
    RoomRun run;
    run_room(busy_room(), run);

    EXPECT_GT(run.counts.abandoned, 50U);
    EXPECT_GT(run.counts.answered, 300U);
    EXPECT_GT(run.incidents.never_resourced, 5U);
    EXPECT_GT(run.incidents.attended, 50U);
    const auto by_contractor = std::ranges::count(run.log.calls, kContractor, &CallRecord::pool);
    EXPECT_GT(by_contractor, 10);
}

INSTANTIATE_TEST_SUITE_P(
    Mechanisms,
    Neutrals,
    testing::Values(
        Neutral{"redial_of_nobody",
                [](Scenario& scenario) { class_of(scenario, kOrdinary).after_loss = AfterLoss{}; }},
        Neutral{"repeat_of_nobody",
                [](Scenario& scenario) {
                    class_of(scenario, kOrdinary).repeat = RepeatContact{.call = {.to = kOrdinary}};
                }},
        Neutral{"ring_back_of_nobody",
                [](Scenario& scenario) {
                    class_of(scenario, kUrgent).ring_back =
                        RingBack{.share = 0.0, .work = {.to = kWork}};
                }},
        Neutral{"call_back_nobody_accepts",
                [](Scenario& scenario) {
                    class_of(scenario, kOrdinary).call_back =
                        CallBackOffer{.when_wait_over = 1s, .accept = 0.0, .work = {.to = kWork}};
                }},
        Neutral{"outbound_always_reached",
                [](Scenario& scenario) { class_of(scenario, kWork).outbound = Outbound{}; }},
        Neutral{"incidents_of_one_call",
                [](Scenario& scenario) {
                    class_of(scenario, kUrgent).cluster = Cluster{
                        .sizes = {{1, 1.0}}, .gap = ConstantLaw{60.0}, .duplicate = kUrgent};
                }},
        Neutral{"next_stage_of_nobody",
                [](Scenario& scenario) {
                    class_of(scenario, kOrdinary).next = {
                        {.share = 0.0, .to = kWork, .conference = false},
                        {.share = 0.0, .to = kWork, .conference = true}};
                }},
        Neutral{"recording_of_nothing",
                [](Scenario& scenario) {
                    class_of(scenario, kOrdinary).recording =
                        ExtraWork{.share = 0.0, .work = ConstantLaw{100.0}};
                }},
        Neutral{"gate_always_open",
                [](Scenario& scenario) {
                    class_of(scenario, kOrdinary).route[1].when = Gate{.share = 1.0};
                }},
        Neutral{"step_never_open",
                [](Scenario& scenario) {
                    RouteStep step = step_to(kContractor, 10s);
                    step.when = Gate{.share = 0.0};
                    class_of(scenario, kUrgent).route.push_back(step);
                    scenario.pools[kContractor.index()].skills.push_back(kUrgent);
                }},
        Neutral{"buddy_force_nobody_waits_for",
                [](Scenario& scenario) {
                    RouteStep step;
                    step.after = 5h;
                    step.divert = true;
                    class_of(scenario, kUrgent).route.push_back(step);
                }},
        Neutral{"preemption_of_nothing",
                [](Scenario& scenario) { class_of(scenario, kUrgent).preempts = true; }},
        Neutral{"interruption_by_nobody",
                [](Scenario& scenario) {
                    class_of(scenario, kOrdinary).interruption = Interruption::Hold;
                }},
        Neutral{"preference_for_no_time",
                [](Scenario& scenario) {
                    scenario.pools[kForce.index()].preferences = {
                        {.call_class = kOrdinary, .head_start = 0s}};
                }},
        Neutral{"no_seat_kept_free",
                [](Scenario& scenario) {
                    scenario.pools[kForce.index()].seats_kept_free = {
                        {.call_class = kOrdinary, .seats = 0}};
                }},
        Neutral{"more_lines_than_callers",
                [](Scenario& scenario) { scenario.lines[1].lines_max = 4'000; }},
        Neutral{"hours_and_days_that_do_not_vary",
                [](Scenario& scenario) {
                    scenario.lines[1].arrivals.hour_factor = HourFactor{};
                    scenario.lines[1].arrivals.day_factor_cv = 0.0;
                    scenario.day_factor_correlation = 0.5;
                }},
        Neutral{"surge_of_no_calls",
                [](Scenario& scenario) {
                    scenario.surges = {{.name = "surge",
                                        .call_class = kUrgent,
                                        .start = 1h,
                                        .spread = ConstantLaw{60.0},
                                        .calls = 0.0}};
                }},
        Neutral{"disruption_without_chance",
                [](Scenario& scenario) {
                    disrupt(scenario,
                            0.0,
                            {.staff = {{.multiplier = 0.2}},
                             .handling_factor = 2.0,
                             .lines = {{.line = LineId{0}, .connect_loss_share = 0.5}},
                             .back_record = FollowUp{.to = kWork}});
                }},
        Neutral{"disruption_of_nothing",
                [](Scenario& scenario) {
                    disrupt(scenario, 1.0, {.staff = {{}}, .lines = {{.line = LineId{0}}}});
                }},
        Neutral{"zero_hours_all_accepted",
                [](Scenario& scenario) {
                    people_of(scenario).zero_hours =
                        ZeroHours{.share = 0.5, .accept = 1.0, .first_start = {}};
                }},
        Neutral{"transfer_that_slows_nobody",
                [](Scenario& scenario) {
                    people_of(scenario).transfer =
                        Transfer{.from = -24h, .factor = 1.0, .span = 720h};
                }},
        Neutral{"fatigue_of_nobody",
                [](Scenario& scenario) {
                    people_of(scenario).fatigue_per_hour = 0.0;
                    people_of(scenario).fatigue_after = 1h;
                }},
        Neutral{"sickness_of_nobody",
                [](Scenario& scenario) { people_of(scenario).sick_spell_days = 2.0; }},
        Neutral{"graders_who_err_as_their_class",
                [](Scenario& scenario) {
                    scenario.response->grader_errors = {{.pool = kForce, .factor = 1.0}};
                }},
        Neutral{"graders_who_err_ten_times_never",
                [](Scenario& scenario) {
                    scenario.response->grader_errors = {{.pool = kForce, .factor = 10.0}};
                }},
        Neutral{"grade_pressure_on_nobody",
                [](Scenario& scenario) {
                    scenario.response->grade_pressure =
                        GradePressure{.free_units_below = 4, .shift_probability = 0.0};
                }},
        Neutral{"chasers_of_nobody",
                [](Scenario& scenario) {
                    for (Grade& grade : scenario.response->grades) {
                        grade.chase_after = 10min;
                        grade.chase_probability = 0.0;
                    }
                }},
        Neutral{"diversion_from_nothing_less_urgent",
                [](Scenario& scenario) {
                    scenario.response->grades[kPriority.index()].diverts_units = true;
                }},
        Neutral{"travel_by_grade_as_of_all",
                [](Scenario& scenario) {
                    UnitGroup& units = scenario.response->units[0];
                    units.travel_by_grade = {{kImmediate, units.travel}};
                }}),
    [](const testing::TestParamInfo<Neutral>& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace fcr::test
