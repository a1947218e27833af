// Family-wise decisions against values worked by hand.
#include "sim/statistics/multiple_comparisons.hpp"

#include "tests/unit/statistics/keyed_samples.hpp"

#include <gtest/gtest.h>

#include <array>

namespace fcr {
namespace {

TEST(MultipleComparisons, BonferroniSharesTheErrorOut) {
    EXPECT_NEAR(bonferroni_confidence(0.95, 5), 0.99, 1e-12);
    EXPECT_NEAR(bonferroni_confidence(0.95, 1), 0.95, 1e-12);
}

TEST(MultipleComparisons, HolmStepsDownByHand) {
    // Smallest first: 4 x 0.005, 3 x 0.01, 2 x 0.03, and 0.04, which may not fall below 0.06.
    const std::array<double, 4> p_values{0.01, 0.04, 0.03, 0.005};

    const auto decisions = holm_decisions(p_values, 0.95);

    ASSERT_EQ(decisions.size(), 4U);
    EXPECT_NEAR(decisions[0].adjusted_p, 0.03, 1e-12);
    EXPECT_NEAR(decisions[1].adjusted_p, 0.06, 1e-12);
    EXPECT_NEAR(decisions[2].adjusted_p, 0.06, 1e-12);
    EXPECT_NEAR(decisions[3].adjusted_p, 0.02, 1e-12);
    EXPECT_TRUE(decisions[0].differs);
    EXPECT_FALSE(decisions[1].differs);
    EXPECT_FALSE(decisions[2].differs);
    EXPECT_TRUE(decisions[3].differs);
}

TEST(MultipleComparisons, HolmOfOneFigureIsThePValue) {
    const std::array<double, 1> p_value{0.04};

    EXPECT_TRUE(holm_decisions(p_value, 0.95)[0].differs);
    EXPECT_EQ(holm_decisions(p_value, 0.95)[0].adjusted_p, 0.04);
}

TEST(MultipleComparisons, NothingMultiplesToMoreThanCertainty) {
    const std::array<double, 3> p_values{1.0, 0.6, 0.5};

    for (const HolmDecision& decision : holm_decisions(p_values, 0.95)) {
        EXPECT_EQ(decision.adjusted_p, 1.0);
    }
    EXPECT_TRUE(holm_decisions({}, 0.95).empty());
}

// Seed kStatisticsSeed, 2,000 repetitions of ten independent figures none of which differs, at a
// family-wise error of 10 %: exactly 1 - 0.99^10, 191 expected, 151 to 231 with confidence 99.8 %.
TEST(MultipleComparisons, HolmIsWrongNoMoreOftenThanStated) {
    int wrong = 0;
    for (std::uint64_t repetition = 0; repetition < 2000; ++repetition) {
        const KeyedSamples samples(repetition);
        std::array<double, 10> p_values{};
        for (std::uint64_t i = 0; i < p_values.size(); ++i) {
            p_values[i] = samples.uniform(i, 0);
        }
        bool any = false;
        for (const HolmDecision& decision : holm_decisions(p_values, 0.90)) {
            any = any || decision.differs;
        }
        wrong += any;
    }

    EXPECT_GE(wrong, 151);
    EXPECT_LE(wrong, 231);
    RecordProperty("wrong", wrong);
}

}  // namespace
}  // namespace fcr
