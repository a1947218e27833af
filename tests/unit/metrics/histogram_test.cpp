#include "sim/metrics/histogram.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {
namespace {

Histogram with_room() {
    Histogram histogram;
    histogram.make_room();
    return histogram;
}

Duration as_kept(Duration wait) {
    Histogram histogram = with_room();
    histogram.add(wait);
    return *histogram.percentile(1.0);
}

TEST(Histogram, KeepsAWaitToHalfOfAThousandth) {
    // A bucket is at most 0.1 % wide and answers with its middle.
    for (double us = 1.0; us < 1e11; us *= 1.00037) {
        const Duration wait{static_cast<std::int64_t>(us)};
        const Duration off = std::chrono::abs(as_kept(wait) - wait);

        ASSERT_LE(static_cast<double>(off.count()), 0.0005 * us) << us;
    }
}

TEST(Histogram, KeepsWaitsBelowTwoMillisecondsExactly) {
    for (const std::int64_t us : {0, 1, 2, 1023, 1024, 2047}) {
        EXPECT_EQ(as_kept(Duration{us}), Duration{us});
    }
}

TEST(Histogram, PutsNegativeAndEndlessWaitsAtItsEnds) {
    EXPECT_EQ(as_kept(Duration{-5}), Duration{0});
    EXPECT_EQ(as_kept(kLongestSpan), as_kept(Duration{(std::int64_t{1} << 38) - 1}));
}

TEST(Histogram, ReadsPercentilesAtNearestRank) {
    Histogram histogram = with_room();
    for (std::int64_t us = 1; us <= 10; ++us) {
        histogram.add(Duration{us});
    }

    EXPECT_EQ(histogram.percentile(0.5), Duration{5});  // ceil(0.5 * 10) = 5
    EXPECT_EQ(histogram.percentile(0.51), Duration{6});
    EXPECT_EQ(histogram.percentile(0.9), Duration{9});
    EXPECT_EQ(histogram.percentile(1.0), Duration{10});
    EXPECT_EQ(histogram.percentile(1e-9), Duration{1});
}

TEST(Histogram, ReadsPercentilesOfSeveralTogether) {
    // One without room, one empty, and waits of every size in three others.
    Histogram all = with_room();
    std::vector<Histogram> histograms(5);
    for (std::size_t row = 1; row < histograms.size(); ++row) {
        histograms[row].make_room();
    }
    for (std::int64_t wait = 0; wait < 1000; ++wait) {
        const Duration squared{wait * wait * wait * 977};
        histograms[static_cast<std::size_t>(2 + wait % 3)].add(squared);
        all.add(squared);
    }
    std::vector<const Histogram*> parts;
    for (const Histogram& part : histograms) {
        parts.push_back(&part);
    }
    constexpr std::array kShares{0.001, 0.5, 0.5, 0.501, 0.9, 0.95, 0.99, 1.0};
    std::array<Duration, kShares.size()> waits{};

    ASSERT_TRUE(Histogram::percentiles(parts, kShares, waits));
    for (std::size_t row = 0; row < kShares.size(); ++row) {
        EXPECT_EQ(waits[row], all.percentile(kShares[row])) << kShares[row];
    }
    // One by one: the wait of that rank, as it is kept.
    EXPECT_EQ(waits[1], as_kept(Duration{std::int64_t{499} * 499 * 499 * 977}));
    EXPECT_EQ(waits[3], as_kept(Duration{std::int64_t{500} * 500 * 500 * 977}));
    EXPECT_FALSE(Histogram::percentiles({parts.data(), 2}, kShares, waits));
}

TEST(Histogram, HasNoPercentileOfNothing) {
    EXPECT_EQ(with_room().percentile(0.5), std::nullopt);
    EXPECT_EQ(Histogram().percentile(0.5), std::nullopt);
    EXPECT_EQ(Histogram().at_most(std::chrono::hours{1}), 0U);
}

TEST(Histogram, CountsWhatIsAtMostAWait) {
    Histogram histogram = with_room();
    for (const int wait_s : {1, 5, 10, 60}) {
        histogram.add(std::chrono::seconds{wait_s});
    }

    EXPECT_EQ(histogram.at_most(std::chrono::milliseconds{999}), 0U);
    EXPECT_EQ(histogram.at_most(std::chrono::seconds{10}), 3U);
    EXPECT_EQ(histogram.at_most(std::chrono::hours{1}), 4U);
}

TEST(Histogram, MergesInAnyOrder) {
    Histogram parts[3] = {with_room(), with_room(), with_room()};
    for (std::int64_t row = 0; row < 3000; ++row) {
        parts[row % 3].add(Duration{row * row * 977});
    }
    Histogram forwards = with_room();
    Histogram backwards = with_room();
    for (int part = 0; part < 3; ++part) {
        forwards.merge(parts[part]);
        backwards.merge(parts[2 - part]);
    }

    EXPECT_EQ(forwards.total(), 3000U);
    EXPECT_EQ(backwards.total(), 3000U);
    for (double share = 0.01; share <= 1.0; share += 0.01) {
        EXPECT_EQ(forwards.percentile(share), backwards.percentile(share));
    }
}

TEST(Histogram, IsEmptyAfterReset) {
    Histogram histogram = with_room();
    histogram.add(std::chrono::seconds{7});
    histogram.reset();

    EXPECT_EQ(histogram.total(), 0U);
    EXPECT_EQ(histogram.percentile(0.5), std::nullopt);
    histogram.add(Duration{3});
    EXPECT_EQ(histogram.percentile(0.5), Duration{3});
}

}  // namespace
}  // namespace fcr
