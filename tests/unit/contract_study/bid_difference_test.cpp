// Bids on the same callers: a difference is of the replications that both have.
#include "sim/contract_study/bid_difference.hpp"

#include "tests/unit/contract_study/small_contract.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

/// Replications of a year, of which each month has so many of 1,000 calls in time.
TermResults bid(std::vector<int> in_time, std::uint64_t first_number = 0) {
    TermResults results;
    for (std::size_t row = 0; row < in_time.size(); ++row) {
        TermFacts& term = results.replications.emplace_back();
        term.number = first_number + row;
        for (int month = 0; month < 12; ++month) {
            MonthFacts& facts = term.months.emplace_back();
            KpiMonth kpi;
            kpi.after_relief = {.numerator = in_time[row], .denominator = 1'000, .sample = 1'000};
            kpi.measured = 1;
            kpi.missed = in_time[row] < 800;
            facts.kpis = {kpi};
            facts.credits.payable = Money::pounds(kpi.missed * 100);
            facts.net = Money::pounds(10'000 - kpi.missed * 100);
        }
    }
    return results;
}

TEST(BidDifference, WhatBothBidsShareFallsOut) {
    const ContractTerms terms = small_contract(12);
    const BidDifference less = difference_of(
        totals_of(terms, bid({700, 900, 820})), totals_of(terms, bid({720, 920, 840})), 0.95);

    EXPECT_EQ(less.replications, 3U);
    ASSERT_EQ(less.kpis.size(), 1U);
    EXPECT_EQ(less.kpis[0].id, "K1");
    EXPECT_NEAR(less.kpis[0].level->value, 2.0, 1e-9);
    EXPECT_NEAR(*less.kpis[0].level->half_width, 0.0, 1e-6);
    EXPECT_NEAR(less.kpis[0].missed->value, 0.0, 1e-9);
    EXPECT_NEAR(less.net->value, 0.0, 1e-9);
}

TEST(BidDifference, MoneyIsAYears) {
    const ContractTerms terms = small_contract(12);
    const BidDifference less =
        difference_of(totals_of(terms, bid({900, 900})), totals_of(terms, bid({700, 900})), 0.95);

    EXPECT_NEAR(less.credits->value, 600.0, 1e-9);
    EXPECT_NEAR(less.net->value, -600.0, 1e-9);
    EXPECT_NEAR(less.kpis[0].missed->value, 50.0, 1e-9);
    EXPECT_GT(*less.net->half_width, 0.0);
}

TEST(BidDifference, OnlyReplicationsAndIndicatorsOfBoth) {
    const ContractTerms terms = small_contract(12);
    ContractTerms other = terms;
    other.kpis[0].id = "K9";
    const BidTotals first = totals_of(terms, bid({900, 700, 900}));

    const BidDifference later =
        difference_of(first, totals_of(terms, bid({700, 900, 900}, 1)), 0.95);
    EXPECT_EQ(later.replications, 2U);
    EXPECT_NEAR(later.kpis[0].level->value, 0.0, 1e-9);

    EXPECT_TRUE(difference_of(first, totals_of(other, bid({700})), 0.95).kpis.empty());
}

}  // namespace
}  // namespace fcr::test
