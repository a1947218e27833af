// What the tests of model.md section 0 have in common.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace fcr::test {

inline constexpr std::uint64_t kSeed = 20'261'125;
inline constexpr double kError = 0.001 / 100.0;  ///< of one comparison

/// The value below which `share` of them lie. Not empty.
inline double quantile_of(std::vector<double> values, double share) {
    const auto row = static_cast<std::size_t>(share * static_cast<double>(values.size()));
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(row));
    return values.at(row);
}

inline double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The gaps, in seconds, have the row of model.md 0.3, after-call gap.
inline void expect_recorded_gaps(const std::vector<double>& gaps) {
    EXPECT_GE(quantile_of(gaps, 0.50), 5.0);
    EXPECT_LE(quantile_of(gaps, 0.50), 6.0);
    EXPECT_GE(quantile_of(gaps, 0.75), 14.0);
    EXPECT_LE(quantile_of(gaps, 0.75), 23.0);
    EXPECT_GE(quantile_of(gaps, 0.90), 59.0);
    EXPECT_LE(quantile_of(gaps, 0.90), 116.0);
    EXPECT_GE(quantile_of(gaps, 0.95), 180.0);
    EXPECT_LE(quantile_of(gaps, 0.95), 270.0);
    EXPECT_GE(mean_of(gaps), 25.0);
    EXPECT_LE(mean_of(gaps), 35.0);
}

}  // namespace fcr::test
