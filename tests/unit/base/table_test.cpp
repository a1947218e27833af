#include "sim/base/table.hpp"

#include "sim/base/id.hpp"
#include "sim/base/result.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace fcr {
namespace {

using PlaceId = Id<struct PlaceKindTag>;
using OtherId = Id<struct OtherKindTag>;

TEST(Table, HoldsOneValueForEachId) {
    Table<PlaceId, int> table(3);
    table[PlaceId{1}] = 7;

    EXPECT_EQ(table[PlaceId{0}], 0);
    EXPECT_EQ(table[PlaceId{1}], 7);
    EXPECT_EQ(table.size(), 3U);
    EXPECT_EQ(table.rows()[1], 7);
}

TEST(Table, AnIdOfAnotherKindDoesNotFit) {
    EXPECT_FALSE((std::is_invocable_v<decltype(&Table<PlaceId, int>::size), Table<OtherId, int>>));
    EXPECT_FALSE((std::is_convertible_v<PlaceId, OtherId>));
    EXPECT_FALSE((std::is_convertible_v<PlaceId, std::size_t>));
}

#ifndef NDEBUG  // too dear for the hot loop of a release build
TEST(TableDeathTest, ARowBeyondTheEndIsABug) {
    Table<PlaceId, int> table(3);

    EXPECT_DEATH((void)table[PlaceId{3}], "row beyond the end of a table");
}
#endif

TEST(Problem, TellsWhereWhatAndWhatWouldBeRight) {
    const Problem problem{.file = "day.txtpb",
                          .line = 4,
                          .column = 3,
                          .field = "pools[in_house].seats",
                          .value = "-1",
                          .remedy = "must be at least 0"};

    EXPECT_EQ(to_string(problem),
              "day.txtpb:4:3: pools[in_house].seats: must be at least 0 (found \"-1\")");
}

TEST(Problem, LeavesOutWhatIsNotKnown) {
    EXPECT_EQ(to_string(Problem{.file = "day.txtpb",
                                .line = 0,
                                .column = 0,
                                .field = "",
                                .value = "",
                                .remedy = "is empty"}),
              "day.txtpb: is empty");
}

TEST(CheckDeathTest, SaysWhatFailedAndWhy) {
    EXPECT_DEATH(FCR_CHECK(1 == 2, "numbers differ"), "bug: numbers differ \\(1 == 2\\)");
}

}  // namespace
}  // namespace fcr
