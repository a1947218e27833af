#include "sim/contract/exit_cost.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

// contracts.md 2.18, P8.
TEST(ExitCost, P8OwesTheInvestmentNotWrittenOffUnlessTheSupplierFailed) {
    const ExitTermsMoney terms{.plan = {},
                               .transfer_back = {},
                               .breakage = {},
                               .investment = Money::pounds(1'200'000),
                               .investment_years = 10};
    EXPECT_EQ(exit_cost(terms, 3, ExitReason::Convenience).unamortised, Money::pounds(840'000));
    EXPECT_EQ(exit_cost(terms, 3, ExitReason::SupplierDefault).total(), Money{});
    EXPECT_EQ(exit_cost(terms, 10, ExitReason::Convenience).total(), Money{});
}

TEST(ExitCost, HasPlanAndTransferWhateverTheReasonAndBreakageOfItsYear) {
    const ExitTermsMoney terms{.plan = Money::pounds(50'000),
                               .transfer_back = Money::pounds(100'000),
                               .breakage = {Money::pounds(30'000), Money::pounds(20'000)},
                               .investment = {},
                               .investment_years = 0};
    EXPECT_EQ(exit_cost(terms, 1, ExitReason::Convenience).total(), Money::pounds(170'000));
    EXPECT_EQ(exit_cost(terms, 2, ExitReason::Convenience).total(), Money::pounds(150'000));
    EXPECT_EQ(exit_cost(terms, 0, ExitReason::SupplierDefault).total(), Money::pounds(150'000));
    EXPECT_EQ(exit_cost(terms, 5, ExitReason::EndOfTerm).total(), Money::pounds(150'000));
}

}  // namespace
}  // namespace fcr
