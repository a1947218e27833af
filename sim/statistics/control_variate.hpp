// Estimates corrected by what is known beforehand, such as how many callers were to be expected.
#pragma once

#include "sim/statistics/estimate.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace fcr {

/// A quantity of each replication whose mean is known.
struct Control {
    std::vector<double> samples;  ///< by replication
    double mean = 0.0;            ///< the true one, in the same unit
};

/// A figure with what the controls explain taken out.
struct ControlledEstimate {
    Estimate estimate;
    std::size_t controls_used = 0;  ///< those that vary and are not made up of earlier ones
    /// Variance of the plain estimate over that of this one, loss included; above 1 where the
    /// controls help. Absent when nothing is left of the variance.
    std::optional<double> variance_ratio;
    /// What estimating the coefficients costs: (n - 2) / (n - q - 2), the factor on the variance
    /// (Lavenberg, Moeller and Welch 1982, Operations Research 30, 182-202).
    double loss_factor = 1.0;
};

/// The mean of independent replications less what their controls explain by linear regression
/// (Lavenberg and Welch 1981, Management Science 27, 322-335):
///
///     value = mean Y - b' (mean C - known mean),  b = S_CC^-1 S_CY
///
/// The half width is Student's t with n - q - 1 degrees of freedom on the regression's standard
/// error at the known means, exact where figure and controls are jointly normal; elsewhere the
/// value has a bias that falls as 1 / n. A control that does not vary, or only repeats earlier
/// ones, is left out. Empty when there are fewer than q + 3 replications. Another number of samples
/// in a control than in the figure is a bug.
[[nodiscard]] std::optional<ControlledEstimate> controlled_estimate(
    std::span<const double> samples, std::span<const Control> controls, double confidence);

/// The same for a ratio of sums, linearised as in estimate_ratio(): the controls explain its
/// residuals. Empty also when the denominators sum to 0.
[[nodiscard]] std::optional<ControlledEstimate> controlled_estimate(
    std::span<const RatioSample> samples, std::span<const Control> controls, double confidence);

}  // namespace fcr
