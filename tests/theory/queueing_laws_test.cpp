// Laws of queueing that hold on average. Each judgement is at 99.9 %, so the nine of them together
// are at better than 99 %; the seed was fixed before looking.
#include "sim/analysis/erlang.hpp"
#include "sim/analysis/simple_room.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/metrics/recorder.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/statistics/estimate.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace fcr::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::uint64_t kSeed = 20'261'123;
constexpr double kConfidence = 0.999;

constexpr double kExpectedMin = 10.0;  // of each kind in a chi-square test
constexpr int kDays = 200;             // of the rate that changes

/// The interval in which a chi-square statistic lies at the confidence, both sides alike.
void expect_chi_square(double statistic, double degrees) {
    const boost::math::chi_squared law(degrees);
    EXPECT_GE(statistic, boost::math::quantile(law, (1.0 - kConfidence) / 2.0));
    EXPECT_LE(statistic, boost::math::quantile(complement(law, (1.0 - kConfidence) / 2.0)));
}

/// Chi-square of counts against a Poisson law, values of the tails put together so that at least
/// ten of each kind are expected.
void expect_poisson(const std::vector<std::uint64_t>& counts, double mean) {
    const boost::math::poisson law(mean);
    const auto samples = static_cast<double>(counts.size());
    double least = 0.0;
    while (samples * cdf(law, least) < kExpectedMin) {
        least += 1.0;
    }
    double most = least;
    while (samples * cdf(complement(law, most)) >= kExpectedMin) {
        most += 1.0;
    }
    std::map<double, double> seen;
    for (const std::uint64_t count : counts) {
        seen[std::clamp(static_cast<double>(count), least, most)] += 1.0;
    }
    double statistic = 0.0;
    const auto kinds = static_cast<int>(most - least) + 1;
    for (int kind = 0; kind < kinds; ++kind) {
        const double value = least + kind;
        double share = pdf(law, value);
        if (value == least) {
            share = cdf(law, least);
        } else if (value == most) {
            share = cdf(complement(law, most - 1.0));
        }
        const double expected = samples * share;
        statistic += (seen[value] - expected) * (seen[value] - expected) / expected;
    }
    expect_chi_square(statistic, most - least);
}

struct Looks {
    std::vector<std::uint64_t> in_hand;  ///< at the end of each quarter-hour
    std::vector<std::uint64_t> arrived;  ///< in each quarter-hour
};

/// Sixty calls an hour of at most ten minutes and always a free handler, looked at every
/// quarter-hour, so that no call is seen twice.
Looks look_at_many_handlers(int quarters) {
    const Scenario scenario =
        ScenarioBuilder()
            .line("999", {.per_hour = 60.0})
            .call_class("999", {.line = "999", .talk = UniformLaw{.low_s = 0.0, .high_s = 600.0}})
            .pool("handlers", {.seats = 60})
            .measured(quarters * minutes{15})
            .build();
    const auto compiled = compile(scenario);
    EXPECT_TRUE(compiled.has_value());
    NoticeLog log;
    ControlRoom room(*compiled, log);
    room.begin(Streams(kSeed, 0));
    Looks looks;
    std::uint64_t before = 0;
    for (int quarter = 1; quarter <= quarters; ++quarter) {
        // A caller at the very end belongs to the next quarter-hour.
        room.run_until(kStartOfRun + quarter * minutes{15} - Duration{1});
        looks.in_hand.push_back(room.counts().in_hand);
        looks.arrived.push_back(room.counts().offered - before);
        before = room.counts().offered;
        EXPECT_EQ(room.counts().waiting, 0U);
    }
    return looks;
}

