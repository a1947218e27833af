#include "sim/base/id.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

using RowId = Id<struct RowKindTag>;

TEST(IdOrNone, IsNoneOrAnId) {
    const IdOrNone<RowId> none;
    const IdOrNone<RowId> first = RowId{0};
    const IdOrNone<RowId> other = RowId{70'000};

    EXPECT_FALSE(none);
    ASSERT_TRUE(first);
    EXPECT_EQ(*first, RowId{0});
    EXPECT_EQ(*other, RowId{70'000});
    static_assert(sizeof(IdOrNone<RowId>) == sizeof(RowId));
}

}  // namespace
}  // namespace fcr
