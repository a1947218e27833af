#include "sim/metrics/interval_set.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {
namespace {

using testing::ElementsAre;

/// A tally of one number.
struct Count {
    std::int64_t count = 0;

    void merge(const Count& other) { count += other.count; }
};

std::vector<std::size_t> intervals_of(const IntervalSet& set) {
    std::vector<std::size_t> intervals;
    set.for_each([&](std::size_t interval) { intervals.push_back(interval); });
    return intervals;
}

TEST(IntervalSet, TellsItsIntervalsInOrder) {
    IntervalSet set;
    EXPECT_TRUE(set.is_empty());
    for (const std::size_t interval : {95U, 0U, 64U, 63U, 0U}) {
        set.add(interval);
    }
    EXPECT_THAT(intervals_of(set), ElementsAre(0U, 63U, 64U, 95U));

    IntervalSet more;
    more.add(5);
    more.add(set);
    EXPECT_THAT(intervals_of(more), ElementsAre(0U, 5U, 63U, 64U, 95U));
    EXPECT_EQ(intervals_of(IntervalSet::all()).size(), kResultIntervals);

    more.clear();
    EXPECT_TRUE(more.is_empty());
}

TEST(IntervalSet, FoldsTheCellsThatHoldSomething) {
    std::array<Count, kResultIntervals> current{};
    std::array<Count, kResultIntervals> totals{};
    current[3].count = 2;
    current[70].count = 5;
    totals[70].count = 10;
    IntervalSet held;
    held.add(3);
    held.add(70);

    EXPECT_EQ(fold(held, current.data(), totals.data()).count, 7);
    EXPECT_EQ(totals[3].count, 2);
    EXPECT_EQ(totals[70].count, 15);
    EXPECT_EQ(fold(current.data(), totals.data()).count, 0) << "the cells are cleared";
    EXPECT_EQ(totals[70].count, 15);
}

}  // namespace
}  // namespace fcr
