// The way down from a point to one of least misfit nearby, by NLopt.
#pragma once

#include "sim/calibration/tried_points.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace fcr {

/// What a local search may do.
struct LocalSearchOptions {
    std::size_t points_max = 100;  ///< points that it may simulate; known ones cost nothing
    double first_step = 0.15;      ///< of a range; of whole numbers at least one
    std::vector<bool> held{};      ///< parameters that stay as they are; empty: none
};

/// Searches from `start` by the subplex method, a Nelder-Mead search in turns on parts of the space
/// (Rowan, "Functional stability analysis of numerical algorithms", 1990; NLopt's LN_SBPLX), within
/// the ranges: it takes misfits alone, no slopes, and so bears steps of whole numbers and what is
/// left of simulation error on common callers. When it ends, whole numbers are tried one up and one
/// down, alone and in pairs, and the search goes on from a better one. Deterministic.
///
/// The row of the best point it met; empty when it met none that can be measured.
std::optional<std::size_t> search_from(const CalibrationPoint& start,
                                       const CalibrationPlan& plan,
                                       const LocalSearchOptions& options,
                                       TriedPoints& points);

}  // namespace fcr
