#include "sim/statistics/control_variate.hpp"

#include "sim/base/check.hpp"
#include "sim/statistics/linearised.hpp"
#include "sim/statistics/student.hpp"

#include <cmath>

namespace fcr {
namespace {

/// The part of a control's squares that is rounding, not spread.
constexpr double kNothingNew = 1e-10;

double product(std::span<const double> first, std::span<const double> second) {
    double sum = 0.0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        sum += first[i] * second[i];
    }
    return sum;
}

void subtract(std::vector<double>& from, double factor, std::span<const double> what) {
    for (std::size_t i = 0; i < from.size(); ++i) {
        from[i] -= factor * what[i];
    }
}

/// A control less what earlier ones explain of it, so that each is fitted alone.
struct Axis {
    std::vector<double> values;  ///< by replication, of mean 0
    double deviation = 0.0;      ///< mean found less mean known
    double squares = 0.0;
};

/// Gram and Schmidt's orthogonal axes, controls that add none left out.
std::vector<Axis> orthogonal_axes(std::span<const Control> controls, std::size_t replications) {
    std::vector<Axis> axes;
    for (const Control& control : controls) {
        FCR_CHECK(control.samples.size() == replications,
                  "a control comes from the same replications");
        auto centred = linearise(std::span<const double>(control.samples));
        Axis axis{.values = std::move(centred->residuals),
                  .deviation = centred->value - control.mean,
                  .squares = 0.0};
        const bool varies = residual_variance(axis.values, centred->value) > 0.0;
        const double own_squares = product(axis.values, axis.values);
        for (const Axis& earlier : axes) {
            const double factor = product(axis.values, earlier.values) / earlier.squares;
            subtract(axis.values, factor, earlier.values);
            axis.deviation -= factor * earlier.deviation;
        }
        axis.squares = product(axis.values, axis.values);
        if (varies && axis.squares > kNothingNew * own_squares) {
            axes.push_back(std::move(axis));
        }
    }
    return axes;
}

std::optional<ControlledEstimate> controlled(const std::optional<Linearised>& figure,
                                             std::span<const Control> controls,
                                             double confidence) {
    if (!figure || figure->residuals.size() < controls.size() + 3) {
        return std::nullopt;
    }
    const auto n = static_cast<double>(figure->residuals.size());
    const double plain_variance = residual_variance(figure->residuals, figure->value);
    const std::vector<Axis> axes = orthogonal_axes(controls, figure->residuals.size());

    ControlledEstimate result;
    double value = figure->value;
    double leverage = 1.0 / n;  // the regression's variance at the known means, over the residual's
    std::vector<double> unexplained = figure->residuals;
    for (const Axis& axis : axes) {
        const double coefficient = product(unexplained, axis.values) / axis.squares;
        subtract(unexplained, coefficient, axis.values);
        value -= coefficient * axis.deviation;
        leverage += axis.deviation * axis.deviation / axis.squares;
    }
    const auto q = static_cast<double>(axes.size());
    const double degrees = n - q - 1.0;
    const double scale = std::fabs(figure->value) + std::sqrt(plain_variance);
    const double variance = residual_variance(unexplained, scale) * (n - 1.0) / degrees * leverage;
    result.estimate = {.value = value,
                       .half_width = two_sided_quantile(confidence, degrees) * std::sqrt(variance)};
    result.controls_used = axes.size();
    if (variance > 0.0) {
        result.variance_ratio = plain_variance / n / variance;
    }
    result.loss_factor = (n - 2.0) / (n - q - 2.0);
    return result;
}

}  // namespace

std::optional<ControlledEstimate> controlled_estimate(std::span<const double> samples,
                                                      std::span<const Control> controls,
                                                      double confidence) {
    return controlled(linearise(samples), controls, confidence);
}

std::optional<ControlledEstimate> controlled_estimate(std::span<const RatioSample> samples,
                                                      std::span<const Control> controls,
                                                      double confidence) {
    return controlled(linearise(samples), controls, confidence);
}

}  // namespace fcr
