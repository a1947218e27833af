#include "sim/random/distribution.hpp"

#include "tests/unit/random/kolmogorov_smirnov.hpp"
#include "tests/unit/random/sampling.hpp"

#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace fcr {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kCount = 100'000;
/// Shares are compared at this many standard deviations; 8 of them are, so right code fails once
/// in 20,000 seeds.
constexpr double kShareLimit = 4.5;

/// How many standard deviations the share of values that `holds` lies from `share`.
template <typename Condition>
double share_z(const std::vector<double>& values, Condition holds, double share) {
    const auto n = static_cast<double>(values.size());
    const auto count = static_cast<double>(std::ranges::count_if(values, holds));
    return std::fabs(count - n * share) / std::sqrt(n * share * (1.0 - share));
}

std::vector<double> those_between(const std::vector<double>& values, double low, double high) {
    std::vector<double> kept;
    std::ranges::copy_if(values, std::back_inserter(kept), [low, high](double value) {
        return value > low && value < high;
    });
    return kept;
}

/// An atom of 0.1 at 10, 0.3 to 20, an atom of 0.1 there, nothing to 35, 0.154 to 60, 0.346 never.
Distribution stepped_law() {
    const QuantileKnot knots[] = {{.value = 10.0, .cumulative = 0.1},
                                  {.value = 20.0, .cumulative = 0.4},
                                  {.value = 20.0, .cumulative = 0.5},
                                  {.value = 35.0, .cumulative = 0.5},
                                  {.value = 60.0, .cumulative = 0.654}};
    return Distribution::empirical(knots);
}

Distribution law_of_uniform_word(std::span<const QuantileKnot> knots) {
    return Distribution::empirical(knots);
}

/// One value of `law` for a given first word.
double value_of_word(const Distribution& law, std::uint64_t word) {
    const Streams streams(kTestSeed, 0);
    return law.sample(Draw(streams, Purpose::Talk, EntityKey{}, word));
}

std::uint64_t word_of_uniform(double uniform) {
    return static_cast<std::uint64_t>(uniform * 0x1.0p53) << 11;
}

TEST(Distribution, TheDefaultIsTheConstantZero) {
    const Distribution law;

    EXPECT_TRUE(law.is_zero());
    EXPECT_EQ(law.kind(), DistributionKind::Constant);
    EXPECT_EQ(law.mean(), 0.0);
    EXPECT_EQ(value_of_word(law, 12345), 0.0);
}

TEST(Distribution, AConstantIsItsValue) {
    const Distribution law = Distribution::constant(7.5);

    EXPECT_FALSE(law.is_zero());
    EXPECT_EQ(law.mean(), 7.5);
    EXPECT_EQ(value_of_word(law, 12345), 7.5);
}

TEST(Distribution, MovesWithItsTable) {
    Distribution law = stepped_law();

    const Distribution moved = std::move(law);

    EXPECT_EQ(value_of_word(moved, word_of_uniform(0.05)), 10.0);
}

TEST(Distribution, TheFloorOfANormalHasAnAtom) {
    const boost::math::normal exact(10.0, 10.0);
    const double below = cdf(exact, 5.0);

    const std::vector<double> values =
        sample_many(kCount, 301, Distribution::normal(10.0, 10.0, 5.0));
    const double statistic =
        kolmogorov_statistic(those_between(values, 5.0, kInfinity),
                             [&](double x) { return (cdf(exact, x) - below) / (1.0 - below); });

    EXPECT_EQ(*std::ranges::min_element(values), 5.0);
    EXPECT_LT(share_z(
                  values, [](double value) { return value == 5.0; }, below),
              kShareLimit);
    expect_within_limit(statistic);
}

TEST(Distribution, TheMeanOfANormalCountsItsFloor) {
    const boost::math::normal standard;
    for (const double floor : {0.0, 5.0, 10.0, 40.0, 200.0}) {
        const double cut = (floor - 10.0) / 10.0;
        const double below = cdf(standard, cut);
        const double exact = floor * below + 10.0 * (1.0 - below) + 10.0 * pdf(standard, cut);

        EXPECT_NEAR(Distribution::normal(10.0, 10.0, floor).mean(), exact, 1e-12 * exact);
    }
}

