#include "sim/contract/caps.hpp"

#include "tests/unit/contract/pricing_case.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

/// 4 points a month are 40,000 pounds of a million.
ContractTerms capped_contract(Money estimated_year1, std::int64_t cap_bp) {
    ContractTerms terms = plain_contract();
    terms.scoring.repeat_multiplier = 1;
    terms.charges[0].kind = FixedCharge{.month = Money::pounds(1'000'000)};
    terms.caps.service_credit_bp = cap_bp;
    terms.caps.estimated_year1 = estimated_year1;
    return terms;
}

// contracts.md 2.18, S7.
TEST(Caps, S7TheUnpaidExcessIsLostToTheCap) {
    PricingCase contract(capped_contract(Money::pounds(3'000'000), 1'000));

    Money lost;
    for (int month = 1; month <= 12; ++month) {
        const CreditSummary credits = contract.close(9'000).credits;
        const std::int64_t pounds = month <= 7 ? 40'000 : month == 8 ? 20'000 : 0;
        EXPECT_EQ(credits.gross, Money::pounds(40'000)) << month;
        EXPECT_EQ(credits.payable, Money::pounds(pounds)) << month;
        EXPECT_EQ(credits.capped, month >= 8) << month;
        EXPECT_EQ(credits.cap_reached, month >= 8) << month;
        lost += credits.lost_to_cap;
    }
    EXPECT_EQ(lost, Money::pounds(180'000));
}

TEST(Caps, LaterYearsGoByTheChargesOfTheTwelveMonthsBefore) {
    PricingCase contract(capped_contract(Money::pounds(3'000'000), 1'000));
    for (int month = 1; month <= 12; ++month) {
        static_cast<void>(contract.close(month <= 2 ? 9'990 : 9'000));
    }

    // A tenth of 12 million, less what months 2 to 12 paid.
    const CreditSummary credits = contract.close(9'000).credits;

    EXPECT_EQ(credits.cap_room, Money::pounds(900'000));
    EXPECT_EQ(credits.payable, Money::pounds(40'000));
}

TEST(Caps, WhatWasPaidTwelveMonthsAgoNoLongerCounts) {
    PricingCase contract(capped_contract(Money::pounds(1'000'000), 400));
    EXPECT_EQ(contract.close(9'000).credits.payable, Money::pounds(40'000));
    for (int month = 2; month <= 12; ++month) {
        EXPECT_EQ(contract.close(9'000).credits.payable, Money{}) << month;
    }
    // In year 2 the cap is 4 % of 12 million.
    EXPECT_EQ(contract.close(9'000).credits.cap_room, Money::pounds(480'000));
}

// contracts.md 2.18, S14.
TEST(Caps, S14ASubScopeDilutesTheExposure) {
    const CapTerms caps{.service_credit_bp = 1'000, .estimated_year1 = {}, .element_bp = 3'000};

    EXPECT_EQ(effective_exposure_bp(caps), 300);
    EXPECT_EQ(effective_exposure_bp(CapTerms{}), std::nullopt);

    ContractTerms terms = capped_contract(Money::pounds(1'000'000), 1'000);
    terms.caps.element_bp = 3'000;
    EXPECT_EQ(PricingCase(terms).close(9'000).credits.payable, Money::pounds(30'000));
}

TEST(Caps, WithoutACapEverythingIsPayable) {
    ContractTerms terms = capped_contract({}, 1);
    terms.caps = {};

    const CreditSummary credits = PricingCase(terms).close(9'000).credits;

    EXPECT_EQ(credits.payable, Money::pounds(40'000));
    EXPECT_EQ(credits.cap_room, std::nullopt);
    EXPECT_FALSE(credits.capped);
}

TEST(Caps, TheLiabilityCapIsOfTheWholeTerm) {
    ContractTerms terms = capped_contract({}, 1);
    terms.caps = {.service_credit_bp = {}, .liability = Money::pounds(100'000)};
    terms.ladder.unacceptable_share_bp = 10'000;
    PricingCase contract(terms);

    std::vector<Money> payable;
    for (int month = 0; month < 4; ++month) {
        payable.push_back(contract.close(9'000).credits.payable);
    }

    EXPECT_EQ(payable,
              (std::vector<Money>{
                  Money::pounds(40'000), Money::pounds(40'000), Money::pounds(20'000), Money{}}));
}

TEST(Caps, CompensationHasACapOfItsOwn) {
    ContractTerms terms = capped_contract(Money::pounds(10'000'000), 10'000);
    terms.caps.compensation_bp = 1'500;
    PricingCase contract(terms);

    const CreditSummary first = contract.close(9'000).credits;
    const CreditSummary second = contract.close(9'000).credits;

    EXPECT_EQ(first.compensation, Money::pounds(960'000));  // the charges less the credits
    EXPECT_FALSE(first.cap_reached);
    EXPECT_EQ(second.compensation, Money::pounds(540'000));
    EXPECT_TRUE(second.cap_reached);
}

}  // namespace
}  // namespace fcr
