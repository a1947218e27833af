#include "sim/random/poisson.hpp"

#include "sim/base/check.hpp"
#include "sim/random/real_math.hpp"

#include <algorithm>
#include <cstdint>

namespace fcr {

std::uint32_t poisson_by_inversion(double mean, double uniform) {
    FCR_CHECK(mean >= 0.0 && mean <= kPoissonMeanMax, "a Poisson mean out of range");
    FCR_CHECK(uniform >= 0.0 && uniform < 1.0, "a uniform out of range");
    // The sum below comes within 2^-45 of 1, so it passes every uniform that is left.
    const double target = std::min(uniform, 1.0 - 0x1.0p-40);
    std::uint32_t count = 0;
    double probability = exp(-mean);
    double cumulative = probability;
    while (cumulative <= target) {
        ++count;
        probability *= mean / static_cast<double>(count);
        cumulative += probability;
    }
    return count;
}

}  // namespace fcr
