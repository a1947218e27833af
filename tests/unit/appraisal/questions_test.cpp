#include "sim/appraisal/appraised_input.hpp"
#include "sim/appraisal/appraised_world.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

TEST(AppraisedInput, DefaultsLieWithinTheirLimits) {
    for (std::size_t row = 0; row < kAppraisedInputs; ++row) {
        const InputFacts& facts = facts_of(static_cast<AppraisedInput>(row));
        EXPECT_LE(facts.least, facts.low) << facts.title;
        EXPECT_LT(facts.low, facts.high) << facts.title;
        EXPECT_LE(facts.high, facts.most) << facts.title;
        EXPECT_FALSE(facts.source.empty());
    }
}

TEST(AppraisedInput, IsToldWithItsUnit) {
    EXPECT_EQ(setting_words(AppraisedInput::Charges, 41.0), "+41 %");
    EXPECT_EQ(setting_words(AppraisedInput::Volume, -20.0), "-20 %");
    EXPECT_EQ(setting_words(AppraisedInput::Attrition, 27.0), "27 % a year");
    EXPECT_EQ(setting_words(AppraisedInput::ProcurementCost, 5e6), "5,000,000 pounds");
    EXPECT_EQ(setting_words(AppraisedInput::Slip, 4.0), "4 months");
}

TEST(AppraisedWorld, IsThePlansUnlessChanged) {
    EXPECT_FALSE(world_of({}).changes_calls());
    const AppraisedWorld world =
        world_of(std::vector<InputSetting>{{.input = AppraisedInput::HandlingTime, .value = 10.0},
                                           {.input = AppraisedInput::DiscountRate, .value = 1.5},
                                           {.input = AppraisedInput::RiskRates, .value = -100.0}});
    EXPECT_TRUE(world.changes_calls());
    EXPECT_DOUBLE_EQ(world.handling, 1.1);
    EXPECT_EQ(world.discount_bp, 150);
    EXPECT_DOUBLE_EQ(world.risk_rates, 0.0);
}

}  // namespace
}  // namespace fcr
