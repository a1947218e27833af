// The scenario that a calibration makes of its own.
#pragma once

#include "sim/base/result.hpp"
#include "sim/calibration/calibration_plan.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <string>

namespace fcr {

/// The scenario with the parameters at the point. The `source` of each block that holds one says
/// which numbers were calibrated, to which targets of which file, and after that what it said
/// before. The bundle's text begins with the head that a scenario file has.
[[nodiscard]] Result<ScenarioBundle> calibrated_scenario(const CalibrationPlan& plan,
                                                         const CalibrationPoint& point);

}  // namespace fcr
