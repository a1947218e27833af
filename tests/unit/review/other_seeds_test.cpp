// Other draws of callers: the same on any number of threads, and what is told of them.
#include "sim/review/other_seeds.hpp"

#include "tests/unit/review/reviewed.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

TEST(OtherSeeds, AreTheSameOnAnyNumberOfThreads) {
    const ExercisePlan& plan = quiet_weekday().plan;
    const CommandScript script{{.at = plan.start + 10min,
                                .command = SetOverflow{.open = true, .notice = 5min},
                                .by_player = true}};
    const auto one =
        play_other_seeds(plan, script, {}, plan.start + 1h, {.replications = 12, .jobs = 1});
    const auto four =
        play_other_seeds(plan, script, {}, plan.start + 1h, {.replications = 12, .jobs = 4});
    ASSERT_EQ(one.size(), 12U);
    ASSERT_EQ(four.size(), 12U);
    for (std::size_t row = 0; row < one.size(); ++row) {
        EXPECT_EQ(one[row].played, four[row].played);
        EXPECT_EQ(one[row].none, four[row].none);
        EXPECT_EQ(one[row].policies, four[row].policies);
    }
    EXPECT_NE(one[0].none, one[1].none) << "other callers";
}

TEST(OtherSeeds, WithoutCommandsPlayedAndNoneAreOne) {
    const ExercisePlan& plan = quiet_weekday().plan;
    for (const SeedOutcomes& draw :
         play_other_seeds(plan, {}, {}, plan.start + 1h, {.replications = 4, .jobs = 2})) {
        EXPECT_EQ(draw.played, draw.none);
        EXPECT_EQ(draw.void_commands, 0U);
        EXPECT_FALSE(draw.limit_reached);
    }
}

TEST(OtherSeeds, NineOfTenValuesLieBetweenTheEnds) {
    std::vector<double> values;
    for (int value = 200; value >= 1; --value) {
        values.push_back(value);
    }
    const auto spread = spread_of(values);
    ASSERT_TRUE(spread);
    EXPECT_EQ(spread->count, 200U);
    EXPECT_EQ(spread->median, 100.5);
    EXPECT_EQ(spread->low, 10.0);
    EXPECT_EQ(spread->high, 190.0);
    EXPECT_FALSE(spread_of({}));
    EXPECT_EQ(spread_of({3.0})->low, 3.0);
}

TEST(OtherSeeds, LuckIsTheShareOfDrawsThatWentWorse) {
    const std::vector<double> values{1.0, 2.0, 2.0, 5.0};
    EXPECT_EQ(luck_percentile(values, 2.0, OutcomeBetter::Higher), 50.0) << "one worse, two equal";
    EXPECT_EQ(luck_percentile(values, 9.0, OutcomeBetter::Higher), 100.0);
    EXPECT_EQ(luck_percentile(values, 1.0, OutcomeBetter::Lower), 87.5);
    EXPECT_FALSE(luck_percentile(values, 1.0, OutcomeBetter::Neither));
    EXPECT_FALSE(luck_percentile({}, 1.0, OutcomeBetter::Lower));
}

}  // namespace
}  // namespace fcr::test
