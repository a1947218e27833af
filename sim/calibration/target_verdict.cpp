#include "sim/calibration/target_verdict.hpp"

#include "sim/statistics/student.hpp"

#include <cmath>
#include <limits>

namespace fcr {

JudgedTarget judge(const CalibrationTarget& target, const Linearised& figure, double confidence) {
    const auto count = static_cast<double>(figure.residuals.size());
    const double error = std::sqrt(residual_variance(figure.residuals, figure.value) / count);
    const double half_width = two_sided_quantile(confidence, count - 1.0) * error;
    JudgedTarget judged{.simulated = {.value = figure.value, .half_width = half_width},
                        .difference = figure.value - target.value,
                        .limit = target.scale};
    if (target.is_standard_error) {
        // Nothing is said of how the observed figure's error was found: the normal law's interval.
        judged.limit *= two_sided_quantile(confidence, std::numeric_limits<double>::max());
    }
    const double size = std::abs(judged.difference);
    if (size + half_width <= judged.limit) {
        judged.verdict = TargetVerdict::Within;
    } else if (size - half_width > judged.limit) {
        judged.verdict = TargetVerdict::Outside;
    }
    return judged;
}

}  // namespace fcr
