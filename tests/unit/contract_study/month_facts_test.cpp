// What is behind the headline of a month: of the calls that an indicator measures, and no others.
#include "sim/contract_study/month_facts.hpp"

#include "sim/contract/headline.hpp"
#include "tests/unit/contract/measuring_case.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace fcr {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct Counted {
    CountedCalls calls;
    std::vector<Histogram> waits;
};

Counted count(const MeasuringCase& month) {
    MeasuringHistory history;
    Counted counted{.calls = {}, .waits = waits_of_levels(month.terms)};
    counted.calls =
        count_calls(month.terms, month.periods[0], month.ledger, history, counted.waits);
    return counted;
}

TEST(MonthFacts, HoursAndWaitsAreOfTheIndicatorsPool) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.counting.pool = MeasuringCase::kContractor;
    MeasuringCase month(kpi);
    const auto to = [&](PoolId pool, CallRecord call) {
        call.pool = pool;
        month.add(call, 0, {segment(pool, call.times.offered)});
    };
    // Thursday at nine: the contractor's own calls, one of them late.
    for (int call = 0; call < 3; ++call) {
        to(MeasuringCase::kContractor,
           MeasuringCase::answered(month.at(0, hours{9} + seconds{call}), seconds{10}));
    }
    to(MeasuringCase::kContractor, MeasuringCase::answered(month.at(0, hours{9}), seconds{90}));
    // At ten: the force's, all late. And one that the contractor passed on unanswered.
    for (int call = 0; call < 5; ++call) {
        to(MeasuringCase::kInHouse,
           MeasuringCase::answered(month.at(0, hours{10} + seconds{call}), minutes{20}));
    }
    const SimTime at = month.at(0, hours{11});
    CallRecord passed_on = MeasuringCase::answered(at, minutes{30});
    passed_on.pool = MeasuringCase::kInHouse;
    month.add(passed_on,
              0,
              {segment(MeasuringCase::kContractor, at, SegmentOutcome::MovedOn, at + minutes{1}),
               segment(MeasuringCase::kInHouse, at + minutes{1})});

    const Counted counted = count(month);

    const std::size_t thursday = 3U * 24;
    const LateByHour& late = counted.calls.late[0];
    EXPECT_EQ(late.calls[thursday + 9], 4);
    EXPECT_EQ(late.late[thursday + 9], 1);
    EXPECT_EQ(late.calls[thursday + 10], 0);
    EXPECT_EQ(late.calls[thursday + 11], 1);
    EXPECT_EQ(late.late[thursday + 11], 1);
    EXPECT_EQ(counted.calls.kpis[0].all.offered, 5);
    EXPECT_EQ(counted.calls.kpis[0].all.longest_wait_us, 90'000'000);
    EXPECT_EQ(counted.waits[0].total(), 4U) << "the one that moved on has no wait of the pool's";
    EXPECT_EQ(counted.calls.kpis[0].worst_hour, (Ratio{0, 1}));
}

TEST(MonthFacts, HoursAndWaitsAreOfTheIndicatorsHours) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.hours.from = hours{18};
    kpi.hours.until = hours{1};
    MeasuringCase month(kpi);
    month.add_answered(7, month.at(0, hours{12}), minutes{40});
    month.add_answered(3, month.at(0, hours{18}), seconds{10});
    month.add_answered(2, month.at(0, hours{24} + minutes{59}), seconds{70});

    const Counted counted = count(month);

    const LateByHour& late = counted.calls.late[0];
    EXPECT_EQ(std::accumulate(late.calls.begin(), late.calls.end(), std::int64_t{0}), 5);
    EXPECT_EQ(late.late[4 * 24], 2) << "Friday from midnight";
    EXPECT_EQ(counted.calls.kpis[0].all.longest_wait_us, 70'000'000);
    EXPECT_EQ(counted.calls.kpis[0].worst_hour_of_day, 0);
}

TEST(MonthFacts, TestsAndRedialsThatAreLeftOutAreNotBehindIt) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.redial = RedialRule::FirstOnly;
    kpi.redial_within = minutes{10};
    MeasuringCase month(kpi);
    month.add(MeasuringCase::answered(month.at(0, hours{9}), minutes{9}),
              static_cast<std::uint16_t>(CallFlag::Test));
    for (int call = 0; call < 2; ++call) {
        CallRecord again = MeasuringCase::answered(month.at(0, hours{9} + minutes{call}), hours{1});
        again.caller = 7;
        month.add(again);
    }

    const Counted counted = count(month);

    EXPECT_EQ(counted.calls.kpis[0].all.offered, 1);
    EXPECT_EQ(counted.waits[0].total(), 1U);
}

TEST(MonthFacts, AgreesWithWhatPricingALedgerShows) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.counting.pool = MeasuringCase::kContractor;
    kpi.hours.from = hours{8};
    kpi.hours.until = hours{20};
    MeasuringCase month(kpi);
    for (int call = 0; call < 500; ++call) {
        const SimTime at = month.at(0, minutes{83 * call});
        CallRecord record = MeasuringCase::answered(at, seconds{call % 130});
        const bool own = call % 3 != 0;
        record.pool = own ? MeasuringCase::kContractor : MeasuringCase::kInHouse;
        month.add(record, 0, {segment(*record.pool, at)});
    }
    MeasuringHistory history;
    const BehindHeadline behind =
        look_behind(month.terms, month.periods[0], month.ledger, history).at(0);

    const Counted counted = count(month);

    KpiCounts all;
    std::int64_t late = 0;
    for (const KpiCounts& hour : behind.by_hour) {
        all.merge(hour);
    }
    for (const std::int64_t of_hour : counted.calls.late[0].late) {
        late += of_hour;
    }
    EXPECT_EQ(counted.calls.kpis[0].all, all);
    EXPECT_EQ(late, behind.late.calls);
    EXPECT_GT(late, 50);
}

}  // namespace
}  // namespace fcr
