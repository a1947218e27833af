// A figure as its value and what each replication adds to its error.
#pragma once

#include "sim/statistics/estimate.hpp"

#include <optional>
#include <span>
#include <vector>

namespace fcr {

/// The value of a figure, and for each replication its residual, in the unit of the figure. The
/// residuals sum to 0 but for rounding, and the value behaves as the truth plus the mean of n
/// independent numbers distributed as they are: exactly for a mean, to first order for a ratio of
/// sums. So means and ratios are compared, ranked and corrected by the same arithmetic.
struct Linearised {
    double value = 0.0;
    std::vector<double> residuals;  ///< by replication
};

/// The mean; residual sample - mean. Empty when there is no sample.
[[nodiscard]] std::optional<Linearised> linearise(std::span<const double> samples);

/// The ratio of sums R; residual (numerator - R denominator) / mean denominator, as in
/// estimate_ratio(). Empty when the denominators do not sum to more than 0.
[[nodiscard]] std::optional<Linearised> linearise(std::span<const RatioSample> samples);

/// The variance between replications that the residuals show, sum of squares / (n - 1). What is
/// no more than the rounding of values as large as `scale` is 0. Fewer than two are a bug.
[[nodiscard]] double residual_variance(std::span<const double> residuals, double scale);

/// The residuals of the difference `first` - `second`, replication by replication. Another number
/// of replications on either side is a bug: they would not be the same replications.
[[nodiscard]] std::vector<double> paired_residuals(const Linearised& first,
                                                   const Linearised& second);

/// The sizes of two values added: the scale of their difference's rounding.
[[nodiscard]] double common_scale(const Linearised& first, const Linearised& second);

}  // namespace fcr
