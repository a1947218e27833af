// A supplier that works for the target and not beyond it.
#include "agents/behaviour/target_chaser.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

KpiTerms service_level() {
    KpiTerms kpi;
    kpi.target = 9'000;
    return kpi;
}

KpiTerms abandonment() {
    KpiTerms kpi;
    kpi.counting.type = KpiType::Abandonment;
    kpi.polarity = Polarity::LowerBetter;
    kpi.target = 500;
    return kpi;
}

MonthSoFar so_far(std::int64_t numerator, std::int64_t denominator, int days_passed) {
    return {.counted = {.numerator = numerator, .denominator = denominator},
            .days_passed = days_passed,
            .days_of_month = 30};
}

TEST(TargetChaser, AMonthIsSafeFarEnoughAboveTheTarget) {
    EXPECT_EQ(standing_of(service_level(), so_far(919, 1'000, 10), 200), MonthStanding::Open);
    EXPECT_EQ(standing_of(service_level(), so_far(920, 1'000, 10), 200), MonthStanding::Safe);
    EXPECT_EQ(standing_of(abandonment(), so_far(31, 1'000, 10), 200), MonthStanding::Open);
    EXPECT_EQ(standing_of(abandonment(), so_far(30, 1'000, 10), 200), MonthStanding::Safe);
}

TEST(TargetChaser, AMonthIsLostWhenTheRestCannotSaveIt) {
    // 2,000 calls are still to come: at best 700 and 2,000 of 3,000, 90 %.
    EXPECT_EQ(standing_of(service_level(), so_far(700, 1'000, 10), 200), MonthStanding::Open);
    EXPECT_EQ(standing_of(service_level(), so_far(699, 1'000, 10), 200), MonthStanding::OutOfReach);
    // At best 150 of 3,000, 5 %.
    EXPECT_EQ(standing_of(abandonment(), so_far(150, 1'000, 10), 200), MonthStanding::Open);
    EXPECT_EQ(standing_of(abandonment(), so_far(151, 1'000, 10), 200), MonthStanding::OutOfReach);
}

TEST(TargetChaser, NothingIsKnownOnTheFirstDay) {
    EXPECT_EQ(standing_of(service_level(), so_far(0, 0, 0), 200), MonthStanding::Open);
    EXPECT_EQ(standing_of(service_level(), so_far(0, 0, 5), 200), MonthStanding::Open);
}

TEST(TargetChaser, ReleasesPeopleOnlyOnceItHasSeenEnough) {
    const TargetChaserPlan plan{
        .kpi = 0, .after_days = 7, .safe_bp = 200, .released_bp = 1'000, .stopped_bp = 3'000};

    EXPECT_EQ(staffed_bp(plan, service_level(), so_far(990, 1'000, 6)), 10'000);
    EXPECT_EQ(staffed_bp(plan, service_level(), so_far(990, 1'000, 7)), 9'000);
    EXPECT_EQ(staffed_bp(plan, service_level(), so_far(910, 1'000, 7)), 10'000);
    EXPECT_EQ(staffed_bp(plan, service_level(), so_far(100, 1'000, 29)), 7'000);
}

}  // namespace
}  // namespace fcr
