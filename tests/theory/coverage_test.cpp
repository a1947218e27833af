// Confidence intervals hold what they promise: a lightly loaded room of known service, 10^5 calls
// for each seed, how many of the seeds' intervals hold the truth.
#include "sim/analysis/erlang.hpp"
#include "sim/analysis/simple_room.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/metrics/recorder.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/statistics/estimate.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <vector>

namespace fcr {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr std::uint64_t kFirstSeed = 20'261'123;
constexpr std::uint64_t kReplications = 20;

/// A hundred calls an hour of four minutes, twelve handlers: 5.6 of 10 busy.
constexpr ErlangInput kInput{
    .arrivals_per_s = 100.0 / 3600.0, .service_mean_s = 240.0, .handlers = 12};

Scenario light_room() {
    SimpleRoom room;
    room.classes.push_back({.name = "calls", .arrivals_per_hour = 100.0, .priority = 1});
    room.service = ExponentialLaw{kInput.service_mean_s};
    room.handlers = static_cast<std::uint32_t>(kInput.handlers);
    room.warm_up = hours{6};
    room.measured = hours{50};  // 5,000 calls
    room.limits = {{.threshold = seconds{10}, .comparator = Comparator::AtMost}};
    return to_scenario(room);
}

/// How many seeds' intervals hold the exact value.
struct Coverage {
    int occupancy = 0;
    int answered_within = 0;
    int wait_mean = 0;
};

bool holds(const std::vector<RatioSample>& samples, double exact, double confidence) {
    const Estimate estimate = estimate_ratio(samples, confidence).value_or(Estimate{});
    return std::abs(estimate.value - exact) <= estimate.half_width.value_or(0.0);
}

Coverage coverage(int seeds, double confidence) {
    const auto compiled = compile(light_room());
    EXPECT_TRUE(compiled.has_value());
    const ErlangC exact = erlang_c(kInput);
    const double exact_within = erlang_c_answered_within(kInput, 10.0);
    Coverage covered;
    for (int seed = 0; seed < seeds; ++seed) {
        ExperimentOptions options;
        options.seed = kFirstSeed + static_cast<std::uint64_t>(seed);
        options.replications = kReplications;
        options.jobs = 2;
        ExperimentProgress progress;
        const ExperimentResult result = run_experiment(*compiled, options, progress);
        std::vector<RatioSample> occupancy;
        std::vector<RatioSample> within;
        std::vector<RatioSample> wait;
        for (const ReplicationResult& replication : result.replications) {
            const CallTally& calls =
                replication.populations[result.totals->population(LineId{0}).index()].calls;
            const SeatTally& seats =
                replication.populations[result.totals->population(PoolId{0}).index()].seats;
            const KpiCounts& kpi = replication.kpis[0].counts;
            const auto offered = static_cast<double>(kpi.offered);
            occupancy.push_back({.numerator = to_seconds(Duration{seats.talk_us}),
                                 .denominator = to_seconds(Duration{seats.on_duty_us})});
            within.push_back(
                {.numerator = static_cast<double>(kpi.answered_within), .denominator = offered});
            wait.push_back(
                {.numerator = to_seconds(Duration{calls.queue_wait_us}), .denominator = offered});
        }
        covered.occupancy += holds(occupancy, exact.occupancy, confidence);
        covered.answered_within += holds(within, exact_within, confidence);
        covered.wait_mean += holds(wait, exact.wait_mean_s, confidence);
    }
    return covered;
}

void expect_between(const Coverage& covered, int seeds, double least, double most) {
    for (const int count : {covered.occupancy, covered.answered_within, covered.wait_mean}) {
        EXPECT_GE(count, std::ceil(least * seeds));
        EXPECT_LE(count, std::floor(most * seeds));
    }
    testing::Test::RecordProperty("occupancy", covered.occupancy);
    testing::Test::RecordProperty("answered_within", covered.answered_within);
    testing::Test::RecordProperty("wait_mean", covered.wait_mean);
}

TEST(Coverage, IntervalsAtNinetyNinePerCentHoldTheTruthForThatManySeeds) {
    expect_between(coverage(200, 0.99), 200, 0.965, 1.0);
}

TEST(Coverage, IntervalsAtNinetyPerCentHoldTheTruthForThatManySeeds) {
    expect_between(coverage(400, 0.90), 400, 0.85, 0.95);
}

}  // namespace
}  // namespace fcr
