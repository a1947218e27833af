// The Kolmogorov-Smirnov statistics, and the limit that the tests of this folder share.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace fcr {

/// How many Kolmogorov-Smirnov tests this folder makes. They are judged together: the chance that
/// any of them fails on right code is at most 1 % (Bonferroni).
inline constexpr double kKolmogorovSmirnovTests = 33;
inline constexpr double kFamilyError = 0.01;

/// The limit of sqrt(n) D, from the first term of Kolmogorov's asymptotic law, P = 2 exp(-2 x^2).
inline double kolmogorov_limit() {
    return std::sqrt(-0.5 * std::log(kFamilyError / kKolmogorovSmirnovTests / 2.0));
}

/// Expects a statistic within the limit and records it (shown by --gtest_output=xml).
inline void expect_within_limit(double statistic) {
    testing::Test::RecordProperty("statistic", std::to_string(statistic));
    EXPECT_LT(statistic, kolmogorov_limit());
}

/// sqrt(n) times the largest distance between the share of values and `cdf`, which is continuous.
template <typename Cdf>
double kolmogorov_statistic(std::vector<double> values, Cdf cdf) {
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    double distance = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double exact = cdf(values[i]);
        distance = std::max(
            {distance, exact - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - exact});
    }
    return std::sqrt(n) * distance;
}

/// sqrt(n m / (n + m)) times the largest distance between the shares of two samples.
inline double smirnov_statistic(std::vector<double> first, std::vector<double> second) {
    std::sort(first.begin(), first.end());
    std::sort(second.begin(), second.end());
    const auto n = static_cast<double>(first.size());
    const auto m = static_cast<double>(second.size());
    double distance = 0.0;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < first.size() && j < second.size()) {
        const double value = std::min(first[i], second[j]);
        while (i < first.size() && first[i] <= value) {
            ++i;
        }
        while (j < second.size() && second[j] <= value) {
            ++j;
        }
        distance =
            std::max(distance, std::fabs(static_cast<double>(i) / n - static_cast<double>(j) / m));
    }
    return std::sqrt(n * m / (n + m)) * distance;
}

}  // namespace fcr
