// One number that stands for every bit the samplers give.
#pragma once

#include <cstdint>

namespace fcr {

/// What random_bits_hash() gave when the samplers were last changed on purpose.
inline constexpr std::uint64_t kRandomBitsHash = 0x3d4935f478aa5bea;

/// FNV-1a (64 bits) over the bit patterns of 200,000 samples of a law of every kind, of Poisson
/// counts and of exp, log and cos on grids. Equal on every compiler and at every optimisation.
[[nodiscard]] std::uint64_t random_bits_hash();

}  // namespace fcr
