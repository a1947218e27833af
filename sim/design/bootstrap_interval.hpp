// Percentile intervals from resampled outcomes. Internal to this folder.
#pragma once

#include "sim/base/check.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace fcr {

struct BootstrapInterval {
    double low = 0.0;
    double high = 0.0;
};

/// The quantiles (1 - confidence) / 2 and (1 + confidence) / 2, linear between neighbouring
/// outcomes (Hyndman and Fan 1996, definition 7). One outcome or more (bug otherwise).
[[nodiscard]] inline BootstrapInterval percentile_interval(std::vector<double> outcomes,
                                                           double confidence) {
    FCR_CHECK(!outcomes.empty(), "an interval of no outcomes");
    std::ranges::sort(outcomes);
    const auto at = [&outcomes](double share) {
        const double place = share * static_cast<double>(outcomes.size() - 1);
        const auto row = static_cast<std::size_t>(place);
        const std::size_t next = std::min(row + 1, outcomes.size() - 1);
        return outcomes[row] + (place - std::floor(place)) * (outcomes[next] - outcomes[row]);
    };
    return {.low = at((1.0 - confidence) / 2.0), .high = at((1.0 + confidence) / 2.0)};
}

}  // namespace fcr
