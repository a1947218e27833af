// Samples of known laws for the statistical tests, from the project's own keyed draws.
#pragma once

#include "sim/random/poisson.hpp"
#include "sim/random/streams.hpp"
#include "sim/random/ziggurat.hpp"

#include <cstdint>

namespace fcr {

/// The seed of every statistical test of this folder, fixed before the first was run.
inline constexpr std::uint64_t kStatisticsSeed = 20261125;

/// The draws of one repetition of a test. `family` keeps apart what must be independent, `member`
/// is the replication.
class KeyedSamples {
public:
    explicit KeyedSamples(std::uint64_t repetition) : streams_(kStatisticsSeed, repetition) {}

    [[nodiscard]] double uniform(std::uint64_t family, std::uint64_t member) const {
        return draw(family, member).next_uniform();
    }
    [[nodiscard]] double normal(std::uint64_t family, std::uint64_t member) const {
        return standard_normal(draw(family, member));
    }
    [[nodiscard]] double poisson(double mean, std::uint64_t family, std::uint64_t member) const {
        return poisson_by_inversion(mean, uniform(family, member));
    }

private:
    [[nodiscard]] Draw draw(std::uint64_t family, std::uint64_t member) const {
        return streams_.draw(Purpose::Talk, EntityKey{.family = family, .member = member});
    }

    Streams streams_;
};

}  // namespace fcr
