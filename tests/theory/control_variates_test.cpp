// Figures corrected by control variates have no bias, and their intervals cover. Seeds were fixed
// before looking; 16,000 replications of two hours in one experiment, or in 400 of 40.
#include "sim/analysis/caller_work.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/statistics/control_variate.hpp"
#include "sim/statistics/estimate.hpp"
#include "sim/statistics/multiple_comparisons.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <span>
#include <vector>

namespace fcr::test {
namespace {

using std::chrono::hours;

constexpr std::uint64_t kSeed = 20'261'126;
constexpr std::size_t kOfOne = 40;
constexpr std::size_t kExperiments = 400;

/// Two lines with days that differ, classes of unlike work, an operator leg, and callers who give
/// up: busy enough that figures bend.
CompiledScenario room() {
    return *compile(ScenarioBuilder()
                        .line("999",
                              {.per_hour = 20.0,
                               .day_factor_cv = 0.15,
                               .operator_leg = OperatorLeg{.connect = LognormalLaw{20.0, 0.5}}})
                        .line("101", {.per_hour = 40.0, .day_factor_cv = 0.15, .emergency = false})
                        .day_factor_correlation(0.5)
                        .call_class("emergency",
                                    {.line = "999",
                                     .talk = LognormalLaw{300.0, 0.8},
                                     .wrap_up = LognormalLaw{60.0, 0.7},
                                     .patience = ExponentialLaw{300.0}})
                        .call_class("crime",
                                    {.line = "101",
                                     .share = 0.25,
                                     .priority = 2,
                                     .talk = LognormalLaw{500.0, 0.9},
                                     .wrap_up = LognormalLaw{200.0, 0.7},
                                     .patience = ExponentialLaw{400.0}})
                        .call_class("advice",
                                    {.line = "101",
                                     .share = 0.75,
                                     .priority = 3,
                                     .talk = ExponentialLaw{200.0},
                                     .patience = ExponentialLaw{200.0}})
                        .pool("in_house", {.seats = 7})
                        .warm_up(hours{1})
                        .measured(hours{2})
                        .build());
}

struct Runs {
    CompiledScenario scenario = room();
    ExperimentResult result;
    std::vector<RatioSample> abandoned;  ///< percent of 101

    Runs() {
        ExperimentProgress progress;
        result = run_experiment(
            scenario, {.seed = kSeed, .replications = kOfOne * kExperiments, .jobs = 2}, progress);
        const std::size_t line = result.totals->population(LineId{1}).index();
        for (const ReplicationResult& replication : result.replications) {
            const CallTally& calls = replication.populations[line].calls;
            abandoned.push_back(
                {.numerator = 100.0 * static_cast<double>(calls.abandoned),
                 .denominator = static_cast<double>(calls.offered() - calls.unfinished)});
        }
    }
};

const Runs& runs() {
    static const Runs all;
    return all;
}

// 24 controls judged together at 99 %.
TEST(ControlVariates, HaveTheMeansThatTheScenarioTells) {
    CallerWork work(runs().scenario, kSeed);
    const double confidence = bonferroni_confidence(0.99, 24);

    const std::vector<Control> controls = work.controls(runs().result.replications, 12);

    ASSERT_EQ(controls.size(), 24U);
    for (const Control& control : controls) {
        const Estimate found = *estimate_mean(control.samples, confidence);
        EXPECT_NEAR(found.value, control.mean, *found.half_width);
    }
}

// Corrected intervals of 90 % around what all replications say.
TEST(ControlVariates, CorrectWithoutBiasAndCover) {
    CallerWork work(runs().scenario, kSeed);
    const std::span replications(runs().result.replications);
    const std::span<const RatioSample> abandoned(runs().abandoned);
    const Controls all(work.controls(replications, 12));
    const double truth = all.estimate(abandoned, 0.9)->estimate.value;
    std::vector<double> values;
    int covers = 0;
    int covers_plain = 0;
    double worth = 0.0;
    for (std::size_t row = 0; row < kExperiments; ++row) {
        const auto of_one = replications.subspan(row * kOfOne, kOfOne);
        const auto samples = abandoned.subspan(row * kOfOne, kOfOne);
        const Controls controls(work.controls(of_one, work.parts_for(kOfOne)));
        const ControlledEstimate corrected = *controls.estimate(samples, 0.9);
        const Estimate plain = *estimate_ratio(samples, 0.9);
        values.push_back(corrected.estimate.value);
        covers += std::fabs(corrected.estimate.value - truth) <= *corrected.estimate.half_width;
        covers_plain += std::fabs(plain.value - truth) <= *plain.half_width;
        worth += corrected.variance_ratio.value() / kExperiments;
    }

    const Estimate mean = *estimate_mean(values, 0.99);
    EXPECT_NEAR(mean.value, truth, *mean.half_width);
    EXPECT_GE(covers, 340);
    EXPECT_LE(covers, 380);
    EXPECT_GE(covers_plain, 340);
    EXPECT_LE(covers_plain, 380);
    EXPECT_GT(worth, 2.0);
    RecordProperty("covers", covers);
}

}  // namespace
}  // namespace fcr::test
