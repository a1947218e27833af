#include "sim/random/poisson.hpp"

#include "tests/unit/random/sampling.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {
namespace {

constexpr double kAlmostOne = 1.0 - 0x1.0p-53;

std::vector<double> uniforms(std::size_t count) {
    return sample_many(count, 20, [](Draw draw) { return draw.next_uniform(); });
}

/// Chi-square of the counts against the exact probabilities, in cells of 10 or more expected;
/// divided by the limit that it exceeds with probability `error`.
double chi_square_ratio(const std::vector<double>& draws, double mean, double error) {
    const boost::math::poisson law(mean);
    const auto n = static_cast<double>(draws.size());
    std::vector<double> observed(400);
    for (const double uniform : draws) {
        observed.at(poisson_by_inversion(mean, uniform)) += 1.0;
    }
    double statistic = 0.0;
    int cells = 0;
    double cell_observed = 0.0;
    double cell_expected = 0.0;
    double expected_left = n;
    for (std::size_t count = 0; count < observed.size(); ++count) {
        cell_observed += observed[count];
        const double expected = n * pdf(law, static_cast<double>(count));
        cell_expected += expected;
        expected_left -= expected;
        if (cell_expected >= 10.0 && expected_left >= 10.0) {
            statistic += std::pow(cell_observed - cell_expected, 2) / cell_expected;
            ++cells;
            cell_observed = 0.0;
            cell_expected = 0.0;
        }
    }
    statistic += std::pow(cell_observed - cell_expected, 2) / cell_expected;
    return statistic / quantile(complement(boost::math::chi_squared(cells), error));
}

// Six means of 100,000 draws each, judged together at 1 %.
TEST(Poisson, CountsFollowTheLaw) {
    const std::vector<double> draws = uniforms(100'000);

    for (const double mean : {0.1, 1.0, 5.0, 20.0, 43.7, 64.0}) {
        EXPECT_LT(chi_square_ratio(draws, mean, 0.01 / 6.0), 1.0) << "mean " << mean;
    }
}

TEST(Poisson, CountsAreTheExactQuantiles) {
    for (const double mean : {0.3, 7.0, 31.25, 64.0}) {
        const boost::math::poisson law(mean);
        for (const double uniform : uniforms(5'000)) {
            const std::uint32_t count = poisson_by_inversion(mean, uniform);

            EXPECT_LT(uniform, cdf(law, count) + 1e-13);
            if (count > 0) {
                EXPECT_GE(uniform, cdf(law, count - 1) - 1e-13);
            }
        }
    }
}

TEST(Poisson, ARaisedMeanNeverLosesACaller) {
    for (const double uniform : uniforms(2'000)) {
        std::uint32_t last = 0;
        for (int step = 0; step < 180; ++step) {
            const double mean = kPoissonMeanMax * std::pow(1.05, step - 179);
            const std::uint32_t count = poisson_by_inversion(mean, uniform);

            EXPECT_GE(count, last) << "mean " << mean << ", uniform " << uniform;
            last = count;
        }
    }
}

TEST(Poisson, AMeanOfZeroBringsNobody) {
    EXPECT_EQ(poisson_by_inversion(0.0, 0.0), 0U);
    EXPECT_EQ(poisson_by_inversion(0.0, kAlmostOne), 0U);
}

TEST(Poisson, EndsForEveryUniform) {
    for (int step = 0; step < 2'500; ++step) {
        const double mean = kPoissonMeanMax * std::pow(1.01, -step);
        EXPECT_LE(poisson_by_inversion(mean, kAlmostOne), 135U) << "mean " << mean;
    }
    EXPECT_LE(poisson_by_inversion(kPoissonMeanMax, kAlmostOne), 135U);
    EXPECT_EQ(poisson_by_inversion(kPoissonMeanMax, 0.0), 0U);
}

TEST(PoissonDeathTest, RefusesWhatLiesOutOfRange) {
    EXPECT_DEATH(static_cast<void>(poisson_by_inversion(64.5, 0.5)), "mean out of range");
    EXPECT_DEATH(static_cast<void>(poisson_by_inversion(-1.0, 0.5)), "mean out of range");
    EXPECT_DEATH(static_cast<void>(poisson_by_inversion(1.0, 1.0)), "uniform out of range");
}

}  // namespace
}  // namespace fcr
