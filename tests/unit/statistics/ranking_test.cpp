// The selection of the best: by hand, and how often it is right.
#include "sim/statistics/ranking.hpp"

#include "tests/unit/statistics/keyed_samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace fcr {
namespace {

using Systems = std::vector<std::vector<double>>;

/// Differences 1, 2, 3: mean 2, variance 1. One-sided t(0.95, 2) = 2.919986.
Systems two_by_hand() {
    return {{1.0, 2.0, 3.0}, {2.0, 4.0, 6.0}};
}

SelectionRule rule_of(double confidence, double zone, std::uint64_t first_stage) {
    return {.confidence = confidence,
            .indifference_zone = zone,
            .first_stage = first_stage,
            .better_when = BetterWhen::Larger};
}

TEST(Ranking, ReplicationsForTwoSystemsByHand) {
    // 2.919986^2 = 8.526 over the square of the zone, but never less than the first stage.
    EXPECT_EQ(replications_to_select(two_by_hand(), rule_of(0.95, 1.0, 3)), 9U);
    EXPECT_EQ(replications_to_select(two_by_hand(), rule_of(0.95, 0.1, 3)), 853U);
    EXPECT_EQ(replications_to_select(two_by_hand(), rule_of(0.95, 3.0, 3)), 3U);
}

TEST(Ranking, ReplicationsDependOnTheFirstStageAlone) {
    Systems systems = two_by_hand();
    systems[0].push_back(100.0);
    systems[1].push_back(-100.0);

    EXPECT_EQ(replications_to_select(systems, rule_of(0.95, 1.0, 3)), 9U);
}

TEST(Ranking, OfTwoSystemsByHand) {
    const auto ranking = rank_systems(two_by_hand(), rule_of(0.95, 3.0, 3));

    ASSERT_TRUE(ranking);
    ASSERT_EQ(ranking->order.size(), 2U);
    EXPECT_TRUE(ranking->enough_replications);
    EXPECT_EQ(ranking->replications_needed, 3U);
    EXPECT_EQ(ranking->order[0].system, 1U);
    EXPECT_EQ(ranking->order[0].value, 4.0);
    EXPECT_EQ(ranking->order[0].standing, RankStanding::Chosen);
    EXPECT_TRUE(ranking->order[0].may_be_best);
    EXPECT_EQ(ranking->order[0].behind_most, 0.0);
    // The other is behind by 2 +- 2.919986 / sqrt(3), so surely, and by 3.69 at most.
    EXPECT_EQ(ranking->order[1].system, 0U);
    EXPECT_FALSE(ranking->order[1].may_be_best);
    EXPECT_NEAR(ranking->order[1].behind_most, 3.685855, 1e-6);
    EXPECT_EQ(ranking->order[1].standing, RankStanding::ClearlyWorse);
}

TEST(Ranking, ASystemSurelyBehindByLessThanTheZoneIsWithinIt) {
    const auto ranking = rank_systems(two_by_hand(), rule_of(0.95, 4.0, 3));

    EXPECT_EQ(ranking->order[1].standing, RankStanding::WithinIndifference);
    EXPECT_FALSE(ranking->order[1].may_be_best);
}

TEST(Ranking, TooFewReplicationsTellNothingApart) {
    // t(0.99, 2) = 6.964557: half width 4.02, wider than the zone and than the difference.
    const auto ranking = rank_systems(two_by_hand(), rule_of(0.99, 3.0, 3));

    EXPECT_FALSE(ranking->enough_replications);
    EXPECT_EQ(ranking->replications_needed, 6U);  // 48.505 / 9 = 5.39
    EXPECT_EQ(ranking->order[1].standing, RankStanding::NotToldApart);
    EXPECT_TRUE(ranking->order[1].may_be_best);
    EXPECT_NEAR(ranking->order[0].behind_most, 6.964557 / std::sqrt(3.0) - 2.0, 1e-5);
}

TEST(Ranking, SmallerMayBeBetter) {
    SelectionRule rule = rule_of(0.95, 3.0, 3);
    rule.better_when = BetterWhen::Smaller;

    const auto ranking = rank_systems(two_by_hand(), rule);

    EXPECT_EQ(ranking->order[0].system, 0U);
    EXPECT_EQ(ranking->order[1].standing, RankStanding::ClearlyWorse);
    EXPECT_NEAR(ranking->order[1].behind_most, 3.685855, 1e-6);
}

TEST(Ranking, IdenticalSystemsAreWithinTheZoneOfEachOtherInTheOrderGiven) {
    const Systems systems(3, {3.1, 0.7, 5.9});

    const auto ranking = rank_systems(systems, rule_of(0.95, 0.1, 3));

    EXPECT_EQ(ranking->replications_needed, 3U);
    EXPECT_TRUE(ranking->enough_replications);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(ranking->order[i].system, i);
        EXPECT_EQ(ranking->order[i].behind_most, 0.0);
    }
    EXPECT_EQ(ranking->order[0].standing, RankStanding::Chosen);
    EXPECT_EQ(ranking->order[1].standing, RankStanding::WithinIndifference);
    EXPECT_EQ(ranking->order[2].standing, RankStanding::WithinIndifference);
}

