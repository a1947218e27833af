#include "sim/contract/supply_pipeline.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fcr {
namespace {

// contracts.md 2.18, A4.
TEST(SupplyPipeline, A4LeavesSixPostsOfSixtyEmpty) {
    EXPECT_NEAR(average_gap(60.0, {.attrition_bp = 2'700}), 6.2, 0.05);
}

TEST(SupplyPipeline, CostsOvertimeLessThePayOfTheUnpaidWeeks) {
    const TurnoverCost cost = turnover_cost(
        52.0, {.attrition_bp = 2'500}, {.year = Money::pounds(40'000), .covered_bp = 5'000});
    EXPECT_NEAR(cost.leavers, 13.0, 1e-9);
    EXPECT_NEAR(cost.gap, 5.0, 1e-9);
    EXPECT_EQ(cost.cover, Money::pounds(150'000));     // half of 5 posts at 1.5 times 40,000
    EXPECT_EQ(cost.pay_saved, Money::pounds(80'000));  // 13 leavers for 8 weeks
    EXPECT_EQ(cost.net(), Money::pounds(70'000));
}

TEST(SupplyPipeline, NobodyLeavesAndNothingChanges) {
    for (const double people : productive_by_month(60.0, {.attrition_bp = 0}, 24)) {
        EXPECT_DOUBLE_EQ(people, 60.0);
    }
    EXPECT_EQ(turnover_cost(60.0, {.attrition_bp = 0}, {.year = Money::pounds(1)}).net(), Money{});
}

TEST(SupplyPipeline, SettlesAtTheGapWhereRecruitsAreAsGoodAsOthers) {
    const SupplyPipeline pipeline{.attrition_bp = 2'700, .early_hazard = 1.0, .ramp_months = 0.0};
    const auto people = productive_by_month(60.0, pipeline, 240);
    // In the long run a post is empty L of every 52 / a + L weeks.
    const double empty = 60.0 * 20.0 / (52.0 / 0.27 + 20.0);
    EXPECT_NEAR(60.0 - people.back(), empty, 0.25);
}

TEST(SupplyPipeline, EarlyLeaversAndSlowRecruitsMakeItWorse) {
    const auto even = productive_by_month(
        60.0, {.attrition_bp = 2'700, .early_hazard = 1.0, .ramp_months = 0.0}, 60);
    const auto early = productive_by_month(60.0, {.attrition_bp = 2'700, .ramp_months = 0.0}, 60);
    const auto slow = productive_by_month(60.0, {.attrition_bp = 2'700}, 60);
    EXPECT_LT(early.back(), even.back());
    EXPECT_LT(slow.back(), early.back());
    EXPECT_GT(*std::ranges::min_element(slow), 40.0);
}

}  // namespace
}  // namespace fcr
