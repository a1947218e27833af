// The worked examples M1 to M12 of contracts.md 2.18, by their ids.
#include "sim/contract/measuring.hpp"

#include "tests/unit/contract/measuring_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace fcr {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// A = 1000, L = 60, A_T = 860, L_T = 20, L_s = 10, with T = 60 s and s = 5 s.
void add_calls_of_m1(MeasuringCase& month) {
    const SimTime from = month.at(0, hours{9});
    month.add_answered(860, from, seconds{20});
    month.add_answered(140, from, seconds{90});
    month.add_abandoned(10, from, seconds{3});
    month.add_abandoned(10, from, seconds{30});
    month.add_abandoned(40, from, seconds{100});
}

KpiResult level_of_m1(ServiceLevelFormula formula) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.counting.formula = formula;
    MeasuringCase month(kpi);
    add_calls_of_m1(month);
    return month.close_one(0).raw;
}

TEST(Measuring, M1SevenFormulasOfTheSameCalls) {
    EXPECT_EQ(level_of_m1(ServiceLevelFormula::F1AnsweredOnly), result(860, 1'000));
    EXPECT_EQ(level_of_m1(ServiceLevelFormula::F2Offered), result(860, 1'060));
    EXPECT_EQ(level_of_m1(ServiceLevelFormula::F3ExcludeAbandonInT), result(860, 1'040));
    EXPECT_EQ(level_of_m1(ServiceLevelFormula::F4AbandonInTIsMet), result(880, 1'060));
    EXPECT_EQ(level_of_m1(ServiceLevelFormula::F5ExcludeShort), result(860, 1'050));
    EXPECT_EQ(level_of_m1(ServiceLevelFormula::F6ShortIsMet), result(870, 1'060));
    EXPECT_EQ(level_of_m1(ServiceLevelFormula::F7MalformedDouble), result(880, 1'040));
}

KpiResult abandonment_of_m1(AbandonmentFormula formula, Duration short_abandon) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.counting.type = KpiType::Abandonment;
    kpi.counting.abandonment = formula;
    kpi.counting.short_abandon = short_abandon;
    kpi.polarity = Polarity::LowerBetter;
    MeasuringCase month(kpi);
    add_calls_of_m1(month);
    return month.close_one(0).raw;
}

TEST(Measuring, M2AbandonmentFormulas) {
    EXPECT_EQ(abandonment_of_m1(AbandonmentFormula::Ab1All, seconds{5}), result(60, 1'060));
    EXPECT_EQ(abandonment_of_m1(AbandonmentFormula::Ab2ExcludeShort, seconds{5}),
              result(50, 1'050));
    EXPECT_EQ(abandonment_of_m1(AbandonmentFormula::Ab3AfterShort, seconds{60}), result(40, 1'060));
}

TEST(Measuring, M3TellsThatAFormulaIsMalformed) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.counting.formula = ServiceLevelFormula::F7MalformedDouble;
    MeasuringCase month(kpi);
    month.add_answered(10, month.at(0, hours{9}), seconds{20});
    month.add_abandoned(50, month.at(0, hours{9}), seconds{20});

    const KpiLine line = month.close_one(0);

    EXPECT_EQ(line.raw, result(60, 10));
    EXPECT_EQ(std::ranges::count(line.rules, "warning: F7 is malformed, it can exceed 100 %"), 1);
}

TEST(Measuring, M4TheSameMonthReads86And787) {
    // 1,476,826 calls: the counts, not the calls, are given.
    KpiCounts december;
    december.offered = 1'476'826;
    december.answered = 1'351'761;
    december.answered_within = 1'162'514;  // 86.0 % of those answered
    december.abandoned = december.offered - december.answered;
    const std::int64_t after_30s = 56'119;  // 3.8 % of those offered
    december.abandoned_short = december.abandoned - after_30s;

    const auto tenths = [](Ratio share) { return std::round(share.value() * 1'000.0); };
    EXPECT_EQ(tenths(service_level(ServiceLevelFormula::F1AnsweredOnly, december)), 860);
    EXPECT_EQ(tenths(service_level(ServiceLevelFormula::F2Offered, december)), 787);
    EXPECT_EQ(abandonment(AbandonmentFormula::Ab1All, december).numerator, 125'065);
    EXPECT_EQ(tenths(abandonment(AbandonmentFormula::Ab1All, december)), 85);
    EXPECT_EQ(tenths(abandonment(AbandonmentFormula::Ab3AfterShort, december)), 38);
    const double outside = 1.0 - static_cast<double>(after_30s) / 125'065.0;
    EXPECT_NEAR(outside, 0.55, 0.005);
}

TEST(Measuring, M5ComparatorDecidesAboutTheThresholdItself) {
    for (const Comparator comparator : {Comparator::AtMost, Comparator::Below}) {
        KpiTerms kpi = MeasuringCase::service_level();
        kpi.counting.threshold = seconds{10};
        kpi.counting.comparator = comparator;
        MeasuringCase month(kpi);
        month.add(MeasuringCase::answered(month.at(0, hours{9}), Duration{10'000'000}));

        const KpiResult expected = result(comparator == Comparator::AtMost ? 1 : 0, 1);
        EXPECT_EQ(month.close_one(0).raw, expected);
    }
}

TEST(Measuring, M6ClockStartDecidesHowMuchOfTheWaitCounts) {
    for (const ClockStart clock : {ClockStart::NetworkArrive, ClockStart::OperatorConnect}) {
        KpiTerms kpi = MeasuringCase::service_level();
        kpi.counting.threshold = seconds{10};
        kpi.counting.clock = clock;
        MeasuringCase month(kpi);
        for (const int wait : {1, 2, 4, 6, 9}) {
            CallRecord call = MeasuringCase::answered(month.at(0, hours{9}), seconds{wait});
            call.times.operator_connect = call.times.network_arrive - seconds{5};
            month.add(call);
        }

        const KpiResult expected = result(clock == ClockStart::NetworkArrive ? 5 : 3, 5);
        EXPECT_EQ(month.close_one(0).raw, expected);
    }
}

/// Intervals of (100, 100), (300, 297), (400, 320) and (200, 196) calls, in time.
void add_calls_of_m7(MeasuringCase& month) {
    const std::vector<std::pair<std::size_t, std::size_t>> intervals{
        {100, 100}, {300, 297}, {400, 320}, {200, 196}};
    Duration from = hours{9};
    for (const auto& [offered, in_time] : intervals) {
        month.add_answered(in_time, month.at(0, from), seconds{10});
        month.add_answered(offered - in_time, month.at(0, from), seconds{90});
        from += minutes{30};
    }
}

KpiResult result_of_m7(Aggregator aggregator) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.aggregator = aggregator;
    kpi.aggregate_p_bp = 5'000;
    MeasuringCase month(kpi);
    add_calls_of_m7(month);
    return month.close_one(0).raw;
}

TEST(Measuring, M7Aggregators) {
    EXPECT_EQ(result_of_m7(Aggregator::Pooled), result(913, 1'000));
    const KpiResult mean = result_of_m7(Aggregator::MeanOfIntervals);
    EXPECT_EQ(mean.numerator * 10'000, mean.denominator * 9'425);
    EXPECT_EQ(mean.sample, 4);
    EXPECT_EQ(result_of_m7(Aggregator::ShareOfIntervals), result(3, 4));
    EXPECT_EQ(result_of_m7(Aggregator::WorstInterval), (KpiResult{320, 400, 4}));
    EXPECT_EQ(result_of_m7(Aggregator::WorstDay), (KpiResult{913, 1'000, 1}));
    EXPECT_EQ(result_of_m7(Aggregator::PercentileOfIntervals), (KpiResult{196, 200, 4}))
        << "of 80, 98, 99 and 100 % the second";
}

TEST(Measuring, M8NothingOfferedIsNotMeasured) {
    MeasuringCase month(MeasuringCase::service_level());

    const KpiLine line = month.close_one(0);

    EXPECT_FALSE(line.raw.measured());
    EXPECT_FALSE(line.after_relief.measured());
    EXPECT_EQ(line.rules.back(), "not measured: a sample of 0, at least 1 needed");
}

/// Waits of three calls offered at 0, 5 and 13 s, answered so many seconds later.
MeasuringCase calls_of_m9(KpiTerms kpi, std::vector<int> waits) {
    kpi.counting.threshold = seconds{10};
    MeasuringCase month(kpi);
    const std::vector<int> offered{0, 5, 13};
    for (std::size_t call = 0; call < offered.size(); ++call) {
        month.add(
            MeasuringCase::answered(month.at(0, seconds{offered[call]}), seconds{waits[call]}));
    }
    return month;
}

TEST(Measuring, M9ThresholdFirstLiftsTheLevelAndWorsensTheLongestWait) {
    const KpiTerms level = MeasuringCase::service_level();
    KpiTerms mean = level;
    mean.counting.type = KpiType::MeanWait;
    KpiTerms longest = level;
    longest.counting.type = KpiType::LongestWait;
    const std::vector<int> first_in_first_out{12, 17, 19};
    const std::vector<int> threshold_first{32, 7, 9};

    EXPECT_EQ(calls_of_m9(level, first_in_first_out).close_one(0).raw, result(0, 3));
    EXPECT_EQ(calls_of_m9(level, threshold_first).close_one(0).raw, result(2, 3));
    EXPECT_EQ(calls_of_m9(mean, first_in_first_out).close_one(0).raw, result(48'000'000, 3));
    EXPECT_EQ(calls_of_m9(mean, threshold_first).close_one(0).raw, result(48'000'000, 3));
    EXPECT_EQ(calls_of_m9(longest, first_in_first_out).close_one(0).raw.numerator, 19'000'000);
    EXPECT_EQ(calls_of_m9(longest, threshold_first).close_one(0).raw.numerator, 32'000'000);
}

TEST(Measuring, M10FormulaHidesWhoGaveUp) {
    for (const auto formula :
         {ServiceLevelFormula::F1AnsweredOnly, ServiceLevelFormula::F2Offered}) {
        KpiTerms kpi = MeasuringCase::service_level();
        kpi.counting.threshold = seconds{10};
        kpi.counting.formula = formula;
        MeasuringCase month(kpi);
        month.add(MeasuringCase::abandoned(month.at(0, seconds{0}), seconds{25}));
        month.add(MeasuringCase::answered(month.at(0, seconds{5}), seconds{7}));
        month.add(MeasuringCase::answered(month.at(0, seconds{13}), seconds{9}));

        const std::int64_t of = formula == ServiceLevelFormula::F1AnsweredOnly ? 2 : 3;
        EXPECT_EQ(month.close_one(0).raw, result(2, of));
    }
}

TEST(Measuring, M11UnflaggedPaddingFlipsAMonthAndFlaggedDoesNot) {
    for (const bool flagged : {false, true}) {
        MeasuringCase month(MeasuringCase::service_level());
        month.add_answered(6'174, month.at(0, hours{9}), seconds{10});
        month.add_answered(6'741 - 6'174, month.at(0, hours{20}), seconds{90});
        for (int call = 0; call < 349; ++call) {
            month.add(MeasuringCase::answered(month.at(0, hours{3} + seconds{call}), seconds{2}),
                      flagged ? static_cast<std::uint16_t>(CallFlag::Test) : std::uint16_t{0});
        }

        const KpiLine line = month.close_one(0);

        EXPECT_EQ(line.raw, flagged ? result(6'174, 6'741) : result(6'523, 7'090));
        EXPECT_EQ(line.excluded.test_calls, flagged ? 349 : 0);
    }
}

TEST(Measuring, M12ACallBelongsToTheMonthInWhichItWasOffered) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.counting.type = KpiType::LongestWait;
    MeasuringCase april(kpi);
    const SimTime end = april.periods[0].end;
    const CallRecord call = MeasuringCase::answered(end - seconds{2}, seconds{7});
    april.add(call);

    EXPECT_EQ(april.close_one(0).raw, (KpiResult{7'000'000, 1, 1}));

    MeasuringCase by_answer(kpi);
    by_answer.terms.belongs_to = BelongsTo::Answered;
    EXPECT_FALSE(by_answer.close_one(0).raw.measured());
    by_answer.add(call);
    EXPECT_EQ(by_answer.close_one(1).raw, (KpiResult{7'000'000, 1, 1}));
}

TEST(Measuring, TakesThePercentileOfTheNearestRank) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.counting.type = KpiType::Percentile;
    const auto at = [&](std::int64_t p_bp) {
        kpi.percentile_bp = p_bp;
        MeasuringCase month(kpi);
        for (const int wait : {40, 10, 50, 20, 30}) {
            month.add(MeasuringCase::answered(month.at(0, hours{9}), seconds{wait}));
        }
        month.add(MeasuringCase::abandoned(month.at(0, hours{9}), seconds{500}));
        return month.close_one(0).raw;
    };

    EXPECT_EQ(at(4'000), (KpiResult{20'000'000, 1, 5}));
    EXPECT_EQ(at(4'001), (KpiResult{30'000'000, 1, 5}));
    EXPECT_EQ(at(10'000), (KpiResult{50'000'000, 1, 5}));
    EXPECT_EQ(at(1), (KpiResult{10'000'000, 1, 5}));
}

TEST(Measuring, CountsWhatIsLeftOutByReason) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.hours = {.days = {true, true, true, true, true, false, false},
                 .from = hours{8} + minutes{10},
                 .until = hours{18},
                 .bank_holidays = false};
    MeasuringCase month(kpi);
    const Duration thursday = hours{0};
    month.add(MeasuringCase::answered(month.at(0, thursday + hours{8} + minutes{9}), seconds{1}));
    month.add(MeasuringCase::answered(month.at(0, thursday + hours{8} + minutes{10}), seconds{1}));
    month.add(MeasuringCase::answered(month.at(0, thursday + hours{18}), seconds{1}));
    const Duration saturday = hours{2 * 24};
    month.add(MeasuringCase::answered(month.at(0, saturday + hours{12}), seconds{1}));
    CallRecord unfinished = MeasuringCase::arriving(month.at(0, thursday + hours{9}));
    month.add(unfinished);
    month.add(MeasuringCase::answered(month.at(0, thursday + hours{9}), seconds{1}),
              static_cast<std::uint16_t>(CallFlag::Training));

    const KpiLine line = month.close_one(0);

    EXPECT_EQ(line.raw, result(1, 1));
    EXPECT_EQ(line.excluded.other_hours, 3);
    EXPECT_EQ(line.excluded.censored, 1);
    EXPECT_EQ(line.excluded.test_calls, 1);
}

TEST(Measuring, HasALineForEveryDayAndWeek) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.period = KpiPeriod::Day;
    MeasuringCase by_day(kpi);
    by_day.add_answered(5, by_day.at(0, hours{24 + 9}), seconds{10});
    const std::vector<KpiLine> days = by_day.close(0);
    ASSERT_EQ(days.size(), 30);
    EXPECT_FALSE(days[0].raw.measured());
    EXPECT_EQ(days[1].raw, result(5, 5));
    EXPECT_EQ(days[1].from, *parse_date("2027-04-02"));
    EXPECT_EQ(days[1].until, *parse_date("2027-04-02"));

    kpi.period = KpiPeriod::Week;
    MeasuringCase by_week(kpi);
    by_week.add_answered(7, by_week.at(0, hours{29 * 24 + 9}), seconds{10});  // Friday, 30 April
    const std::vector<KpiLine> april = by_week.close(0);
    ASSERT_EQ(april.size(), 4);
    EXPECT_EQ(april[0].from, *parse_date("2027-04-01"));
    EXPECT_EQ(april[0].until, *parse_date("2027-04-04"));
    EXPECT_EQ(april[3].until, *parse_date("2027-04-25"));
    by_week.add_answered(3, by_week.at(1, hours{9}), seconds{10});  // Saturday, 1 May
    const std::vector<KpiLine> may = by_week.close(1);
    ASSERT_EQ(may.size(), 5);
    EXPECT_EQ(may[0].raw, result(10, 10));
    EXPECT_EQ(may[0].from, *parse_date("2027-04-26"));
    EXPECT_EQ(may[0].until, *parse_date("2027-05-02"));
}

TEST(Measuring, CarriesQuartersAndYears) {
    KpiTerms quarter = MeasuringCase::service_level();
    quarter.period = KpiPeriod::Quarter;
    MeasuringCase term(quarter);
    KpiTerms year = quarter;
    year.period = KpiPeriod::Year;
    year.counting.type = KpiType::Percentile;
    year.percentile_bp = 10'000;
    term.terms.kpis.push_back(year);

    std::vector<KpiLine> lines;
    for (std::size_t month = 0; month < 12; ++month) {
        term.add_answered(month + 1, term.at(month, hours{9}), seconds{10 + month});
        for (KpiLine& line : term.close(month)) {
            lines.push_back(std::move(line));
        }
    }

    ASSERT_EQ(lines.size(), 5);
    EXPECT_EQ(lines[0].raw, result(6, 6));
    EXPECT_EQ(lines[0].from, *parse_date("2027-04-01"));
    EXPECT_EQ(lines[0].until, *parse_date("2027-06-30"));
    EXPECT_EQ(lines[3].raw, result(33, 33));
    EXPECT_EQ(lines[4].raw, (KpiResult{21'000'000, 1, 78}));
    EXPECT_EQ(lines[4].until, *parse_date("2028-03-31"));
}

TEST(Measuring, RollsASmallSampleIntoTheNextPeriod) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.sample_min = 10;
    kpi.roll_small = true;
    MeasuringCase term(kpi);
    term.add_answered(6, term.at(0, hours{9}), seconds{10});
    const KpiLine april = term.close_one(0);
    EXPECT_FALSE(april.raw.measured());
    EXPECT_EQ(april.raw.sample, 6);
    EXPECT_EQ(april.rules.back(), "the sample rolls on");

    term.add_answered(4, term.at(1, hours{9}), seconds{90});
    const KpiLine may = term.close_one(1);
    EXPECT_EQ(may.raw, result(6, 10));
    EXPECT_EQ(may.from, *parse_date("2027-04-01"));
    EXPECT_EQ(may.until, *parse_date("2027-05-31"));

    term.add_answered(20, term.at(2, hours{9}), seconds{10});
    const KpiLine june = term.close_one(2);
    EXPECT_EQ(june.raw, result(20, 20));
    EXPECT_EQ(june.from, *parse_date("2027-06-01"));
}

TEST(Measuring, DropsASmallSampleThatDoesNotRoll) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.sample_min = 10;
    MeasuringCase term(kpi);
    term.add_answered(6, term.at(0, hours{9}), seconds{10});
    EXPECT_FALSE(term.close_one(0).after_relief.measured());
    term.add_answered(10, term.at(1, hours{9}), seconds{10});
    EXPECT_EQ(term.close_one(1).raw, result(10, 10));
}

TEST(Measuring, IsNotMovedByTheOrderOfCalls) {
    // Everything that could depend on it: percentile, redials, excess calls, pro rata.
    KpiTerms level = MeasuringCase::service_level();
    level.redial = RedialRule::FirstOnly;
    level.redial_within = minutes{10};
    KpiTerms percentile = MeasuringCase::service_level();
    percentile.counting.type = KpiType::Percentile;
    percentile.percentile_bp = 9'500;
    KpiTerms of_pool = MeasuringCase::service_level();
    of_pool.counting.pool = MeasuringCase::kContractor;
    of_pool.counting.clock = ClockStart::SegmentPresented;
    const auto measured = [&](unsigned seed) {
        MeasuringCase month(level);
        month.terms.kpis.push_back(percentile);
        month.terms.kpis.push_back(of_pool);
        month.terms.scope.shared_queue = true;
        month.terms.scope.attribution = Attribution::ProRata;
        month.terms.relief.push_back({.id = "volume",
                                      .cause = ReliefCause::VolumeOver,
                                      .scope = ReliefScope::ExcessOnly,
                                      .tolerance_bp = 1'000,
                                      .kpis = {0, 1, 2}});
        std::vector<CallLedgerRow> rows;
        std::mt19937 draw(7);
        for (std::uint64_t number = 0; number < 5'000; ++number) {
            CallLedgerRow row;
            const SimTime offered = month.at(0, minutes{draw() % (30 * 24 * 60)});
            const bool gave_up = draw() % 5 == 0;
            row.call = gave_up ? MeasuringCase::abandoned(offered, seconds{draw() % 100})
                               : MeasuringCase::answered(offered, seconds{draw() % 200});
            row.call.number = number;
            row.call.caller = draw() % 500;
            const PoolId pool{draw() % 2};
            if (!gave_up) {
                row.call.pool = pool;
            }
            row.segments[0] = segment(pool, offered);
            row.segment_count = 1;
            rows.push_back(row);
        }
        std::ranges::shuffle(rows, std::mt19937(seed));
        for (const CallLedgerRow& row : rows) {
            month.ledger.calls.add(row);
        }
        month.ledger.staffing = PeriodStaffing(2, 30 * 96);
        for (std::size_t cell = 0; cell < 30 * 96; ++cell) {
            month.ledger.staffing.at(PoolId{0}, cell).logged_in = minutes{30};
            month.ledger.staffing.at(PoolId{1}, cell).logged_in = minutes{20};
        }
        for (std::size_t hour = 0; hour < 30 * 24; ++hour) {
            month.ledger.forecast.push_back({.line = LineId{0},
                                             .from = month.at(0, hours{hour}),
                                             .until = month.at(0, hours{hour + 1}),
                                             .calls_millionths = 5'500'000});
        }
        return month.close(0);
    };

    const std::vector<KpiLine> first = measured(1);
    for (const unsigned seed : {2U, 3U}) {
        const std::vector<KpiLine> again = measured(seed);
        ASSERT_EQ(again.size(), first.size());
        for (std::size_t line = 0; line < first.size(); ++line) {
            EXPECT_EQ(again[line].raw, first[line].raw);
            EXPECT_EQ(again[line].after_relief, first[line].after_relief);
            EXPECT_EQ(again[line].excluded.redials, first[line].excluded.redials);
            EXPECT_EQ(again[line].excluded.relief, first[line].excluded.relief);
        }
    }
    EXPECT_GT(first[0].excluded.redials, 0);
    EXPECT_GT(first[0].excluded.relief[0], 0);
}

}  // namespace
}  // namespace fcr
