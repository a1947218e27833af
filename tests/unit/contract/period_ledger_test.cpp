#include "sim/contract/period_ledger.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

TEST(PeriodCalls, KeepRowsAndTheirSegmentsButNoLabelOfTruth) {
    CallLedgerRow padding;
    padding.call.number = 7;
    padding.call.origin = Origin::Padding;
    padding.truth = TruthLabel::Padding;
    padding.flags = static_cast<std::uint16_t>(CallFlag::Silent);
    padding.segments[0].pool = PoolId{1};
    padding.segments[1].pool = PoolId{2};
    padding.segment_count = 2;
    CallLedgerRow never_queued;
    CallLedgerRow last;
    last.segments[0].pool = PoolId{3};
    last.segment_count = 1;
    PeriodCalls calls;

    calls.add(padding);
    calls.add(never_queued);
    calls.add(last);

    ASSERT_EQ(calls.size(), 3);
    EXPECT_EQ(calls.call(0).number, 7);
    EXPECT_EQ(calls.call(0).origin, Origin::Caller);
    EXPECT_EQ(calls.flags(0), padding.flags);
    ASSERT_EQ(calls.segments(0).size(), 2);
    EXPECT_EQ(calls.segments(0)[1].pool, PoolId{2});
    EXPECT_TRUE(calls.segments(1).empty());
    ASSERT_EQ(calls.segments(2).size(), 1);
    EXPECT_EQ(calls.segments(2)[0].pool, PoolId{3});
    calls.clear();
    EXPECT_EQ(calls.size(), 0);
}

}  // namespace
}  // namespace fcr
