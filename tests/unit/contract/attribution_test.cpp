#include "sim/contract/attribution.hpp"

#include "tests/unit/contract/measuring_case.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr PoolId kInHouse = MeasuringCase::kInHouse;
constexpr PoolId kContractor = MeasuringCase::kContractor;

KpiTerms of_pool(PoolId pool, ClockStart clock = ClockStart::SegmentPresented) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.counting.pool = pool;
    kpi.counting.clock = clock;
    return kpi;
}

/// Offered at 9:00, waits 30 s for the force's people, then for the contractor's.
struct Overflow {
    std::vector<CallSegment> segments;
    CallRecord call;

    Overflow(SimTime offered, CallRecord ended, SegmentOutcome outcome) : call(ended) {
        const SimTime moved = offered + seconds{30};
        segments = {segment(kInHouse, offered, SegmentOutcome::MovedOn, moved),
                    segment(kContractor, moved, outcome)};
        call.times.segment_presented = moved;
    }
};

TEST(Attribution, StartsTheContractorsClockAtItsOwnPresentationOrAtTheOffer) {
    for (const bool from_offered : {false, true}) {
        MeasuringCase month(of_pool(kContractor));
        month.terms.scope.clock_from_offered = from_offered;
        const SimTime offered = month.at(0, hours{9});
        Overflow overflow(
            offered, MeasuringCase::answered(offered, seconds{80}), SegmentOutcome::Answered);
        overflow.call.pool = kContractor;
        month.add(overflow.call, 0, overflow.segments);

        const KpiLine line = month.close_one(0);

        EXPECT_EQ(line.raw, result(from_offered ? 0 : 1, 1)) << "80 s in all, 50 s of its own";
    }
}

TEST(Attribution, CountsACallThatMovedOnUnansweredAsOffered) {
    MeasuringCase month(of_pool(kInHouse));
    const SimTime offered = month.at(0, hours{9});
    Overflow overflow(
        offered, MeasuringCase::answered(offered, seconds{40}), SegmentOutcome::Answered);
    overflow.call.pool = kContractor;
    month.add(overflow.call, 0, overflow.segments);
    CallRecord own = MeasuringCase::answered(offered, seconds{5});
    own.pool = kInHouse;
    month.add(own, 0, {segment(kInHouse, offered)});

    EXPECT_EQ(month.close_one(0).raw, result(1, 2));
}

TEST(Attribution, GivesWhoGaveUpToTheLastPoolOfferedTo) {
    for (const PoolId pool : {kInHouse, kContractor}) {
        KpiTerms kpi = of_pool(pool);
        kpi.counting.type = KpiType::Abandonment;
        MeasuringCase month(kpi);
        const SimTime offered = month.at(0, hours{9});
        const Overflow overflow(
            offered, MeasuringCase::abandoned(offered, seconds{90}), SegmentOutcome::Abandoned);
        month.add(overflow.call, 0, overflow.segments);

        // The force's people had it and did not lose it.
        EXPECT_EQ(month.close_one(0).raw, result(pool == kContractor ? 1 : 0, 1));
    }
}

TEST(Attribution, KnowsCallsThatNeverReachedAQueue) {
    MeasuringCase month(of_pool(kContractor));
    CallRecord blocked = MeasuringCase::arriving(month.at(0, hours{9}));
    blocked.outcome = Outcome::Blocked;
    blocked.times.offered = kNever;
    blocked.times.segment_presented = kNever;
    month.add(blocked);
    EXPECT_FALSE(month.close_one(0).raw.measured());
}

/// Ten calls given up in a queue that both pools share, and one that rang at the contractor's.
MeasuringCase shared_queue(PoolId pool, Attribution attribution) {
    KpiTerms kpi = of_pool(pool);
    kpi.counting.type = KpiType::Abandonment;
    MeasuringCase month(kpi);
    month.terms.scope.shared_queue = true;
    month.terms.scope.attribution = attribution;
    const SimTime offered = month.at(0, hours{9});
    for (int call = 0; call < 10; ++call) {
        month.add(MeasuringCase::abandoned(offered + seconds{call}, seconds{90}),
                  0,
                  {segment(kInHouse, offered)});
    }
    CallRecord rang = MeasuringCase::abandoned(offered, seconds{20});
    rang.pool = kContractor;
    month.add(rang, 0, {segment(kContractor, offered)});
    return month;
}

TEST(Attribution, MayLeaveWhoGaveUpInASharedQueueToNobody) {
    MeasuringCase month = shared_queue(kContractor, Attribution::Nobody);
    const KpiLine line = month.close_one(0);
    EXPECT_EQ(line.raw, result(1, 1));
    EXPECT_EQ(line.excluded.unattributed, 10);
}

TEST(Attribution, GivesWhoGaveUpInASharedQueueToTheLastPresented) {
    EXPECT_EQ(shared_queue(kInHouse, Attribution::LastPresented).close_one(0).raw, result(10, 10));
    EXPECT_EQ(shared_queue(kContractor, Attribution::LastPresented).close_one(0).raw, result(1, 1));
}

TEST(Attribution, MaySharePeopleWhoGaveUpByStaffedTime) {
    for (const PoolId pool : {kInHouse, kContractor}) {
        MeasuringCase month = shared_queue(pool, Attribution::ProRata);
        month.ledger.staffing = PeriodStaffing(2, 30 * 96);
        month.ledger.staffing.at(kInHouse, 36).logged_in = minutes{45};
        month.ledger.staffing.at(kContractor, 36).logged_in = minutes{30};

        const KpiLine line = month.close_one(0);

        EXPECT_EQ(line.raw, pool == kInHouse ? result(6, 6) : result(5, 5));
        EXPECT_EQ(line.excluded.unattributed, 0);
    }
}

TEST(Attribution, LeavesToNobodyWhoGaveUpWhileNobodyWasStaffed) {
    MeasuringCase month = shared_queue(kContractor, Attribution::ProRata);
    month.ledger.staffing = PeriodStaffing(2, 30 * 96);
    EXPECT_EQ(month.close_one(0).excluded.unattributed, 10);
}

}  // namespace
}  // namespace fcr
