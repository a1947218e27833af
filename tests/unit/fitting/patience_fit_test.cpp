#include "sim/fitting/patience_fit.hpp"

#include "tests/unit/fitting/known_calls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace fcr {
namespace {

using test::KnownDraws;

constexpr int kPatienceSeeds = 100;

/// Callers whose patience a law has, and who are answered after exponential times.
template <typename DrawOne>
std::vector<QueueWait> draw_waits(KnownDraws& draws, double answered_s, DrawOne patience) {
    std::vector<QueueWait> waits;
    for (int caller = 0; caller < 2000; ++caller) {
        const double gives_up = patience();
        const double answered = draws.exponential(answered_s);
        waits.push_back({.seconds = std::min(gives_up, answered), .gave_up = gives_up < answered});
    }
    return waits;
}

TEST(PatienceFit, ExponentialTruthIsHeldInNinetyOfHundredSeeds) {
    int mean = 0;
    int told = 0;
    int points = 0;
    int points_held = 0;
    for (std::uint64_t seed = 1; seed <= kPatienceSeeds; ++seed) {
        KnownDraws draws(seed);
        const auto fit =
            fit_patience(draw_waits(draws, 30.0, [&] { return draws.exponential(240.0); }), 0.95);
        ASSERT_TRUE(fit.has_value());
        mean += fit->mean.holds(240.0) ? 1 : 0;
        told += fit->kind() == PatienceKind::Exponential ? 1 : 0;
        for (const SurvivalPoint& point : fit->points) {
            if (point.at_risk >= 30) {
                ++points;
                points_held += point.share.holds(std::exp(-point.seconds / 240.0)) ? 1 : 0;
            }
        }
    }
    EXPECT_GE(mean, 90);
    EXPECT_GE(told, 65);  // Akaike's criterion takes a law too rich now and then
    EXPECT_GE(points_held, points * 9 / 10);
}

TEST(PatienceFit, WeibullTruthIsHeldInNinetyOfHundredSeeds) {
    int shape = 0;
    int told = 0;
    for (std::uint64_t seed = 1; seed <= kPatienceSeeds; ++seed) {
        KnownDraws draws(seed);
        const auto fit =
            fit_patience(draw_waits(draws, 90.0, [&] { return draws.weibull(0.6, 400.0); }), 0.95);
        ASSERT_TRUE(fit.has_value());
        shape += fit->shape.holds(0.6) ? 1 : 0;
        told += fit->kind() == PatienceKind::Weibull ? 1 : 0;
    }
    EXPECT_GE(shape, 90);
    EXPECT_GE(told, 80);
}

TEST(PatienceFit, KaplanMeierAndGreenwoodAreThoseOfTheBook) {
    // 40 callers: at 5 s 10 give up, at 15 s 10 are answered, at 25 s 10 give up, 10 wait on to 35.
    std::vector<QueueWait> waits;
    for (int caller = 0; caller < 10; ++caller) {
        waits.push_back({.seconds = 5.0, .gave_up = true});
        waits.push_back({.seconds = 15.0, .gave_up = false});
        waits.push_back({.seconds = 25.0, .gave_up = true});
        waits.push_back({.seconds = 35.0, .gave_up = false});
    }
    const auto fit = fit_patience(waits, 0.95);
    ASSERT_TRUE(fit.has_value());
    ASSERT_EQ(fit->points.size(), 3U);  // 10, 20 and 30 s
    EXPECT_DOUBLE_EQ(fit->points[0].share.value, 0.75);
    EXPECT_DOUBLE_EQ(fit->points[1].share.value, 0.75);
    EXPECT_DOUBLE_EQ(fit->points[2].share.value, 0.375);
    EXPECT_EQ(fit->points[2].at_risk, 10U);
    // Greenwood: 10 / (40 * 30) + 10 / (20 * 10).
    const double error = std::sqrt(10.0 / 1200.0 + 10.0 / 200.0) / std::abs(std::log(0.375));
    EXPECT_NEAR(fit->points[2].share.low, std::pow(0.375, std::exp(1.959964 * error)), 1e-6);
    // All waiting over all who gave up: (50 + 150 + 250 + 350) / 20.
    EXPECT_DOUBLE_EQ(fit->mean.value, 40.0);
}

TEST(PatienceFit, TheLawOfAScenarioHasTheSharesOfTheFit) {
    KnownDraws draws(5);
    const auto fit =
        fit_patience(draw_waits(draws, 90.0, [&] { return draws.weibull(0.6, 400.0); }), 0.95);
    ASSERT_TRUE(fit.has_value());
    ASSERT_EQ(fit->kind(), PatienceKind::Weibull);
    for (const SurvivalPoint& point : fit->points) {
        // The ends of the stretches are among the cuts.
        EXPECT_NEAR(
            point.fitted, std::exp(-std::pow(point.seconds / fit->scale, fit->shape.value)), 1e-9);
    }
}

TEST(PatienceFit, FewWhoGaveUpAreNotFitted) {
    std::vector<QueueWait> waits(1000, {.seconds = 10.0, .gave_up = false});
    for (int caller = 0; caller < 19; ++caller) {
        waits.push_back({.seconds = 5.0, .gave_up = true});
    }
    EXPECT_FALSE(fit_patience(waits, 0.95).has_value());
}

}  // namespace
}  // namespace fcr
