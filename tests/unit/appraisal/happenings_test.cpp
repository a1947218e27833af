#include "sim/appraisal/happenings.hpp"

#include "tests/unit/appraisal/plans.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace fcr {
namespace {

using namespace std::chrono_literals;

AppraisalPlan with_events() {
    AppraisalPlan plan = two_options();
    plan.years = 10;
    plan.risks = {{.id = "strike", .yearly_rate = 0.1},
                  {.id = "outage", .yearly_rate = 0.2, .length_cv = 0.5}};
    return plan;
}

TEST(YearStarts, FollowTheCalendarAndTheChangedClocks) {
    const auto starts = year_starts(*parse_date("2027-04-01"), 2);
    ASSERT_EQ(starts.size(), 3U);
    EXPECT_EQ(starts[1], Duration{366 * 24h});  // with 29 February 2028
    EXPECT_EQ(starts[2] - starts[1], Duration{365 * 24h});
}

TEST(Happenings, ComeAtTheirRate) {
    const AppraisalPlan plan = with_events();
    double strikes = 0.0;
    double outages = 0.0;
    double log_length = 0.0;
    constexpr int replications = 4'000;
    const auto end = year_starts(plan.start, plan.years).back();
    for (int replication = 0; replication < replications; ++replication) {
        for (const RiskOccurrence& risk : draw_happenings(plan, {}, replication).risks) {
            (risk.event == 0 ? strikes : outages) += 1.0;
            EXPECT_LT(risk.start, end);
            log_length += risk.event == 1 ? std::log(risk.length_factor) : 0.0;
        }
    }
    EXPECT_NEAR(strikes / replications, 1.0, 0.05);
    EXPECT_NEAR(outages / replications, 2.0, 0.07);
    EXPECT_NEAR(log_length / outages, -0.5 * std::log(1.25), 0.02);
}

TEST(Happenings, AHigherRateKeepsWhatHappensAndAdds) {
    const AppraisalPlan plan = with_events();
    std::size_t more = 0;
    for (std::uint64_t replication = 0; replication < 200; ++replication) {
        const auto few = draw_happenings(plan, {}, replication).risks;
        const auto many = draw_happenings(plan, {.risk_rates = 3.0}, replication).risks;
        for (const RiskOccurrence& risk : few) {
            EXPECT_EQ(std::ranges::count(many, risk), 1);
        }
        more += many.size() - few.size();
        EXPECT_TRUE(draw_happenings(plan, {.risk_rates = 0.0}, replication).risks.empty());
    }
    EXPECT_GT(more, 0U);
}

TEST(Happenings, OfAnEventDoNotDependOnOtherEvents) {
    const AppraisalPlan plan = with_events();
    AppraisalPlan other = plan;
    other.risks.insert(other.risks.begin(), {.id = "insolvency", .yearly_rate = 5.0});
    for (std::uint64_t replication = 0; replication < 50; ++replication) {
        const auto before = draw_happenings(plan, {}, replication).risks;
        auto after = draw_happenings(other, {}, replication).risks;
        std::erase_if(after, [](const RiskOccurrence& risk) { return risk.event == 0; });
        ASSERT_EQ(before.size(), after.size());
        for (std::size_t row = 0; row < before.size(); ++row) {
            EXPECT_EQ(before[row].start, after[row].start);
            EXPECT_EQ(before[row].event + 1, after[row].event);
        }
    }
}

TEST(Happenings, HaveWhatIsOnADate) {
    AppraisalPlan plan = two_options();
    plan.risks = {
        {.id = "strike", .starts = {*parse_date("2027-04-03"), *parse_date("2028-04-01")}}};
    const auto risks = draw_happenings(plan, {}, 7).risks;
    ASSERT_EQ(risks.size(), 2U);
    EXPECT_EQ(risks[0].start, Duration{48h});
    EXPECT_EQ(risks[1].start, Duration{366 * 24h});
}

// contracts.md 3: mean 1 month, P90 4.
TEST(SlipLaw, HasTheMeanAndThePercentileAskedFor) {
    const auto law = slip_law(1.0, 4.0);
    ASSERT_TRUE(law);
    EXPECT_NEAR(law->chance * law->most_months / 2.0, 1.0, 1e-12);
    EXPECT_NEAR(law->chance * (1.0 - 4.0 / law->most_months), 0.1, 1e-12);
    double months = 0.0;
    int at_most_four = 0;
    constexpr int draws = 10'000;
    for (int draw = 0; draw < draws; ++draw) {
        const int late = slip_months(*law, (draw + 0.5) / draws);
        months += late;
        at_most_four += late <= 4 ? 1 : 0;
    }
    EXPECT_NEAR(months / draws, 1.0, 0.02);
    EXPECT_NEAR(static_cast<double>(at_most_four) / draws, 0.93, 0.01);  // 4.5 rounds up
}

TEST(SlipLaw, IsUniformAtItsLimitAndNoneBeyond) {
    const auto uniform = slip_law(1.0, 1.8);
    ASSERT_TRUE(uniform);
    EXPECT_NEAR(uniform->chance, 1.0, 1e-9);
    EXPECT_NEAR(uniform->most_months, 2.0, 1e-9);
    EXPECT_FALSE(slip_law(1.0, 5.1));
    EXPECT_FALSE(slip_law(1.0, 1.7));
    EXPECT_FALSE(slip_law(0.0, 1.0));
    EXPECT_EQ(slip_months(*slip_law(0.0, 0.0), 0.0), 0);
}

}  // namespace
}  // namespace fcr
