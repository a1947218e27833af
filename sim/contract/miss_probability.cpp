#include "sim/contract/miss_probability.hpp"

#include "sim/base/check.hpp"
#include "sim/statistics/proportion.hpp"

#include <cmath>

namespace fcr {

double miss_probability(LevelAndTarget of, double calls, double design_effect) {
    FCR_CHECK(calls > 0.0 && design_effect >= 0.0, "a period has calls, and their spread a size");
    const double variance = of.level * (1.0 - of.level) / calls * design_effect;
    if (variance <= 0.0) {
        return of.level < of.target ? 1.0 : 0.0;
    }
    return standard_normal_below((of.target - of.level) / std::sqrt(variance));
}

}  // namespace fcr
