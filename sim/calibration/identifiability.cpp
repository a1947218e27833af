#include "sim/calibration/identifiability.hpp"

#include "sim/base/check.hpp"
#include "sim/statistics/student.hpp"

#include <Eigen/Core>
#include <Eigen/SVD>
#include <algorithm>
#include <cmath>

namespace fcr {

namespace {

constexpr double kNeighbourStep = 0.05;
constexpr double kFirmReach = 0.1;

/// What is less than so many standard errors is not told from simulation error.
constexpr double kNoiseFactor = 2.0;

double width(const Factor& parameter) {
    const UniformInput& range = range_of(parameter);
    return range.high - range.low;
}

TargetResponse sensitivity_of(const CalibrationTarget& target,
                              const Factor& parameter,
                              const Neighbourhood::Sides& sides,
                              std::size_t row,
                              double confidence) {
    const Linearised& below = sides.below.figures[row];
    const Linearised& above = sides.above.figures[row];
    const std::vector<double> residuals = paired_residuals(above, below);
    const double count = static_cast<double>(residuals.size());
    const double error =
        std::sqrt(residual_variance(residuals, common_scale(above, below)) / count);
    const double step = *sides.above.setting.number - *sides.below.setting.number;
    if (!(step > 0.0)) {
        return {};
    }
    const double whole = width(parameter) / target.scale;
    return {.per_unit = {.value = (above.value - below.value) / step,
                         .half_width = two_sided_quantile(confidence, count - 1.0) * error / step},
            .slope = (above.value - below.value) / step * whole,
            .error = error / step * whole};
}

/// The matrices of slopes and of their standard errors, targets by parameters.
struct Slopes {
    Eigen::MatrixXd values;
    Eigen::MatrixXd errors;
};

Slopes slopes_of(const std::vector<std::vector<TargetResponse>>& sensitivities) {
    const auto targets = static_cast<Eigen::Index>(sensitivities.size());
    const auto parameters = static_cast<Eigen::Index>(sensitivities.front().size());
    Slopes slopes{.values = Eigen::MatrixXd(targets, parameters),
                  .errors = Eigen::MatrixXd(targets, parameters)};
    for (Eigen::Index row = 0; row < targets; ++row) {
        for (Eigen::Index column = 0; column < parameters; ++column) {
            const TargetResponse& of =
                sensitivities[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
            slopes.values(row, column) = of.slope;
            slopes.errors(row, column) = of.error;
        }
    }
    return slopes;
}

/// The error of a direction's strength, slopes being taken as independent.
double noise_of(const Eigen::MatrixXd& errors, const Eigen::VectorXd& parts) {
    return std::sqrt((errors.array().square().matrix() * parts.array().square().matrix()).sum());
}

std::vector<Direction> directions_of(const Slopes& slopes) {
    const Eigen::JacobiSVD<Eigen::MatrixXd> decomposition(slopes.values, Eigen::ComputeFullV);
    const Eigen::VectorXd& strengths = decomposition.singularValues();
    std::vector<Direction> directions;
    for (Eigen::Index row = 0; row < slopes.values.cols(); ++row) {
        Eigen::VectorXd parts = decomposition.matrixV().col(row);
        Eigen::Index largest = 0;
        parts.cwiseAbs().maxCoeff(&largest);
        if (parts[largest] < 0.0) {
            parts = -parts;
        }
        directions.push_back(
            {.parts = std::vector<double>(parts.data(), parts.data() + parts.size()),
             .strength = row < strengths.size() ? strengths[row] : 0.0,
             .noise = noise_of(slopes.errors, parts)});
    }
    return directions;
}

std::vector<std::size_t> idle_parameters(const Slopes& slopes) {
    std::vector<std::size_t> idle;
    for (Eigen::Index column = 0; column < slopes.values.cols(); ++column) {
        const double strength = slopes.values.col(column).norm();
        if (strength < 1.0 || strength < kNoiseFactor * slopes.errors.col(column).norm()) {
            idle.push_back(static_cast<std::size_t>(column));
        }
    }
    return idle;
}

std::vector<AlikePair> alike_pairs(const CalibrationPlan& plan,
                                   const Slopes& slopes,
                                   const std::vector<std::size_t>& idle) {
    std::vector<AlikePair> pairs;
    const auto count = static_cast<Eigen::Index>(plan.parameters.size());
    for (Eigen::Index first = 0; first < count; ++first) {
        for (Eigen::Index second = first + 1; second < count; ++second) {
            const auto one = static_cast<std::size_t>(first);
            const auto other = static_cast<std::size_t>(second);
            if (std::ranges::count(idle, one) + std::ranges::count(idle, other) > 0) {
                continue;  // what moves nothing has no direction to be alike in
            }
            const auto column = slopes.values.col(first);
            const auto beside = slopes.values.col(second);
            const double product = column.dot(beside);
            const double cosine = product / (column.norm() * beside.norm());
            if (std::abs(cosine) >= kAlike) {
                pairs.push_back(
                    {.first = one,
                     .second = other,
                     .cosine = cosine,
                     .undoes = -product / beside.squaredNorm() * width(plan.parameters[other]) /
                               width(plan.parameters[one])});
            }
        }
    }
    std::ranges::stable_sort(
        pairs, std::greater{}, [](const AlikePair& pair) { return std::abs(pair.cosine); });
    return pairs;
}

/// The ellipse within which the misfit rises by one scale, parameter by parameter.
std::vector<double> half_widths_of(const CalibrationPlan& plan,
                                   const std::vector<Direction>& directions) {
    std::vector<double> half_widths;
    for (std::size_t row = 0; row < plan.parameters.size(); ++row) {
        double squares = 0.0;
        for (const Direction& direction : directions) {
            const double part = direction.parts[row] * direction.reach();
            squares += part * part;
        }
        half_widths.push_back(std::min(1.0, std::sqrt(squares)) * width(plan.parameters[row]));
    }
    return half_widths;
}

}  // namespace

double Direction::reach() const {
    return strength < kNoiseFactor * noise ? 1.0 : 1.0 / std::max(1.0, strength);
}

Hold hold_of(const Direction& direction) {
    if (direction.reach() >= 1.0) {
        return Hold::None;
    }
    return direction.reach() > kFirmReach ? Hold::Loose : Hold::Firm;
}

std::vector<NeighbourSettings> neighbours_of(const CalibrationPlan& plan,
                                             const CalibrationPoint& point) {
    std::vector<NeighbourSettings> neighbours;
    for (std::size_t row = 0; row < point.size(); ++row) {
        const Factor& parameter = plan.parameters[row];
        const double step =
            parameter.whole ? std::max(kNeighbourStep, 1.0 / width(parameter)) : kNeighbourStep;
        neighbours.push_back({.below = setting_in_range(parameter, point[row].unit - step),
                              .above = setting_in_range(parameter, point[row].unit + step)});
    }
    return neighbours;
}

Identifiability identifiability(const CalibrationPlan& plan,
                                const Neighbourhood& around,
                                double confidence) {
    FCR_CHECK(around.sides.size() == plan.parameters.size(), "neighbours of another calibration");
    Identifiability result;
    for (std::size_t target = 0; target < plan.targets.size(); ++target) {
        std::vector<TargetResponse>& row = result.sensitivities.emplace_back();
        for (std::size_t parameter = 0; parameter < plan.parameters.size(); ++parameter) {
            row.push_back(sensitivity_of(plan.targets[target],
                                         plan.parameters[parameter],
                                         around.sides[parameter],
                                         target,
                                         confidence));
        }
    }
    const Slopes slopes = slopes_of(result.sensitivities);
    result.directions = directions_of(slopes);
    if (result.least_held().strength > 0.0) {
        result.condition = result.directions.front().strength / result.least_held().strength;
    }
    result.idle = idle_parameters(slopes);
    result.alike = alike_pairs(plan, slopes, result.idle);
    result.half_widths = half_widths_of(plan, result.directions);
    return result;
}

}  // namespace fcr
