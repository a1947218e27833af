#include "sim/contract/statement_words.hpp"

#include "sim/contract/term_start.hpp"
#include "tests/unit/contract/measuring_case.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fcr {
namespace {

TEST(StatementWords, ShowResultsAsTheContractRoundsThem) {
    KpiTerms kpi = MeasuringCase::service_level();
    EXPECT_EQ(result_words(kpi, result(860, 1'060)), "81.1 %");
    EXPECT_EQ(result_words(kpi, result(60, 10)), "600.0 %");
    EXPECT_EQ(result_words(kpi, {}), "not measured");
    kpi.decimals = 0;
    EXPECT_EQ(result_words(kpi, result(9'945, 10'000)), "99 %");
    kpi.counting.type = KpiType::MeanWait;
    kpi.decimals = 2;
    EXPECT_EQ(result_words(kpi, result(48'000'000, 3)), "16.00 s");
    kpi.counting.type = KpiType::Count;
    kpi.decimals = 0;
    EXPECT_EQ(result_words(kpi, {1'234, 1, 1'234}), "1,234 calls");
}

TEST(StatementWords, TellNumeratorAndDenominator) {
    KpiTerms kpi = MeasuringCase::service_level();
    EXPECT_EQ(working_words(kpi, result(860, 1'060)), "860 of 1,060 calls");
    EXPECT_EQ(working_words(kpi, {0, 0, 5}), "not measured: a sample of 5");
    kpi.aggregator = Aggregator::ShareOfIntervals;
    EXPECT_EQ(working_words(kpi, result(3, 4)), "3 of 4 intervals");
    kpi.aggregator = Aggregator::WorstInterval;
    EXPECT_EQ(working_words(kpi, {320, 400, 4}), "320 of 400 calls, of 4 intervals");
    kpi.aggregator = Aggregator::Pooled;
    kpi.counting.type = KpiType::MeanWait;
    EXPECT_EQ(working_words(kpi, result(48'500'000, 3)), "48.500 s over 3 calls");
    kpi.counting.type = KpiType::Percentile;
    EXPECT_EQ(working_words(kpi, {32'000'000, 1, 3}), "32.000 s among 3 calls");
}

TEST(StatementWords, TellWhatWasLeftOut) {
    MeasuringCase month(MeasuringCase::service_level());
    month.terms.relief.push_back({.id = "surge", .kpis = {0}});
    ExcludedCounts excluded;
    excluded.test_calls = 1'200;
    excluded.censored = 2;
    excluded.relief = {37};
    EXPECT_THAT(excluded_words(month.terms, excluded),
                testing::ElementsAre("1,200 test calls", "2 unfinished", "37 by relief surge"));
    EXPECT_TRUE(excluded_words(month.terms, {}).empty());
}

TEST(StatementWords, WriteMoneyForProgramsExactly) {
    EXPECT_EQ(plain_pounds(Money::pence(-123'456'789)), "-1234567.89");
    EXPECT_EQ(plain_pounds(Money{58'050}), "5.8050");
    EXPECT_EQ(plain_pounds(Money{}), "0.00");
    EXPECT_EQ(plain_pounds(Money{-50}), "-0.0050");
}

TEST(StatementWords, NamePeriods) {
    const auto periods = service_periods(*parse_date("2027-04-15"), 2, *parse_date("2027-04-15"));
    EXPECT_EQ(period_name(periods[0]), "15 to 30 April 2027");
    EXPECT_EQ(period_name(periods[1]), "May 2027");
}

TEST(StatementWords, UseTheFiveWordsOfTheAct) {
    EXPECT_EQ(rating_words(Rating::Good), "Good");
    EXPECT_EQ(rating_words(Rating::ApproachingTarget), "Approaching target");
    EXPECT_EQ(rating_words(Rating::RequiresImprovement), "Requires improvement");
    EXPECT_EQ(rating_words(Rating::Inadequate), "Inadequate");
    EXPECT_EQ(rating_words(Rating::Other), "Other");
}

TEST(TermStart, MovesTheDatesOfAContractTogether) {
    ContractTerms terms;
    terms.term.start = *parse_date("2027-04-01");
    terms.term.break_dates = {*parse_date("2029-03-31")};
    terms.charges.push_back({.id = "milestone",
                             .kind = MilestoneCharge{.due = *parse_date("2027-06-01")},
                             .lines = {},
                             .pools = {}});
    terms.indexation.emplace();
    terms.indexation->first = *parse_date("2028-04-01");

    const ContractTerms moved = start_on(terms, *parse_date("2027-03-22"));

    EXPECT_EQ(moved.term.start, *parse_date("2027-03-22"));
    EXPECT_EQ(moved.term.break_dates[0], *parse_date("2029-03-21"));
    EXPECT_EQ(std::get<MilestoneCharge>(moved.charges[0].kind).due, *parse_date("2027-05-22"));
    EXPECT_EQ(moved.indexation->first, *parse_date("2028-03-22"));
}

}  // namespace
}  // namespace fcr
