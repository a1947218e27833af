// Whether a simulated figure explains its target.
#pragma once

#include "sim/calibration/calibration_plan.hpp"
#include "sim/statistics/estimate.hpp"
#include "sim/statistics/linearised.hpp"

namespace fcr {

enum class TargetVerdict : std::uint8_t {
    Within,   ///< the whole interval of the difference is within the limit
    Outside,  ///< none of it is
    Open,     ///< some of it: more replications would tell
};

struct JudgedTarget {
    Estimate simulated;       ///< in the KPI's unit, Student's interval
    double difference = 0.0;  ///< simulated less target
    double limit = 0.0;       ///< the tolerance, or the standard error's two-sided interval
    TargetVerdict verdict = TargetVerdict::Open;
};

/// Of a figure over at least two replications (bug otherwise).
[[nodiscard]] JudgedTarget judge(const CalibrationTarget& target,
                                 const Linearised& figure,
                                 double confidence);

}  // namespace fcr
