#include "tests/property/random_bits.hpp"

#include "sim/random/distribution.hpp"
#include "sim/random/poisson.hpp"
#include "sim/random/real_math.hpp"
#include "sim/random/streams.hpp"

#include <bit>
#include <cstdint>
#include <vector>

namespace fcr {

namespace {

constexpr std::uint64_t kSeed = 20261123;
constexpr std::uint64_t kSamples = 200'000;

/// FNV-1a over the bytes of 64-bit words, the low byte first.
class Hash {
public:
    void add(std::uint64_t word) {
        for (int byte = 0; byte < 8; ++byte) {
            state_ = (state_ ^ (word >> (8 * byte) & 0xff)) * 0x100000001b3;
        }
    }
    void add(double value) { add(std::bit_cast<std::uint64_t>(value)); }

    [[nodiscard]] std::uint64_t value() const { return state_; }

private:
    std::uint64_t state_ = 0xcbf29ce484222325;
};

std::vector<Distribution> laws() {
    const ExponentialBranch branches[] = {{.weight = 0.3, .mean = 400.0},
                                          {.weight = 0.7, .mean = 20.0}};
    const QuantileKnot knots[] = {{.value = 10.0, .cumulative = 0.1},
                                  {.value = 20.0, .cumulative = 0.4},
                                  {.value = 60.0, .cumulative = 0.654}};
    const HazardStretch stretches[] = {
        {.from = 0.0, .rate = 0.02}, {.from = 30.0, .rate = 0.0}, {.from = 60.0, .rate = 0.01}};
    std::vector<Distribution> all;
    all.push_back(Distribution::constant(7.0));
    all.push_back(Distribution::exponential(240.0));
    all.push_back(Distribution::lognormal(180.0, 0.8));
    all.push_back(Distribution::gamma(2.5, 40.0));
    all.push_back(Distribution::gamma(0.4, 100.0));
    all.push_back(Distribution::uniform(3.0, 11.0));
    all.push_back(Distribution::normal(10.0, 10.0, 5.0));
    all.push_back(Distribution::hyperexponential(branches));
    all.push_back(Distribution::empirical(knots));
    all.push_back(Distribution::piecewise_hazard(stretches));
    return all;
}

void add_samples(Hash& hash) {
    const Streams streams(kSeed, 1);
    std::uint64_t family = 0;
    for (const Distribution& law : laws()) {
        for (std::uint64_t i = 0; i < kSamples; ++i) {
            hash.add(law.sample(
                streams.draw(Purpose::Patience, EntityKey{.family = family, .member = i})));
        }
        hash.add(law.mean());
        ++family;
    }
    for (std::uint64_t i = 0; i < kSamples; ++i) {
        const EntityKey entity{.family = family, .member = i};
        const double uniform = streams.draw(Purpose::ArrivalCount, entity).next_uniform();
        const double mean = kPoissonMeanMax * static_cast<double>(i % 1000) / 1000.0;
        hash.add(std::uint64_t{poisson_by_inversion(mean, uniform)});
    }
}

void add_functions(Hash& hash) {
    for (std::uint64_t i = 0; i < kSamples; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(kSamples);
        hash.add(exp(1500.0 * share - 750.0));
        hash.add(log(1e-3 + 40.0 * share * share));
        hash.add(log(std::bit_cast<double>(i << 45)));
        hash.add(cos(kCosRange * (2.0 * share - 1.0)));
        hash.add(cos(7.0 * share));
    }
}

}  // namespace

std::uint64_t random_bits_hash() {
    Hash hash;
    add_samples(hash);
    add_functions(hash);
    return hash.value();
}

}  // namespace fcr
