#include "sim/contract/viability.hpp"

#include "tests/unit/contract/pricing_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fcr {
namespace {

// contracts.md 2.18, P6.
TEST(Viability, P6APriceBelowCostIsALossAndNotToBeBelieved) {
    const Money price = Money::pence(775);
    const Money cost = Money::pence(1'300);
    const Margin year{.revenue = times(price, 480'000), .cost = times(cost, 480'000)};

    EXPECT_EQ(year.money(), Money::pounds(-2'520'000));
    EXPECT_EQ(divide_rounded(cost.units * 100, price.units), 168);
    EXPECT_TRUE(is_unrealistic(price, cost));
    EXPECT_FALSE(is_unrealistic(Money::pence(1'040), cost));

    SupplierMargins margins;
    for (int month = 0; month < 3; ++month) {
        EXPECT_FALSE(margins.distressed(3, 0, 3)) << month;
        margins.add({.revenue = times(price, 40'000), .cost = times(cost, 40'000)});
    }
    EXPECT_TRUE(margins.distressed(3, 0, 3));
}

TEST(Viability, TrailingMarginsAreOfTheLastMonths) {
    SupplierMargins margins;
    for (const std::int64_t cost : {90, 90, 90, 120, 120}) {
        margins.add({.revenue = Money::pounds(100), .cost = Money::pounds(cost)});
    }

    EXPECT_EQ(margins.trailing(3).money(), Money::pounds(-30));
    EXPECT_EQ(margins.trailing(12).money(), Money::pounds(-10));
    EXPECT_TRUE(margins.trailing(3).below(0));
    // After the fourth month the last three were at nothing yet.
    EXPECT_FALSE(margins.distressed(3, 0, 2));
    EXPECT_TRUE(margins.distressed(3, 500, 2));
}

TEST(Viability, ASupplierWhoseBooksAreOpenIsInDistressByItsMargins) {
    PricingCase contract(plain_contract());
    PeriodLedger ledger;
    ledger.books = {.cost = Money::pounds(300'000), .known = true};
    const auto is_distressed = [&] {
        const Statement statement = contract.close({line_of(0, share(9'950))}, ledger);
        return std::ranges::any_of(statement.ladder, [](const LadderNote& note) {
            return note.event == LadderEvent::DistressPlan;
        });
    };

    EXPECT_FALSE(is_distressed());
    EXPECT_FALSE(is_distressed());
    EXPECT_TRUE(is_distressed());
}

}  // namespace
}  // namespace fcr
