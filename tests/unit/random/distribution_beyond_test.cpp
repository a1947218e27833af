// What is left of a span that has lasted a while: every law beyond an age against its exact
// conditional law.
#include "sim/random/distribution.hpp"
#include "tests/unit/random/kolmogorov_smirnov.hpp"
#include "tests/unit/random/sampling.hpp"

#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/hyperexponential.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace fcr {
namespace {

namespace bm = boost::math;

constexpr std::size_t kDrawsBeyond = 100'000;

struct BeyondCase {
    std::string name;
    std::uint64_t family;
    double age;
    std::function<Distribution()> make;
    std::function<double(double)> survival;  ///< P(value > x)
};

template <typename Exact>
std::function<double(double)> survival_of(Exact exact) {
    return [exact](double x) { return cdf(complement(exact, x)); };
}

bm::lognormal exact_lognormal(double mean, double cv) {
    const double variance = std::log1p(cv * cv);
    return bm::lognormal(std::log(mean) - variance / 2.0, std::sqrt(variance));
}

std::vector<BeyondCase> cases() {
    const double weights[] = {0.3, 0.7};
    const double rates[] = {1.0 / 500.0, 1.0 / 50.0};
    const auto two_branches = survival_of(bm::hyperexponential(weights, rates));
    const auto make_two = [] {
        const ExponentialBranch branches[] = {{.weight = 0.3, .mean = 500.0},
                                              {.weight = 0.7, .mean = 50.0}};
        return Distribution::hyperexponential(branches);
    };
    const auto talk = [] { return Distribution::lognormal(330.0, 0.96); };
    const auto talks = survival_of(exact_lognormal(330.0, 0.96));
    const auto gap = [] {
        const QuantileKnot knots[] = {{.value = 0.0, .cumulative = 0.0},
                                      {.value = 3.2, .cumulative = 0.5},
                                      {.value = 13.0, .cumulative = 0.75},
                                      {.value = 600.0, .cumulative = 1.0}};
        return Distribution::empirical(knots);
    };
    const auto gaps = [](double x) {
        return x < 13.0 ? 0.5 - (x - 3.2) / 9.8 * 0.25 : 0.25 - (x - 13.0) / 587.0 * 0.25;
    };
    const auto hazard = [] {
        const HazardStretch stretches[] = {
            {.from = 0.0, .rate = 0.01}, {.from = 60.0, .rate = 0.0}, {.from = 90.0, .rate = 0.02}};
        return Distribution::piecewise_hazard(stretches);
    };
    const auto hazards = [](double x) {
        return std::exp(-0.01 * std::min(x, 60.0) - 0.02 * std::max(0.0, x - 90.0));
    };
    return {
        {"lognormal, young", 401, 60.0, talk, talks},
        {"lognormal, old", 402, 1'500.0, talk, talks},
        {"gamma of shape 3, young",
         403,
         1.5,
         [] { return Distribution::gamma(3.0, 1.0); },
         survival_of(bm::gamma_distribution<>(3.0, 1.0))},
        {"gamma of shape 3, old",
         404,
         9.0,
         [] { return Distribution::gamma(3.0, 1.0); },
         survival_of(bm::gamma_distribution<>(3.0, 1.0))},
        {"gamma of shape 0.5, old",
         405,
         2.0,
         [] { return Distribution::gamma(0.5, 1.0); },
         survival_of(bm::gamma_distribution<>(0.5, 1.0))},
        {"normal",
         406,
         6.0,
         [] { return Distribution::normal(4.4, 1.0, 1.0); },
         survival_of(bm::normal(4.4, 1.0))},
        {"two exponential branches", 407, 200.0, make_two, two_branches},
        {"table of quantiles", 408, 5.0, gap, gaps},
        {"hazards by stretches", 409, 30.0, hazard, hazards},
    };
}

TEST(DistributionBeyond, EveryLawBeyondAnAgeIsItsConditionalLaw) {
    for (const BeyondCase& law : cases()) {
        SCOPED_TRACE(law.name);
        const Distribution drawn = law.make();
        const auto values = sample_many(kDrawsBeyond, law.family, [&](Draw draw) {
            return drawn.sample_beyond(law.age, draw);
        });

        const double left = law.survival(law.age);
        expect_within_limit(kolmogorov_statistic(
            values, [&](double x) { return x <= law.age ? 0.0 : 1.0 - law.survival(x) / left; }));
    }
}

TEST(DistributionBeyond, AnExponentialSpanIsAsGoodAsNew) {
    const Distribution law = Distribution::exponential(240.0);
    const auto left =
        sample_many(1'000, 410, [&](Draw draw) { return law.sample_beyond(700.0, draw) - 700.0; });
    const auto fresh = sample_many(1'000, 410, law);

    for (std::size_t row = 0; row < fresh.size(); ++row) {
        EXPECT_NEAR(left[row], fresh[row], 1e-9);
    }
}

TEST(DistributionBeyond, WhatHasNoAgeYetIsTheLawItself) {
    for (const BeyondCase& law : cases()) {
        const Distribution drawn = law.make();
        const auto values = sample_many(
            10'000, law.family + 50, [&](Draw draw) { return drawn.sample_beyond(0.0, draw); });
        const auto plain = sample_many(10'000, law.family + 70, drawn);

        double mean = 0.0;
        double plain_mean = 0.0;
        for (std::size_t row = 0; row < values.size(); ++row) {
            mean += values[row];
            plain_mean += plain[row];
        }
        EXPECT_NEAR(mean / plain_mean, 1.0, 0.08) << law.name;
    }
}

TEST(DistributionBeyond, WhatCannotLastLongerEndsNow) {
    const Streams streams(kTestSeed, 0);
    const Draw draw = streams.draw(Purpose::Talk, EntityKey{.family = 411, .member = 0});

    EXPECT_EQ(Distribution::constant(60.0).sample_beyond(20.0, draw), 60.0);
    EXPECT_EQ(Distribution::constant(60.0).sample_beyond(61.0, draw), 61.0);
    EXPECT_EQ(Distribution::uniform(0.5, 3.5).sample_beyond(4.0, draw), 4.0);
    EXPECT_GT(Distribution::uniform(0.5, 3.5).sample_beyond(3.0, draw), 3.0);
    // A survival table that ends leaves the rest for ever patient.
    const QuantileKnot knots[] = {{.value = 0.0, .cumulative = 0.0},
                                  {.value = 100.0, .cumulative = 0.5}};
    EXPECT_TRUE(std::isinf(Distribution::empirical(knots).sample_beyond(100.0, draw)));
}

}  // namespace
}  // namespace fcr
