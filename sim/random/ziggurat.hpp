// Standard exponential and standard normal values from keyed draws, by the ziggurat.
#pragma once

#include "sim/random/real_math.hpp"
#include "sim/random/streams.hpp"
#include "sim/random/ziggurat_tables.hpp"

#include <bit>
#include <cstdint>

namespace fcr {

// Marsaglia and Tsang, "The ziggurat method for generating random variables", Journal of
// Statistical Software 5 (2000), with 256 layers. One 64-bit word holds, apart from each other,
//
//     bits 0-7 the layer    bit 8 the sign (normal only)    bits 11-63 the place in the layer
//
// 97.8 % of the exponential and 98.5 % of the normal values need no second word.

/// The whole method from the next word of `draw` on, for samplers that go on drawing afterwards.
[[nodiscard]] double next_standard_exponential(Draw& draw);
[[nodiscard]] double next_standard_normal(Draw& draw);

/// What becomes of a first `word` that lies outside its layer's core.
[[nodiscard]] double exponential_outside_core(Draw draw, std::uint64_t word);
[[nodiscard]] double normal_outside_core(Draw draw, std::uint64_t word);

/// The layer a word falls into, and its place there.
[[nodiscard]] inline std::uint64_t ziggurat_layer(std::uint64_t word) {
    return word % kZigguratLayers;
}
[[nodiscard]] inline std::uint64_t ziggurat_place(std::uint64_t word) {
    return word >> 11;
}
/// The place in the unit of the law. A place has 53 bits, so the signed conversion is exact.
[[nodiscard]] inline double ziggurat_value(std::uint64_t place, double step) {
    return static_cast<double>(static_cast<std::int64_t>(place)) * step;
}

/// The value with the sign bit of the word.
[[nodiscard]] inline double ziggurat_signed(double value, std::uint64_t word) {
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(value) ^
                                 ((word << 55) & (std::uint64_t{1} << 63)));
}

// The short ways are always inlined: they are the hot path of a call, and a draw that is passed to
// them by reference or by stack costs as much as the sampling.

/// An exponential value of mean 1, 0 or more.
[[nodiscard, gnu::always_inline]] inline double standard_exponential(Draw draw) {
    const std::uint64_t word = draw.next_word();
    const ZigguratLayer& layer = kExponentialLayers[ziggurat_layer(word)];
    const std::uint64_t place = ziggurat_place(word);
    if (place < layer.core) [[likely]] {
        return ziggurat_value(place, layer.step);
    }
    return exponential_outside_core(draw.duplicate(), word);
}

/// Two normal values, if both words lie in their layers' cores; else the values mean nothing.
struct NormalPair {
    DoublePair values;
    bool in_core;
};
[[nodiscard, gnu::always_inline]] inline NormalPair core_normals(std::uint64_t first,
                                                                 std::uint64_t second) {
    const ZigguratLayer& first_layer = kNormalLayers[ziggurat_layer(first)];
    const ZigguratLayer& second_layer = kNormalLayers[ziggurat_layer(second)];
    const std::uint64_t first_place = ziggurat_place(first);
    const std::uint64_t second_place = ziggurat_place(second);
    const DoublePair sizes{ziggurat_value(first_place, first_layer.step),
                           ziggurat_value(second_place, second_layer.step)};
    const WordPair signs = (WordPair{first, second} << 55U) & (std::uint64_t{1} << 63U);
    return {.values = std::bit_cast<DoublePair>(std::bit_cast<WordPair>(sizes) ^ signs),
            .in_core = first_place < first_layer.core && second_place < second_layer.core};
}

/// A normal value of mean 0 and standard deviation 1.
[[nodiscard, gnu::always_inline]] inline double standard_normal(Draw draw) {
    const std::uint64_t word = draw.next_word();
    const ZigguratLayer& layer = kNormalLayers[ziggurat_layer(word)];
    const std::uint64_t place = ziggurat_place(word);
    if (place < layer.core) [[likely]] {
        return ziggurat_signed(ziggurat_value(place, layer.step), word);
    }
    return normal_outside_core(draw.duplicate(), word);
}

}  // namespace fcr
