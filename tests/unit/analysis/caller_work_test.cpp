#include "sim/analysis/caller_work.hpp"

#include "sim/scenario/compile.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using std::chrono::hours;

constexpr double kWorkS = 240.0;  // of every call: 200 s of talk and 40 s of wrap-up

/// An hour of warm-up and three that are measured; 30 calls an hour on 999, 12 on 101.
CompiledScenario two_lines() {
    return *compile(
        ScenarioBuilder()
            .line("999", {.per_hour = 30.0, .day_factor_cv = 0.2})
            .line("101", {.per_hour = 12.0, .emergency = false})
            .call_class("999",
                        {.line = "999", .talk = ConstantLaw{200.0}, .wrap_up = ConstantLaw{40.0}})
            .call_class("101",
                        {.line = "101", .talk = ConstantLaw{200.0}, .wrap_up = ConstantLaw{40.0}})
            .pool("in_house", {.seats = 20})
            .warm_up(hours{1})
            .measured(hours{3})
            .build());
}

std::vector<ReplicationResult> replications(const CompiledScenario& scenario, std::uint64_t count) {
    ExperimentProgress progress;
    return run_experiment(scenario, {.seed = 5, .replications = count}, progress).replications;
}

TEST(CallerWork, CutsTheMeasuredSpanAsFinelyAsThereAreReplicationsFor) {
    const CompiledScenario scenario = two_lines();
    const CallerWork work(scenario, 5);

    EXPECT_EQ(work.lines().size(), 2U);
    EXPECT_EQ(work.parts_for(19), 0U);
    EXPECT_EQ(work.parts_for(20), 1U);
    EXPECT_EQ(work.parts_for(59), 2U);
    EXPECT_EQ(work.parts_for(100), 4U);
    EXPECT_EQ(work.parts_for(239), 6U);
    EXPECT_EQ(work.parts_for(100'000), 12U);
}

TEST(CallerWork, ExpectsTheCallsOfThePartTimesTheirWork) {
    const CompiledScenario scenario = two_lines();
    CallerWork work(scenario, 5);

    const std::vector<Control> whole = work.controls({}, 1);
    const std::vector<Control> parts = work.controls({}, 4);

    ASSERT_EQ(whole.size(), 2U);
    EXPECT_NEAR(whole[0].mean, 90.0 * kWorkS, 1e-6);
    EXPECT_NEAR(whole[1].mean, 36.0 * kWorkS, 1e-6);
    ASSERT_EQ(parts.size(), 8U);
    EXPECT_NEAR(parts[3].mean, 22.5 * kWorkS, 1e-6);
    EXPECT_NEAR(parts[4].mean, 9.0 * kWorkS, 1e-6);
}

TEST(CallerWork, IsThatOfTheCallersWhomTheRoomMet) {
    const CompiledScenario scenario = two_lines();
    const auto results = replications(scenario, 7);
    const Recorder recorder(scenario);
    CallerWork work(scenario, 5);

    const std::vector<Control> controls = work.controls(results, 1);

    for (std::size_t line = 0; line < 2; ++line) {
        const PopulationId population = recorder.population(LineId{line});
        for (std::size_t row = 0; row < results.size(); ++row) {
            const auto offered = results[row].populations[population.index()].calls.offered();
            EXPECT_NEAR(controls[line].samples[row], static_cast<double>(offered) * kWorkS, 1e-6);
        }
    }
}

TEST(CallerWork, OfThePartsIsThatOfTheWhole) {
    const CompiledScenario scenario = two_lines();
    const auto results = replications(scenario, 3);
    CallerWork work(scenario, 5);

    const std::vector<Control> whole = work.controls(results, 1);
    const std::vector<Control> parts = work.controls(results, 12);

    for (std::size_t row = 0; row < results.size(); ++row) {
        double sum = 0.0;
        for (std::size_t part = 0; part < 12; ++part) {
            sum += parts[part].samples[row];
        }
        EXPECT_NEAR(sum, whole[0].samples[row], 1e-6);
    }
}

TEST(CallerWork, OfARecordedLoadIsNoMatterOfChance) {
    const CompiledScenario scenario =
        *compile(ScenarioBuilder()
                     .load({{.at = kStartOfRun + hours{1}, .call_class = CallClassId{0}}})
                     .measured(hours{3})
                     .build());
    const CallerWork work(scenario, 5);

    EXPECT_TRUE(work.lines().empty());
    EXPECT_EQ(work.parts_for(1000), 0U);
}

}  // namespace
}  // namespace fcr::test
