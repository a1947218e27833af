// Estimates over replications, with confidence intervals.
#pragma once

#include <optional>
#include <span>

namespace fcr {

/// A figure with the half width of its confidence interval. `half_width` is absent when fewer than
/// two replications (or none with a value) leave nothing to estimate it from.
struct Estimate {
    double value = 0.0;
    std::optional<double> half_width;
};

/// A numerator and its denominator in one replication.
struct RatioSample {
    double numerator = 0.0;
    double denominator = 0.0;
};

/// The mean of independent replications, Student's t interval at `confidence` (0 to 1).
/// Empty when there is no sample.
[[nodiscard]] std::optional<Estimate> estimate_mean(std::span<const double> samples,
                                                    double confidence);

/// The ratio of sums (not the mean of ratios) over independent replications. The interval is
/// Student's t on the linearised residuals numerator - ratio * denominator (the classical ratio
/// estimator; Cochran, Sampling Techniques, 1977, section 6.4; Law, Simulation Modeling and
/// Analysis, 2015, section 9.5). Empty when the denominators sum to 0.
[[nodiscard]] std::optional<Estimate> estimate_ratio(std::span<const RatioSample> samples,
                                                     double confidence);

}  // namespace fcr
