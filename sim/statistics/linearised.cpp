#include "sim/statistics/linearised.hpp"

#include "sim/base/check.hpp"

#include <cmath>

namespace fcr {

std::optional<Linearised> linearise(std::span<const double> samples) {
    if (samples.empty()) {
        return std::nullopt;
    }
    double sum = 0.0;
    for (const double sample : samples) {
        sum += sample;
    }
    Linearised figure{.value = sum / static_cast<double>(samples.size()), .residuals = {}};
    figure.residuals.reserve(samples.size());
    for (const double sample : samples) {
        figure.residuals.push_back(sample - figure.value);
    }
    return figure;
}

std::optional<Linearised> linearise(std::span<const RatioSample> samples) {
    double numerators = 0.0;
    double denominators = 0.0;
    for (const RatioSample& sample : samples) {
        numerators += sample.numerator;
        denominators += sample.denominator;
    }
    if (!(denominators > 0.0)) {
        return std::nullopt;
    }
    const double mean_denominator = denominators / static_cast<double>(samples.size());
    Linearised figure{.value = numerators / denominators, .residuals = {}};
    figure.residuals.reserve(samples.size());
    for (const RatioSample& sample : samples) {
        figure.residuals.push_back((sample.numerator - figure.value * sample.denominator) /
                                   mean_denominator);
    }
    return figure;
}

double residual_variance(std::span<const double> residuals, double scale) {
    FCR_CHECK(residuals.size() > 1, "a variance needs two replications");
    double squares = 0.0;
    for (const double residual : residuals) {
        squares += residual * residual;
    }
    const double variance = squares / static_cast<double>(residuals.size() - 1);
    return std::sqrt(variance) > 1e-12 * std::fabs(scale) ? variance : 0.0;
}

std::vector<double> paired_residuals(const Linearised& first, const Linearised& second) {
    FCR_CHECK(first.residuals.size() == second.residuals.size(),
              "paired figures come from the same replications");
    std::vector<double> residuals(first.residuals);
    for (std::size_t i = 0; i < residuals.size(); ++i) {
        residuals[i] -= second.residuals[i];
    }
    return residuals;
}

double common_scale(const Linearised& first, const Linearised& second) {
    return std::fabs(first.value) + std::fabs(second.value);
}

}  // namespace fcr
