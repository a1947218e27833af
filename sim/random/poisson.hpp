// Poisson counts by inversion of one uniform.
#pragma once

#include <cstdint>

namespace fcr {

/// The largest mean of poisson_by_inversion(): below it exp(-mean) loses nothing.
inline constexpr double kPoissonMeanMax = 64.0;

/// The smallest count whose cumulative Poisson probability exceeds `uniform`; sequential search
/// (Devroye, "Non-uniform random variate generation", 1986, X.3.3), about `mean` steps. `mean`
/// from 0 to `kPoissonMeanMax` and `uniform` in [0, 1); anything else is a bug.
///
/// For one uniform the count never falls when the mean rises, so raising a rate keeps the callers
/// that were there; rounding may break this with a chance below 10^-12 a draw. A uniform above
/// 1 - 2^-40 counts as that, which bounds the search.
[[nodiscard]] std::uint32_t poisson_by_inversion(double mean, double uniform);

}  // namespace fcr
