// The day and hour factors of arrivals by the method of moments.
#pragma once

#include "sim/fitting/arrival_sums.hpp"

namespace fcr {

/// The greatest correlation of neighbouring hours that a scenario may have.
inline constexpr double kCorrelationMost = 0.9;

struct FactorMoments {
    double day_variance = 0.0;
    double hour_variance = 0.0;  ///< c(0)
    double correlation = 0.0;
    double hours_in_day = 0.0;  ///< mean of c over all pairs of hours of a day
};

/// The factors whose v(0), v(1) and mean of v over all pairs of a day's hours are those of the
/// sums (arrival_fit.hpp).
[[nodiscard]] FactorMoments solve_moments(const ArrivalSums& sums);

}  // namespace fcr
