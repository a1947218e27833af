// The random words behind a design: keyed, and never those of a simulation.
#pragma once

#include "sim/random/philox.hpp"

#include <cstddef>
#include <cstdint>

namespace fcr {

/// What a word is for. The numbers are part of a design: changing one changes the design.
enum class DesignPurpose : std::uint8_t {
    Place = 0,        ///< where a point lies within its stratum, or in the whole
    Permutation = 1,  ///< the order of strata or of factors
    Shift = 2,        ///< the digital shift of a Sobol sequence
    Start = 3,        ///< where a walk begins
    Direction = 4,    ///< whether it goes up or down
    Resample = 5,     ///< which row a bootstrap sample takes
};

/// Which word: a row and a column of what is drawn.
struct DesignCell {
    std::uint64_t row = 0;
    std::uint64_t column = 0;
};

/// Random words of one seed; a word is a function of seed, purpose and cell. From Philox under the
/// key (seed, 2^64 - 1), a replication number that no simulation has. A value: thread-safe.
class DesignDraws {
public:
    explicit DesignDraws(std::uint64_t seed);

    /// 64 independent uniform bits.
    [[nodiscard]] std::uint64_t word(DesignPurpose purpose, DesignCell cell) const;

    /// In [0, 1): the 53 high bits of the word.
    [[nodiscard]] double uniform(DesignPurpose purpose, DesignCell cell) const;

    /// A whole number below `size`, 1 or more: the high half of word times size, whose bias is
    /// below size / 2^64.
    [[nodiscard]] std::size_t below(std::size_t size, DesignPurpose purpose, DesignCell cell) const;

private:
    Philox4x64 philox_;
};

}  // namespace fcr
