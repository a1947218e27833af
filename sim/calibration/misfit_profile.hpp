// The least misfit that is left when one parameter is held at each of several values.
#pragma once

#include "sim/calibration/identifiability.hpp"
#include "sim/calibration/tried_points.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace fcr {

/// One value of the profiled parameter.
struct ProfileRow {
    Setting setting;
    std::optional<std::size_t> tried{};  ///< the best point found there; empty: none was measured
};

struct MisfitProfile {
    std::size_t parameter = 0;
    std::vector<ProfileRow> rows;  ///< rising; the best's own value among them
};

/// Profiles the parameter that moves most along the direction which the targets hold least: where
/// a valley of near equal misfit leads, the direction is its slope at the best point and the
/// profile follows it (a profile likelihood, but of the misfit: Raue and others, Bioinformatics 25
/// (2009), 1923-1929). Values lie evenly over the range, whole numbers on whole numbers. At each,
/// going outward from the best, the other parameters are searched from the better of two points:
/// along the direction, and where the neighbouring value ended.
[[nodiscard]] MisfitProfile profile_of(const CalibrationPlan& plan,
                                       const CalibrationPoint& best,
                                       const Direction& direction,
                                       TriedPoints& points);

/// The stretch of the profile around the best whose misfit is about as small as its own: the values
/// at its ends, and whether these are the ends of the range.
struct ProfileStretch {
    double low = 0.0;
    double high = 0.0;
    bool to_low_end = false;
    bool to_high_end = false;
};
[[nodiscard]] ProfileStretch near_equal_stretch(const MisfitProfile& profile,
                                                const CalibrationPoint& best,
                                                const TriedPoints& points);

}  // namespace fcr
