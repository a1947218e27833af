#include "sim/statistics/control_variate.hpp"

#include "sim/base/check.hpp"
#include "sim/statistics/student.hpp"

#include <cmath>
#include <utility>

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

}  // namespace

/// Gram and Schmidt's orthogonal axes.
Controls::Controls(std::span<const Control> controls) {
    for (const Control& control : controls) {
        FCR_CHECK(replications_ == 0 || control.samples.size() == replications_,
                  "controls come from the same replications");
        replications_ = control.samples.size();
        auto centred = linearise(std::span<const double>(control.samples));
        if (!centred || replications_ < 2) {
            continue;
        }
        Axis axis{.values = std::move(centred->residuals),
                  .deviation = centred->value - control.mean,
                  .squares = 0.0};
        const bool varies = residual_variance(axis.values, centred->value) > 0.0;
        const double own_squares = product(axis.values, axis.values);
        for (const Axis& earlier : axes_) {
            const double factor = product(axis.values, earlier.values) / earlier.squares;
            subtract(axis.values, factor, earlier.values);
            axis.deviation -= factor * earlier.deviation;
        }
        axis.squares = product(axis.values, axis.values);
        if (varies && axis.squares > kNothingNew * own_squares) {
            axes_.push_back(std::move(axis));
        }
    }
}

std::optional<ControlledEstimate> Controls::correct(Linearised figure,
                                                    double scale,
                                                    double confidence) const {
    std::vector<double>& unexplained = figure.residuals;
    FCR_CHECK(replications_ == 0 || unexplained.size() == replications_,
              "a figure and its controls come from the same replications");
    if (unexplained.size() < axes_.size() + 3) {
        return std::nullopt;
    }
    const auto n = static_cast<double>(unexplained.size());
    const double plain_variance = residual_variance(unexplained, scale);
    double leverage = 1.0 / n;  // the regression's variance at the known means, over the residual's
    for (const Axis& axis : axes_) {
        const double coefficient = product(unexplained, axis.values) / axis.squares;
        subtract(unexplained, coefficient, axis.values);
        figure.value -= coefficient * axis.deviation;
        leverage += axis.deviation * axis.deviation / axis.squares;
    }
    ControlledEstimate result;
    result.degrees = n - static_cast<double>(axes_.size()) - 1.0;
    const double left = residual_variance(unexplained, scale + std::sqrt(plain_variance));
    const double variance = left * (n - 1.0) / result.degrees * leverage;
    result.standard_error = std::sqrt(variance);
    result.estimate = {
        .value = figure.value,
        .half_width = two_sided_quantile(confidence, result.degrees) * result.standard_error};
    if (variance > 0.0) {
        result.variance_ratio = plain_variance / n / variance;
    }
    return result;
}

std::optional<ControlledEstimate> Controls::estimate(std::span<const double> samples,
                                                     double confidence) const {
    const auto figure = linearise(samples);
    return figure ? correct(*figure, std::fabs(figure->value), confidence) : std::nullopt;
}

std::optional<ControlledEstimate> Controls::estimate(std::span<const RatioSample> samples,
                                                     double confidence) const {
    const auto figure = linearise(samples);
    return figure ? correct(*figure, std::fabs(figure->value), confidence) : std::nullopt;
}

}  // namespace fcr
