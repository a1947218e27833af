#include "sim/appraisal/appraisal_plan.hpp"

#include <cmath>

namespace fcr {

std::string_view to_string(OptionKind kind) {
    switch (kind) {
        case OptionKind::InHouse: return "in-house";
        case OptionKind::InHouseImproved: return "in-house, improved";
        case OptionKind::Outsource: return "outsourced";
        case OptionKind::Hybrid: return "hybrid";
    }
    return "";
}

std::optional<SlipLaw> slip_law(double mean_months, double p90_months) {
    if (mean_months == 0.0 && p90_months == 0.0) {
        return SlipLaw{};
    }
    // With chance q it is uniform from 0 to b: q b / 2 = mean, and q (1 - p90 / b) = 0.1. So
    // 0.1 b^2 - 2 mean b + 2 mean p90 = 0, of which the smaller root is the one with q at most 1.
    const double square = 4.0 * mean_months * mean_months - 0.8 * mean_months * p90_months;
    if (mean_months <= 0.0 || square < 0.0) {
        return std::nullopt;
    }
    const double most = (2.0 * mean_months - std::sqrt(square)) / 0.2;
    const double chance = 2.0 * mean_months / most;
    constexpr double rounding = 1e-9;
    if (chance > 1.0 + rounding) {
        return std::nullopt;
    }
    return SlipLaw{.chance = std::fmin(chance, 1.0), .most_months = most};
}

}  // namespace fcr
