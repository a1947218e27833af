#include "sim/contract/earn_back.hpp"

#include "tests/unit/contract/pricing_case.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

ContractTerms with_earn_back(int periods) {
    ContractTerms terms = plain_contract();
    terms.scoring.earn_back = EarnBackTerms{.beats_by = {500'000}, .periods = periods};
    return terms;
}

TEST(EarnBack, ACreditComesBackWhenEachFollowingPeriodBeatsTheTarget) {
    PricingCase contract(with_earn_back(2));

    const Statement failed = contract.close(9'700);
    const Statement first = contract.close(9'950);
    const Statement second = contract.close(9'950);
    const Statement third = contract.close(9'950);

    EXPECT_EQ(failed.credits.payable, Money::pounds(5'000));
    EXPECT_EQ(first.credits.earned_back, Money{});
    EXPECT_EQ(second.credits.earned_back, Money::pounds(5'000));
    EXPECT_EQ(second.net, Money::pounds(255'000));
    EXPECT_EQ(third.credits.earned_back, Money{});
}

TEST(EarnBack, APeriodThatOnlyMeetsTheTargetLosesIt) {
    PricingCase contract(with_earn_back(2));
    static_cast<void>(contract.close(9'700));
    static_cast<void>(contract.close(9'950));
    static_cast<void>(contract.close(9'900));

    EXPECT_EQ(contract.close(9'950).credits.earned_back, Money{});
}

TEST(EarnBack, APeriodWithoutMeasurementLosesIt) {
    PricingCase contract(with_earn_back(1));
    static_cast<void>(contract.close(9'700));
    static_cast<void>(contract.close({line_of(0, not_measured())}));

    EXPECT_EQ(contract.close(9'950).credits.earned_back, Money{});
}

TEST(EarnBack, GivesBackNoMoreThanTheCapLetBePaid) {
    ContractTerms terms = with_earn_back(1);
    terms.caps.service_credit_bp = 1'000;
    terms.caps.estimated_year1 = Money::pounds(30'000);
    PricingCase contract(terms);
    static_cast<void>(contract.close(9'700));

    EXPECT_EQ(contract.close(9'950).credits.earned_back, Money::pounds(3'000));
}

TEST(EarnBack, ATimeBeatsItsTargetByPerCentOfIt) {
    KpiTerms kpi = template_kpi();
    kpi.counting.type = KpiType::MeanWait;
    kpi.polarity = Polarity::LowerBetter;
    kpi.target = 20'000'000;

    const Decimal ten_percent{10'000'000};
    EXPECT_TRUE(beats_target(kpi, {18'000'000, 1, 1}, ten_percent));
    EXPECT_FALSE(beats_target(kpi, {18'100'000, 1, 1}, ten_percent));
}

}  // namespace
}  // namespace fcr
