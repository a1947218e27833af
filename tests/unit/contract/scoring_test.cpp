#include "sim/contract/scoring.hpp"

#include "sim/contract/bedding_in.hpp"
#include "tests/unit/contract/pricing_case.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

/// Points of the only indicator in following months, in whole points.
std::vector<std::int64_t> points_of_months(const ContractTerms& terms,
                                           const std::vector<KpiResult>& months) {
    PricingCase contract(terms);
    std::vector<std::int64_t> points;
    for (const KpiResult& result : months) {
        points.push_back(contract.close({line_of(0, result)}).kpis[0].points / 100);
    }
    return points;
}

using Points = std::vector<std::int64_t>;

// contracts.md 2.18, S2 to S4.
TEST(Scoring, S2RepeatedFailuresAreDoubled) {
    EXPECT_EQ(points_of_months(plain_contract(), {share(9'850), share(9'650), share(9'650)}),
              (Points{1, 6, 6}));
}

TEST(Scoring, S3TheFirstFailureIsNotDoubled) {
    EXPECT_EQ(points_of_months(plain_contract(), {share(9'650), share(9'850), share(9'650)}),
              (Points{3, 2, 6}));
}

TEST(Scoring, S4APassBreaksTheRun) {
    EXPECT_EQ(points_of_months(plain_contract(),
                               {share(9'650), share(9'910), share(9'650), share(9'650)}),
              (Points{3, 0, 3, 6}));
}

TEST(Scoring, APeriodWithoutMeasurementBreaksTheRun) {
    EXPECT_EQ(points_of_months(plain_contract(), {share(9'650), not_measured(), share(9'650)}),
              (Points{3, 0, 3}));
}

// contracts.md 2.18, M8.
TEST(Scoring, M8WhatIsNotMeasuredHasNoPointsAndTheRatingOther) {
    const Statement statement = PricingCase(plain_contract()).close({line_of(0, not_measured())});

    EXPECT_EQ(statement.kpis[0].points, 0);
    EXPECT_EQ(statement.kpis[0].rating, Rating::Other);
    EXPECT_FALSE(statement.kpis[0].target_met);
    EXPECT_EQ(statement.credits.gross, Money{});
}

TEST(Scoring, DailyFailuresRunOnFromDayToDayAndMonthToMonth) {
    ContractTerms terms = plain_contract();
    terms.kpis[0].period = KpiPeriod::Day;
    PricingCase contract(terms);

    const Statement first = contract.close({line_of(0, share(9'850)), line_of(0, share(9'850))});
    const Statement second = contract.close({line_of(0, share(9'850))});

    EXPECT_EQ(first.credits.points.after_bedding_in, 300);
    EXPECT_EQ(second.kpis[0].points, 200);
    EXPECT_TRUE(second.kpis[0].repeat);
}

ContractTerms two_kpis(const std::string& first_group, const std::string& second_group) {
    ContractTerms terms = plain_contract();
    terms.kpis = {template_kpi("K1"), template_kpi("K2")};
    terms.kpis[0].related_group = first_group;
    terms.kpis[1].related_group = second_group;
    return terms;
}

// contracts.md 2.18, S6.
TEST(Scoring, S6OfRelatedIndicatorsTheLargerCounts) {
    const auto total = [](const ContractTerms& terms) {
        return PricingCase(terms)
            .close({line_of(0, share(9'650)), line_of(1, share(9'500))})
            .credits.points.after_bedding_in;
    };

    EXPECT_EQ(total(two_kpis("answer", "answer")), 400);
    EXPECT_EQ(total(two_kpis("", "")), 700);
    EXPECT_EQ(total(two_kpis("answer", "speed")), 700);
}

TEST(Scoring, OfRelatedIndicatorsThatFailAlikeTheFirstCounts) {
    const Statement statement = PricingCase(two_kpis("answer", "answer"))
                                    .close({line_of(0, share(9'650)), line_of(1, share(9'650))});

    EXPECT_EQ(statement.credits.points.after_bedding_in, 300);
    EXPECT_FALSE(statement.kpis[0].overshadowed);
    EXPECT_TRUE(statement.kpis[1].overshadowed);
    EXPECT_EQ(statement.kpis[0].credit, statement.credits.gross);
    EXPECT_EQ(statement.kpis[1].credit, Money{});
}

TEST(Scoring, GraduatedPointsAreDoubledToo) {
    ContractTerms terms = plain_contract();
    terms.scoring.points_mode = PointsMode::Graduated;
    PricingCase contract(terms);

    EXPECT_EQ(contract.close(9'850).credits.points.after_bedding_in, 50);
    EXPECT_EQ(contract.close(9'850).credits.points.after_bedding_in, 100);
}

TEST(Scoring, ReliefThatScalesPointsIsLostMoney) {
    KpiLine line = line_of(0, share(9'700));
    line.points_scale_bp = 2'500;

    const Statement statement = PricingCase(plain_contract()).close({line});

    EXPECT_EQ(statement.kpis[0].points_raw, 200);
    EXPECT_EQ(statement.kpis[0].points, 50);
    EXPECT_EQ(statement.credits.gross, Money::pounds(1'250));
    EXPECT_EQ(statement.credits.lost_to_relief, Money::pounds(3'750));
    EXPECT_EQ(statement.credits.lost_to_bedding_in, Money{});
}

TEST(Scoring, EachViewHasARunOfFailuresOfItsOwn) {
    PricingCase contract(plain_contract());
    KpiLine relieved = line_of(0, share(9'700));
    relieved.after_relief = share(9'950);
    static_cast<void>(contract.close({relieved}));

    const Statement statement = contract.close(9'700);

    EXPECT_EQ(statement.kpis[0].points_raw, 400);
    EXPECT_EQ(statement.kpis[0].points_after_relief, 200);
    EXPECT_EQ(statement.kpis[0].points, 200);
    EXPECT_EQ(statement.credits.lost_to_relief, Money::pounds(5'000));
}

TEST(Scoring, ReliefThatTreatsAPeriodAsMetIsAPass) {
    KpiLine line = line_of(0, share(9'500));
    line.treated_as_met = true;

    const Statement statement = PricingCase(plain_contract()).close({line});

    EXPECT_TRUE(statement.kpis[0].target_met);
    EXPECT_EQ(statement.kpis[0].rating, Rating::Good);
    EXPECT_EQ(statement.credits.gross, Money{});
    EXPECT_EQ(statement.credits.lost_to_relief, Money::pounds(10'000));
}

ContractTerms bedding_in(BeddingInTerms bedding) {
    ContractTerms terms = plain_contract();
    bedding.kpis = {0};
    terms.bedding_in = bedding;
    return terms;
}

// contracts.md 2.18, S13: a result worth 5 points in each of three months.
TEST(BeddingIn, S13ACreditHolidayIsForgoneValue) {
    ContractTerms terms = bedding_in({.months = 3, .points_factor_bp = 0});
    terms.scoring.repeat_multiplier = 1;
    terms.kpis[0].bands.back().points = 5;
    PricingCase contract(terms);

    Money forgone;
    Money credits;
    for (int month = 0; month < 3; ++month) {
        const Statement statement = contract.close(9'000);
        forgone += statement.credits.lost_to_bedding_in;
        credits += statement.credits.payable;
        EXPECT_EQ(statement.credits.points.after_relief, 500);
    }

    EXPECT_EQ(credits, Money{});
    EXPECT_EQ(forgone, Money::pounds(37'500));
    EXPECT_EQ(contract.close(9'000).credits.payable, Money::pounds(12'500));
}

TEST(BeddingIn, HalvesPointsForItsMonthsAndItsIndicatorsOnly) {
    ContractTerms terms = two_kpis("", "");
    terms.bedding_in = BeddingInTerms{.months = 1, .points_factor_bp = 5'000, .kpis = {1}};
    PricingCase contract(terms);
    const std::vector<KpiLine> lines{line_of(0, share(9'800)), line_of(1, share(9'800))};

    const Statement first = contract.close(lines);
    const Statement second = contract.close(lines);

    EXPECT_EQ(first.kpis[0].points, 100);
    EXPECT_EQ(first.kpis[1].points, 50);
    EXPECT_EQ(second.kpis[1].points, 200);  // the failure before counts for the run
}

TEST(BeddingIn, ATargetFactorEasesTargetAndBands) {
    PricingCase contract(
        bedding_in({.months = 1, .points_factor_bp = 10'000, .target_factor_bp = 9'800}));

    const Statement first = contract.close(9'710);
    const Statement second = contract.close(9'710);

    EXPECT_TRUE(first.kpis[0].target_met);
    EXPECT_EQ(first.kpis[0].points_after_relief, 200);
    EXPECT_EQ(first.credits.lost_to_bedding_in, Money::pounds(5'000));
    EXPECT_EQ(second.kpis[0].points, 200);
    EXPECT_EQ(second.kpis[0].points_raw, 400);
}

TEST(BeddingIn, AFactorBelowOneEasesWhereLowerIsBetter) {
    KpiTerms kpi = template_kpi();
    kpi.polarity = Polarity::LowerBetter;
    kpi.target = 500;
    kpi.bands = {{.limit = 500}, {.points = 1, .severity = Severity::Minor}};

    const KpiTerms easier = eased(kpi, 8'000);

    EXPECT_EQ(easier.target, 625);
    EXPECT_EQ(easier.bands[0].limit, 625);
}

}  // namespace
}  // namespace fcr
