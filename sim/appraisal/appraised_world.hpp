// The inputs of an appraisal as they are in one question: as planned, or changed.
#pragma once

#include "sim/appraisal/appraisal_plan.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace fcr {

/// Factors are of what the plan says; what is given stands in its place.
struct AppraisedWorld {
    double charges = 1.0;
    double volume = 1.0;
    double handling = 1.0;
    double staff_cost = 1.0;
    double risk_rates = 1.0;
    std::optional<std::int64_t> attrition_bp{};
    std::optional<std::int64_t> discount_bp{};
    std::optional<int> slip_months{};
    std::optional<std::int64_t> client_bp{};
    std::optional<Money> procurement{};

    /// Whether the room itself is another, so that it has to be run again.
    [[nodiscard]] bool changes_calls() const { return volume != 1.0 || handling != 1.0; }
};

/// Each input once.
[[nodiscard]] AppraisedWorld world_of(std::span<const InputSetting> settings);

}  // namespace fcr
