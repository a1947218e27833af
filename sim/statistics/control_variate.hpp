// Estimates corrected by what is known beforehand, such as how much work was to be expected.
#pragma once

#include "sim/statistics/estimate.hpp"
#include "sim/statistics/linearised.hpp"

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
    double standard_error = 0.0;
    double degrees = 0.0;  ///< of freedom, of Student's t
    /// Variance of the plain estimate over that of this one, the loss by fitting included; above 1
    /// where the controls help. Absent when nothing is left of the variance.
    std::optional<double> variance_ratio;
};

/// Controls of the same independent replications, made ready once for any number of figures. A
/// figure is corrected by linear regression (Lavenberg and Welch 1981, Management Science 27,
/// 322-335):
///
///     value = mean Y - b' (mean C - known mean),  b = S_CC^-1 S_CY
///
/// The half width is Student's t with n - q - 1 degrees of freedom on the regression's standard
/// error at the known means, exact where figure and controls are jointly normal; elsewhere the
/// value has a bias that falls as 1 / n. Fitting q coefficients costs a factor (n - 2) / (n - q -
/// 2) on the variance (Lavenberg, Moeller and Welch 1982, Operations Research 30, 182-202). A
/// control that does not vary, or only repeats earlier ones, is left out.
class Controls {
public:
    /// Another number of samples in one control than in another is a bug.
    explicit Controls(std::span<const Control> controls);

    /// Those that vary and are not made up of earlier ones.
    [[nodiscard]] std::size_t used() const { return axes_.size(); }

    /// A figure of the replications, or a difference of figures, whose residuals the controls
    /// explain. What is no more than the rounding of values as large as `scale` is no spread. Empty
    /// when there are fewer than q + 3 replications. Another number of replications than the
    /// controls have is a bug.
    [[nodiscard]] std::optional<ControlledEstimate> correct(Linearised figure,
                                                            double scale,
                                                            double confidence) const;

    /// The same of a mean, and of a ratio of sums; empty also when that has no value.
    [[nodiscard]] std::optional<ControlledEstimate> estimate(std::span<const double> samples,
                                                             double confidence) const;
    [[nodiscard]] std::optional<ControlledEstimate> estimate(std::span<const RatioSample> samples,
                                                             double confidence) const;

private:
    /// A control less what earlier ones explain of it, so that each is fitted alone.
    struct Axis {
        std::vector<double> values;  ///< by replication, of mean 0
        double deviation = 0.0;      ///< mean found less mean known
        double squares = 0.0;
    };

    std::vector<Axis> axes_;
    std::size_t replications_ = 0;  ///< 0: there are no controls
};

}  // namespace fcr
