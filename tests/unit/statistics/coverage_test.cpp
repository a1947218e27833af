// Intervals at 90 % hold the truth in 85 to 95 of 100 repetitions. Every test has 400 repetitions,
// seed kStatisticsSeed and a small problem whose answer is known.
#include "sim/statistics/control_variate.hpp"
#include "sim/statistics/estimate.hpp"
#include "sim/statistics/paired_difference.hpp"
#include "sim/statistics/precision.hpp"
#include "tests/unit/statistics/keyed_samples.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace fcr {
namespace {

constexpr int kRepetitions = 400;
constexpr double kConfidence = 0.90;
constexpr std::uint64_t kReplications = 30;

/// How many repetitions' intervals hold the truth; `estimate_of(KeyedSamples)` makes one.
template <typename EstimateOf>
int covered(double truth, EstimateOf estimate_of) {
    int count = 0;
    for (int repetition = 0; repetition < kRepetitions; ++repetition) {
        const Estimate estimate = estimate_of(KeyedSamples(static_cast<std::uint64_t>(repetition)));
        count += std::abs(estimate.value - truth) <= estimate.half_width.value_or(0.0);
    }
    return count;
}

void expect_about_ninety_percent(int count) {
    EXPECT_GE(count, 340);
    EXPECT_LE(count, 380);
    testing::Test::RecordProperty("covered", count);
}

/// A day of a call centre in miniature: N calls, Poisson of mean 50, of which
/// N (share - N / 500) + 2 Z are answered in time, so that busy days do worse. The ratio of means
/// is share - (50 + 1) / 500.
RatioSample day(const KeyedSamples& samples, std::uint64_t replication, double share) {
    const double calls = samples.poisson(50.0, 0, replication);
    return {.numerator = calls * (share - calls / 500.0) + 2.0 * samples.normal(1, replication),
            .denominator = calls};
}

/// The same day in another scenario: the same calls, chance partly its own.
RatioSample other_day(const KeyedSamples& samples, std::uint64_t replication, double share) {
    RatioSample sample = day(samples, replication, share);
    sample.numerator += samples.normal(2, replication);
    return sample;
}

TEST(Coverage, OfAMean) {
    expect_about_ninety_percent(covered(50.0, [](const KeyedSamples& samples) {
        std::vector<double> calls;
        for (std::uint64_t i = 0; i < kReplications; ++i) {
            calls.push_back(samples.poisson(50.0, 0, i));
        }
        return *estimate_mean(calls, kConfidence);
    }));
}

TEST(Coverage, OfARatio) {
    expect_about_ninety_percent(covered(0.9 - 0.102, [](const KeyedSamples& samples) {
        std::vector<RatioSample> days;
        for (std::uint64_t i = 0; i < kReplications; ++i) {
            days.push_back(day(samples, i, 0.9));
        }
        return *estimate_ratio(days, kConfidence);
    }));
}

TEST(Coverage, OfAPairedDifferenceOfMeans) {
    expect_about_ninety_percent(covered(-5.0, [](const KeyedSamples& samples) {
        std::vector<double> first;
        std::vector<double> second;
        for (std::uint64_t i = 0; i < kReplications; ++i) {
            first.push_back(samples.poisson(50.0, 0, i));
            second.push_back(0.9 * first.back() + samples.normal(1, i));
        }
        return paired_difference(first, second, kConfidence)->difference;
    }));
}

TEST(Coverage, OfAPairedDifferenceOfRatios) {
    expect_about_ninety_percent(covered(0.05, [](const KeyedSamples& samples) {
        std::vector<RatioSample> first;
        std::vector<RatioSample> second;
        for (std::uint64_t i = 0; i < kReplications; ++i) {
            first.push_back(day(samples, i, 0.9));
            second.push_back(other_day(samples, i, 0.95));
        }
        return paired_difference(first, second, kConfidence)->difference;
    }));
}

TEST(Coverage, OfADifferenceOfRatiosWithUnlikeDenominators) {
    // The second scenario loses more of a busy day's calls and answers 0.8 of the rest in time.
    expect_about_ninety_percent(covered(0.8 - 0.798, [](const KeyedSamples& samples) {
        std::vector<RatioSample> first;
        std::vector<RatioSample> second;
        for (std::uint64_t i = 0; i < kReplications; ++i) {
            first.push_back(day(samples, i, 0.9));
            const double calls = first.back().denominator;
            const double remaining = calls * (0.9 - calls / 1000.0);
            second.push_back(
                {.numerator = 0.8 * remaining + samples.normal(3, i), .denominator = remaining});
        }
        return paired_difference(first, second, kConfidence)->difference;
    }));
}

TEST(Coverage, OfAMeanWithTwoControls) {
    expect_about_ninety_percent(covered(10.0, [](const KeyedSamples& samples) {
        std::vector<double> figure;
        std::vector<Control> controls(2);
        controls[0].mean = 50.0;
        for (std::uint64_t i = 0; i < kReplications; ++i) {
            const double calls = samples.poisson(50.0, 0, i);
            const double work = samples.normal(1, i);
            controls[0].samples.push_back(calls);
            controls[1].samples.push_back(work);
            figure.push_back(10.0 + 0.3 * (calls - 50.0) - work + samples.normal(2, i));
        }
        return Controls(controls).estimate(figure, kConfidence)->estimate;
    }));
}

/// Adds days until the ratio is known within the target, and says how many that took.
struct SequentialRun {
    Estimate estimate;
    std::uint64_t replications = 0;
};
SequentialRun run_until_known(const KeyedSamples& samples, double target) {
    const LookSchedule schedule;
    std::vector<RatioSample> days;
    SequentialRun run;
    while (const auto look = next_look(schedule, run.replications)) {
        while (run.replications < *look) {
            days.push_back(day(samples, run.replications++, 0.9));
        }
        run.estimate = *estimate_ratio(days, kConfidence);
        const TargetedFigure figure{.estimate = run.estimate, .half_width_target = target};
        const PrecisionLook judged = judge_precision({&figure, 1}, schedule, run.replications);
        if (judged.verdict != PrecisionVerdict::GoOn) {
            EXPECT_EQ(judged.verdict, PrecisionVerdict::Reached);
            return run;
        }
    }
    return run;
}

TEST(Coverage, OfTheSequentialRule) {
    // Residuals have a standard deviation of 0.045, so that these need about 30, 55 and 220.
    for (const double target : {0.0150, 0.0100, 0.0050}) {
        double replications = 0.0;
        const int count = covered(0.9 - 0.102, [&](const KeyedSamples& samples) {
            const SequentialRun run = run_until_known(samples, target);
            EXPECT_LE(*run.estimate.half_width, target);
            replications += static_cast<double>(run.replications) / kRepetitions;
            return run.estimate;
        });

        expect_about_ninety_percent(count);
        RecordProperty("covered_at_" + std::to_string(target), count);
        RecordProperty("replications_at_" + std::to_string(target), static_cast<int>(replications));
    }
}

}  // namespace
}  // namespace fcr
