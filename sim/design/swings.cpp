// One factor at a time.
#include "sim/base/check.hpp"
#include "sim/design/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace fcr {

namespace {

/// The factor that a point changes; empty for the scenario as it is.
std::optional<std::size_t> changed_factor(const SweepPoint& point) {
    for (std::size_t factor = 0; factor < point.settings.size(); ++factor) {
        if (point.settings[factor]) {
            return factor;
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<Swing> swings(std::span<const SweepPoint> points, std::span<const double> results) {
    FCR_CHECK(points.size() == results.size(), "a result for each point");
    FCR_CHECK(!points.empty() && !changed_factor(points.front()),
              "the first point is the scenario as it is");
    std::vector<std::optional<Swing>> bars(points.front().settings.size());
    for (std::size_t row = 1; row < points.size(); ++row) {
        const std::optional<std::size_t> factor = changed_factor(points[row]);
        FCR_CHECK(factor.has_value(), "every other point changes a factor");
        const double result = results[row];
        if (!std::isfinite(result)) {
            continue;
        }
        std::optional<Swing>& bar = bars[*factor];
        if (!bar) {
            const bool measured = std::isfinite(results.front());
            const std::size_t base = measured ? 0 : row;
            bar = Swing{.factor = *factor,
                        .lowest_point = base,
                        .highest_point = base,
                        .lowest = results[base],
                        .highest = results[base]};
        }
        if (result < bar->lowest) {
            bar->lowest = result;
            bar->lowest_point = row;
        }
        if (result > bar->highest) {
            bar->highest = result;
            bar->highest_point = row;
        }
    }
    std::vector<Swing> sorted;
    for (const std::optional<Swing>& bar : bars) {
        if (bar) {
            sorted.push_back(*bar);
        }
    }
    std::ranges::stable_sort(sorted, std::ranges::greater{}, &Swing::size);
    return sorted;
}

}  // namespace fcr
