// Empirical laws with the mean of what they stand for.
#pragma once

#include "sim/scenario/law.hpp"

#include <span>

namespace fcr {

/// Moves the last knot, as far as it may go above the one before, so that the law has the mean: the
/// straight line to it stands for the longest of all times.
void keep_mean(EmpiricalLaw& law, double mean);

/// The sorted values themselves by their shares, at most 201 knots, with their mean.
[[nodiscard]] EmpiricalLaw empirical_law(std::span<const double> sorted);

}  // namespace fcr
