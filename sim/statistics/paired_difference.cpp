#include "sim/statistics/paired_difference.hpp"

#include "sim/base/check.hpp"
#include "sim/statistics/linearised.hpp"
#include "sim/statistics/student.hpp"
#include "sim/statistics/whole_replications.hpp"

#include <cmath>
#include <utility>

namespace fcr {
namespace {

/// Between the replications of each of two scenarios.
struct BothVariances {
    double first = 0.0;
    double second = 0.0;
};

/// The half width of an unpaired comparison with `replications` of each scenario.
double unpaired_half_width(const BothVariances& variances, double replications, double confidence) {
    const double sum = variances.first + variances.second;
    const double squares = variances.first * variances.first + variances.second * variances.second;
    const double degrees = (replications - 1.0) * sum * sum / squares;
    return two_sided_quantile(confidence, degrees) * std::sqrt(sum / replications);
}

/// The fewest replications for which it is at most `half_width`, by doubling and halving.
std::uint64_t unpaired_replications(const BothVariances& variances,
                                    double half_width,
                                    double confidence) {
    const auto suffices = [&](std::uint64_t replications) {
        return unpaired_half_width(variances, static_cast<double>(replications), confidence) <=
               half_width;
    };
    std::uint64_t enough = 2;
    while (enough < kReplicationsMost && !suffices(enough)) {
        enough *= 2;
    }
    std::uint64_t too_few = enough / 2;
    while (enough - too_few > 1) {
        const std::uint64_t middle = too_few + (enough - too_few) / 2;
        (suffices(middle) ? enough : too_few) = middle;
    }
    return enough;
}

/// How far off an estimate may be, and the degrees of freedom that it was told from.
struct Spread {
    double variance = 0.0;
    double degrees = 0.0;
};

std::optional<PairedDifference> difference_of(const std::optional<Linearised>& first,
                                              const std::optional<Linearised>& second,
                                              double confidence,
                                              const Controls* controls) {
    if (!first || !second) {
        return std::nullopt;
    }
    Linearised difference{.value = second->value - first->value,
                          .residuals = paired_residuals(*second, *first)};
    PairedDifference result;
    result.difference.value = difference.value;
    if (difference.residuals.size() < 2) {
        return result;
    }
    const auto n = static_cast<double>(difference.residuals.size());
    const double scale = common_scale(*first, *second);
    Spread spread{.variance = residual_variance(difference.residuals, scale) / n,
                  .degrees = n - 1.0};
    const auto corrected = controls != nullptr
                               ? controls->correct(std::move(difference), scale, confidence)
                               : std::nullopt;
    if (corrected) {
        result.difference.value = corrected->estimate.value;
        result.controls_ratio = corrected->variance_ratio;
        spread = {.variance = corrected->standard_error * corrected->standard_error,
                  .degrees = corrected->degrees};
    }
    const BothVariances variances{.first = residual_variance(first->residuals, first->value),
                                  .second = residual_variance(second->residuals, second->value)};
    PairingGain gain;
    gain.unpaired_variance = (variances.first + variances.second) / n;
    if (gain.unpaired_variance > 0.0) {
        gain.paired_variance = spread.variance;
    }
    const double standard_error = std::sqrt(gain.paired_variance);
    const double half_width = two_sided_quantile(confidence, spread.degrees) * standard_error;
    if (gain.paired_variance > 0.0) {
        gain.variance_ratio = gain.unpaired_variance / gain.paired_variance;
        gain.unpaired_replications = unpaired_replications(variances, half_width, confidence);
    }
    result.difference.half_width = half_width;
    result.p_value = two_sided_p_value(result.difference.value, standard_error, spread.degrees);
    result.gain = gain;
    return result;
}

}  // namespace

std::optional<PairedDifference> paired_difference(std::span<const double> first,
                                                  std::span<const double> second,
                                                  double confidence,
                                                  const Controls* controls) {
    FCR_CHECK(first.size() == second.size(), "paired figures come from the same replications");
    return difference_of(linearise(first), linearise(second), confidence, controls);
}

std::optional<PairedDifference> paired_difference(std::span<const RatioSample> first,
                                                  std::span<const RatioSample> second,
                                                  double confidence,
                                                  const Controls* controls) {
    FCR_CHECK(first.size() == second.size(), "paired figures come from the same replications");
    return difference_of(linearise(first), linearise(second), confidence, controls);
}

}  // namespace fcr
