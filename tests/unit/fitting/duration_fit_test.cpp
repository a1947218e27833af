#include "sim/fitting/duration_fit.hpp"

#include "tests/unit/fitting/known_calls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fcr {
namespace {

using test::KnownDraws;

constexpr int kDurationSeeds = 100;
constexpr int kDurationHeldMin = 90;
constexpr DurationFitOptions kNoBootstrap{.confidence = 0.95, .bootstrap = 0};

template <typename DrawOne>
std::vector<double> draw_many(std::size_t count, DrawOne draw) {
    std::vector<double> values(count);
    std::ranges::generate(values, draw);
    return values;
}

TEST(DurationFit, LognormalTruthIsFoundAndHeldInNinetyOfHundredSeeds) {
    int chosen = 0;
    int mean = 0;
    int cv = 0;
    for (std::uint64_t seed = 1; seed <= kDurationSeeds; ++seed) {
        KnownDraws draws(seed);
        // Recorded in whole seconds, as telephony does.
        const auto fit = fit_durations(
            draw_many(800, [&] { return std::round(draws.lognormal(300.0, 0.8)); }), kNoBootstrap);
        ASSERT_TRUE(fit.has_value());
        chosen += fit->law_name() == "lognormal" ? 1 : 0;
        mean += fit->mean.holds(300.0) ? 1 : 0;
        cv += fit->cv.holds(0.8) ? 1 : 0;
    }
    EXPECT_GE(chosen, 95);
    EXPECT_GE(mean, kDurationHeldMin);
    EXPECT_GE(cv, kDurationHeldMin);
}

TEST(DurationFit, GammaTruthIsFoundAndHeldInNinetyOfHundredSeeds) {
    int chosen = 0;
    int mean = 0;
    int cv = 0;
    for (std::uint64_t seed = 1; seed <= kDurationSeeds; ++seed) {
        KnownDraws draws(seed);
        const auto fit =
            fit_durations(draw_many(800, [&] { return draws.gamma(2.0, 50.0); }), kNoBootstrap);
        ASSERT_TRUE(fit.has_value());
        chosen += fit->law_name() == "gamma" ? 1 : 0;
        mean += fit->mean.holds(100.0) ? 1 : 0;
        cv += fit->cv.holds(std::sqrt(0.5)) ? 1 : 0;
    }
    EXPECT_GE(chosen, 95);
    EXPECT_GE(mean, kDurationHeldMin);
    EXPECT_GE(cv, kDurationHeldMin);
}

TEST(DurationFit, TwoKindsOfCallsAreToldApart) {
    KnownDraws draws(1);
    const auto fit = fit_durations(draw_many(4000,
                                             [&] {
                                                 return draws.uniform() < 0.3
                                                            ? draws.lognormal(15.0, 0.5)
                                                            : draws.lognormal(400.0, 0.6);
                                             }),
                                   {.confidence = 0.95, .bootstrap = 9});
    ASSERT_TRUE(fit.has_value());
    EXPECT_EQ(fit->law_name(), "two lognormals");
    const double truth = 0.3 * 15.0 + 0.7 * 400.0;
    EXPECT_TRUE(fit->mean.holds(truth));
    const ParametricLaw& law = fit->candidates[*fit->chosen].law;
    EXPECT_NEAR(law.parameters[0], 0.3, 0.03);
    EXPECT_GE(*fit->p_value, 0.1);
    // The scenario has knots for it, with the same mean.
    ASSERT_TRUE(std::holds_alternative<EmpiricalLaw>(fit->law));
    EXPECT_NEAR(mean_s(fit->law), law.mean(), 1e-3 * law.mean());
}

TEST(DurationFit, WhatNoLawDescribesStandsForItself) {
    KnownDraws draws(2);
    const std::vector<double> values = draw_many(2000, [&] {
        const double block = draws.uniform();
        const double from = block < 0.4 ? 20.0 : block < 0.7 ? 100.0 : 500.0;
        return from * (1.0 + 0.1 * draws.uniform());
    });
    const auto fit = fit_durations(values, kNoBootstrap);
    ASSERT_TRUE(fit.has_value());
    EXPECT_FALSE(fit->chosen.has_value());
    EXPECT_EQ(fit->law_name(), "empirical");
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / 2000.0;
    EXPECT_NEAR(mean_s(fit->law), mean, 0.01 * mean);
}

TEST(DurationFit, ManyZerosAreAnAtom) {
    KnownDraws draws(3);
    const auto fit = fit_durations(
        draw_many(1000, [&] { return draws.uniform() < 0.25 ? 0.0 : draws.exponential(60.0); }),
        kNoBootstrap);
    ASSERT_TRUE(fit.has_value());
    ASSERT_TRUE(std::holds_alternative<EmpiricalLaw>(fit->law));
    const EmpiricalLaw& law = std::get<EmpiricalLaw>(fit->law);
    EXPECT_EQ(law.knots.front().value, 0.0);
    EXPECT_NEAR(law.knots.front().cumulative, 0.25, 0.04);
    EXPECT_EQ(law.knots.back().cumulative, 1.0);
    EXPECT_NEAR(mean_s(fit->law), fit->mean.value, 0.01 * fit->mean.value);
}

TEST(DurationFit, ValuesThatAreAllAlikeAreFitted) {
    const auto fit = fit_durations(std::vector<double>(50, 7.0), kNoBootstrap);
    ASSERT_TRUE(fit.has_value());
    EXPECT_NEAR(mean_s(fit->law), 7.0, 1e-9);
    const auto none = fit_durations(std::vector<double>(50, 0.0), kNoBootstrap);
    ASSERT_TRUE(none.has_value());
    EXPECT_NEAR(mean_s(none->law), 0.0, 1e-9);
}

TEST(DurationFit, FewValuesAreNotFitted) {
    EXPECT_FALSE(fit_durations(std::vector<double>(29, 7.0), kNoBootstrap).has_value());
}

TEST(DurationFit, TheBootstrapRefusesItsOwnLawAboutAsOftenAsItShould) {
    int refused = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        KnownDraws draws(seed);
        std::vector<double> values = draw_many(100, [&] { return draws.gamma(1.5, 40.0); });
        const auto fit = fit_durations(values, {.confidence = 0.95, .bootstrap = 99});
        ASSERT_TRUE(fit && fit->chosen && fit->p_value);
        refused += *fit->p_value <= 0.1 ? 1 : 0;
    }
    // 4 are expected; the samples of the law are the same draws for every seed, so they vary by
    // more than 40 independent tests would.
    EXPECT_LE(refused, 11);
}

