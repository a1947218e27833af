#include "sim/statistics/multiple_comparisons.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <numeric>

namespace fcr {

double bonferroni_confidence(double confidence, std::size_t intervals) {
    FCR_CHECK(confidence > 0.0 && confidence < 1.0, "a confidence lies inside 0 to 1");
    FCR_CHECK(intervals > 0, "a family of intervals has at least one");
    return 1.0 - (1.0 - confidence) / static_cast<double>(intervals);
}

std::vector<HolmDecision> holm_decisions(std::span<const double> p_values, double confidence) {
    FCR_CHECK(confidence > 0.0 && confidence < 1.0, "a confidence lies inside 0 to 1");
    std::vector<std::size_t> order(p_values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t figure) { return p_values[figure]; });

    std::vector<HolmDecision> decisions(p_values.size());
    double adjusted = 0.0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double p_value = p_values[order[i]];
        FCR_CHECK(p_value >= 0.0 && p_value <= 1.0, "a p-value lies in 0 to 1");
        const auto left = static_cast<double>(order.size() - i);
        adjusted = std::max(adjusted, std::min(1.0, left * p_value));
        decisions[order[i]] = {.adjusted_p = adjusted, .differs = adjusted <= 1.0 - confidence};
    }
    return decisions;
}

}  // namespace fcr
