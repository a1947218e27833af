// The points of an experiment: what each factor is set to, and which replications belong to it.
#pragma once

#include "sim/design/experiment_plan.hpp"
#include "sim/design/unit_points.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// One point. A factor without a setting stays as the scenario has it.
struct SweepPoint {
    std::vector<std::optional<Setting>> settings;  ///< by factor
    /// Its replications are this and the following. 0, and so the same callers at every point,
    /// but for input uncertainty: there the error of simulation must be that of independent draws.
    std::uint64_t first_replication = 0;
};

/// How many points the experiment has; the largest number there is when they are more than that.
[[nodiscard]] std::uint64_t count_points(std::span<const Factor> factors,
                                         const DesignOptions& design);

/// All points, in the order that the analysis of the design expects. The same for equal plans.
[[nodiscard]] std::vector<SweepPoint> sweep_points(const ExperimentPlan& plan);

/// `path=value` for all that the point changes in the scenario: first the experiment's own
/// changes, then those of the factors, in order. With the scenario's text, seed and replication
/// this says all of a run.
[[nodiscard]] std::vector<std::string> overrides_of(const ExperimentPlan& plan,
                                                    const SweepPoint& point);

/// Where the settings of the points stand, as they were rounded. Every factor of every point has a
/// setting (bug otherwise), so not for OneAtATime.
[[nodiscard]] UnitPoints unit_points(std::span<const SweepPoint> points);

}  // namespace fcr
