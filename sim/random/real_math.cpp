#include "sim/random/real_math.hpp"

#include "sim/base/check.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace fcr {

namespace {

constexpr double kNoBound = std::numeric_limits<double>::infinity();

/// The bits of sqrt(1/2).
constexpr std::uint64_t kRootHalf = 0x3fe6a09e667f3bcd;

/// An angle of at most pi/4 in size, in two parts for more than double precision.
struct Angle {
    double main;
    double rest;
};

double cos_near_zero(Angle angle) {
    const double z = angle.main * angle.main;
    const double half = 0.5 * z;
    const double rounded = 1.0 - half;
    const double series =
        1.0 / 24 +
        z * (-1.0 / 720 +
             z * (1.0 / 40320 +
                  z * (-1.0 / 3628800 + z * (1.0 / 479001600 + z * (-1.0 / 87178291200 +
                                                                    z * (1.0 / 20922789888000))))));
    return rounded + (((1.0 - rounded) - half) + (z * z * series - angle.main * angle.rest));
}

double sin_near_zero(Angle angle) {
    const double z = angle.main * angle.main;
    const double cube = z * angle.main;
    const double series =
        1.0 / 120 +
        z * (-1.0 / 5040 +
             z * (1.0 / 362880 + z * (-1.0 / 39916800 +
                                      z * (1.0 / 6227020800 + z * (-1.0 / 1307674368000 +
                                                                   z * (1.0 / 355687428096000))))));
    return angle.main - ((z * (0.5 * angle.rest - cube * series) - angle.rest) + cube * (1.0 / 6));
}

}  // namespace

const ExpPairConstants kExpPair{
    .steps_per_unit = {0x1.71547652b82fep+7, 0x1.71547652b82fep+7},
    .whole_rounder = {kWholeRounder, kWholeRounder},
    .step_high = {0x1.62e42fef80000p-8, 0x1.62e42fef80000p-8},
    .step_low = {0x1.1cf79abc9e3b4p-43, 0x1.1cf79abc9e3b4p-43},
    .half = {0.5, 0.5},
    .sixth = {1.0 / 6.0, 1.0 / 6.0},
    .twenty_fourth = {1.0 / 24.0, 1.0 / 24.0},
    .hundred_twentieth = {1.0 / 120.0, 1.0 / 120.0},
};

double exp_extreme(double x) {
    if (!(x < 710.0)) {
        return x * kNoBound;  // Also keeps not-a-number.
    }
    if (x < -746.0) {
        return 0.0;
    }
    return x < 0.0 ? exp_shifted(x, -1) * 0x1.0p-64 : exp_shifted(x, 1) * 0x1.0p64;
}

double log(double x) {
    if (!(x > 0.0)) {
        return x == 0.0 ? -kNoBound : std::numeric_limits<double>::quiet_NaN();
    }
    if (x == kNoBound) {
        return x;
    }
    const bool subnormal = x < std::numeric_limits<double>::min();
    const auto bits = std::bit_cast<std::uint64_t>(subnormal ? x * 0x1.0p54 : x);
    // x = 2^exponent (1 + f), with 1 + f from sqrt(1/2) to sqrt(2).
    const std::int64_t exponent = static_cast<std::int64_t>(bits - kRootHalf) >> 52;
    const double f =
        std::bit_cast<double>(bits - (static_cast<std::uint64_t>(exponent) << 52)) - 1.0;
    const auto power = static_cast<double>(subnormal ? exponent - 54 : exponent);
    const double s = f / (2.0 + f);
    const double z = s * s;
    // 2 z^n / (2 n + 1) for n from 1 to 11.
    const double high =
        2.0 / 15 + z * (2.0 / 17 + z * (2.0 / 19 + z * (2.0 / 21 + z * (2.0 / 23))));
    const double low = 2.0 / 7 + z * (2.0 / 9 + z * (2.0 / 11 + z * (2.0 / 13 + z * high)));
    const double series = z * (2.0 / 3 + z * (2.0 / 5 + z * low));
    const double half_square = 0.5 * f * f;
    return power * 0x1.62e42fee00000p-1 -
           ((half_square - (s * (half_square + series) + power * 0x1.a39ef35793c76p-33)) - f);
}

double cos(double x) {
    FCR_CHECK(std::fabs(x) <= kCosRange, "an angle beyond the range of cos");
    const double rounded = x * 0x1.45f306dc9c883p-1 + kWholeRounder;
    const double quarters = rounded - kWholeRounder;
    // The first two products are exact, so only what rounding loses in `main` is carried on.
    const double far = x - quarters * 0x1.921fb54442000p+0;
    const double step = quarters * 0x1.a308d31318000p-41;
    const double near = far - step;
    const double rest = ((far - near) - step) - quarters * 0x1.8a2e03707344ap-81;
    const double main = near + rest;
    const Angle angle{.main = main, .rest = (near - main) + rest};
    const std::uint64_t quadrant = std::bit_cast<std::uint64_t>(rounded) % 4;
    const double size = quadrant % 2 == 0 ? cos_near_zero(angle) : sin_near_zero(angle);
    return quadrant == 1 || quadrant == 2 ? -size : size;
}

}  // namespace fcr
