#include "sim/report/requirement.hpp"

#include "sim/report/precision_target.hpp"
#include "tests/unit/report/tiny_run.hpp"

#include <gmock/gmock.h>

namespace fcr::test {
namespace {

std::string refusal(std::string_view text) {
    const Result<Requirement> requirement = parse_requirement(text, tiny_scenario().build());
    return requirement ? "accepted" : to_string(requirement.error().front());
}

TEST(Requirement, IsAnIndicatorAComparisonAndANumber) {
    const Scenario scenario = tiny_scenario().build();
    const Requirement at_least = *parse_requirement("national>=90", scenario);
    const Requirement at_most = *parse_requirement(" mean_wait_101 <= 120.5 ", scenario);

    EXPECT_EQ(at_least.kpi, 0U);
    EXPECT_TRUE(at_least.at_least);
    EXPECT_EQ(at_least.value, 90.0);
    EXPECT_EQ(at_most.kpi, 3U);
    EXPECT_FALSE(at_most.at_least);
    EXPECT_EQ(at_most.value, 120.5);
}

TEST(Requirement, TellsWhatIsWrongWithIt) {
    using testing::HasSubstr;
    EXPECT_THAT(refusal("national"), HasSubstr("--require: must be an indicator's id, >= or <="));
    EXPECT_THAT(refusal("national=90"), HasSubstr(">= or <="));
    EXPECT_THAT(refusal("national>90"), HasSubstr(">= or <="));
    EXPECT_THAT(refusal(">=90"), HasSubstr("must name an indicator"));
    EXPECT_THAT(refusal("national>=90%"), HasSubstr("must end in a number"));
    EXPECT_THAT(refusal("national>="), HasSubstr("must end in a number"));
    EXPECT_THAT(refusal("national>=nan"), HasSubstr("must end in a number"));
    EXPECT_THAT(refusal("natonal>=90"), HasSubstr("did you mean \"national\"?"));
    EXPECT_THAT(refusal(""), HasSubstr(">= or <="));
}

TEST(Requirement, IsMetByTheEstimateItself) {
    const RunSummary summary = run(tiny_scenario()).summary;
    const double value = summary.kpis[0].value->value;

    EXPECT_TRUE(meets(summary, {.kpi = 0, .at_least = true, .value = value}));
    EXPECT_TRUE(meets(summary, {.kpi = 0, .at_least = false, .value = value}));
    EXPECT_FALSE(meets(summary, {.kpi = 0, .at_least = true, .value = value + 0.001}));
    EXPECT_FALSE(meets(summary, {.kpi = 0, .at_least = false, .value = value - 0.001}));
}

TEST(Requirement, IsToldWithAsManyDigitsAsTellWhetherItIsMet) {
    RunSummary summary = run(tiny_scenario()).summary;
    const Requirement requirement{.kpi = 0, .at_least = true, .value = 90.0};

    summary.kpis[0].value = Estimate{.value = 91.62718, .half_width = 0.1525531};
    EXPECT_EQ(to_string(requirement, summary), "national >= 90 %: met, 91.63 ±0.16 %");
    summary.kpis[0].value = Estimate{.value = 89.9996, .half_width = 0.1525531};
    EXPECT_EQ(to_string(requirement, summary), "national >= 90 %: missed, 89.9996 ±0.1526 %");
}

TEST(Precision, IsToldWithAsManyDigitsAsTellWhetherItIsReached) {
    RunSummary summary = run(tiny_scenario()).summary;
    PrecisionSummary precision{
        .kpi = 0, .half_width = 0.5, .reached = true, .predicted = std::nullopt};

    summary.kpis[0].value = Estimate{.value = 91.62718, .half_width = 0.1525531};
    EXPECT_EQ(to_string(precision, summary), "national: ±0.5 % reached, it is 91.63 ±0.16 %");
    precision.half_width = 0.153;
    EXPECT_EQ(to_string(precision, summary), "national: ±0.153 % reached, it is 91.627 ±0.153 %");
    precision = {.kpi = 0, .half_width = 0.5, .reached = false, .predicted = 130};
    summary.kpis[0].value = Estimate{.value = 91.62718, .half_width = 0.5004};
    EXPECT_EQ(to_string(precision, summary),
              "national: ±0.5 % not reached, it is 91.63 ±0.51 %; about 130 replications would do");
}

TEST(Requirement, IsMissedByWhatWasNotMeasured) {
    const RunSummary quiet = run(ScenarioBuilder()
                                     .line("999", {.per_hour = 0.0})
                                     .kpi("level", service_level_kpi(0, ClockStart::Caller)))
                                 .summary;
    const Requirement requirement{.kpi = 0, .at_least = true, .value = 0.0};

    EXPECT_FALSE(meets(quiet, requirement));
    EXPECT_EQ(to_string(requirement, quiet), "level >= 0 %: missed, not measured");
}

}  // namespace
}  // namespace fcr::test
