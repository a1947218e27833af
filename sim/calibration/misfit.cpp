#include "sim/calibration/misfit.hpp"

#include "sim/base/check.hpp"

#include <cmath>
#include <span>

namespace fcr {

namespace {

/// What each replication adds to the misfit, to first order: the sum over targets of twice the
/// difference times the replication's own part.
std::vector<double> parts_of(const std::vector<CalibrationTarget>& targets,
                             const TargetFigures& figures) {
    FCR_CHECK(!targets.empty() && figures.size() == targets.size(), "figures of other targets");
    std::vector<double> parts(figures.front().residuals.size(), 0.0);
    for (std::size_t row = 0; row < targets.size(); ++row) {
        const double scale = targets[row].scale;
        const double difference = (figures[row].value - targets[row].value) / scale;
        FCR_CHECK(figures[row].residuals.size() == parts.size(), "targets of other replications");
        for (std::size_t at = 0; at < parts.size(); ++at) {
            parts[at] += 2.0 * difference * figures[row].residuals[at] / scale;
        }
    }
    return parts;
}

double mean_standard_error(std::span<const double> residuals) {
    return std::sqrt(residual_variance(residuals, 0.0) / static_cast<double>(residuals.size()));
}

}  // namespace

Misfit misfit_of(const std::vector<CalibrationTarget>& targets, const TargetFigures& figures) {
    Misfit misfit;
    misfit.standard_error = mean_standard_error(parts_of(targets, figures));
    for (std::size_t row = 0; row < targets.size(); ++row) {
        const double difference = (figures[row].value - targets[row].value) / targets[row].scale;
        const double error = mean_standard_error(figures[row].residuals) / targets[row].scale;
        misfit.value += difference * difference;
        misfit.bias += error * error;
        misfit.differences.push_back(difference);
    }
    return misfit;
}

MisfitDifference misfit_difference(const std::vector<CalibrationTarget>& targets,
                                   const TargetFigures& first,
                                   const TargetFigures& second) {
    std::vector<double> parts = parts_of(targets, second);
    const std::vector<double> before = parts_of(targets, first);
    FCR_CHECK(parts.size() == before.size(), "paired misfits come from the same replications");
    for (std::size_t at = 0; at < parts.size(); ++at) {
        parts[at] -= before[at];
    }
    return {.value = misfit_of(targets, second).value - misfit_of(targets, first).value,
            .standard_error = mean_standard_error(parts)};
}

}  // namespace fcr
