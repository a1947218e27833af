// Every sampler against its exact law: moments and Kolmogorov-Smirnov.
#include "sim/random/distribution.hpp"
#include "tests/unit/random/kolmogorov_smirnov.hpp"
#include "tests/unit/random/sampling.hpp"

#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/hyperexponential.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace fcr {
namespace {

namespace bm = boost::math;

constexpr std::size_t kDrawsOfLaw = 100'000;

/// A law of ours and the same in Boost.Math.
struct LawCase {
    const char* name;
    std::uint64_t family;  ///< of the entities drawn for
    Distribution (*make)();
    double (*cumulative)(double);
    double mean;
    double variance;
    double kurtosis;  ///< the fourth central moment over the variance squared
};

template <typename Exact>
LawCase law_case(const char* name,
                 std::uint64_t family,
                 Distribution (*make)(),
                 Exact exact,
                 double (*cumulative)(double)) {
    return LawCase{.name = name,
                   .family = family,
                   .make = make,
                   .cumulative = cumulative,
                   .mean = mean(exact),
                   .variance = variance(exact),
                   .kurtosis = kurtosis(exact)};
}

bm::lognormal lognormal_of(double mean, double cv) {
    const double variance = std::log1p(cv * cv);
    return bm::lognormal(std::log(mean) - variance / 2.0, std::sqrt(variance));
}

bm::hyperexponential two_branches() {
    const double weights[] = {0.3, 0.7};
    const double rates[] = {1.0 / 400.0, 1.0 / 20.0};
    return bm::hyperexponential(weights, rates);
}

const std::vector<LawCase>& law_cases() {
    static const std::vector<LawCase> cases{
        law_case(
            "Exponential",
            101,
            [] { return Distribution::exponential(240.0); },
            bm::exponential(1.0 / 240.0),
            [](double x) { return cdf(bm::exponential(1.0 / 240.0), x); }),
        law_case(
            "Lognormal",
            102,
            [] { return Distribution::lognormal(180.0, 0.8); },
            lognormal_of(180.0, 0.8),
            [](double x) { return cdf(lognormal_of(180.0, 0.8), x); }),
        law_case(
            "LognormalWide",
            103,
            [] { return Distribution::lognormal(10.0, 3.0); },
            lognormal_of(10.0, 3.0),
            [](double x) { return cdf(lognormal_of(10.0, 3.0), x); }),
        law_case(
            "Gamma",
            104,
            [] { return Distribution::gamma(2.5, 40.0); },
            bm::gamma_distribution<>(2.5, 40.0),
            [](double x) { return cdf(bm::gamma_distribution<>(2.5, 40.0), x); }),
        law_case(
            "GammaOfShapeOne",
            105,
            [] { return Distribution::gamma(1.0, 40.0); },
            bm::gamma_distribution<>(1.0, 40.0),
            [](double x) { return cdf(bm::gamma_distribution<>(1.0, 40.0), x); }),
        law_case(
            "GammaBelowShapeOne",
            106,
            [] { return Distribution::gamma(0.4, 100.0); },
            bm::gamma_distribution<>(0.4, 100.0),
            [](double x) { return cdf(bm::gamma_distribution<>(0.4, 100.0), x); }),
        law_case(
            "Uniform",
            107,
            [] { return Distribution::uniform(3.0, 11.0); },
            bm::uniform(3.0, 11.0),
            [](double x) { return cdf(bm::uniform(3.0, 11.0), x); }),
        law_case(
            "NormalFarAboveItsFloor",
            108,
            [] { return Distribution::normal(1000.0, 10.0, 0.0); },
            bm::normal(1000.0, 10.0),
            [](double x) { return cdf(bm::normal(1000.0, 10.0), x); }),
        law_case(
            "Hyperexponential",
            109,
            [] {
                const ExponentialBranch branches[] = {{.weight = 0.3, .mean = 400.0},
                                                      {.weight = 0.7, .mean = 20.0}};
                return Distribution::hyperexponential(branches);
            },
            two_branches(),
            [](double x) { return cdf(two_branches(), x); }),
    };
    return cases;
}

class DistributionLaws : public testing::TestWithParam<LawCase> {};

INSTANTIATE_TEST_SUITE_P(AllLaws,
                         DistributionLaws,
                         testing::ValuesIn(law_cases()),
                         [](const testing::TestParamInfo<LawCase>& tested) {
                             return std::string(tested.param.name);
                         });

// n = 100,000; the limit is that of the whole folder's tests.
TEST_P(DistributionLaws, KeepToTheExactDistributionFunction) {
    const LawCase& tested = GetParam();
    const Distribution law = tested.make();

    const double statistic =
        kolmogorov_statistic(sample_many(kDrawsOfLaw, tested.family, law), tested.cumulative);

    expect_within_limit(statistic);
}

// n = 100,000; 9 means and 9 variances judged together at 1 %: |z| at most 3.45.
TEST_P(DistributionLaws, KeepToTheExactMoments) {
    const LawCase& tested = GetParam();
    const Distribution law = tested.make();
    const double limit = quantile(complement(bm::normal(), kFamilyError / 18.0 / 2.0));
    const double n = kDrawsOfLaw;

    double sum = 0.0;
    double squares = 0.0;
    for (const double value : sample_many(kDrawsOfLaw, tested.family, law)) {
        sum += value - tested.mean;
        squares += (value - tested.mean) * (value - tested.mean);
    }
    const double mean_z = sum / std::sqrt(n * tested.variance);
    const double variance_z =
        (squares / n / tested.variance - 1.0) / std::sqrt((tested.kurtosis - 1.0) / n);

    EXPECT_LT(std::fabs(mean_z), limit);
    EXPECT_LT(std::fabs(variance_z), limit);
}

TEST_P(DistributionLaws, KnowTheirMean) {
    const LawCase& tested = GetParam();

    EXPECT_NEAR(tested.make().mean() / tested.mean, 1.0, 1e-12);
}

}  // namespace
}  // namespace fcr
