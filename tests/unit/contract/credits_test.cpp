#include "sim/contract/credits.hpp"

#include "tests/unit/contract/pricing_case.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

// contracts.md 2.18, S5.
TEST(Credits, S5PointsAreASharePerPointOfCharges) {
    EXPECT_EQ(points_credit({.deduction_bp_per_point = 100}, 600, Money::pounds(250'000)),
              Money::pounds(15'000));
}

ScoringTerms linear(std::int64_t slope_millionths) {
    return {.mechanism = Mechanism::Linear, .slope = {slope_millionths}};
}

// contracts.md 2.18, S8.
TEST(Credits, S8LinearBySlope) {
    const BandValue shortfall{.numerator = 2'300, .denominator = 1};
    const Money charges = Money::pounds(100'000);

    EXPECT_EQ(linear_credit(linear(500'000), shortfall, charges), Money::pounds(11'500));
    EXPECT_EQ(linear_credit(linear(1'000'000), shortfall, charges), Money::pounds(23'000));
    EXPECT_EQ(linear_credit(linear(2'000'000), shortfall, charges), Money::pounds(46'000));
}

TEST(Credits, LinearGoesByTheTargetOfTheIndicatorAndNeverBelowNothing) {
    ContractTerms terms = plain_contract();
    terms.scoring = linear(500'000);
    terms.kpis[0].target = 9'800;
    terms.kpis[0].bands = {{.limit = 9'800, .severity = Severity::Met},
                           {.points = 1, .severity = Severity::Minor}};
    PricingCase contract(terms);

    EXPECT_EQ(contract.close(7'500).credits.gross, Money::pounds(28'750));
    EXPECT_EQ(contract.close(9'990).credits.gross, Money{});
}

TEST(Credits, RepeatsAreNotMultipliedWhereEachIndicatorHasItsOwnCredit) {
    ContractTerms terms = plain_contract();
    terms.scoring = linear(500'000);
    PricingCase contract(terms);
    static_cast<void>(contract.close(9'800));

    const Statement second = contract.close(9'800);

    EXPECT_TRUE(second.kpis[0].repeat);
    EXPECT_EQ(second.kpis[0].points, 100);
    EXPECT_EQ(second.credits.gross, Money::pounds(1'250));
}

TEST(Credits, LinearHasNoPercentagePointsOfATime) {
    ContractTerms terms = plain_contract();
    terms.scoring = linear(500'000);
    terms.kpis[0].counting.type = KpiType::MeanWait;

    EXPECT_EQ(PricingCase(terms).close({line_of(0, {1, 1, 1})}).credits.gross, Money{});
}

// contracts.md 2.18, S9.
TEST(Credits, S9AtRiskPool) {
    const ScoringTerms scoring{
        .mechanism = Mechanism::AtRiskPool, .at_risk_bp = 1'000, .pool_allocation_bp = 5'000};
    EXPECT_EQ(at_risk_credit(scoring, 4'000, Money::pounds(100'000)), Money::pounds(2'000));
}

TEST(Credits, AnAtRiskPoolIsAllThatAPeriodCanCost) {
    ContractTerms terms = plain_contract();
    terms.scoring = {
        .mechanism = Mechanism::AtRiskPool, .at_risk_bp = 1'000, .pool_allocation_bp = 20'000};
    terms.kpis = {template_kpi("K1"), template_kpi("K2")};
    terms.kpis[0].weight_bp = 6'000;
    terms.kpis[1].weight_bp = 4'000;
    PricingCase contract(terms);

    const Statement one = contract.close({line_of(0, share(9'990)), line_of(1, share(9'800))});
    const Statement both = contract.close({line_of(0, share(9'800)), line_of(1, share(9'800))});

    EXPECT_EQ(one.credits.gross, Money::pounds(20'000));
    EXPECT_EQ(both.credits.gross, Money::pounds(25'000));
    EXPECT_EQ(both.kpis[0].credit, Money::pounds(15'000));
    EXPECT_EQ(both.kpis[1].credit, Money::pounds(10'000));
}

ScoringTerms ratchet() {
    return {.mechanism = Mechanism::Ratchet,
            .free_points = 20,
            .point = Money::pounds(3),
            .ratchet = {{.up_to_points = 100, .multiplier = {1'000'000}},
                        {.up_to_points = 200, .multiplier = {1'200'000}},
                        {.up_to_points = {}, .multiplier = {1'500'000}}}};
}

// contracts.md 2.18, S10.
TEST(Credits, S10Ratchet) {
    EXPECT_EQ(ratchet_credit(ratchet(), 12'000), Money::pounds(312));
    EXPECT_EQ(ratchet_credit(ratchet(), 22'000), Money::pounds(690));
    EXPECT_EQ(ratchet_credit(ratchet(), 2'000), Money{});
    EXPECT_EQ(ratchet_credit(ratchet(), 2'050), Money::pence(150));
}

TEST(Credits, ARatchetIsSharedOutByPoints) {
    ContractTerms terms = plain_contract();
    terms.scoring = ratchet();
    terms.scoring.free_points = 0;
    terms.kpis = {template_kpi("K1"), template_kpi("K2")};

    const Statement statement =
        PricingCase(terms).close({line_of(0, share(9'800)), line_of(1, share(9'700))});

    EXPECT_EQ(statement.credits.gross, Money::pounds(9));
    EXPECT_EQ(statement.kpis[0].credit, Money::pounds(3));
    EXPECT_EQ(statement.kpis[1].credit, Money::pounds(6));
}

TEST(Credits, ANegativeBaseGivesNoCredit) {
    ContractTerms terms = plain_contract();
    terms.charges[0].kind = FixedCharge{.month = Money::pounds(-1)};

    EXPECT_EQ(PricingCase(terms).close(9'000).credits.gross, Money{});
}

}  // namespace
}  // namespace fcr
