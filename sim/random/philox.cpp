#include "sim/random/philox.hpp"

#include <cstdint>
#include <span>
#include <utility>

// Random123's array.h brings streams and exceptions, which the core has not. Its include guard
// keeps it out, and these plain arrays of the same names take its place.
#define _r123array_dot_h__  // NOLINT(bugprone-reserved-identifier): the guard's own name.
// NOLINTBEGIN(readability-identifier-naming): the names are Random123's.
struct r123array1x32 {
    std::uint32_t v[1];
};
struct r123array2x32 {
    std::uint32_t v[2];
};
struct r123array4x32 {
    std::uint32_t v[4];
};
struct r123array1x64 {
    std::uint64_t v[1];
};
struct r123array2x64 {
    std::uint64_t v[2];
};
struct r123array4x64 {
    std::uint64_t v[4];
};
// NOLINTEND(readability-identifier-naming)
#include <Random123/philox.h>

namespace fcr {

Philox4x64::Philox4x64(PhiloxPair key) {
    r123array2x64 bumped{{key.words[0], key.words[1]}};
    for (PhiloxPair& round_key : round_keys_) {
        round_key = PhiloxPair{{bumped.v[0], bumped.v[1]}};
        bumped = _philox4x64bumpkey(bumped);
    }
}

PhiloxWords Philox4x64::words_of(PhiloxPair low, PhiloxPair high) const {
    r123array4x64 state{{low.words[0], low.words[1], high.words[0], high.words[1]}};
    // A fold instead of a loop, so that every compiler lays the rounds out in a row.
    const auto all_rounds = [&]<int... kRound>(std::integer_sequence<int, kRound...>)
        __attribute__((always_inline)) {
        ((state = _philox4x64round(
              state, r123array2x64{{round_keys_[kRound].words[0], round_keys_[kRound].words[1]}})),
         ...);
    };
    all_rounds(std::make_integer_sequence<int, kRounds>{});
    return PhiloxWords{{state.v[0], state.v[1], state.v[2], state.v[3]}};
}

PhiloxWords Philox4x64::operator()(PhiloxPair low, PhiloxPair high) const {
    return words_of(low, high);
}

void Philox4x64::fill(std::span<PhiloxWords> row, PhiloxPair low, PhiloxPair high) const {
    for (PhiloxWords& words : row) {
        // The compiler must not know that the keys are the same each time: it would fetch all of
        // them beforehand, find no registers to keep them in, and fetch them twice.
        const Philox4x64* self = this;
        asm("" : "+r"(self));
        words = self->words_of(low, high);
        ++low.words[0];
    }
}

}  // namespace fcr
