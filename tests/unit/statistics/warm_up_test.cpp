// Warm-up told from a series.
#include "sim/statistics/warm_up.hpp"

#include "sim/random/real_math.hpp"
#include "tests/unit/statistics/keyed_samples.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

namespace fcr {
namespace {

/// `count` values that start at `start` and forget it within about `memory` observations.
std::vector<double> settling(std::size_t count, double start, double memory) {
    const KeyedSamples samples(0);
    std::vector<double> series;
    for (std::size_t i = 0; i < count; ++i) {
        series.push_back(50.0 + start * exp(-static_cast<double>(i) / memory) +
                         samples.normal(0, i));
    }
    return series;
}

TEST(WarmUp, AStepIsDroppedToTheBatch) {
    std::vector<double> series(100, 1.0);
    for (std::size_t i = 0; i < 18; ++i) {
        series[i] = 9.0;
    }

    EXPECT_EQ(warm_up(series), 20U);
}

TEST(WarmUp, ASeriesThatHasSettledLosesNothing) {
    EXPECT_EQ(warm_up(std::vector<double>(60, 0.1)), 0U);
}

TEST(WarmUp, WhatIsForgottenInTwentyObservationsIsDropped) {
    const auto dropped = warm_up(settling(1000, 30.0, 20.0));

    // The start has sunk into the noise of a batch mean, 0.45, after 20 log(30 / 0.45) = 84.
    ASSERT_TRUE(dropped);
    EXPECT_GE(*dropped, 40U);
    EXPECT_LE(*dropped, 150U);
    EXPECT_EQ(*dropped % 5, 0U);
}

TEST(WarmUp, ASeriesThatNeverSettlesIsTooShort) {
    std::vector<double> series;
    for (int i = 0; i < 200; ++i) {
        series.push_back(i);
    }

    EXPECT_FALSE(warm_up(series));
}

TEST(WarmUp, FewerThanTenBatchesAreTooShort) {
    EXPECT_FALSE(warm_up(std::vector<double>(49, 1.0)));
    EXPECT_TRUE(warm_up(std::vector<double>(50, 1.0)));
    EXPECT_FALSE(warm_up({}));
}

TEST(WarmUp, ADayCycleIsJudgedByWholeDays) {
    // 20 days of four observations; the first three days are twice as busy.
    std::vector<double> series;
    for (std::size_t day = 0; day < 20; ++day) {
        for (const double observation : {1.0, 5.0, 9.0, 3.0}) {
            series.push_back(day < 3 ? 2.0 * observation : observation);
        }
    }
    series.push_back(1000.0);  // a day just begun

    EXPECT_EQ(warm_up_cyclic(series, 4), 12U);
}

TEST(WarmUp, NineDaysAreTooFew) {
    EXPECT_FALSE(warm_up_cyclic(std::vector<double>(9 * 96, 1.0), 96));
    EXPECT_EQ(warm_up_cyclic(std::vector<double>(10 * 96, 1.0), 96), 0U);
}

}  // namespace
}  // namespace fcr
