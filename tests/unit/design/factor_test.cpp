// What a factor is set to at a place of the unit interval.
#include "sim/design/factor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace fcr {
namespace {

Factor listed(std::vector<std::string> values) {
    Factor factor;
    factor.name = "policy";
    factor.paths = {"routing.priority_rule"};
    factor.times = {1.0};
    factor.values = std::move(values);
    return factor;
}

Factor ranged(double low, double high, bool whole = false) {
    Factor factor;
    factor.name = "seats";
    factor.paths = {"pools[in_house].seats"};
    factor.times = {1.0};
    factor.law = UniformInput{.low = low, .high = high};
    factor.whole = whole;
    return factor;
}

std::vector<std::string> texts(const std::vector<Setting>& settings) {
    std::vector<std::string> texts;
    for (const Setting& setting : settings) {
        texts.push_back(setting.text);
    }
    return texts;
}

TEST(Factor, GivesEachValueOfAListAnEqualPart) {
    const Factor factor = listed({"STRICT", "TIME_CREDIT", "FIRST_COME"});

    EXPECT_EQ(setting_at(factor, 0.0).text, "STRICT");
    EXPECT_EQ(setting_at(factor, 0.33).text, "STRICT");
    EXPECT_EQ(setting_at(factor, 0.34).text, "TIME_CREDIT");
    EXPECT_EQ(setting_at(factor, 0.99).text, "FIRST_COME");
    EXPECT_EQ(setting_at(factor, 0.5).unit, 0.5);
    EXPECT_FALSE(setting_at(factor, 0.5).number);
}

TEST(Factor, GivesEachWholeNumberAnEqualPart) {
    const Factor factor = ranged(8, 11, true);

    std::map<std::string, int> met;
    for (int step = 0; step < 400; ++step) {
        ++met[setting_at(factor, step / 400.0).text];
    }

    const std::map<std::string, int> expected{{"8", 100}, {"9", 100}, {"10", 100}, {"11", 100}};
    EXPECT_EQ(met, expected);
}

TEST(Factor, RoundsNumbersToSixDigitsAndSetsWhatItTells) {
    const Factor factor = ranged(0.9, 1.1);
    const Setting setting = setting_at(factor, 1.0 / 3.0);

    EXPECT_EQ(setting.text, "0.966667");
    EXPECT_EQ(setting.number, 0.966667);
    EXPECT_NEAR(setting.unit, (0.966667 - 0.9) / 0.2, 1e-12);
    EXPECT_THAT(overrides_of(factor, setting),
                testing::ElementsAre("pools[in_house].seats=0.966667"));
}

TEST(Factor, MovesSeveralPathsTogether) {
    Factor factor = ranged(0.5, 1.5);
    factor.paths = {"call_classes[999].talk.lognormal.mean_s",
                    "call_classes[101].talk.lognormal.mean_s"};
    factor.times = {330.0, 475.0};

    EXPECT_THAT(overrides_of(factor, setting_at(factor, 0.6)),
                testing::ElementsAre("call_classes[999].talk.lognormal.mean_s=363",
                                     "call_classes[101].talk.lognormal.mean_s=522.5"));
}

TEST(Factor, WritesLargeWholeNumbersWithoutExponent) {
    EXPECT_EQ(setting_at(ranged(0, 20'000'000, true), 0.5).text, "10000000");
}

TEST(Factor, AGridOfARangeHasItsEndsAndLevels) {
    Factor factor = ranged(0.8, 1.2);
    factor.levels = 5;

    EXPECT_THAT(texts(grid_settings(factor)),
                testing::ElementsAre("0.8", "0.9", "1", "1.1", "1.2"));
    EXPECT_THAT(texts(grid_settings(ranged(7, 10, true))),
                testing::ElementsAre("7", "8", "9", "10"));
    EXPECT_EQ(count_grid_settings(ranged(0.8, 1.2)), 0U);
}

TEST(Factor, AloneALawGoesFromFiveToNinetyFivePercent) {
    Factor factor = ranged(0, 1);
    EXPECT_THAT(texts(settings_alone(factor)), testing::ElementsAre("0", "1"));

    factor.law = NormalInput{.mean = 1.0, .sd = 0.1};
    EXPECT_THAT(texts(settings_alone(factor)), testing::ElementsAre("0.835515", "1.16449"));
}

// However short the list or range: the effect of a step is never that of no step.
TEST(Factor, AStepOfAMorrisDesignAlwaysChangesTheSetting) {
    for (std::size_t levels = 2; levels <= 12; levels += 2) {
        const double last = static_cast<double>(levels - 1);
        for (std::size_t low = 0; low < levels / 2; ++low) {
            const double from = static_cast<double>(low) / last;
            const double to = static_cast<double>(low + levels / 2) / last;
            for (int size = 2; size <= 9; ++size) {
                const Factor whole = ranged(5, 5 + size - 1, true);
                EXPECT_NE(setting_at_level(whole, from).text, setting_at_level(whole, to).text);
                std::vector<std::string> values;
                for (int value = 0; value < size; ++value) {
                    values.push_back(std::to_string(value));
                }
                const Factor list = listed(values);
                EXPECT_NE(setting_at_level(list, from).text, setting_at_level(list, to).text);
            }
        }
    }
}

TEST(Factor, ALabelStandsForAValueInTables) {
    Factor factor = listed({"[4,8,9]", "[5,8,9]"});
    EXPECT_EQ(label_of(factor, setting_at(factor, 0.9)), "[5,8,9]");

    factor.labels = {"as now", "one more at night"};
    EXPECT_EQ(label_of(factor, setting_at(factor, 0.9)), "one more at night");
}

}  // namespace
}  // namespace fcr