TEST(QueueingLaws, ArrivalsOfAnIntervalArePoisson) {
    const Looks looks = look_at_many_handlers(5'000);

    expect_poisson(looks.arrived, 15.0);
}

TEST(QueueingLaws, BusyHandlersArePoissonWhenThereAreAlwaysEnough) {
    const Looks looks = look_at_many_handlers(5'000);

    expect_poisson(looks.in_hand, 5.0);
}

TEST(QueueingLaws, ArrivalsFollowARateThatChangesByTheQuarterHour) {
    std::vector<double> rates;
    rates.reserve(96);
    for (int quarter = 0; quarter < 96; ++quarter) {
        rates.push_back(12.0 + 10.0 * std::sin(quarter * 0.0654));
    }
    const Scenario scenario =
        ScenarioBuilder().line("999", {.per_interval = rates}).measured(hours{24}).build();
    const auto compiled = compile(scenario);
    ASSERT_TRUE(compiled.has_value());
    ExperimentOptions options;
    options.seed = kSeed;
    options.replications = kDays;
    ExperimentProgress progress;
    const ExperimentResult result = run_experiment(*compiled, options, progress);

    double statistic = 0.0;
    for (std::size_t quarter = 0; quarter < rates.size(); ++quarter) {
        const Rollup calls = result.totals->total(LineId{0}, IntervalId{quarter});
        const double expected = kDays * rates[quarter];
        const double excess = static_cast<double>(calls.calls.offered()) - expected;
        statistic += excess * excess / expected;
    }
    expect_chi_square(statistic, static_cast<double>(rates.size()));
}

/// Mean wait of all calls, those that met the busy signal not counted, over twenty replications.
Estimate mean_wait_s(const SimpleRoom& room) {
    const auto compiled = compile(to_scenario(room));
    EXPECT_TRUE(compiled.has_value());
    ExperimentOptions options;
    options.seed = kSeed;
    options.replications = 20;
    options.jobs = 2;
    ExperimentProgress progress;
    const ExperimentResult result = run_experiment(*compiled, options, progress);
    EXPECT_FALSE(result.limit.has_value());
    std::vector<RatioSample> samples;
    for (const ReplicationResult& replication : result.replications) {
        const CallTally& calls =
            replication.populations[result.totals->population(LineId{0}).index()].calls;
        samples.push_back({.numerator = to_seconds(Duration{calls.queue_wait_us}),
                           .denominator = static_cast<double>(calls.answered + calls.abandoned)});
    }
    return estimate_ratio(samples, kConfidence).value_or(Estimate{});
}

/// A single handler, busy four fifths of the time, for calls of about three seconds.
SimpleRoom single_handler(Law service) {
    SimpleRoom room;
    room.classes.push_back({.name = "calls", .arrivals_per_hour = 960.0, .priority = 1});
    room.service = std::move(service);
    room.handlers = 1;
    room.warm_up = hours{6};
    room.measured = hours{48};
    return room;
}

TEST(QueueingLaws, OneHandlerWithExponentialCallsWaitsFourServiceTimes) {
    const Estimate wait = mean_wait_s(single_handler(ExponentialLaw{3.0}));

    EXPECT_NEAR(wait.value / 3.0, 4.0, *wait.half_width / 3.0);
    EXPECT_LT(*wait.half_width / 3.0, 0.3);
}

TEST(QueueingLaws, OneHandlerWithConstantCallsWaitsTwoServiceTimes) {
    const Estimate wait = mean_wait_s(single_handler(ConstantLaw{3.0}));

    EXPECT_NEAR(wait.value / 3.0, 2.0, *wait.half_width / 3.0);
    EXPECT_LT(*wait.half_width / 3.0, 0.15);
}

TEST(QueueingLaws, OneHandlerWithLognormalCallsWaitsAsPollaczekAndKhinchineSay) {
    const double exact = single_server_wait_mean(
        {.arrivals_per_s = 960.0 / 3600.0, .service_mean_s = 3.0, .service_cv = 0.7});

    const Estimate wait = mean_wait_s(single_handler(LognormalLaw{.mean_s = 3.0, .cv = 0.7}));

    EXPECT_NEAR(wait.value, exact, *wait.half_width);
}

/// Eight erlangs for ten handlers, `size` times over.
SimpleRoom pooled(int size) {
    SimpleRoom room;
    room.classes.push_back({.name = "calls", .arrivals_per_hour = 120.0 * size, .priority = 1});
    room.service = ExponentialLaw{240.0};
    room.handlers = static_cast<std::uint32_t>(10 * size);
    room.warm_up = hours{24};
    room.measured = hours{24 * 30};
    return room;
}

TEST(QueueingLaws, TwiceTheCallsAndTwiceTheHandlersWaitLess) {
    const ErlangInput single{
        .arrivals_per_s = 120.0 / 3600.0, .service_mean_s = 240.0, .handlers = 10};
    const ErlangInput twice{
        .arrivals_per_s = 240.0 / 3600.0, .service_mean_s = 240.0, .handlers = 20};

    const Estimate one = mean_wait_s(pooled(1));
    const Estimate two = mean_wait_s(pooled(2));

    EXPECT_NEAR(one.value, erlang_c(single).wait_mean_s, *one.half_width);
    EXPECT_NEAR(two.value, erlang_c(twice).wait_mean_s, *two.half_width);
    EXPECT_GT(one.value - *one.half_width, two.value + *two.half_width);
}

TEST(QueueingLaws, CallersWithoutPatienceAreLostAsErlangBSays) {
    SimpleRoom room = pooled(1);
    room.patience = ConstantLaw{0.0};
    const auto compiled = compile(to_scenario(room));
    ASSERT_TRUE(compiled.has_value());
    ExperimentOptions options;
    options.seed = kSeed;
    options.replications = 20;
    options.jobs = 2;
    ExperimentProgress progress;
    const ExperimentResult result = run_experiment(*compiled, options, progress);
    std::vector<RatioSample> samples;
    for (const ReplicationResult& replication : result.replications) {
        const CallTally& calls =
            replication.populations[result.totals->population(LineId{0}).index()].calls;
        samples.push_back({.numerator = static_cast<double>(calls.abandoned),
                           .denominator = static_cast<double>(calls.offered())});
    }

    const Estimate lost = estimate_ratio(samples, kConfidence).value_or(Estimate{});

    EXPECT_NEAR(
        lost.value,
        erlang_b({.arrivals_per_s = 120.0 / 3600.0, .service_mean_s = 240.0, .handlers = 10}),
        *lost.half_width);
}

}  // namespace
}  // namespace fcr::test
