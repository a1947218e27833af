#include "sim/contract_study/study_figures.hpp"

#include "tests/unit/contract_study/small_contract.hpp"

#include <cmath>

namespace fcr::test {
namespace {

/// A month of 1,000 calls, so many of them in time.
MonthFacts month_of(int in_time, Money credit = {}) {
    MonthFacts month;
    KpiMonth kpi;
    kpi.after_relief = {.numerator = in_time, .denominator = 1'000, .sample = 1'000};
    kpi.raw = kpi.after_relief;
    kpi.measured = 1;
    kpi.missed = in_time < 800;
    kpi.credit = credit;
    KpiCalls calls;
    calls.all = {.offered = 1'000, .answered = 950, .answered_within = in_time, .abandoned = 50};
    kpi.pooled = calls.all;
    month.kpis = {kpi};
    calls.worst_hour = {.numerator = in_time / 20, .denominator = 60};
    month.calls = {calls};
    month.charges = {Money::pounds(20'000), Money::pounds(950)};
    month.credits.gross = credit;
    month.credits.payable = credit;
    month.gross = Money::pounds(20'950);
    month.net = month.gross - credit;
    month.offered = 1'000;
    month.answered = 950;
    month.answered_genuine = 950;
    month.margin = Money::pounds(950) - credit;
    return month;
}

TermResults three_replications() {
    TermResults results;
    for (std::uint64_t number = 0; number < 3; ++number) {
        TermFacts term{.number = number, .months = {}};
        for (int month = 0; month < 12; ++month) {
            // One month of each replication is missed, in the second two.
            const bool missed = month == 0 || (number == 1 && month == 5);
            term.months.push_back(missed ? month_of(700, Money::pounds(200)) : month_of(900));
        }
        results.replications.push_back(std::move(term));
    }
    results.late.resize(1);
    results.late_in_met_months.resize(1);
    results.late_in_met_months[0].calls.fill(100);
    results.late_in_met_months[0].late.fill(5);
    results.late_in_met_months[0].late[4 * 24 + 20] = 40;
    return results;
}

TEST(StudyFigures, ChancesAndLevelsOfAnIndicator) {
    const ContractTerms terms = small_contract(12);
    const StudyFigures figures = figures_of(terms, three_replications(), 0.95);

    ASSERT_EQ(figures.kpis.size(), 1U);
    const KpiFigures& kpi = figures.kpis[0];
    EXPECT_NEAR(kpi.level->value, 100.0 * (4 * 700 + 32 * 900) / 36'000, 1e-9);
    EXPECT_NEAR(kpi.missed_percent->value, 100.0 * 4 / 36, 1e-9);
    ASSERT_EQ(kpi.months.size(), 12U);
    EXPECT_EQ(kpi.months[0].missed->value, 1.0);
    EXPECT_LT(kpi.months[0].missed->low, 1.0);
    EXPECT_NEAR(kpi.months[5].missed->value, 1.0 / 3.0, 1e-12);
    EXPECT_EQ(kpi.months[1].level->p50, 90.0);
    EXPECT_EQ(kpi.missed_in_year[0]->value, 1.0);
    EXPECT_NEAR(kpi.credit_a_year->value, 800.0 / 3.0, 1e-9);
    EXPECT_EQ(kpi.worst_hours.front().hour, 4U * 24 + 20);
    EXPECT_EQ(hour_name(kpi.worst_hours.front().hour), "Friday 20:00");
    EXPECT_EQ(kpi.worst_hours.front().in_time.numerator, 60);
    EXPECT_NEAR(kpi.worst_hour_of_day->p50, 75.0, 1e-9);
}

TEST(StudyFigures, TheSameCallsUnderSevenFormulas) {
    const StudyFigures figures = figures_of(small_contract(12), three_replications(), 0.95);

    const auto& formulas = figures.kpis[0].formulas;
    ASSERT_EQ(formulas.size(), 7U);
    EXPECT_NEAR(*formulas[0].percent, 100.0 * 31'600 / 34'200, 1e-9);  // of answered
    EXPECT_NEAR(*formulas[1].percent, 100.0 * 31'600 / 36'000, 1e-9);
    EXPECT_NEAR(formulas[0].missed->value, 4.0 / 36, 1e-12);
}

TEST(StudyFigures, FormulasAreRoundedAsTheContractRoundsBeforeItBands) {
    TermResults results;
    TermFacts& term = results.replications.emplace_back();
    term.months.push_back(month_of(800));
    // 79.96 % is 80.0 with one decimal: met.
    term.months[0].kpis[0].pooled = {
        .offered = 10'000, .answered = 9'000, .answered_within = 7'996, .abandoned = 1'000};
    results.late_in_met_months.resize(1);
    ContractTerms terms = small_contract(1);

    EXPECT_EQ(figures_of(terms, results, 0.95).kpis[0].formulas[1].missed->value, 0.0);

    terms.kpis[0].band_on = BandOn::Exact;
    EXPECT_EQ(figures_of(terms, results, 0.95).kpis[0].formulas[1].missed->value, 1.0);
}

TEST(StudyFigures, WaitsOfAllMonthsTogether) {
    const ContractTerms terms = small_contract(12);
    TermResults results = three_replications();
    EXPECT_FALSE(figures_of(terms, results, 0.95).kpis[0].waits.has_value());

    results.waits = waits_of_levels(terms);
    for (int second = 1; second <= 100; ++second) {
        results.waits[0].add(std::chrono::seconds{second});
    }
    results.replications[1].months[7].calls[0].all.longest_wait_us = 100'000'000;
    const auto waits = figures_of(terms, results, 0.95).kpis[0].waits;

    ASSERT_TRUE(waits.has_value());
    EXPECT_NEAR(waits->p50, 50.0, 0.05);
    EXPECT_NEAR(waits->p95, 95.0, 0.1);
    EXPECT_NEAR(waits->p99, 99.0, 0.1);
    EXPECT_EQ(waits->longest, 100.0);
}

TEST(StudyFigures, ACallIsOfThoseThatWereNotTheSuppliersOwn) {
    TermResults results = three_replications();
    for (TermFacts& term : results.replications) {
        for (MonthFacts& month : term.months) {
            month.answered = 1'900;  // half of them rung by its own staff
        }
    }
    const StudyFigures figures = figures_of(small_contract(12), results, 0.95);

    EXPECT_NEAR(
        figures.years[0].unit_cost->mean.value, (12 * 20'950.0 - 800.0 / 3) / (12 * 950), 1e-9);
    EXPECT_EQ(figures.years[0].answered->value, 12 * 1'900.0);
}

TEST(StudyFigures, MonthsDifferMoreOrLessThanIndependentCallsWould) {
    const StudyFigures figures = figures_of(small_contract(12), three_replications(), 0.95);

    // Only the sixth month differs between replications: 90, 70, 90 %.
    ASSERT_TRUE(figures.kpis[0].spread.has_value());
    const double variance = (0.2 * 0.2 * 2.0 / 3.0) / 2.0 / 12.0;
    EXPECT_NEAR(figures.kpis[0].spread->points, 100.0 * std::sqrt(variance), 1e-9);
    const double sixth = 2.5 / 3.0 * 0.5 / 3.0;
    const double binomial = (10 * 0.09 + 0.21 + sixth) / 1'000.0 / 12.0;
    EXPECT_NEAR(figures.kpis[0].spread->binomial, 100.0 * std::sqrt(binomial), 1e-9);
    // Between the months of one replication: one of twelve, in the second two, is 20 points lower.
    ASSERT_TRUE(figures.kpis[0].spread_of_term.has_value());
    const double of_one = 0.04 * (1.0 / 12) * (11.0 / 12) * 12 / 11;
    const double of_two = 0.04 * (2.0 / 12) * (10.0 / 12) * 12 / 11;
    EXPECT_NEAR(
        figures.kpis[0].spread_of_term->points, 100.0 * std::sqrt((2 * of_one + of_two) / 3), 1e-9);
}

TEST(StudyFigures, TheLowestMarginOverMonthsInARow) {
    const StudyFigures figures = figures_of(small_contract(12), three_replications(), 0.95);

    // A month has 950 of 20,950; the missed one has credits of 200.
    EXPECT_NEAR(figures.lowest_margin[0]->mean.value, 100.0 * 2'650 / 62'650, 1e-9);
    EXPECT_NEAR(figures.lowest_margin[2]->p90, 100.0 * 11'200 / 251'200, 1e-9);
    EXPECT_NEAR(figures.lowest_margin[2]->p10, 100.0 * 11'000 / 251'000, 1e-9);
}

TEST(StudyFigures, WhatTheAuthorityKeepsOfWhatFailuresAreWorth) {
    TermResults results = three_replications();
    for (TermFacts& term : results.replications) {
        term.months[0].credits.lost_to_relief = Money::pounds(100);
        term.months[0].credits.payable = Money::pounds(100);
        term.months[0].credits.lost_to_cap = Money::pounds(100);
        term.months[0].credits.earned_back = Money::pounds(50);
    }
    const StudyFigures figures = figures_of(small_contract(12), results, 0.95);

    // 50 of 300 in each, and another 200 of 200 in the second.
    EXPECT_NEAR(figures.years[0].harm_recovered->value, 100.0 * 350 / 1'100, 1e-9);
}

TEST(StudyFigures, AYearsMoney) {
    const StudyFigures figures = figures_of(small_contract(12), three_replications(), 0.95);

    ASSERT_EQ(figures.years.size(), 1U);
    const YearFigures& year = figures.years[0];
    EXPECT_EQ(year.months, 12);
    EXPECT_EQ(year.gross->mean.value, 12 * 20'950.0);
    EXPECT_EQ(year.charges[1]->value, 12 * 950.0);
    EXPECT_EQ(year.credits->p10, 200.0);
    EXPECT_EQ(year.credits->p90, 400.0);
    EXPECT_NEAR(year.unit_cost->mean.value, (12 * 20'950.0 - 800.0 / 3) / (12 * 950), 1e-9);
    EXPECT_EQ(year.loses_money->value, 0.0);
    EXPECT_NEAR(figures.effective_exposure->p90, 100.0 * 400 / (12 * 20'950.0), 1e-9);
    EXPECT_EQ(figures.any_right->value, 0.0);
    EXPECT_FALSE(figures.first_right_month.has_value());
}

TEST(StudyFigures, ATermThatWasEndedCountsUntilItsEnd) {
    TermResults results = three_replications();
    results.replications[2].months.resize(3);
    results.replications[2].months[2].right_to_terminate = true;
    results.replications[2].months[2].terminated = true;

    const StudyFigures figures = figures_of(small_contract(12), results, 0.95);

    EXPECT_EQ(figures.kpis[0].months.size(), 12U);
    EXPECT_NEAR(figures.kpis[0].months[5].missed->value, 0.5, 1e-12);  // of the two still running
    EXPECT_NEAR(figures.years[0].terminated->value, 1.0 / 3.0, 1e-12);
    EXPECT_EQ(figures.first_right_month->p50, 3.0);
}

TEST(StudyFigures, WhatWasTrulyMissedAndReportedAsMet) {
    TermResults results = three_replications();
    for (TermFacts& term : results.replications) {
        for (MonthFacts& month : term.months) {
            month.genuine_kpis = month.kpis;
        }
        term.months[3].genuine_kpis[0].after_relief.numerator = 790;
        term.months[3].genuine_kpis[0].missed = 1;
    }

    const StudyFigures figures = figures_of(small_contract(12), results, 0.95);

    const GenuineFigures& genuine = *figures.kpis[0].genuine;
    EXPECT_NEAR(genuine.flipped->value, 3.0 / 36, 1e-12);
    EXPECT_NEAR(genuine.missed->value, 7.0 / 36, 1e-12);
    EXPECT_LT(genuine.level->value, figures.kpis[0].level->value);
}

TEST(Spread, PercentilesAreNearestRanks) {
    const auto spread = spread_of({5, 1, 4, 2, 3, 6, 8, 7, 10, 9}, 0.95);

    EXPECT_EQ(spread->p10, 1.0);
    EXPECT_EQ(spread->p50, 5.0);
    EXPECT_EQ(spread->p90, 9.0);
    EXPECT_FALSE(spread_of({}, 0.95).has_value());
}

}  // namespace
}  // namespace fcr::test