TEST(ParametricLaw, MostLikelyExponentialHasTheMeanOfTheValues) {
    const std::vector<double> values{1.0, 2.0, 6.0};
    const auto law = most_likely(LawKind::Exponential, values);
    ASSERT_TRUE(law.has_value());
    EXPECT_DOUBLE_EQ(law->mean(), 3.0);
    // 2 * 1 - 2 * (-9 / 3 - 3 ln 3)
    EXPECT_NEAR(akaike(*law, values), 2.0 + 6.0 + 6.0 * std::log(3.0), 1e-12);
    // F(1) = 0.2835, F(2) = 0.4866, F(6) = 0.8647: the furthest is F(1) from 0.
    EXPECT_NEAR(distance(*law, values), -std::expm1(-1.0 / 3.0), 1e-12);
}

TEST(ParametricLaw, QuantilesAreTheInverseOfShares) {
    for (const ParametricLaw& law :
         {ParametricLaw{.kind = LawKind::Exponential, .parameters = {20.0}},
          ParametricLaw{.kind = LawKind::Gamma, .parameters = {2.5, 30.0}},
          ParametricLaw{.kind = LawKind::Lognormal, .parameters = {5.0, 0.7}},
          ParametricLaw{.kind = LawKind::LognormalMixture,
          .parameters = {0.3, 2.5, 0.4, 5.8, 0.6}}}) {
        for (const double share : {0.001, 0.1, 0.5, 0.9, 0.999}) {
            EXPECT_NEAR(law.below(law.quantile(share)), share, 1e-9) << name_of(law.kind);
        }
    }
}

}  // namespace
}  // namespace fcr