TEST(Distribution, AnEmpiricalLawIsLinearBetweenKnots) {
    const QuantileKnot knots[] = {{.value = 10.0, .cumulative = 0.0},
                                  {.value = 20.0, .cumulative = 0.5},
                                  {.value = 60.0, .cumulative = 1.0}};
    const Distribution law = law_of_uniform_word(knots);

    EXPECT_EQ(value_of_word(law, word_of_uniform(0.0)), 10.0);
    EXPECT_EQ(value_of_word(law, word_of_uniform(0.25)), 15.0);
    EXPECT_EQ(value_of_word(law, word_of_uniform(0.5)), 20.0);
    EXPECT_EQ(value_of_word(law, word_of_uniform(0.75)), 40.0);
    EXPECT_LE(value_of_word(law, ~std::uint64_t{0}), 60.0);
    EXPECT_EQ(law.mean(), 0.5 * 15.0 + 0.5 * 40.0);
}

TEST(Distribution, AnEmpiricalLawKeepsAtomsGapsAndNever) {
    const Distribution law = stepped_law();

    const std::vector<double> values = sample_many(kCount, 302, law);
    std::vector<double> spread = those_between(values, 10.0, kInfinity);
    std::erase(spread, 20.0);
    const double statistic = kolmogorov_statistic(spread, [](double x) {
        const double first = std::clamp((x - 10.0) / 10.0, 0.0, 1.0) * 0.3;
        const double second = std::clamp((x - 35.0) / 25.0, 0.0, 1.0) * 0.154;
        return (first + second) / 0.454;
    });

    EXPECT_EQ(*std::ranges::min_element(values), 10.0);
    EXPECT_TRUE(those_between(values, 20.0, 35.0).empty());
    EXPECT_TRUE(those_between(values, 60.0, kInfinity).empty());
    EXPECT_LT(share_z(
                  values, [](double value) { return value == 10.0; }, 0.1),
              kShareLimit);
    EXPECT_LT(share_z(
                  values, [](double value) { return value == 20.0; }, 0.1),
              kShareLimit);
    EXPECT_LT(share_z(
                  values, [](double value) { return value == kInfinity; }, 0.346),
              kShareLimit);
    expect_within_limit(statistic);
    EXPECT_EQ(law.mean(), kInfinity);
}

TEST(Distribution, OneKnotIsAnAtom) {
    const QuantileKnot knots[] = {{.value = 30.0, .cumulative = 0.25}};
    const Distribution law = law_of_uniform_word(knots);

    EXPECT_EQ(value_of_word(law, word_of_uniform(0.2)), 30.0);
    EXPECT_EQ(value_of_word(law, word_of_uniform(0.25)), kInfinity);
}

TEST(Distribution, APiecewiseHazardKeepsToItsLaw) {
    const HazardStretch stretches[] = {{.from = 0.0, .rate = 0.02},
                                       {.from = 30.0, .rate = 0.0},
                                       {.from = 60.0, .rate = 0.01},
                                       {.from = 120.0, .rate = 0.05}};
    const Distribution law = Distribution::piecewise_hazard(stretches);

    const std::vector<double> values = sample_many(kCount, 303, law);
    const double statistic = kolmogorov_statistic(values, [](double x) {
        const double hazard = 0.02 * std::min(x, 30.0) + 0.01 * std::clamp(x - 60.0, 0.0, 60.0) +
                              0.05 * std::max(x - 120.0, 0.0);
        return -std::expm1(-hazard);
    });

    expect_within_limit(statistic);
    EXPECT_TRUE(those_between(values, 30.0, 60.0).empty());
    const double mean = -std::expm1(-0.6) / 0.02 + std::exp(-0.6) * 30.0 +
                        std::exp(-0.6) * -std::expm1(-0.6) / 0.01 + std::exp(-1.2) / 0.05;
    EXPECT_NEAR(law.mean(), mean, 1e-12 * mean);
}

TEST(Distribution, APiecewiseHazardThatEndsLeavesSomeForEver) {
    const HazardStretch stretches[] = {{.from = 0.0, .rate = 0.02}, {.from = 50.0, .rate = 0.0}};
    const Distribution law = Distribution::piecewise_hazard(stretches);
    const double never = std::exp(-1.0);

    const std::vector<double> values = sample_many(kCount, 304, law);
    const double statistic = kolmogorov_statistic(
        those_between(values, -1.0, kInfinity),
        [&](double x) { return -std::expm1(-0.02 * std::min(x, 50.0)) / (1.0 - never); });

    EXPECT_LT(share_z(
                  values, [](double value) { return value == kInfinity; }, never),
              kShareLimit);
    expect_within_limit(statistic);
    EXPECT_TRUE(those_between(values, 50.0, kInfinity).empty());
    EXPECT_EQ(law.mean(), kInfinity);
}

