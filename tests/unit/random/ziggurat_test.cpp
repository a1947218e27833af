#include "sim/random/ziggurat.hpp"

#include "sim/random/streams.hpp"
#include "tests/unit/random/kolmogorov_smirnov.hpp"
#include "tests/unit/random/sampling.hpp"

#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {
namespace {

constexpr std::size_t kMany = 1'000'000;

/// The share of words that need no second one.
double core_share(const ZigguratLayer* layers) {
    double share = 0.0;
    for (std::size_t i = 0; i < kZigguratLayers; ++i) {
        share += static_cast<double>(layers[i].core) * 0x1.0p-53;
    }
    return share / static_cast<double>(kZigguratLayers);
}

/// The layers' right edges, from the base up; the base's is where the tail starts.
std::vector<double> right_edges(const ZigguratLayer* layers, double tail_start) {
    std::vector<double> edges{tail_start};
    for (std::size_t i = 1; i < kZigguratLayers; ++i) {
        edges.push_back(layers[i].step * 0x1.0p53);
    }
    return edges;
}

// n = 1,000,000.
TEST(Ziggurat, ExponentialFollowsItsLaw) {
    const std::vector<double> values =
        sample_many(kMany, 1, [](Draw draw) { return standard_exponential(draw); });

    const double statistic = kolmogorov_statistic(
        values, [](double x) { return cdf(boost::math::exponential(1.0), x); });

    expect_within_limit(statistic);
}

// n = 1,000,000.
TEST(Ziggurat, NormalFollowsItsLaw) {
    const std::vector<double> values =
        sample_many(kMany, 2, [](Draw draw) { return standard_normal(draw); });

    const double statistic =
        kolmogorov_statistic(values, [](double x) { return cdf(boost::math::normal(), x); });

    expect_within_limit(statistic);
}

TEST(Ziggurat, NeedsASecondWordInTwoOfAHundred) {
    EXPECT_NEAR(core_share(kExponentialLayers), 0.9778, 0.0001);
    EXPECT_NEAR(core_share(kNormalLayers), 0.9851, 0.0001);
}

TEST(Ziggurat, LayersHaveOneAreaAndEndAtTheTop) {
    const std::vector<double> exponential = right_edges(kExponentialLayers, kExponentialTailStart);
    const std::vector<double> normal = right_edges(kNormalLayers, kNormalTailStart);

    for (std::size_t i = 1; i < kZigguratLayers; ++i) {
        const double exponential_area =
            exponential[i] * (kExponentialHeights[i + 1] - kExponentialHeights[i]);
        const double normal_area = normal[i] * (kNormalHeights[i + 1] - kNormalHeights[i]);
        EXPECT_NEAR(exponential_area, 0.0039496598225815572, 1e-15) << "layer " << i;
        EXPECT_NEAR(normal_area, 0.0049286732339746519, 1e-15) << "layer " << i;
        EXPECT_NEAR(kExponentialHeights[i], std::exp(-exponential[i]), 1e-15);
        EXPECT_NEAR(kNormalHeights[i], std::exp(-0.5 * normal[i] * normal[i]), 1e-15);
    }
    EXPECT_EQ(kExponentialHeights[kZigguratLayers], 1.0);
    EXPECT_EQ(kNormalHeights[kZigguratLayers], 1.0);
}

TEST(Ziggurat, WedgesAndTailsAreReached) {
    const Streams streams(kTestSeed, 0);
    std::size_t exponential_wedges = 0;
    std::size_t exponential_tails = 0;
    std::size_t normal_wedges = 0;
    std::size_t normal_tails = 0;

    for (std::size_t i = 0; i < kMany; ++i) {
        const std::uint64_t word =
            streams.draw(Purpose::Talk, EntityKey{.family = 3, .member = i}).next_word();
        const std::uint64_t layer = ziggurat_layer(word);
        if (ziggurat_place(word) >= kExponentialLayers[layer].core) {
            ++(layer == 0 ? exponential_tails : exponential_wedges);
        }
        if (ziggurat_place(word) >= kNormalLayers[layer].core) {
            ++(layer == 0 ? normal_tails : normal_wedges);
        }
    }

    EXPECT_NEAR(static_cast<double>(exponential_wedges), 21'800.0, 600.0);
    EXPECT_NEAR(static_cast<double>(normal_wedges), 14'750.0, 500.0);
    EXPECT_GT(exponential_tails, 300U);
    EXPECT_GT(normal_tails, 100U);
}

TEST(Ziggurat, TailsHaveTheirShares) {
    // Probability of the exponential tail is exp(-7.697) = 4.54e-4, of both normal ones 2.58e-4;
    // the limits are 4 standard deviations of the counts.
    const std::vector<double> exponential =
        sample_many(kMany, 4, [](Draw draw) { return standard_exponential(draw); });
    const std::vector<double> normal =
        sample_many(kMany, 5, [](Draw draw) { return standard_normal(draw); });

    const auto exponential_count = std::ranges::count_if(
        exponential, [](double value) { return value > kExponentialTailStart; });
    const auto low_count =
        std::ranges::count_if(normal, [](double value) { return value < -kNormalTailStart; });
    const auto high_count =
        std::ranges::count_if(normal, [](double value) { return value > kNormalTailStart; });

    EXPECT_NEAR(static_cast<double>(exponential_count), 454.0, 86.0);
    EXPECT_NEAR(static_cast<double>(low_count), 129.0, 46.0);
    EXPECT_NEAR(static_cast<double>(high_count), 129.0, 46.0);
}

TEST(Ziggurat, TheWholeMethodGivesTheSameValuesAsTheShortWay) {
    const Streams streams(kTestSeed, 1);

    for (std::size_t i = 0; i < 20'000; ++i) {
        const Draw draw = streams.draw(Purpose::Talk, EntityKey{.family = 6, .member = i});
        Draw exponential = draw;
        Draw normal = draw;

        EXPECT_EQ(next_standard_exponential(exponential), standard_exponential(draw));
        EXPECT_EQ(next_standard_normal(normal), standard_normal(draw));
    }
}

}  // namespace
}  // namespace fcr
