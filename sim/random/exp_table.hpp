// The powers of two that exp() starts from.
#pragma once

#include <cstdint>

namespace fcr {

inline constexpr std::uint64_t kExpEntries = 128;

/// The power 2^(i/128), nearest double and rest.
struct ExpEntry {
    double rest;         ///< exact power / nearest double - 1, at most 2^-53 in size
    std::uint64_t bits;  ///< bits of the nearest double, less i << 45
};

/// Row i is 2^(i/128). Adding k << 45 to its bits gives 2^(k/128) for every k that is i modulo 128.
/// Written by make_tables.py.
extern const ExpEntry kExpTable[kExpEntries];

}  // namespace fcr
