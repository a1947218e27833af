#include "sim/random/ziggurat.hpp"

#include "sim/random/real_math.hpp"

#include <cstdint>

namespace fcr {

namespace {

/// The next uniform in (0, 1], whose logarithm is finite.
double next_positive_uniform(Draw& draw) {
    return 1.0 - draw.next_uniform();
}

/// A height uniform within a layer that lies between two rows of `heights`.
double next_height(Draw& draw, const double* heights, std::uint64_t layer) {
    const double share = draw.next_uniform();
    return heights[layer] + share * (heights[layer + 1] - heights[layer]);
}

double exponential_from(Draw& draw, std::uint64_t word) {
    double shift = 0.0;
    for (;;) {
        const std::uint64_t layer = ziggurat_layer(word);
        const std::uint64_t place = ziggurat_place(word);
        const double value = ziggurat_value(place, kExponentialLayers[layer].step);
        if (place < kExponentialLayers[layer].core) {
            return shift + value;
        }
        if (layer == 0) {
            // Beyond the start of the tail the law is itself again.
            shift += kExponentialTailStart;
        } else if (next_height(draw, kExponentialHeights, layer) < exp(-value)) {
            return shift + value;
        }
        word = draw.next_word();
    }
}

/// The tail beyond `kNormalTailStart`, after Marsaglia (1964).
double next_normal_tail(Draw& draw) {
    for (;;) {
        const double beyond = -log(next_positive_uniform(draw)) / kNormalTailStart;
        const double bound = -log(next_positive_uniform(draw));
        if (bound + bound >= beyond * beyond) {
            return kNormalTailStart + beyond;
        }
    }
}

double normal_from(Draw& draw, std::uint64_t word) {
    for (;;) {
        const std::uint64_t layer = ziggurat_layer(word);
        const std::uint64_t place = ziggurat_place(word);
        const double value = ziggurat_value(place, kNormalLayers[layer].step);
        if (place < kNormalLayers[layer].core) {
            return ziggurat_signed(value, word);
        }
        if (layer == 0) {
            return ziggurat_signed(next_normal_tail(draw), word);
        }
        if (next_height(draw, kNormalHeights, layer) < exp(-0.5 * value * value)) {
            return ziggurat_signed(value, word);
        }
        word = draw.next_word();
    }
}

}  // namespace

double next_standard_exponential(Draw& draw) {
    const std::uint64_t word = draw.next_word();
    return exponential_from(draw, word);
}

double next_standard_normal(Draw& draw) {
    const std::uint64_t word = draw.next_word();
    return normal_from(draw, word);
}

double exponential_outside_core(Draw draw, std::uint64_t word) {
    return exponential_from(draw, word);
}

double normal_outside_core(Draw draw, std::uint64_t word) {
    return normal_from(draw, word);
}

}  // namespace fcr
