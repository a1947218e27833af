#include "sim/statistics/proportion.hpp"

#include "boost/math/distributions/normal.hpp"
#include "sim/base/check.hpp"

#include <algorithm>
#include <cmath>

namespace fcr {

std::optional<Proportion> estimate_proportion(std::uint64_t happened,
                                              std::uint64_t trials,
                                              double confidence) {
    FCR_CHECK(happened <= trials, "it happened more often than it was tried");
    FCR_CHECK(confidence > 0.0 && confidence < 1.0, "a confidence lies inside 0 to 1");
    if (trials == 0) {
        return std::nullopt;
    }
    const double n = static_cast<double>(trials);
    const double share = static_cast<double>(happened) / n;
    const double z = boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2.0);
    const double square = z * z / n;
    const double middle = (share + square / 2.0) / (1.0 + square);
    const double half =
        z * std::sqrt(share * (1.0 - share) / n + square / (4.0 * n)) / (1.0 + square);
    return Proportion{
        .value = share,
        .low = happened == 0 ? 0.0 : std::max(0.0, middle - half),
        .high = happened == trials ? 1.0 : std::min(1.0, middle + half),
    };
}

double standard_normal_below(double x) {
    return boost::math::cdf(boost::math::normal(), x);
}

}  // namespace fcr
