// The cases that docs/measures.md works by hand, and the measurement examples of a contract.
#include "sim/metrics/kpi.hpp"
#include "tests/unit/metrics/call_records.hpp"

#include <gmock/gmock.h>

#include <array>
#include <vector>

namespace fcr::test {
namespace {

using std::chrono::seconds;

using enum ServiceLevelFormula;
using enum AbandonmentFormula;

KpiCounts count(const KpiDefinition& kpi, const std::vector<CallRecord>& calls) {
    KpiCounts counts;
    for (const CallRecord& call : calls) {
        count_call(kpi, call, counts);
    }
    return counts;
}

/// Every formula at once, F1 to F7.
std::vector<Ratio> service_levels(const KpiCounts& counts) {
    std::vector<Ratio> levels;
    for (const ServiceLevelFormula formula : {F1AnsweredOnly,
                                              F2Offered,
                                              F3ExcludeAbandonInT,
                                              F4AbandonInTIsMet,
                                              F5ExcludeShort,
                                              F6ShortIsMet,
                                              F7MalformedDouble}) {
        levels.push_back(service_level(formula, counts));
    }
    return levels;
}

/// AB1 to AB3.
std::vector<Ratio> abandonments(const KpiCounts& counts) {
    return {abandonment(Ab1All, counts),
            abandonment(Ab2ExcludeShort, counts),
            abandonment(Ab3AfterShort, counts)};
}

/// A service level within 10 s; a caller who gives up within 5 s is a short abandon.
KpiDefinition within_10_s(ClockStart clock, Comparator comparator = Comparator::AtMost) {
    KpiDefinition kpi;
    kpi.clock = clock;
    kpi.threshold = seconds{10};
    kpi.comparator = comparator;
    kpi.short_abandon = seconds{5};
    return kpi;
}

KpiDefinition mean_wait(ClockStart clock) {
    KpiDefinition kpi;
    kpi.type = KpiType::MeanWait;
    kpi.clock = clock;
    return kpi;
}

// Case A of docs/measures.md: waits of 1, 2, 4, 6, 9 s at the switch, 5 s from operator to switch.
std::vector<CallRecord> case_a() {
    std::vector<CallRecord> calls;
    for (const int wait : {1, 2, 4, 6, 9}) {
        calls.push_back(answered(seconds{wait}, {.connect_before = seconds{5}}));
    }
    return calls;
}

TEST(CaseA, IsAllWithinTenSecondsOnTheForcesClock) {
    const KpiCounts counts = count(within_10_s(ClockStart::NetworkArrive), case_a());

    EXPECT_EQ(service_level(F2Offered, counts), (Ratio{5, 5}));
    EXPECT_EQ(counts.answered_wait_us, Duration{seconds{22}}.count());
    EXPECT_EQ(counts.longest_wait_us, Duration{seconds{9}}.count());
}

TEST(CaseA, IsThreeFifthsWithinTenSecondsOnTheNationalClock) {
    const KpiCounts counts = count(within_10_s(ClockStart::OperatorConnect), case_a());

    EXPECT_EQ(service_level(F2Offered, counts), (Ratio{3, 5}));
    EXPECT_EQ(counts.answered_wait_us, Duration{seconds{47}}.count());
    EXPECT_EQ(counts.longest_wait_us, Duration{seconds{14}}.count());
}

// Case B of docs/measures.md: dialled 13 s and connected 3 s before the switch, 2 s announcement;
// answered at 6 and 12 s (the second after overflowing at 9 s), given up at 4 and 8 s, one blocked.
std::vector<CallRecord> case_b() {
    const CallFacts leg{
        .dialled_before = seconds{13}, .connect_before = seconds{3}, .message = seconds{2}};
    CallFacts overflowed = leg;
    overflowed.segment_after = seconds{9};
    return {answered(seconds{6}, leg),
            answered(seconds{12}, overflowed),
            abandoned(seconds{4}, leg),
            abandoned(seconds{8}, leg),
            blocked(leg)};
}

TEST(CaseB, CountsOnTheForcesClock) {
    const KpiCounts counts = count(within_10_s(ClockStart::NetworkArrive), case_b());

    const KpiCounts expected{.offered = 5,
                             .answered = 2,
                             .answered_within = 1,
                             .abandoned = 2,
                             .abandoned_within = 2,
                             .abandoned_short = 1,
                             .lost_otherwise = 1,
                             .unfinished = 0,
                             .answered_wait_us = 18'000'000,
                             .longest_wait_us = 12'000'000};
    EXPECT_EQ(counts, expected);
    EXPECT_THAT(service_levels(counts),
                testing::ElementsAre(Ratio{1, 2},
                                     Ratio{1, 5},
                                     Ratio{1, 3},
                                     Ratio{3, 5},
                                     Ratio{1, 4},
                                     Ratio{2, 5},
                                     Ratio{3, 3}));
    EXPECT_THAT(abandonments(counts), testing::ElementsAre(Ratio{2, 5}, Ratio{1, 4}, Ratio{1, 5}));
}

TEST(CaseB, CountsOnTheNationalClock) {
    const KpiCounts counts = count(within_10_s(ClockStart::OperatorConnect), case_b());

    // Waits of 9 and 15 s; given up at 7 and 11 s, neither within the short limit of 5 s.
    EXPECT_THAT(service_levels(counts),
                testing::ElementsAre(Ratio{1, 2},
                                     Ratio{1, 5},
                                     Ratio{1, 4},
                                     Ratio{2, 5},
                                     Ratio{1, 5},
                                     Ratio{1, 5},
                                     Ratio{2, 4}));
    EXPECT_THAT(abandonments(counts), testing::ElementsAre(Ratio{2, 5}, Ratio{2, 5}, Ratio{2, 5}));
}

TEST(CaseB, AWaitOfExactlyTheThresholdIsTheComparatorsToJudge) {
    // In the queue from the announcement's end on, the second call waited 10 s to the microsecond.
    const KpiCounts at_most = count(within_10_s(ClockStart::Offered), case_b());
    const KpiCounts below = count(within_10_s(ClockStart::Offered, Comparator::Below), case_b());

    EXPECT_EQ(service_level(F1AnsweredOnly, at_most), (Ratio{2, 2}));
    EXPECT_EQ(service_level(F1AnsweredOnly, below), (Ratio{1, 2}));
}

TEST(CaseB, HasAMeanWaitOnEveryClock) {
    struct Row {
        ClockStart clock;
        std::int64_t mean_s;
        std::int64_t longest_s;
    };
    constexpr std::array rows{
        Row{.clock = ClockStart::Caller, .mean_s = 22, .longest_s = 25},
        Row{.clock = ClockStart::OperatorConnect, .mean_s = 12, .longest_s = 15},
        Row{.clock = ClockStart::NetworkArrive, .mean_s = 9, .longest_s = 12},
        Row{.clock = ClockStart::MessageEnd, .mean_s = 7, .longest_s = 10},
        Row{.clock = ClockStart::Offered, .mean_s = 7, .longest_s = 10},
    };
    for (const Row& row : rows) {
        const KpiDefinition kpi = mean_wait(row.clock);
        const KpiCounts counts = count(kpi, case_b());

        EXPECT_EQ(kpi_value(kpi, counts), (Ratio{2 * row.mean_s * 1'000'000, 2}));
        EXPECT_EQ(counts.longest_wait_us, row.longest_s * 1'000'000);
    }
}

TEST(CaseB, TheLastSegmentsClockForgetsTheQueueBeforeIt) {
    const KpiDefinition kpi = mean_wait(ClockStart::SegmentPresented);

    // 4 s in the first queue; 3 s in the queue that the second call overflowed into.
    const KpiCounts counts = count(kpi, case_b());
    EXPECT_EQ(kpi_value(kpi, counts), (Ratio{7'000'000, 2}));
    EXPECT_EQ(counts.longest_wait_us, 6'000'000);  // the fourth caller, who gave up
}

TEST(Clock, FallsBackWhereALineHasNoSuchInstant) {
    const CallRecord call = answered(seconds{3});

    EXPECT_EQ(clock_start(call, ClockStart::OperatorConnect), call.times.network_arrive);
    EXPECT_EQ(clock_start(call, ClockStart::MessageEnd), call.times.offered);
    EXPECT_EQ(clock_start(blocked(), ClockStart::Offered), kNever);
}

TEST(Counts, LeaveUnfinishedCallsOutOfWhatWasOffered) {
    const KpiCounts counts =
        count(within_10_s(ClockStart::NetworkArrive), {answered(seconds{1}), unfinished()});

    EXPECT_EQ(counts.offered, 1);
    EXPECT_EQ(counts.unfinished, 1);
    EXPECT_EQ(service_level(F2Offered, counts), (Ratio{1, 1}));
}

TEST(Counts, HoldEveryCallInOnePlace) {
    const KpiCounts counts = count({}, case_b());

    EXPECT_EQ(counts.offered, counts.answered + counts.abandoned + counts.lost_otherwise);
}

TEST(Filters, TakeTheCallsOfALineClassPoolAndEmployer) {
    CallRecord call =
        answered(seconds{1}, {.line = LineId{1}, .call_class = CallClassId{2}, .pool = PoolId{3}});
    const EmployerId employer{1};

    KpiDefinition kpi;
    EXPECT_TRUE(counts_in(kpi, call, employer));
    kpi.line = LineId{1};
    kpi.call_class = CallClassId{2};
    kpi.pool = PoolId{3};
    kpi.employer = employer;
    EXPECT_TRUE(counts_in(kpi, call, employer));
    EXPECT_FALSE(counts_in(kpi, call, EmployerId{0}));
    call.pool.reset();
    EXPECT_FALSE(counts_in(kpi, call, std::nullopt));
    call.pool = PoolId{3};
    call.line = LineId{0};
    EXPECT_FALSE(counts_in(kpi, call, employer));
}

// contracts.md 2.18. Percentages are those of the example, to one decimal.
double percent(Ratio ratio) {
    return static_cast<double>(static_cast<std::int64_t>(ratio.value() * 1000.0 + 0.5)) / 10.0;
}

const KpiCounts& m1() {
    static const KpiCounts kCounts{.offered = 1060,
                                   .answered = 1000,
                                   .answered_within = 860,
                                   .abandoned = 60,
                                   .abandoned_within = 20,
                                   .abandoned_short = 10};
    return kCounts;
}

TEST(ContractExample, M1SevenFormulasOfOneMonth) {
    std::vector<double> levels;
    for (const Ratio& level : service_levels(m1())) {
        levels.push_back(percent(level));
    }
    EXPECT_THAT(levels, testing::ElementsAre(86.0, 81.1, 82.7, 83.0, 81.9, 82.1, 84.6));
}

TEST(ContractExample, M2ThreeAbandonmentRatesOfOneMonth) {
    EXPECT_EQ(percent(abandonment(Ab1All, m1())), 5.7);
    EXPECT_EQ(percent(abandonment(Ab2ExcludeShort, m1())), 4.8);
    // Abandoned after T over offered is AB3 with T as the short limit.
    KpiCounts after_t = m1();
    after_t.abandoned_short = after_t.abandoned_within;
    EXPECT_EQ(percent(abandonment(Ab3AfterShort, after_t)), 3.8);
}

TEST(ContractExample, M3TheMalformedFormulaPassesOneHundredPercent) {
    const KpiCounts counts{.offered = 60,
                           .answered = 10,
                           .answered_within = 10,
                           .abandoned = 50,
                           .abandoned_within = 50};

    EXPECT_EQ(service_level(F7MalformedDouble, counts), (Ratio{60, 10}));
}

TEST(ContractExample, M4AnsweredOnlyHidesTheUnanswered) {
    // 86.0 % of the answered in 60 s; 3.8 % of the offered gave up after 30 s.
    const KpiCounts counts{.offered = 1'476'826,
                           .answered = 1'351'761,
                           .answered_within = 1'162'514,
                           .abandoned = 125'065,
                           .abandoned_short = 125'065 - 56'119};

    EXPECT_EQ(percent(service_level(F1AnsweredOnly, counts)), 86.0);
    EXPECT_EQ(percent(service_level(F2Offered, counts)), 78.7);
    EXPECT_EQ(percent(abandonment(Ab1All, counts)), 8.5);
    EXPECT_EQ(percent(abandonment(Ab3AfterShort, counts)), 3.8);
    EXPECT_EQ(percent({counts.abandoned_short, counts.abandoned}), 55.1);
}

TEST(ContractExample, M5ExactlyTenSecondsIsForTheComparator) {
    EXPECT_TRUE(is_within(Duration{10'000'000}, seconds{10}, Comparator::AtMost));
    EXPECT_FALSE(is_within(Duration{10'000'000}, seconds{10}, Comparator::Below));
    EXPECT_TRUE(is_within(Duration{9'999'999}, seconds{10}, Comparator::Below));
    EXPECT_FALSE(is_within(Duration{10'000'001}, seconds{10}, Comparator::AtMost));
}

TEST(ContractExample, M8NoCallsIsNotMeasured) {
    const KpiCounts none;

    for (const Ratio& level : service_levels(none)) {
        EXPECT_FALSE(level.measured());
    }
    for (const Ratio& rate : abandonments(none)) {
        EXPECT_FALSE(rate.measured());
    }
    EXPECT_FALSE(kpi_value(mean_wait(ClockStart::NetworkArrive), none).measured());
}

}  // namespace
}  // namespace fcr::test
