// What a calibration asks of the simulator.
#pragma once

#include "sim/calibration/calibration_plan.hpp"
#include "sim/statistics/linearised.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fcr {

/// The replications that a point is run with. The same for two points: the same callers.
struct CallersUsed {
    std::uint64_t first = 0;
    std::uint64_t count = 0;
};

/// The targets' figures at a point, in the order of the plan.
using TargetFigures = std::vector<Linearised>;

/// Why a point has no figures: the scenario refuses it, a limit is reached, or a target cannot be
/// measured there.
struct PointRefused {
    std::string why;
};

/// The run was asked to stop before the point was finished.
struct PointStopped {};

using PointResponse = std::variant<TargetFigures, PointRefused, PointStopped>;

/// Simulates points. A function of its arguments but for stops.
class TargetModel {
public:
    TargetModel() = default;
    TargetModel(const TargetModel&) = delete;
    TargetModel& operator=(const TargetModel&) = delete;
    virtual ~TargetModel() = default;

    [[nodiscard]] virtual PointResponse at(const CalibrationPoint& point,
                                           const CallersUsed& callers) = 0;
};

}  // namespace fcr
