// Our samplers against those of Boost.Random: two-sample Kolmogorov-Smirnov, 100,000 of each.
#include "sim/random/distribution.hpp"
#include "tests/unit/random/kolmogorov_smirnov.hpp"
#include "tests/unit/random/sampling.hpp"

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/hyperexponential_distribution.hpp>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {
namespace {

constexpr std::size_t kDrawsBoost = 100'000;

template <typename BoostLaw>
double distance_to(const Distribution& law, std::uint64_t family, BoostLaw boost_law) {
    boost::random::mt19937_64 generator(kTestSeed);
    std::vector<double> theirs(kDrawsBoost);
    for (double& value : theirs) {
        value = boost_law(generator);
    }
    return smirnov_statistic(sample_many(kDrawsBoost, family, law), theirs);
}

TEST(DistributionBesideBoost, ExponentialAgrees) {
    expect_within_limit(distance_to(Distribution::exponential(300.0),
                                    201,
                                    boost::random::exponential_distribution<>(1.0 / 300.0)));
}

TEST(DistributionBesideBoost, LognormalAgrees) {
    const double variance = std::log1p(0.9 * 0.9);

    expect_within_limit(distance_to(Distribution::lognormal(300.0, 0.9),
                                    202,
                                    boost::random::lognormal_distribution<>(
                                        std::log(300.0) - variance / 2.0, std::sqrt(variance))));
}

TEST(DistributionBesideBoost, GammaAgrees) {
    expect_within_limit(distance_to(
        Distribution::gamma(4.0, 30.0), 203, boost::random::gamma_distribution<>(4.0, 30.0)));
}

TEST(DistributionBesideBoost, GammaBelowShapeOneAgrees) {
    expect_within_limit(distance_to(
        Distribution::gamma(0.2, 30.0), 204, boost::random::gamma_distribution<>(0.2, 30.0)));
}

TEST(DistributionBesideBoost, NormalAgrees) {
    expect_within_limit(distance_to(Distribution::normal(100.0, 12.0, 0.0),
                                    205,
                                    boost::random::normal_distribution<>(100.0, 12.0)));
}

TEST(DistributionBesideBoost, UniformAgrees) {
    expect_within_limit(distance_to(Distribution::uniform(0.0, 900.0),
                                    206,
                                    boost::random::uniform_real_distribution<>(0.0, 900.0)));
}

TEST(DistributionBesideBoost, HyperexponentialAgrees) {
    const ExponentialBranch branches[] = {{.weight = 0.1, .mean = 900.0},
                                          {.weight = 0.5, .mean = 100.0},
                                          {.weight = 0.4, .mean = 5.0}};
    const std::vector<double> weights{0.1, 0.5, 0.4};
    const std::vector<double> rates{1.0 / 900.0, 1.0 / 100.0, 1.0 / 5.0};

    expect_within_limit(
        distance_to(Distribution::hyperexponential(branches),
                    207,
                    boost::random::hyperexponential_distribution<>(weights, rates)));
}

}  // namespace
}  // namespace fcr