TEST(Distribution, AHazardTooSmallToSeeHasItsExactMean) {
    const HazardStretch stretches[] = {{.from = 0.0, .rate = 1e-12}, {.from = 10.0, .rate = 1.0}};

    EXPECT_NEAR(Distribution::piecewise_hazard(stretches).mean(), 11.0, 1e-9);
}

TEST(Distribution, AHazardOfZeroThroughoutNeverComes) {
    const HazardStretch stretches[] = {{.from = 0.0, .rate = 0.0}};
    const Distribution law = Distribution::piecewise_hazard(stretches);

    EXPECT_EQ(value_of_word(law, 0), kInfinity);
    EXPECT_EQ(value_of_word(law, word_of_uniform(0.4)), kInfinity);
}

TEST(Distribution, FirstWordsAreUniform) {
    const double statistic = kolmogorov_statistic(
        sample_many(kCount, 305, [](Draw draw) { return draw.next_uniform(); }),
        [](double x) { return x; });

    expect_within_limit(statistic);
}

TEST(Distribution, FurtherWordsAreUniform) {
    const std::vector<double> values = sample_many(kCount, 306, [](Draw draw) {
        static_cast<void>(draw.next_word());
        return draw.next_uniform();
    });

    const double statistic = kolmogorov_statistic(values, [](double x) { return x; });

    expect_within_limit(statistic);
}

TEST(Distribution, ExtremeWordsGiveFiniteValues) {
    const ExponentialBranch branches[] = {{.weight = 0.5, .mean = 1.0},
                                          {.weight = 0.5, .mean = 9.0}};
    std::vector<Distribution> laws;
    laws.push_back(Distribution::exponential(240.0));
    laws.push_back(Distribution::lognormal(180.0, 0.8));
    laws.push_back(Distribution::gamma(0.01, 1.0));
    laws.push_back(Distribution::gamma(3.0, 1.0));
    laws.push_back(Distribution::uniform(1.0, 2.0));
    laws.push_back(Distribution::normal(10.0, 5.0, 0.0));
    laws.push_back(Distribution::hyperexponential(branches));

    for (const Distribution& law : laws) {
        for (const std::uint64_t layer : {0U, 1U, 255U, 256U, 511U}) {
            const double lowest = value_of_word(law, layer);
            const double highest = value_of_word(law, ~std::uint64_t{0x1ff} | layer);

            EXPECT_TRUE(lowest >= 0.0 && lowest < kInfinity) << static_cast<int>(law.kind());
            EXPECT_TRUE(highest >= 0.0 && highest < kInfinity) << static_cast<int>(law.kind());
        }
    }
}

TEST(DistributionDeathTest, RefusesParametersOutOfRange) {
    const ExponentialBranch uneven[] = {{.weight = 0.5, .mean = 1.0}, {.weight = 0.4, .mean = 1.0}};
    const QuantileKnot falling[] = {{.value = 2.0, .cumulative = 0.5},
                                    {.value = 1.0, .cumulative = 1.0}};
    const HazardStretch late[] = {{.from = 1.0, .rate = 0.5}};

    EXPECT_DEATH(static_cast<void>(Distribution::constant(-1.0)), "constant");
    EXPECT_DEATH(static_cast<void>(Distribution::exponential(0.0)), "exponential mean");
    EXPECT_DEATH(static_cast<void>(Distribution::lognormal(1.0, 0.0)), "lognormal");
    EXPECT_DEATH(static_cast<void>(Distribution::gamma(0.0, 1.0)), "gamma shape");
    EXPECT_DEATH(static_cast<void>(Distribution::uniform(2.0, 2.0)), "range is empty");
    EXPECT_DEATH(static_cast<void>(Distribution::normal(1.0, 0.0, 0.0)), "normal sd");
    EXPECT_DEATH(static_cast<void>(Distribution::hyperexponential(uneven)), "sum to 1");
    EXPECT_DEATH(static_cast<void>(Distribution::empirical(falling)), "not fall");
    EXPECT_DEATH(static_cast<void>(Distribution::piecewise_hazard(late)), "starts at 0");
}

}  // namespace
}  // namespace fcr
