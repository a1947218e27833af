#include "sim/fitting/factor_moments.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace fcr {
namespace {

/// The factors whose v(0), v(1) and mean of v over all pairs of a day's hours are those of the
/// sums.
class MomentSolver {
public:
    explicit MomentSolver(const ArrivalSums& sums)
        : weights_(sums.lag_weights()),
          hour_(sums.pearson_moment(0)),
          neighbours_(sums.pearson_moment(1)),
          day_(sums.day_moment()) {}

    [[nodiscard]] FactorMoments solve() const {
        if (hour_ <= day_) {
            return {.day_variance = std::max(0.0, day_)};
        }
        double low = 0.0;
        double high = kCorrelationMost;
        for (int round = 0; round < kHalvings; ++round) {
            const double middle = 0.5 * (low + high);
            (step_at(middle) > hour_ - neighbours_ ? low : high) = middle;
        }
        return with_correlation(0.5 * (low + high));
    }

private:
    static constexpr int kHalvings = 50;
    static constexpr double kLogVarianceMost = 4.0;

    [[nodiscard]] double mean_covariance(double log_variance, double correlation) const {
        double sum = 0.0;
        double power = 1.0;
        for (const double weight : weights_) {
            sum += weight * std::expm1(log_variance * power);
            power *= correlation;
        }
        return sum;
    }

    [[nodiscard]] FactorMoments moments(double log_variance, double correlation) const {
        const double hour = std::expm1(log_variance);
        return {.day_variance = std::max(0.0, (hour_ - hour) / (1.0 + hour)),
                .hour_variance = hour,
                .correlation = correlation,
                .hours_in_day = mean_covariance(log_variance, correlation)};
    }

    /// The hour factor that has the variance within days at this correlation.
    [[nodiscard]] FactorMoments with_correlation(double correlation) const {
        double low = 0.0;
        double high = kLogVarianceMost;
        for (int round = 0; round < kHalvings; ++round) {
            const double middle = 0.5 * (low + high);
            const FactorMoments found = moments(middle, correlation);
            const double within =
                (1.0 + found.day_variance) * (found.hour_variance - found.hours_in_day);
            (within < hour_ - day_ ? low : high) = middle;
        }
        return moments(0.5 * (low + high), correlation);
    }

    /// v(0) - v(1), which falls as the correlation rises.
    [[nodiscard]] double step_at(double correlation) const {
        const FactorMoments found = with_correlation(correlation);
        const double next = std::expm1(std::log1p(found.hour_variance) * correlation);
        return (1.0 + found.day_variance) * (found.hour_variance - next);
    }

    std::array<double, kHoursOfDay> weights_;
    double hour_;        ///< v(0)
    double neighbours_;  ///< v(1)
    double day_;         ///< mean of v over all pairs
};

}  // namespace

FactorMoments solve_moments(const ArrivalSums& sums) {
    return MomentSolver(sums).solve();
}

}  // namespace fcr