TEST(Ranking, WithoutAZoneThereAreIntervalsButNoPromise) {
    const auto ranking = rank_systems(two_by_hand(), rule_of(0.95, 0.0, 3));

    EXPECT_FALSE(ranking->replications_needed);
    EXPECT_FALSE(ranking->enough_replications);
    EXPECT_EQ(ranking->order[1].standing, RankStanding::ClearlyWorse);
}

TEST(Ranking, OfRatiosUsesTheirResiduals) {
    // With denominators of 1 throughout a ratio is a mean.
    std::vector<std::vector<RatioSample>> systems;
    for (const std::vector<double>& samples : two_by_hand()) {
        auto& ratios = systems.emplace_back();
        for (const double sample : samples) {
            ratios.push_back({.numerator = sample, .denominator = 1.0});
        }
    }

    const auto ranking = rank_systems(systems, rule_of(0.95, 3.0, 3));

    EXPECT_EQ(replications_to_select(systems, rule_of(0.95, 1.0, 3)), 9U);
    EXPECT_NEAR(ranking->order[1].behind_most, 3.685855, 1e-6);
}

TEST(Ranking, OfARatioThatIsNotMeasuredIsNone) {
    const std::vector<std::vector<RatioSample>> systems{{{1.0, 1.0}, {1.0, 2.0}},
                                                        {{0.0, 0.0}, {0.0, 0.0}}};

    EXPECT_FALSE(replications_to_select(systems, rule_of(0.95, 1.0, 2)));
    EXPECT_FALSE(rank_systems(systems, rule_of(0.95, 1.0, 2)));
}

/// Five systems in the hardest place: four of true mean 10, and number 3 ahead by just the zone.
/// What they share has a standard deviation of 1, what is each one's own 0.5.
constexpr double kZone = 0.25;
constexpr std::size_t kBest = 3;

void extend(Systems& systems, const KeyedSamples& samples, std::uint64_t upto, bool common) {
    for (std::size_t system = 0; system < systems.size(); ++system) {
        const std::uint64_t shared = common ? 100 : 100 + system;
        for (std::uint64_t i = systems[system].size(); i < upto; ++i) {
            systems[system].push_back(10.0 + (system == kBest ? kZone : 0.0) +
                                      samples.normal(shared, i) + 0.5 * samples.normal(system, i));
        }
    }
}

struct TrialCounts {
    int right = 0;              ///< the best one was chosen
    int all_hold = 0;           ///< every limit holds
    double replications = 0.0;  ///< mean
};

TrialCounts run_trials(int trials, bool common) {
    TrialCounts counts;
    const SelectionRule rule = rule_of(0.90, kZone, 20);
    for (int trial = 0; trial < trials; ++trial) {
        const KeyedSamples samples(static_cast<std::uint64_t>(trial));
        Systems systems(5);
        extend(systems, samples, rule.first_stage, common);
        const std::uint64_t needed = replications_to_select(systems, rule).value_or(0);
        extend(systems, samples, needed, common);

        const auto ranking = rank_systems(systems, rule);

        EXPECT_TRUE(ranking && ranking->enough_replications);
        EXPECT_LE(ranking->order.front().behind_most, kZone);
        counts.right += ranking->order.front().system == kBest;
        counts.all_hold += std::ranges::all_of(ranking->order, [](const RankedSystem& system) {
            return system.system == kBest ? system.may_be_best : system.behind_most >= kZone;
        });
        counts.replications += static_cast<double>(needed) / trials;
    }
    return counts;
}

// Seed kStatisticsSeed, 200 trials, stated probability 90 %.
TEST(Ranking, TheBestOfFiveIsChosenAsOftenAsStated) {
    const TrialCounts common = run_trials(200, true);
    const TrialCounts independent = run_trials(200, false);

    EXPECT_GE(common.right, 180);
    EXPECT_GE(independent.right, 180);
    RecordProperty("right_common", common.right);
    RecordProperty("right_independent", independent.right);
    RecordProperty("replications_common", static_cast<int>(common.replications));
    RecordProperty("replications_independent", static_cast<int>(independent.replications));
}

// Seed kStatisticsSeed, 2,000 trials. Limits that hold in 90 % of trials hold in at least 1,769 of
// them with confidence 99 %.
TEST(Ranking, AllLimitsHoldTogetherAsOftenAsStated) {
    const TrialCounts common = run_trials(2000, true);
    const TrialCounts independent = run_trials(2000, false);

    EXPECT_GE(common.all_hold, 1769);
    EXPECT_GE(independent.all_hold, 1769);
    RecordProperty("all_hold_common", common.all_hold);
    RecordProperty("all_hold_independent", independent.all_hold);
}

// Variances of a paired difference 0.5 and 2.5: common random numbers save four fifths.
TEST(Ranking, CommonRandomNumbersNeedAFifthOfTheReplications) {
    const double independent = run_trials(200, false).replications;

    EXPECT_NEAR(independent / run_trials(200, true).replications, 5.0, 0.5);
}

}  // namespace
}  // namespace fcr
