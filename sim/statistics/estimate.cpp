#include "sim/statistics/estimate.hpp"

#include "sim/statistics/student.hpp"

#include <cmath>

namespace fcr {
namespace {

/// What is no more than the rounding of the sums is no spread.
double above_rounding(double half_width, double value) {
    return half_width > 1e-12 * std::fabs(value) ? half_width : 0.0;
}

}  // namespace

std::optional<Estimate> estimate_mean(std::span<const double> samples, double confidence) {
    if (samples.empty()) {
        return std::nullopt;
    }
    const auto n = static_cast<double>(samples.size());
    double sum = 0.0;
    for (const double sample : samples) {
        sum += sample;
    }
    Estimate estimate{.value = sum / n, .half_width = std::nullopt};
    if (samples.size() > 1) {
        double squares = 0.0;
        for (const double sample : samples) {
            squares += (sample - estimate.value) * (sample - estimate.value);
        }
        estimate.half_width = above_rounding(
            two_sided_quantile(confidence, n - 1.0) * std::sqrt(squares / (n - 1.0) / n),
            estimate.value);
    }
    return estimate;
}

std::optional<Estimate> estimate_ratio(std::span<const RatioSample> samples, double confidence) {
    double numerators = 0.0;
    double denominators = 0.0;
    for (const RatioSample& sample : samples) {
        numerators += sample.numerator;
        denominators += sample.denominator;
    }
    if (!(denominators > 0.0)) {
        return std::nullopt;
    }
    Estimate estimate{.value = numerators / denominators, .half_width = std::nullopt};
    if (samples.size() > 1) {
        const auto n = static_cast<double>(samples.size());
        double squares = 0.0;
        for (const RatioSample& sample : samples) {
            const double residual = sample.numerator - estimate.value * sample.denominator;
            squares += residual * residual;
        }
        const double mean_denominator = denominators / n;
        estimate.half_width =
            above_rounding(two_sided_quantile(confidence, n - 1.0) *
                               std::sqrt(squares / (n - 1.0) / n) / mean_denominator,
                           estimate.value);
    }
    return estimate;
}

}  // namespace fcr
