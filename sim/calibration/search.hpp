// The search for the points of least misfit, from several starts.
#pragma once

#include "sim/calibration/tried_points.hpp"

#include <cstddef>
#include <vector>

namespace fcr {

/// Where one start came to.
struct SearchEnd {
    std::size_t start = 0;  ///< row of the tried point that it began from
    std::size_t end = 0;    ///< row of the best it met
};

/// Tries a fifth of the budget (but at least so many that every start has one to begin from) at
/// points of a shifted Sobol sequence in the middle 0.9 of the ranges, then begins local searches
/// from the best of them that are not near to each other. What one start leaves of its part of the
/// budget, the later ones may use. Ends early when the run is stopped.
[[nodiscard]] std::vector<SearchEnd> search_from_starts(const CalibrationPlan& plan,
                                                        TriedPoints& points);

/// How far two points are apart: the greatest difference of a parameter, as a share of its range.
[[nodiscard]] double distance(const CalibrationPoint& first, const CalibrationPoint& second);

/// The tried points that explain the targets about as well as the best, and lie apart from it and
/// from each other; the one that is furthest from those before it first. At most `count`, and none
/// nearer than `apart`.
[[nodiscard]] std::vector<std::size_t> distant_equals(const TriedPoints& points,
                                                      std::size_t best,
                                                      std::size_t count,
                                                      double apart);

}  // namespace fcr
