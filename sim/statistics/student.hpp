// Student's t distribution: quantiles of intervals and p-values of differences.
#pragma once

namespace fcr {

/// The number that a Student variable of `degrees` of freedom stays below with `probability`.
/// A probability outside 0 to 1 (both excluded), or no degrees of freedom, is a bug.
[[nodiscard]] double student_quantile(double probability, double degrees);

/// The half width of the central interval that holds a Student variable with `confidence`.
/// The same limits.
[[nodiscard]] double two_sided_quantile(double confidence, double degrees);

/// The probability that chance alone makes the value lie as far from 0, either side, as this one:
/// 2 P(T > |value| / standard_error). With a standard error of 0 there is no chance: 1 for the
/// value 0, else 0. A negative standard error is a bug.
[[nodiscard]] double two_sided_p_value(double value, double standard_error, double degrees);

}  // namespace fcr
