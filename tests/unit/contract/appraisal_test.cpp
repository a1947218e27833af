// The worked examples of contracts.md 2.18, A1 to A3, and what holds of every appraisal.
#include "sim/contract/appraisal.hpp"

#include "sim/contract/discounting.hpp"

#include <gtest/gtest.h>

#include <array>

namespace fcr {
namespace {

constexpr int kYears = 10;

CashFlow in_house() {
    CashFlow flow(kYears);
    for (int year = 1; year <= kYears; ++year) {
        flow.add(CostLine::Staff, year, Money::pounds(3'000'000));
    }
    return flow;
}

CashFlow outsourced() {
    CashFlow flow(kYears);
    flow.add(CostLine::Procurement, 0, Money::pounds(900'000));
    for (int year = 1; year <= kYears; ++year) {
        flow.add(CostLine::Charges, year, Money::pounds(2'550'000));
        flow.add(CostLine::ClientTeam, year, Money::pounds(120'000));
    }
    flow.add(CostLine::Exit, kYears, Money::pounds(400'000));
    return flow;
}

/// Whole pounds, as the examples have them.
std::int64_t pounds(Money money) {
    return divide_rounded(money.units, 10'000);
}

TEST(Discounting, A1HasTheAnnuity) {
    EXPECT_EQ(annuity(10, 350), Decimal{8'316'605});
    EXPECT_EQ(annuity(0, 350), Decimal{});
    EXPECT_EQ(annuity(7, 0), Decimal{7'000'000});
}

TEST(Appraisal, A1ComparesWholeLifeCosts) {
    EXPECT_EQ(pounds(whole_life_cost(in_house(), {.rate_bp = 350})), 24'949'816);
    EXPECT_EQ(pounds(whole_life_cost(outsourced(), {.rate_bp = 350})), 23'388'904);
    EXPECT_EQ(pounds(saving(outsourced(), in_house(), {.rate_bp = 350})), 1'560'912);
}

TEST(Appraisal, A2HasTheSwitchingUpliftAndTheBiasedSavings) {
    const Money charges = present_value(outsourced().line(CostLine::Charges), 350);
    const auto uplift =
        switching_uplift(saving(outsourced(), in_house(), {.rate_bp = 350}), charges);
    ASSERT_TRUE(uplift);
    EXPECT_EQ(divide_rounded(uplift->millionths, 10'000), 736);  // 7.36 %
    const auto biased = [](std::int64_t bias_bp) {
        return pounds(saving(outsourced(), in_house(), {.rate_bp = 350, .bias_bp = bias_bp}));
    };
    EXPECT_EQ(biased(500), 500'545);
    EXPECT_EQ(biased(1'000), -559'822);
    EXPECT_EQ(biased(4'100), -7'134'099);
}

TEST(Appraisal, A3IsFirstPositiveInYearThree) {
    const auto position = cumulative_saving(outsourced(), in_house(), {.rate_bp = 350}, true);
    EXPECT_EQ(first_positive(position), 3);
    EXPECT_EQ(pounds(position[3]), 24'540);
    EXPECT_EQ(position.size(), 11U);
}

TEST(Appraisal, ASavingIsAntisymmetricToTheUnit) {
    for (const std::int64_t rate_bp : {0, 150, 300, 350, 700}) {
        const Valuation valuation{.rate_bp = rate_bp, .bias_bp = 1'000};
        EXPECT_EQ(saving(outsourced(), in_house(), valuation),
                  -saving(in_house(), outsourced(), valuation));
    }
}

TEST(Discounting, AtNoRateIsTheSum) {
    const std::array flows{Money{7}, Money{-3}, Money::pounds(12), Money{1}};
    EXPECT_EQ(present_value(flows, 0), Money::pounds(12) + Money{5});
}

TEST(Discounting, IsLinearToItsRounding) {
    CashFlow both = in_house();
    both += outsourced();
    const Money apart = whole_life_cost(in_house(), {}) + whole_life_cost(outsourced(), {});
    EXPECT_NEAR(static_cast<double>(whole_life_cost(both, {}).units),
                static_cast<double>(apart.units),
                1.0);
    CashFlow thrice = in_house();
    thrice += in_house();
    thrice += in_house();
    EXPECT_NEAR(static_cast<double>(whole_life_cost(thrice, {}).units),
                3.0 * static_cast<double>(whole_life_cost(in_house(), {}).units),
                2.0);
}

TEST(Discounting, OfNothingIsNothingAndOfCostsBelowZeroIsBelowZero) {
    EXPECT_EQ(present_value({}, 350), Money{});
    const std::array credit{Money{}, Money::pounds(-1'035)};
    EXPECT_EQ(present_value(credit, 350), Money::pounds(-1'000));
}

// contracts.md 2.10: real = nominal / (1 + deflator)^t.
TEST(Discounting, GoesToRealTermsAndBack) {
    EXPECT_EQ(to_real(Money::pounds(10'404), 2, 200), Money::pounds(10'000));
    EXPECT_EQ(to_nominal(Money::pounds(10'000), 2, 200), Money::pounds(10'404));
    EXPECT_EQ(to_real(Money::pounds(5), 0, 200), Money::pounds(5));
    PricedFlow flow(2, 200);
    flow.add_real(CostLine::Staff, 2, Money::pounds(10'000));
    flow.add_nominal(CostLine::Charges, 2, Money::pounds(10'404));
    EXPECT_EQ(flow.nominal().at(CostLine::Staff, 2), Money::pounds(10'404));
    EXPECT_EQ(flow.real().at(CostLine::Charges, 2), Money::pounds(10'000));
}

TEST(OptimismBias, IsOnChargesAloneAndLeavesThemAsTheyAre) {
    const CashFlow flow = outsourced();
    const auto bias = optimism_bias(flow, 4'100);
    EXPECT_EQ(bias[0], Money{});
    EXPECT_EQ(bias[4], Money::pounds(1'045'500));
    EXPECT_EQ(flow.at(CostLine::Charges, 4), Money::pounds(2'550'000));
}

TEST(Switching, HasNoUpliftOfNothing) {
    EXPECT_FALSE(switching_uplift(Money::pounds(5), Money{}));
    EXPECT_EQ(switching_uplift(Money::pounds(-5), Money::pounds(100)), Decimal{-5'000'000});
}

TEST(Switching, FindsTheFirstChangeOnEitherSide) {
    // Option 0 is flat, option 1 rises from below, option 2 falls.
    const CostsBySetting costs{
        .settings = {-20.0, 0.0, 20.0, 40.0},
        .cost = {{Money{100}, Money{100}, Money{100}, Money{100}},
                 {Money{60}, Money{80}, Money{110}, Money{140}},
                 {Money{200}, Money{150}, Money{130}, Money{40}}},
    };
    const auto above = switching_point(costs, 1, true);
    ASSERT_TRUE(above);
    EXPECT_EQ(above->option, 0U);
    EXPECT_NEAR(above->setting, 20.0 * 20.0 / 30.0, 1e-9);
    EXPECT_FALSE(switching_point(costs, 1, false));
    // From 20 on the first is cheapest, until the third falls below it.
    const auto further = switching_point(costs, 2, true);
    ASSERT_TRUE(further);
    EXPECT_EQ(further->option, 2U);
    EXPECT_NEAR(further->setting, 20.0 + 20.0 * 30.0 / 90.0, 1e-9);
}

TEST(Tornado, HasTheWidestFirstAndEqualsInTheirOrder) {
    const auto swings = tornado({{"narrow", "", "", Money{1}, Money{3}},
                                 {"falling", "", "", Money{9}, Money{-1}},
                                 {"rising", "", "", Money{-1}, Money{9}}});
    EXPECT_EQ(swings[0].input, "falling");
    EXPECT_EQ(swings[1].input, "rising");
    EXPECT_EQ(swings[2].input, "narrow");
}

TEST(MoneySpread, TakesNearestRanks) {
    std::vector<Money> samples;
    for (std::int64_t value = 20; value >= 1; --value) {
        samples.push_back(Money::pounds(value - 3));
    }
    const auto spread = money_spread(samples);
    ASSERT_TRUE(spread);
    EXPECT_EQ(spread->p10, Money::pounds(-1));
    EXPECT_EQ(spread->p50, Money::pounds(7));
    EXPECT_EQ(spread->p80, Money::pounds(13));
    EXPECT_EQ(spread->p90, Money::pounds(15));
    EXPECT_EQ(spread->mean, Money{75'000});
    EXPECT_EQ(spread->below_zero, 2U);
    EXPECT_FALSE(money_spread({}));
}

}  // namespace
}  // namespace fcr
