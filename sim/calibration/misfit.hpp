// How far simulated figures are from the targets, and how well that is known.
#pragma once

#include "sim/calibration/target_model.hpp"

#include <vector>

namespace fcr {

/// The misfit of a point: the sum over targets of the squared difference, each counted in the
/// target's tolerance or standard error. 0 explains every target exactly; a target that is off by
/// its whole tolerance adds 1. A number from replications, so an estimate: simulation error makes
/// it larger by `bias` on average, and its standard error is `standard_error` (delta method on the
/// replications' own parts, which the targets have in common).
struct Misfit {
    double value = 0.0;
    double bias = 0.0;
    double standard_error = 0.0;
    std::vector<double> differences;  ///< by target, simulated less target in its scale
};

/// Of figures over at least two replications (bug otherwise).
[[nodiscard]] Misfit misfit_of(const std::vector<CalibrationTarget>& targets,
                               const TargetFigures& figures);

/// The difference of two points' misfits, second less first, and its standard error; both over the
/// same replications (bug otherwise).
struct MisfitDifference {
    double value = 0.0;
    double standard_error = 0.0;
};
[[nodiscard]] MisfitDifference misfit_difference(const std::vector<CalibrationTarget>& targets,
                                                 const TargetFigures& first,
                                                 const TargetFigures& second);

/// Two points explain the targets about equally well when their misfits differ by no more than
/// this: as much as one target that is off by its tolerance.
inline constexpr double kNearEqual = 1.0;

}  // namespace fcr
