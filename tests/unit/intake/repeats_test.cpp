#include "sim/intake/repeats.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace fcr {
namespace {

TEST(RepeatSearch, MissesNoKeyThatComesAgainAndFindsFewOthers) {
    RepeatSearch search;
    constexpr std::uint64_t kKeys = 1'000'000;
    for (std::uint64_t key = 0; key < kKeys; ++key) {
        search.see(key);
        if (key % 1'000 == 7) {
            search.see(key);
        }
    }

    const std::vector<std::uint64_t> found = search.take();

    for (std::uint64_t key = 7; key < kKeys; key += 1'000) {
        EXPECT_TRUE(std::ranges::binary_search(found, key)) << key;
    }
    EXPECT_LT(found.size(), 1'100U);
}

TEST(RepeatSearch, HoldsOneKeyHoweverOftenItComes) {
    RepeatSearch search;
    for (int row = 0; row < 1'000'000; ++row) {
        search.see(42);
    }

    EXPECT_THAT(search.take(), testing::ElementsAre(42));
    EXPECT_FALSE(search.too_many());
}

TEST(RepeatedRows, TellTheFirstRowOfAKey) {
    RepeatedRows rows({5, 9});

    EXPECT_EQ(rows.line_before(7, 2), std::nullopt);
    EXPECT_EQ(rows.line_before(9, 3), std::nullopt);
    EXPECT_EQ(rows.line_before(9, 4), 3);
    EXPECT_EQ(rows.line_before(9, 5), 3);
    EXPECT_EQ(rows.line_before(5, 6), std::nullopt);
}

}  // namespace
}  // namespace fcr
