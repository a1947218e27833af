// Our own exp, log and cos: the same bits from every compiler, in double precision.
#pragma once

#include "sim/random/exp_table.hpp"

#include <bit>
#include <cmath>
#include <cstdint>

namespace fcr {

/// Adding it rounds a number to a whole one, which then stands in the low bits; subtracting it
/// again gives the whole number.
inline constexpr double kWholeRounder = 0x1.8p52;

/// exp(x) / 2^(64 shift) for x from -760 to 760, where that is a normal number.
[[nodiscard, gnu::always_inline]] inline double exp_shifted(double x, int shift) {
    // x = k ln 2 / 128 + rest, with the constants split as make_tables.py --constants prints them.
    const double rounded = x * 0x1.71547652b82fep+7 + kWholeRounder;
    const double k = rounded - kWholeRounder;
    const double rest = (x - k * 0x1.62e42fef80000p-8) - k * 0x1.1cf79abc9e3b4p-43;
    const std::uint64_t k_bits = std::bit_cast<std::uint64_t>(rounded);
    const ExpEntry& entry = kExpTable[k_bits % kExpEntries];
    const std::uint64_t power_bits =
        entry.bits + (k_bits << 45) - (static_cast<std::uint64_t>(shift) << 58);
    const double power = std::bit_cast<double>(power_bits);
    const double square = rest * rest;
    const double series = entry.rest + rest + square * (0.5 + rest * (1.0 / 6.0)) +
                          square * square * (1.0 / 24.0 + rest * (1.0 / 120.0));
    return power + power * series;
}

/// Two doubles, or two words, that are worked on at once. Every operation rounds each of them as it
/// would round it alone.
using DoublePair [[gnu::vector_size(16)]] = double;
using WordPair [[gnu::vector_size(16)]] = std::uint64_t;

/// The constants of exp_shifted(), each for both of a pair. They are in memory because compilers
/// would put constants together anew at every use.
struct ExpPairConstants {
    DoublePair steps_per_unit;
    DoublePair whole_rounder;
    DoublePair step_high;
    DoublePair step_low;
    DoublePair half;
    DoublePair sixth;
    DoublePair twenty_fourth;
    DoublePair hundred_twentieth;
};
extern const ExpPairConstants kExpPair;

/// exp() of both for x from -700 to 700: the same bits, at little more than the cost of one.
[[nodiscard, gnu::always_inline]] inline DoublePair exp_pair(DoublePair x) {
    // As exp_shifted(), line by line.
    const ExpPairConstants& c = kExpPair;
    const DoublePair rounded = x * c.steps_per_unit + c.whole_rounder;
    const DoublePair k = rounded - c.whole_rounder;
    const DoublePair rest = (x - k * c.step_high) - k * c.step_low;
    const WordPair k_bits = std::bit_cast<WordPair>(rounded);
    const ExpEntry& first = kExpTable[k_bits[0] % kExpEntries];
    const ExpEntry& second = kExpTable[k_bits[1] % kExpEntries];
    const WordPair power_bits = WordPair{first.bits, second.bits} + (k_bits << 45U);
    const DoublePair power = std::bit_cast<DoublePair>(power_bits);
    const DoublePair square = rest * rest;
    const DoublePair series = DoublePair{first.rest, second.rest} + rest +
                              square * (c.half + rest * c.sixth) +
                              square * square * (c.twenty_fourth + rest * c.hundred_twentieth);
    return power + power * series;
}

/// exp() where the result is tiny, huge or not a number.
[[nodiscard]] double exp_extreme(double x);

/// e to the power x, within 0.6 units in the last place of the exact value; within 1 where the
/// result is subnormal. Overflows to infinity, underflows to 0; not-a-number stays. Table and
/// polynomial after Tang, "Table-driven implementation of the exponential function in IEEE
/// floating-point arithmetic", ACM TOMS 15 (1989).
[[nodiscard, gnu::always_inline]] inline double exp(double x) {
    if (!(std::fabs(x) < 700.0)) [[unlikely]] {
        return exp_extreme(x);
    }
    return exp_shifted(x, 0);
}

/// Natural logarithm, within 0.9 units in the last place of the exact value. -infinity for 0; not
/// a number below 0; infinity stays. log((1 + s)/(1 - s)) by its series, arranged as in Sun's
/// fdlibm (1993).
[[nodiscard]] double log(double x);

/// The largest argument of cos() in size, in radians.
inline constexpr double kCosRange = 12867.0;

/// Cosine of x radians, within 0.9 units in the last place of the exact value. A larger argument
/// than `kCosRange`, or not a number, is a bug. Reduced by multiples of pi/2 in three parts (Cody
/// and Waite 1980), then the Taylor series.
[[nodiscard]] double cos(double x);

}  // namespace fcr
