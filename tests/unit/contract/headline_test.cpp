#include "sim/contract/headline.hpp"

#include "sim/contract/truth.hpp"
#include "tests/unit/contract/measuring_case.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// The intervals of M7.
MeasuringCase month_of_m7() {
    MeasuringCase month(MeasuringCase::service_level());
    const std::vector<std::pair<std::size_t, std::size_t>> intervals{
        {100, 100}, {300, 297}, {400, 320}, {200, 196}};
    Duration from = hours{9};
    for (const auto& [offered, in_time] : intervals) {
        month.add_answered(in_time, month.at(0, from), seconds{10});
        month.add_answered(offered - in_time, month.at(0, from), seconds{90});
        from += minutes{30};
    }
    return month;
}

BehindHeadline behind(const MeasuringCase& month) {
    MeasuringHistory history;
    return look_behind(month.terms, month.periods[0], month.ledger, history).at(0);
}

TEST(Headline, M7HidesThatTheLateCallsAreInThePeak) {
    const BehindHeadline found = behind(month_of_m7());

    ASSERT_EQ(found.intervals.size(), 4);
    EXPECT_EQ(found.intervals[2].from, kStartOfRun + hours{10});
    EXPECT_EQ(found.intervals[2].value, (Ratio{320, 400}));
    EXPECT_EQ(found.intervals_measured, 4);
    EXPECT_EQ(found.intervals_meeting, 3);
    EXPECT_EQ(found.late.calls, 87);
    EXPECT_EQ(found.busiest_interval->counts.offered, 400);
    EXPECT_EQ(found.late_in_busiest, 80);
    EXPECT_EQ(found.worst_hour->from, kStartOfRun + hours{10});
    EXPECT_EQ(found.worst_hour->value, (Ratio{516, 600}));
    EXPECT_EQ(found.worst_day->value, (Ratio{913, 1'000}));
    EXPECT_EQ(found.by_hour[9].offered, 400);
    EXPECT_EQ(found.by_hour[10].offered, 600);
}

TEST(Headline, TellsHowLongLateCallersWaited) {
    MeasuringCase month(MeasuringCase::service_level());
    for (int wait = 1; wait <= 160; ++wait) {
        month.add(MeasuringCase::answered(month.at(0, hours{9}), seconds{wait}));
    }
    month.add(MeasuringCase::abandoned(month.at(0, hours{9}), seconds{400}));
    month.add(MeasuringCase::abandoned(month.at(0, hours{9}), seconds{30}));

    const LateCallers late = behind(month).late;

    EXPECT_EQ(late.calls, 101) << "61 to 160 s, and 400 s";
    EXPECT_EQ(late.p50, seconds{111});
    EXPECT_EQ(late.p90, seconds{151});
    EXPECT_EQ(late.p95, seconds{156});
    EXPECT_EQ(late.p99, seconds{160});
    EXPECT_EQ(late.longest, seconds{400});
    EXPECT_EQ(late.waits_us, 11'450'000'000);
}

TEST(Headline, CallsNoQuietHourTheWorst) {
    MeasuringCase month(MeasuringCase::service_level());
    month.add_answered(9, month.at(0, hours{3}), seconds{90});
    month.add_answered(10, month.at(0, hours{9}), seconds{10});
    EXPECT_EQ(behind(month).worst_hour->from, kStartOfRun + hours{9});
}

TEST(Headline, ComparesTenFormulasOfTheSameCalls) {
    MeasuringCase month(MeasuringCase::service_level());
    month.add_answered(860, month.at(0, hours{9}), seconds{20});
    month.add_answered(140, month.at(0, hours{9}), seconds{90});
    month.add_abandoned(10, month.at(0, hours{9}), seconds{3});
    month.add_abandoned(10, month.at(0, hours{9}), seconds{30});
    month.add_abandoned(40, month.at(0, hours{9}), seconds{100});

    const std::vector<FormulaValue> values = compare_formulas(month.close_one(0));

    ASSERT_EQ(values.size(), 10);
    EXPECT_EQ(values[0].code, "F1_ANSWERED_ONLY");
    EXPECT_EQ(values[0].raw, (Ratio{860, 1'000}));
    EXPECT_EQ(values[6].after_relief, (Ratio{880, 1'040}));
    EXPECT_EQ(values[8].code, "AB2");
    EXPECT_EQ(values[8].raw, (Ratio{50, 1'050}));
}

TEST(Truth, M11WithoutThePaddingTheMonthIsMissed) {
    MeasuringCase month(MeasuringCase::service_level());
    PeriodTruth truth;
    month.add_answered(6'174, month.at(0, hours{9}), seconds{10});
    month.add_answered(6'741 - 6'174, month.at(0, hours{20}), seconds{90});
    truth.labels.assign(month.ledger.calls.size(), TruthLabel::Genuine);
    month.add_answered(349, month.at(0, hours{3}), seconds{2});
    truth.labels.resize(month.ledger.calls.size(), TruthLabel::Padding);
    EXPECT_TRUE(truth.has_padding());

    const PeriodLedger genuine = without_padding(month.ledger, truth);
    MeasuringHistory true_history;

    EXPECT_EQ(measure(month.terms, month.periods[0], genuine, true_history).at(0).raw,
              result(6'174, 6'741));
    EXPECT_EQ(month.close_one(0).raw, result(6'523, 7'090));
}

}  // namespace
}  // namespace fcr
