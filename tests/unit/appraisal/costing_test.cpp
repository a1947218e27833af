#include "sim/appraisal/costing.hpp"

#include "tests/unit/appraisal/plans.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

using namespace std::chrono_literals;

std::vector<MonthMoney> even_months(int years) {
    return {static_cast<std::size_t>(12 * years),
            {.charges = Money::pounds(100'000), .credits = Money::pounds(1'000)}};
}

CashFlow cost(const AppraisalPlan& plan,
              std::size_t option,
              const AppraisedWorld& world = {},
              const Happenings& happenings = {.risks = {}, .slip = 1.0}) {
    const auto months = option == plan.today ? std::vector<MonthMoney>{} : even_months(plan.years);
    return Costing(plan, world).flow(option, months, happenings).real();
}

TEST(Costing, OfTodayIsItsPosts) {
    const CashFlow flow = cost(two_options(), 0);
    EXPECT_EQ(flow.total(),
              (std::vector<Money>{Money{},
                                  Money::pounds(2'400'000),
                                  Money::pounds(2'400'000),
                                  Money::pounds(2'400'000)}));
}

TEST(Costing, OfAContractHasItsDefaults) {
    const CashFlow flow = cost(two_options(), 1);
    EXPECT_EQ(flow.at(CostLine::Procurement, 0), Money::pounds(500'000));
    EXPECT_EQ(flow.at(CostLine::Staff, 1), Money::pounds(800'000));
    EXPECT_EQ(flow.at(CostLine::Charges, 2), Money::pounds(1'200'000));
    EXPECT_EQ(flow.at(CostLine::Credits, 2), Money::pounds(-12'000));
    // 3 % of 1.2 m is less than two people.
    EXPECT_EQ(flow.at(CostLine::ClientTeam, 3), Money::pounds(80'000));
    // Four weeks of today's staff at half double cost.
    EXPECT_EQ(to_pence(flow.at(CostLine::ParallelRunning, 1)), Money::pence(9'230'769));
    EXPECT_EQ(flow.sum(CostLine::Redundancy), Money{});
    EXPECT_EQ(flow.sum(CostLine::Transfer), Money{});
    EXPECT_EQ(flow.sum(CostLine::Exit), Money{});
}

TEST(Costing, OfALateStartIsTodaysForSoLong) {
    AppraisalPlan plan = two_options();
    plan.options[1].sourcing->mobilisation = {
        .months = 3, .month = Money::pounds(10'000), .slip = *slip_law(1.0, 4.0)};
    const CashFlow flow = cost(plan, 1, {.slip_months = 6});
    EXPECT_EQ(flow.at(CostLine::Staff, 1), Money::pounds(1'200'000 + 400'000));
    EXPECT_EQ(flow.at(CostLine::Charges, 1), Money::pounds(600'000));
    EXPECT_EQ(flow.at(CostLine::Charges, 2), Money::pounds(1'200'000));
    EXPECT_EQ(flow.at(CostLine::Mobilisation, 0), Money::pounds(30'000));
    EXPECT_EQ(flow.at(CostLine::Mobilisation, 1), Money::pounds(60'000));
    const CashFlow longer = cost(plan, 1, {.slip_months = 15});
    EXPECT_EQ(longer.at(CostLine::Charges, 1), Money{});
    EXPECT_EQ(longer.at(CostLine::Charges, 2), Money::pounds(900'000));
    // The draw decides where nothing is asked: the earliest uniform is no slip of its own.
    EXPECT_EQ(months_late(plan.options[1], {}, {.risks = {}, .slip = 0.999}), 0);
    EXPECT_GT(months_late(plan.options[1], {}, {.risks = {}, .slip = 0.3}), 0);
    EXPECT_EQ(months_late(plan.options[0], {.slip_months = 6}, {.risks = {}, .slip = 0.3}), 0);
}

TEST(Costing, OfPostsThatGoWithoutTheirPeopleHasRedundancy) {
    AppraisalPlan plan = two_options();
    plan.options[1].sourcing->transfer = {.share_bp = 7'500,
                                          .protected_months = 18,
                                          .terms_bp = 1'000,
                                          .pension_bp = 2'000,
                                          .borne_bp = 5'000,
                                          .advice = Money::pounds(20'000)};
    const CashFlow flow = cost(plan, 1);
    // Of 40 posts 30 move, 10 do not: half of 30,000 each.
    EXPECT_EQ(flow.at(CostLine::Redundancy, 1), Money::pounds(150'000));
    EXPECT_EQ(flow.at(CostLine::Transfer, 0), Money::pounds(20'000));
    // Nobody leaves: 900,000 of pay; terms 10 % and pension 20 %, of which half is the force's.
    EXPECT_EQ(flow.at(CostLine::Transfer, 1), Money::pounds(135'000));
    EXPECT_EQ(flow.at(CostLine::Transfer, 2), Money::pounds(112'500));
    EXPECT_EQ(flow.at(CostLine::Transfer, 3), Money::pounds(90'000));
    plan.staff.pipeline.attrition_bp = 1'500;
    EXPECT_LT(cost(plan, 1).at(CostLine::Transfer, 3), Money::pounds(90'000));
}

TEST(Costing, GoesToRealTermsByTheDeflator) {
    AppraisalPlan plan = two_options();
    plan.deflator_bp = 200;
    const PricedFlow flow = Costing(plan, {}).flow(1, even_months(3), {.risks = {}, .slip = 1.0});
    EXPECT_EQ(flow.nominal().at(CostLine::Charges, 3), Money::pounds(1'200'000));
    EXPECT_LT(flow.real().at(CostLine::Charges, 3), Money::pounds(1'135'000));
    EXPECT_EQ(flow.real().at(CostLine::Staff, 3), Money::pounds(800'000));
    EXPECT_GT(flow.nominal().at(CostLine::Staff, 3), Money::pounds(848'000));
}

TEST(Costing, HasItemsInTheirYearsWithTheirGrowth) {
    AppraisalPlan plan = two_options();
    plan.options[0].costs = {{.line = CostLine::Overhead,
                              .title = "",
                              .amount = Money::pounds(1'000),
                              .from_year = 1,
                              .until_year = 3,
                              .growth_bp = 1'000,
                              .source = ""},
                             {.line = CostLine::Systems,
                              .title = "",
                              .amount = Money::pounds(70),
                              .from_year = 2,
                              .until_year = 2,
                              .once = true,
                              .growth_bp = 0,
                              .source = ""}};
    const CashFlow flow = cost(plan, 0);
    EXPECT_EQ(flow.line(CostLine::Overhead),
              (std::vector<Money>{
                  Money{}, Money::pounds(1'000), Money::pounds(1'100), Money::pounds(1'210)}));
    EXPECT_EQ(flow.line(CostLine::Systems)[2], Money::pounds(70));
    // In the months of a late start today's overhead goes on; what it pays once does not come
    // again.
    const CashFlow late = cost(plan, 1, {.slip_months = 24});
    EXPECT_EQ(late.at(CostLine::Overhead, 2), Money::pounds(1'100));
    EXPECT_EQ(late.at(CostLine::Systems, 2), Money{});
}

TEST(Costing, OfRiskEventsFallsOnWhomTheyHit) {
    AppraisalPlan plan = two_options();
    plan.options[1].sourcing->exit.plan = Money::pounds(7'000);
    plan.risks = {{.id = "insolvency",
                   .stages = {{.length = 24h}},
                   .warning_months = 12.0,
                   .hits = RiskHits::Supplier,
                   .cost = {.procure_again = true, .transfer_back = true}},
                  {.id = "outage", .cost = {.once = Money::pounds(10)}}};
    const Happenings happenings{.risks = {{.event = 0, .start = 2'400h, .length_factor = 1.0},
                                          {.event = 1, .start = 2'400h, .length_factor = 1.0}},
                                .slip = 1.0};
    const CashFlow today = cost(plan, 0, {}, happenings);
    const CashFlow bought = cost(plan, 1, {}, happenings);
    EXPECT_EQ(today.sum(CostLine::RiskEvents), Money::pounds(10));
    EXPECT_EQ(bought.at(CostLine::RiskEvents, 1), Money::pounds(10));
    EXPECT_EQ(bought.at(CostLine::RiskEvents, 2), Money::pounds(507'000));
}

TEST(Costing, CreditsAreNotPaidWhileRecordsAreFalse) {
    AppraisalPlan plan = two_options();
    plan.risks = {{.id = "false records",
                   .stages = {{.length = 24h}},
                   .with_contract_only = true,
                   .credits_bp = 0}};
    const Happenings happenings{.risks = {{.event = 0, .start = 1h, .length_factor = 1.0}},
                                .slip = 1.0};
    EXPECT_EQ(cost(plan, 1, {}, happenings).at(CostLine::Credits, 1), Money::pounds(-11'000));
}

TEST(Costing, FollowsTheWorldAsked) {
    const AppraisalPlan plan = two_options();
    EXPECT_EQ(cost(plan, 1, {.charges = 1.1}).at(CostLine::Charges, 1), Money::pounds(1'320'000));
    EXPECT_EQ(cost(plan, 0, {.volume = 1.2}).at(CostLine::Staff, 1), Money::pounds(2'880'000));
    EXPECT_EQ(cost(plan, 0, {.staff_cost = 0.5}).at(CostLine::Staff, 1), Money::pounds(1'200'000));
    EXPECT_GT(cost(plan, 0, {.attrition_bp = 2'700}).at(CostLine::Staff, 1),
              Money::pounds(2'400'000));
    EXPECT_EQ(cost(plan, 1, {.client_bp = 1'000}).at(CostLine::ClientTeam, 1),
              Money::pounds(120'000));
    EXPECT_EQ(cost(plan, 1, {.procurement = Money::pounds(3)}).at(CostLine::Procurement, 0),
              Money::pounds(3));
    AppraisalPlan rigid = plan;
    rigid.staff.follows_work_bp = 0;
    EXPECT_EQ(cost(rigid, 0, {.volume = 1.2}).at(CostLine::Staff, 1), Money::pounds(2'400'000));
}

TEST(CancellingCosts, RiseUntilSignatureAndBeyond) {
    SourcingPlan plan;
    plan.procurement.bidders = Money::pounds(90'000);
    plan.mobilisation.month = Money::pounds(10'000);
    plan.exit.investment = Money::pounds(1'200'000);
    plan.exit.investment_years = 10;
    const auto costs = cancelling_costs(plan);
    ASSERT_EQ(costs.size(), 5U);
    EXPECT_EQ(costs[0].total(), Money::pounds(125'000));
    EXPECT_EQ(costs[1].total(), Money::pounds(250'000));
    EXPECT_EQ(costs[2].total(), Money::pounds(465'000));
    EXPECT_EQ(costs[3].total(), Money::pounds(590'000));
    EXPECT_EQ(costs[4].total(), Money::pounds(1'730'000));
    EXPECT_EQ(costs[4].month, 15);
}

TEST(LeavingCosts, FallByYear) {
    SourcingPlan plan;
    plan.exit.transfer_back = Money::pounds(50'000);
    plan.exit.investment = Money::pounds(300'000);
    plan.exit.investment_years = 3;
    const auto costs = leaving_costs(plan, 3);
    EXPECT_EQ(costs[0].convenience, Money::pounds(250'000));
    EXPECT_EQ(costs[1].convenience, Money::pounds(150'000));
    EXPECT_EQ(costs[2].convenience, Money::pounds(50'000));
    EXPECT_EQ(costs[0].supplier_default, Money::pounds(50'000));
}

}  // namespace
}  // namespace fcr
