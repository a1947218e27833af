#include "sim/fitting/quantile_knots.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fcr {

namespace {

constexpr std::size_t kKnots = 200;

}  // namespace

void keep_mean(EmpiricalLaw& law, double mean) {
    FCR_CHECK(law.knots.size() >= 2, "an empirical law needs two knots");
    const QuantileKnot& before = law.knots[law.knots.size() - 2];
    QuantileKnot& last = law.knots.back();
    const double share = last.cumulative - before.cumulative;
    if (share > 0.0) {
        const double missing = mean - mean_s(law);
        last.value = std::max(before.value, last.value + 2.0 * missing / share);
    }
}

EmpiricalLaw empirical_law(std::span<const double> sorted) {
    FCR_CHECK(!sorted.empty(), "an empirical law of no values");
    const std::size_t count = sorted.size();
    EmpiricalLaw law;
    const auto zeros =
        static_cast<std::size_t>(std::ranges::upper_bound(sorted, 0.0) - sorted.begin());
    const double share_of_zeros = static_cast<double>(zeros) / static_cast<double>(count);
    law.knots.push_back({.value = sorted.front(), .cumulative = share_of_zeros});
    const std::size_t knots = std::min(kKnots, count);
    for (std::size_t row = 1; row <= knots; ++row) {
        const double share = static_cast<double>(row) / static_cast<double>(knots);
        if (share <= share_of_zeros) {
            continue;
        }
        const auto place = std::min(count - 1, row * count / knots);
        law.knots.push_back(
            {.value = row == knots ? sorted.back() : sorted[place], .cumulative = share});
    }
    if (law.knots.size() == 1) {
        law.knots.push_back({.value = sorted.back(), .cumulative = 1.0});
    }
    keep_mean(law, std::accumulate(sorted.begin(), sorted.end(), 0.0) / static_cast<double>(count));
    return law;
}

}  // namespace fcr
