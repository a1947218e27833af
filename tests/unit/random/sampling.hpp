// Many draws of one law, one for each entity, for the statistical tests.
#pragma once

#include "sim/random/distribution.hpp"
#include "sim/random/streams.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {

/// The seed of every statistical test of this folder, fixed before the first was run.
inline constexpr std::uint64_t kTestSeed = 20261123;

/// `count` values of `draw_value(Draw)`, for the entities 0, 1, ... of `family`.
template <typename DrawValue>
std::vector<double> sample_many(std::size_t count, std::uint64_t family, DrawValue draw_value) {
    const Streams streams(kTestSeed, 0);
    std::vector<double> values;
    values.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        values.push_back(
            draw_value(streams.draw(Purpose::Talk, EntityKey{.family = family, .member = i})));
    }
    return values;
}

/// `count` values of a law.
inline std::vector<double> sample_many(std::size_t count,
                                       std::uint64_t family,
                                       const Distribution& law) {
    return sample_many(count, family, [&law](Draw draw) { return law.sample(draw); });
}

}  // namespace fcr
