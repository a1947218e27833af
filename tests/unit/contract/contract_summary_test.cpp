#include "sim/contract/contract_summary.hpp"

#include "sim/contract/contract_year.hpp"
#include "tests/unit/contract/pricing_case.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

std::vector<Statement> statements_of(const ContractTerms& terms,
                                     const std::vector<std::int64_t>& shares) {
    PricingCase contract(terms);
    std::vector<Statement> statements;
    for (const std::int64_t bp : shares) {
        statements.push_back(contract.close(bp));
    }
    return statements;
}

TEST(ContractYears, AddUpTheirStatements) {
    std::vector<std::int64_t> shares(14, 9'950);
    shares[0] = 9'800;   // 1 point
    shares[12] = 9'700;  // 2 points in the second year
    const ContractTerms terms = plain_contract();

    const std::vector<ContractYear> years = contract_years(terms, statements_of(terms, shares));

    ASSERT_EQ(years.size(), 2U);
    EXPECT_EQ(years[0].periods, 12);
    EXPECT_EQ(years[0].gross, Money::pounds(3'000'000));
    EXPECT_EQ(years[0].credits.payable, Money::pounds(2'500));
    EXPECT_EQ(years[0].net, Money::pounds(2'997'500));
    EXPECT_EQ(years[0].first, day(2027, 4, 1));
    EXPECT_EQ(years[0].last, day(2028, 3, 31));
    EXPECT_EQ(years[0].kpis[0].rating(), Rating::Good);
    EXPECT_EQ(years[0].deducted_bp(), 8);
    EXPECT_EQ(years[1].number, 1);
    EXPECT_EQ(years[1].periods, 2);
    EXPECT_EQ(years[1].credits.points, 200);
    EXPECT_EQ(years[1].deducted_bp(), 100);
    EXPECT_EQ(years[1].kpis[0].rating(), Rating::RequiresImprovement);
    EXPECT_EQ(largest_deduction_bp(years), 100);
}

TEST(ContractYears, TheClosingPartMonthBelongsToTheLastYear) {
    TermTerms term{
        .start = day(2027, 4, 16), .months = 24, .extension_months = {}, .break_dates = {}};
    const std::vector<ServicePeriod> periods = service_periods(term.start, term.months, term.start);

    ASSERT_EQ(periods.size(), 25U);
    EXPECT_EQ(contract_year(term, periods[11]), 0);
    EXPECT_TRUE(ends_contract_year(term, periods[11]));
    EXPECT_EQ(contract_year(term, periods[12]), 1);
    EXPECT_FALSE(ends_contract_year(term, periods[23]));
    EXPECT_EQ(contract_year(term, periods[24]), 1);
    EXPECT_TRUE(ends_contract_year(term, periods[24]));
    EXPECT_TRUE(ends_term(term, periods[24]));
}

TEST(ContractYears, HaveFourQuarters) {
    const TermTerms term = plain_contract().term;
    std::vector<int> last;
    for (const ServicePeriod& period : periods_of(plain_contract())) {
        if (ends_contract_quarter(term, period)) {
            last.push_back(period.number);
        }
    }
    EXPECT_EQ(last, (std::vector<int>{2, 5, 8, 11, 14, 17, 20, 23}));
}

TEST(ContractYears, ShowRealTermsByTheContractsDeflator) {
    ContractTerms terms = plain_contract();
    terms.indexation = IndexationTerms{};
    terms.indexation->first = day(2028, 4, 1);
    terms.indexation->rates_bp = {500};
    terms.indexation->deflator_bp = 250;

    const std::vector<ContractYear> years =
        contract_years(terms, statements_of(terms, std::vector<std::int64_t>(24, 9'950)));

    EXPECT_EQ(years[0].net_real, years[0].net);
    EXPECT_EQ(years[1].net, Money::pounds(3'150'000));
    EXPECT_EQ(to_string(years[1].net_real), "3,073,170.73");  // dearer by 2.4 % in real terms
}

TEST(ContractYears, ARatingIsThatOfMostMeasurementsAndOfEqualsTheWorse) {
    KpiYear kpi;
    EXPECT_EQ(kpi.rating(), Rating::Other);
    kpi.measurements = {3, 3, 1, 0, 5};
    EXPECT_EQ(kpi.rating(), Rating::ApproachingTarget);
}

TEST(CreditTotals, TheShareOfHarmRecoveredIsOfTheTariffWithoutReliefAndCaps) {
    CreditTotals totals;
    CreditSummary credits;
    credits.gross = Money::pounds(60);
    credits.payable = Money::pounds(40);
    credits.lost_to_cap = Money::pounds(20);
    credits.lost_to_relief = Money::pounds(30);
    credits.lost_to_bedding_in = Money::pounds(10);
    credits.earned_back = Money::pounds(5);
    totals.add(credits);

    EXPECT_EQ(totals.harm(), Money::pounds(100));
    EXPECT_EQ(totals.recovered_bp(), 3'500);
    EXPECT_EQ(CreditTotals{}.recovered_bp(), std::nullopt);
}

TEST(ContractYears, TellWhenTheAuthorityCouldFirstLeave) {
    ContractTerms terms = plain_contract();
    terms.ladder.critical_points = 7;

    // 4 points, then twice that.
    EXPECT_EQ(first_termination_right(statements_of(terms, {9'950, 9'000, 9'000})), 2);
    EXPECT_EQ(first_termination_right(statements_of(terms, {9'950})), std::nullopt);
}

}  // namespace
}  // namespace fcr
