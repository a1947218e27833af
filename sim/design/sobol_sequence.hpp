// Sobol's low-discrepancy sequence.
#pragma once

#include "sim/design/unit_points.hpp"

#include <cstddef>
#include <cstdint>

namespace fcr {

/// Factors of the largest design times two, for Sobol indices; the direction numbers reach further.
inline constexpr std::size_t kSobolDimensionsMax = 256;

/// The first `rows` points of the sequence, in the order of Gray codes, the origin first. Direction
/// numbers of Joe and Kuo, "Constructing Sobol sequences with better two-dimensional projections",
/// SIAM J. Sci. Comput. 30 (2008), as in Boost.Random. The first 2^k points have exactly one in
/// each of 2^k equal slices of every dimension. 1 to kSobolDimensionsMax dimensions.
[[nodiscard]] UnitPoints sobol_points(PointsSize size);

/// The same with a random digital shift: all points of a dimension have the same random bits
/// turned. Keeps one point a slice and makes every point uniform (Owen, "Variance with alternative
/// scramblings of digital nets", ACM TOMACS 13 (2003), section 2).
[[nodiscard]] UnitPoints shifted_sobol_points(PointsSize size, std::uint64_t seed);

}  // namespace fcr
