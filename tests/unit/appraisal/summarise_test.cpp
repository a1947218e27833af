// From simulated months to what an appraisal comes to.
#include "sim/appraisal/summarise.hpp"

#include "tests/unit/appraisal/plans.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fcr {
namespace {

constexpr std::size_t kReplications = 8;

/// Charges of so much a month and of replication r 5,000 r more; the bought service keeps 20 of 100
/// calls waiting, today's 10 and in the last replication 30.
SimulatedOptions runs_of(const AppraisalPlan& plan, Money month, std::size_t replications) {
    SimulatedOptions runs;
    runs.options.resize(plan.options.size());
    for (std::size_t option = 0; option < plan.options.size(); ++option) {
        OptionOutcome& outcome = runs.options[option];
        outcome.years.resize(static_cast<std::size_t>(plan.years));
        for (std::vector<LineService>& year : outcome.years) {
            year.resize(plan.lines.size());
        }
        for (std::size_t row = 0; row < replications; ++row) {
            OptionReplication replication;
            if (plan.options[option].contract) {
                replication.months.assign(
                    static_cast<std::size_t>(12 * plan.years),
                    {.charges = month + Money::pounds(static_cast<std::int64_t>(5'000 * row)),
                     .credits = Money{}});
            }
            ServiceCounts counts{.offered = 100, .answered = 100};
            counts.over[2] = option == 1 ? 20 : (row + 1 == replications ? 30 : 10);
            replication.lines = {counts};
            outcome.replications.push_back(replication);
        }
    }
    for (std::size_t row = 0; row < replications; ++row) {
        runs.happenings.push_back({.risks = {}, .slip = 1.0});
    }
    return runs;
}

AppraisalPlan plan_with_questions() {
    AppraisalPlan plan = two_options();
    plan.options[0].title = "Today";
    plan.options[1].title = "Bought";
    plan.lines = {"101"};
    plan.service_tests = {{.line = LineId{0}, .over = 2, .margin_bp = 0}};
    plan.sensitivities = {{.input = AppraisedInput::Charges, .low = -10.0, .high = 41.0},
                          {.input = AppraisedInput::Volume, .low = -20.0, .high = 20.0}};
    plan.cases = {{.title = "both",
                   .settings = {{.input = AppraisedInput::Volume, .value = 20.0},
                                {.input = AppraisedInput::Charges, .value = 41.0}}}};
    return plan;
}

AppraisalRuns runs_of(const AppraisalPlan& plan) {
    AppraisalRuns runs{.base = runs_of(plan, Money::pounds(80'000), kReplications), .worlds = {}};
    for (const CallsWorld& world : worlds_to_run(plan)) {
        runs.worlds.push_back(
            runs_of(plan, Money::pounds(static_cast<std::int64_t>(80'000 * world.volume)), 4));
    }
    return runs;
}

AppraisalSummary summary_of(const AppraisalPlan& plan) {
    return summarise(plan, runs_of(plan), 0.95);
}

TEST(Summarise, AsksForEachWorldOnce) {
    const auto worlds = worlds_to_run(plan_with_questions());

    ASSERT_EQ(worlds.size(), 2U);
    EXPECT_EQ(worlds[0], (CallsWorld{.volume = 0.8, .handling = 1.0}));
    EXPECT_EQ(worlds[1], (CallsWorld{.volume = 1.2, .handling = 1.0}));
}

TEST(Summarise, PairsReplications) {
    const AppraisalSummary summary = summary_of(plan_with_questions());
    const OptionSummary& bought = summary.options[1];

    ASSERT_EQ(bought.savings.size(), kReplications);
    // Each replication's charges are 60,000 a year above those of the one before.
    for (std::size_t row = 1; row < kReplications; ++row) {
        EXPECT_LT(bought.savings[row], bought.savings[row - 1]);
    }
    EXPECT_EQ(bought.saving_spread->samples, kReplications);
    EXPECT_TRUE(bought.saving_half_width);
    EXPECT_FALSE(summary.options[0].saving_negative);
    EXPECT_EQ(summary.options[0].savings.size(), 0U);
    EXPECT_EQ(bought.saving, summary.options[0].cost - bought.cost);
}

TEST(Summarise, SaysHowOftenTheCheapestIs) {
    AppraisalPlan plan = plan_with_questions();
    const AppraisalSummary summary = summary_of(plan);

    // 60 posts of 40,000 against 20, a client team of two, procurement, parallel running and
    // charges that pass what 40 posts cost where r is 6 and more.
    EXPECT_EQ(summary.cheapest, 1U);
    EXPECT_EQ(summary.second, 0U);
    EXPECT_GT(summary.cheapest_is.value, 0.0);
    EXPECT_LT(summary.cheapest_is.value, 1.0);
    const auto negative = std::ranges::count_if(summary.options[1].savings,
                                                [](Money saving) { return saving < Money{}; });
    EXPECT_DOUBLE_EQ(summary.options[1].saving_negative->value,
                     static_cast<double>(negative) / kReplications);
}

TEST(Summarise, TellsWhetherCallersAreWorseOff) {
    const AppraisalSummary summary = summary_of(plan_with_questions());
    const TestedService& test = summary.options[1].tests.front();

    EXPECT_DOUBLE_EQ(test.option, 0.2);
    EXPECT_DOUBLE_EQ(test.today, (7 * 0.1 + 0.3) / 8.0);
    EXPECT_DOUBLE_EQ(test.worse.value, 7.0 / 8.0);
    EXPECT_DOUBLE_EQ(summary.options[1].worse_in_any->value, 7.0 / 8.0);

    AppraisalPlan lenient = plan_with_questions();
    lenient.service_tests.front().margin_bp = 1'000;
    EXPECT_DOUBLE_EQ(summary_of(lenient).options[1].tests.front().worse.value, 0.0);
}

TEST(Summarise, ChargesSwitchWhereTheSavingIsGone) {
    const AppraisalSummary summary = summary_of(plan_with_questions());
    const SensitivitySummary& charges = summary.sensitivities.front();

    ASSERT_TRUE(summary.options[1].switching_charges);
    ASSERT_TRUE(charges.above);
    EXPECT_EQ(charges.above->option, 0U);
    EXPECT_FALSE(charges.below);
    // The client team's share of the charges is below its least number of people: nothing but the
    // charges moves, so both ways of asking give one answer.
    EXPECT_NEAR(charges.above->setting,
                static_cast<double>(summary.options[1].switching_charges->millionths) / 1e6,
                1e-3);
    const auto swings = tornado_of(summary, 1);
    EXPECT_EQ(swings.size(), 2U);
    EXPECT_GE(swings[0].width(), swings[1].width());
    for (const SavingSwing& swing : tornado_of(summary, 0)) {
        EXPECT_EQ(swing.width(), Money{});
    }
}

TEST(Summarise, WorldsWithOtherCallsAreHeldAgainstTheSameReplications) {
    const AppraisalSummary summary = summary_of(plan_with_questions());
    const SensitivitySummary& volume = summary.sensitivities[1];

    // Posts follow the work: 60 posts of 40,000, a fifth more or fewer.
    EXPECT_EQ(volume.cost_high[0] - volume.cost_base[0], volume.cost_base[0] - volume.cost_low[0]);
    EXPECT_EQ(volume.service_low[1].front().offered, 400U);
    EXPECT_EQ(summary.sensitivity_replications, 4U);
    EXPECT_EQ(summary.cases.front().saving[1],
              summary.cases.front().cost[0] - summary.cases.front().cost[1]);
}

TEST(Summarise, ValuesEveryRateAndBias) {
    const AppraisalSummary summary = summary_of(plan_with_questions());
    const auto& valued = summary.options[1].valued;

    ASSERT_EQ(valued.size(), 9U);
    EXPECT_EQ(valued[0].valuation.rate_bp, 350);
    EXPECT_EQ(valued[2].valuation.bias_bp, 4'100);
    EXPECT_LT(valued[2].saving, valued[1].saving);
    EXPECT_LT(valued[1].saving, valued[0].saving);
    EXPECT_EQ(valued[2].cheapest, 0U);
    for (std::size_t row = 0; row < valued.size(); ++row) {
        EXPECT_EQ(summary.options[0].valued[row].saving, Money{});
    }
}

TEST(Summarise, WarnsOfLinesThatNobodyStatedAndOfFewReplications) {
    const AppraisalSummary summary = summary_of(plan_with_questions());

    ASSERT_EQ(summary.warnings.size(), 3U);
    EXPECT_EQ(summary.warnings[0],
              "8 replications are few: probabilities and percentiles are rough.");
    EXPECT_EQ(summary.warnings[1],
              "Today: nothing is stated for Supervision, Overhead, Premises, Systems, so it counts "
              "as 0.");
}

}  // namespace
}  // namespace fcr
