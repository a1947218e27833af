#include "sim/scenario/compile_streams.hpp"

#include "sim/scenario/compile.hpp"
#include "tests/support/scenario_builder.hpp"
#include "tests/unit/scenario/dated_scenario.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <cmath>
#include <numeric>

namespace fcr::test {

namespace {

using std::chrono::hours;
using testing::IsEmpty;

TEST(CompileStreams, HourWeightsHaveTheVarianceAndTheCorrelationAskedFor) {
    for (const double correlation : {0.0, 0.3, 0.9}) {
        const std::vector<double> weights = hour_weights({.cv = 0.2, .correlation = correlation});

        const double variance =
            std::inner_product(weights.begin(), weights.end(), weights.begin(), 0.0);
        const double neighbours =
            std::inner_product(weights.begin() + 1, weights.end(), weights.begin(), 0.0);
        EXPECT_NEAR(variance, std::log(1.04), 1e-15);
        EXPECT_NEAR(neighbours / variance, correlation, 1e-7);
        EXPECT_LE(weights.size(), 88U);
    }
}

TEST(CompileStreams, NoFactorHasNoWeights) {
    EXPECT_THAT(hour_weights({.cv = 0.0, .correlation = 0.5}), IsEmpty());
}

TEST(CompileStreams, MidnightsAreThoseOfTheLocalDays) {
    const auto compiled = compile(accepted(std::string(kDated)));
    ASSERT_TRUE(compiled);

    EXPECT_EQ(compiled->measured_day, 1);
    EXPECT_EQ(compiled->midnights[MidnightId{0}], kStartOfRun);
    EXPECT_EQ(compiled->midnights[MidnightId{1}], kStartOfRun + hours{24});
    EXPECT_EQ(compiled->midnights[MidnightId{2}], kStartOfRun + hours{48});
    EXPECT_EQ(compiled->midnights[MidnightId{3}], kStartOfRun + hours{71});
}

TEST(CompileStreams, SurgesStandInOrderOfTimeWithTheirNumbers) {
    Scenario scenario = ScenarioBuilder().build();
    scenario.surges = {{.name = "late", .call_class = CallClassId{0}, .start = hours{1}},
                       {.name = "soon", .call_class = CallClassId{0}, .start = hours{0}}};

    const auto compiled = compile(scenario);

    ASSERT_TRUE(compiled);
    EXPECT_EQ(compiled->surges[SurgeId{0}].number, 1U);
    EXPECT_EQ(compiled->surges[SurgeId{1}].number, 0U);
    EXPECT_EQ(compiled->midnights.size(), 0U);
}

TEST(CompileStreams, ALoadReplacesThemAll) {
    Scenario scenario = ScenarioBuilder().load({}).build();
    scenario.surges = {{.name = "soon", .call_class = CallClassId{0}, .calls = 10.0}};
    scenario.named_callers = {{.name = "a",
                               .call_class = CallClassId{0},
                               .calls_per_day = 1.0,
                               .hour_weights = std::vector<double>(24, 1.0)}};

    const auto compiled = compile(scenario);

    ASSERT_TRUE(compiled);
    EXPECT_EQ(compiled->surges.size(), 0U);
    EXPECT_EQ(compiled->named_callers.size(), 0U);
}

}  // namespace

}  // namespace fcr::test
