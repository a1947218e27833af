#include "sim/design/input_uncertainty.hpp"

#include "sim/base/check.hpp"

#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace fcr {

namespace {

/// Sums of squares over their degrees of freedom.
struct MeanSquares {
    std::size_t draws = 0;
    double mean = 0.0;
    double between = 0.0;
    double within = 0.0;
};

MeanSquares mean_squares(std::span<const double> results, std::size_t replications) {
    const auto size = static_cast<double>(replications);
    std::vector<double> means;
    double squares_within = 0.0;
    for (std::size_t first = 0; first < results.size(); first += replications) {
        const auto draw = results.subspan(first, replications);
        double mean = 0.0;
        for (const double result : draw) {
            mean += result / size;
        }
        if (!std::isfinite(mean)) {
            continue;
        }
        means.push_back(mean);
        for (const double result : draw) {
            squares_within += (result - mean) * (result - mean);
        }
    }
    MeanSquares squares{.draws = means.size()};
    const auto count = static_cast<double>(means.size());
    for (const double mean : means) {
        squares.mean += mean / count;
    }
    for (const double mean : means) {
        squares.between += size * (mean - squares.mean) * (mean - squares.mean) / (count - 1.0);
    }
    squares.within = squares_within / (count * (size - 1.0));
    return squares;
}

double student_t(double degrees, double confidence) {
    return boost::math::quantile(boost::math::students_t(degrees), (1.0 + confidence) / 2.0);
}

double share_at(double ratio, double size) {
    return std::clamp((ratio - 1.0) / (ratio + size - 1.0), 0.0, 1.0);
}

}  // namespace

std::optional<InputUncertainty> split_variance(std::span<const double> results,
                                               std::size_t replications,
                                               double confidence) {
    FCR_CHECK(replications >= 2, "the error of simulation needs two replications of a draw");
    FCR_CHECK(results.size() % replications == 0, "the same number of replications of each draw");
    const MeanSquares squares = mean_squares(results, replications);
    if (squares.draws < 2) {
        return std::nullopt;
    }
    const auto draws = static_cast<double>(squares.draws);
    const auto size = static_cast<double>(replications);
    const double degrees_between = draws - 1.0;
    const double degrees_within = draws * (size - 1.0);
    InputUncertainty split{
        .draws = squares.draws, .replications = replications, .mean = squares.mean};
    split.input_variance = std::max(0.0, (squares.between - squares.within) / size);
    split.replication_variance = squares.within;
    split.monte_carlo_variance = squares.within / (draws * size);
    split.mean_half_width =
        student_t(degrees_between, confidence) * std::sqrt(squares.between / (draws * size));
    split.monte_carlo_half_width =
        student_t(degrees_within, confidence) * std::sqrt(split.monte_carlo_variance);

    const double spread = split.input_variance + split.replication_variance;
    split.input_share = spread > 0.0 ? split.input_variance / spread : 0.0;
    if (squares.within > 0.0) {
        const boost::math::fisher_f law(degrees_between, degrees_within);
        const double ratio = squares.between / squares.within;
        const double tail = (1.0 - confidence) / 2.0;
        split.input_share_interval = {
            .low = share_at(ratio / boost::math::quantile(law, 1.0 - tail), size),
            .high = share_at(ratio / boost::math::quantile(law, tail), size)};
    } else {
        split.input_share_interval = {.low = split.input_share, .high = split.input_share};
    }

    // As a sum of mean squares, whose weights are the derivatives.
    const double variance = split.input_variance * (1.0 + 1.0 / draws) + split.monte_carlo_variance;
    if (split.input_variance <= 0.0 || variance <= 0.0) {
        split.half_width = std::max(split.mean_half_width, split.monte_carlo_half_width);
        return split;
    }
    const double between = (draws + 1.0) / (draws * size) * squares.between;
    const double within = squares.within / size;
    const double degrees = variance * variance /
                           (between * between / degrees_between + within * within / degrees_within);
    split.half_width =
        student_t(std::clamp(degrees, 1.0, degrees_between), confidence) * std::sqrt(variance);
    split.half_width = std::max(split.half_width, split.mean_half_width);
    return split;
}

}  // namespace fcr
