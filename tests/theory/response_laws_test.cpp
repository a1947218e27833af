// Laws of queueing that the response to calls keeps. Each judgement is at 99.9 %; the seed was
// fixed before looking.
#include "sim/analysis/erlang.hpp"
#include "sim/statistics/estimate.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/response_plans.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>
#include <vector>

namespace fcr::test {
namespace {

using std::chrono::hours;

constexpr std::uint64_t kResponseSeed = 20'261'123;
constexpr double kResponseConfidence = 0.999;
constexpr int kResponseReplications = 150;
constexpr double kWarmUpS = 12.0 * 3600.0;

/// 40 answered calls an hour for 100 hours, each at once an incident: Poisson, because handlers are
/// many.
Scenario forty_an_hour(ResponsePlan plan) {
    return ScenarioBuilder()
        .line("999", {.per_hour = 40.0})
        .call_class("999", {.talk = ConstantLaw{60.0}})
        .pool("in_house", {.seats = 60})
        .measured(hours{100})
        .response(std::move(plan))
        .build();
}

/// One number of each replication.
template <typename Read>
std::vector<double> replicate(const Scenario& scenario, Read read) {
    std::vector<double> samples;
    for (int replication = 0; replication < kResponseReplications; ++replication) {
        RoomRun run;
        run_room(scenario, run, kResponseSeed, static_cast<std::uint64_t>(replication));
        EXPECT_EQ(run.limit, Limit::None);
        samples.push_back(read(run));
    }
    return samples;
}

void expect_mean(const std::vector<double>& samples, double expected) {
    const std::optional<Estimate> mean = estimate_mean(samples, kResponseConfidence);
    ASSERT_TRUE(mean && mean->half_width);
    EXPECT_NEAR(mean->value, expected, *mean->half_width);
    // So narrow that it says something.
    EXPECT_LT(*mean->half_width, 0.12 * expected);
}

template <typename Wait>
double mean_after_warm_up(const RoomRun& run, Wait wait) {
    double sum = 0.0;
    double count = 0.0;
    for (const IncidentRecord& incident : run.log.incidents) {
        if (to_seconds(incident.times.graded - kStartOfRun) >= kWarmUpS) {
            sum += to_seconds(wait(incident));
            count += 1.0;
        }
    }
    return sum / count;
}

TEST(ResponseLaws, DesksAreErlangC) {
    // 40 an hour, 200 s each, 3 desks: 2.22 erlangs, 74 % busy.
    ResponsePlan plan = one_grade();
    plan.talkgroups[0].desks = always(3);
    plan.talkgroups[0].dispatch_work = ExponentialLaw{200.0};
    plan.units[0].units = always(400);
    const ErlangC theory =
        erlang_c({.arrivals_per_s = 40.0 / 3600.0, .service_mean_s = 200.0, .handlers = 3});

    const auto waits = replicate(forty_an_hour(plan), [](const RoomRun& run) {
        return mean_after_warm_up(run, [](const IncidentRecord& incident) {
            return incident.times.dispatch_begun - incident.times.graded;
        });
    });

    expect_mean(waits, theory.wait_mean_s);
}

TEST(ResponseLaws, FewUnitsAreErlangC) {
    // A unit's whole turn is its travel here: 40 an hour, 840 s each, 12 units.
    ResponsePlan plan = one_grade();
    plan.talkgroups[0].desks = always(400);
    plan.grades[0].on_scene = ConstantLaw{};
    plan.grades[0].paperwork = ConstantLaw{};
    plan.units[0].travel = ExponentialLaw{840.0};
    plan.units[0].units = always(12);
    const ErlangC theory =
        erlang_c({.arrivals_per_s = 40.0 / 3600.0, .service_mean_s = 840.0, .handlers = 12});

    const auto waits = replicate(forty_an_hour(plan), [](const RoomRun& run) {
        return mean_after_warm_up(run, [](const IncidentRecord& incident) {
            return incident.times.assigned - incident.times.graded;
        });
    });

    expect_mean(waits, theory.wait_mean_s);
}

TEST(ResponseLaws, WithUnitsForAllThoseOutAreRateTimesTurn) {
    // M/G/infinity: mobilise 60, travel 480, scene 2700, paperwork 1800 x 0.5: 4140 s a turn.
    ResponsePlan plan = one_grade();
    plan.units[0].units = always(400);
    plan.units[0].mobilise = ExponentialLaw{60.0};
    plan.units[0].travel = LognormalLaw{480.0, 0.6};
    plan.units[0].paperwork_factor = 0.5;
    plan.grades[0].on_scene = LognormalLaw{2700.0, 1.0};
    plan.grades[0].paperwork = ExponentialLaw{1800.0};

    const auto out = replicate(forty_an_hour(plan), [](const RoomRun& run) {
        // Time that units are out between the warm-up and the end of the calls.
        const SimTime from = at_s(kWarmUpS);
        const SimTime until = at_s(100.0 * 3600.0);
        Duration sum{0};
        for (const AssignmentRecord& assignment : run.log.assignments) {
            sum +=
                std::max(Duration{0},
                         std::min(until, assignment.ended) - std::max(from, assignment.assigned));
        }
        return to_seconds(sum) / to_seconds(until - from);
    });

    expect_mean(out, 40.0 / 3600.0 * 4140.0);
}

TEST(ResponseLaws, DispatchTakesLongerTheLessUrgentTheGrade) {
    ResponsePlan plan = two_grades();
    plan.grades.push_back(plan.grades[1]);
    plan.grades.push_back(plan.grades[1]);
    for (std::uint32_t row = 0; row < 4; ++row) {
        plan.grades[row].priority = row + 1;
    }
    plan.grading[0].mix = {0.1, 0.3, 0.3, 0.3};
    plan.grading[0].given.clear();
    for (std::size_t row = 0; row < 4; ++row) {
        plan.grading[0].given.emplace_back(4, 0.0).at(row) = 1.0;
    }
    plan.talkgroups[0].dispatch_work = ExponentialLaw{40.0};
    // 40 an hour at 1200 s: 13.3 of 14 units are out.
    plan.units[0].units = always(14);

    RoomRun run;
    run_room(forty_an_hour(plan), run, kResponseSeed);

    std::vector<std::vector<Duration>> delays(4);
    for (const IncidentRecord& incident : run.log.incidents) {
        delays[incident.given_grade.index()].push_back(incident.times.assigned -
                                                       incident.times.graded);
    }
    Duration before{0};
    for (std::vector<Duration>& of_grade : delays) {
        std::ranges::sort(of_grade);
        const Duration median = of_grade[of_grade.size() / 2];
        EXPECT_GE(median, before);
        before = median;
    }
    EXPECT_GT(delays[3][delays[3].size() / 2], 5 * delays[0][delays[0].size() / 2]);
}

}  // namespace
}  // namespace fcr::test
