// From a design to the points of an experiment.
#include "sim/design/sweep_points.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace fcr {
namespace {

/// Seats 7 to 9, a priority rule, and a volume.
ExperimentPlan plan_of(DesignOptions design) {
    ExperimentPlan plan;
    plan.seed = 20261125;
    plan.replications = 10;
    plan.changes = {"run.warm_up_h=0"};
    plan.factors.resize(3);
    plan.factors[0].paths = {"pools[in_house].seats"};
    plan.factors[0].law = UniformInput{.low = 7, .high = 9};
    plan.factors[0].whole = true;
    plan.factors[1].paths = {"routing.priority_rule"};
    plan.factors[1].values = {"STRICT", "FIRST_COME"};
    plan.factors[2].paths = {"lines[999].arrivals.volume_factor"};
    plan.factors[2].law = UniformInput{.low = 0.9, .high = 1.1};
    plan.factors[2].levels = 2;
    for (Factor& factor : plan.factors) {
        factor.times = {1.0};
    }
    plan.design = design;
    return plan;
}

std::string row(const SweepPoint& point) {
    std::string text;
    for (const auto& setting : point.settings) {
        text += (text.empty() ? "" : " ") + (setting ? setting->text : "-");
    }
    return text;
}

std::vector<std::string> rows(const std::vector<SweepPoint>& points) {
    std::vector<std::string> texts;
    for (const SweepPoint& point : points) {
        texts.push_back(row(point));
    }
    return texts;
}

TEST(SweepPoints, OfAGridAreEveryCombinationInOrder) {
    const auto points = sweep_points(plan_of({.kind = DesignKind::Grid}));

    EXPECT_THAT(rows(points),
                testing::ElementsAre("7 STRICT 0.9",
                                     "7 STRICT 1.1",
                                     "7 FIRST_COME 0.9",
                                     "7 FIRST_COME 1.1",
                                     "8 STRICT 0.9",
                                     "8 STRICT 1.1",
                                     "8 FIRST_COME 0.9",
                                     "8 FIRST_COME 1.1",
                                     "9 STRICT 0.9",
                                     "9 STRICT 1.1",
                                     "9 FIRST_COME 0.9",
                                     "9 FIRST_COME 1.1"));
}

TEST(SweepPoints, OneAtATimeBeginWithTheScenarioAsItIs) {
    const ExperimentPlan plan = plan_of({.kind = DesignKind::OneAtATime});
    const auto points = sweep_points(plan);

    EXPECT_THAT(
        rows(points),
        testing::ElementsAre(
            "- - -", "7 - -", "9 - -", "- STRICT -", "- FIRST_COME -", "- - 0.9", "- - 1.1"));
    EXPECT_THAT(overrides_of(plan, points[0]), testing::ElementsAre("run.warm_up_h=0"));
    EXPECT_THAT(overrides_of(plan, points[2]),
                testing::ElementsAre("run.warm_up_h=0", "pools[in_house].seats=9"));
}

TEST(SweepPoints, AreAsManyAsCountedInEveryDesign) {
    for (const DesignOptions& design :
         {DesignOptions{.kind = DesignKind::Grid},
          DesignOptions{.kind = DesignKind::OneAtATime},
          DesignOptions{.kind = DesignKind::LatinHypercube, .points = 11},
          DesignOptions{.kind = DesignKind::Sobol, .points = 16},
          DesignOptions{.kind = DesignKind::Morris, .trajectories = 5, .levels = 4},
          DesignOptions{.kind = DesignKind::SobolIndices, .base_points = 8},
          DesignOptions{.kind = DesignKind::InputUncertainty, .draws = 9}}) {
        const ExperimentPlan plan = plan_of(design);
        EXPECT_EQ(sweep_points(plan).size(), count_points(plan.factors, design));
    }
}

TEST(SweepPoints, TooManyToCountAreTheLargestNumber) {
    std::vector<Factor> factors(64);
    for (Factor& factor : factors) {
        factor.values.assign(1000, "1");
    }

    EXPECT_EQ(count_points(factors, {.kind = DesignKind::Grid}),
              std::numeric_limits<std::uint64_t>::max());
}

TEST(SweepPoints, ShareTheirCallersExceptWhereTheInputsAreNotKnown) {
    const auto same = sweep_points(plan_of({.kind = DesignKind::Sobol, .points = 4}));
    const auto own = sweep_points(plan_of({.kind = DesignKind::InputUncertainty, .draws = 4}));

    for (std::size_t point = 0; point < 4; ++point) {
        EXPECT_EQ(same[point].first_replication, 0U);
        EXPECT_EQ(own[point].first_replication, point * 10);
    }
}

TEST(SweepPoints, AreTheSameForEqualSeedsAndOthersForOthers) {
    for (const DesignOptions& design :
         {DesignOptions{.kind = DesignKind::LatinHypercube, .points = 11},
          DesignOptions{.kind = DesignKind::Sobol, .points = 16},
          DesignOptions{.kind = DesignKind::Morris, .trajectories = 5, .levels = 4},
          DesignOptions{.kind = DesignKind::SobolIndices, .base_points = 8},
          DesignOptions{.kind = DesignKind::InputUncertainty, .draws = 9}}) {
        ExperimentPlan plan = plan_of(design);
        const auto first = rows(sweep_points(plan));
        EXPECT_EQ(rows(sweep_points(plan)), first);
        plan.seed = 1;
        EXPECT_NE(rows(sweep_points(plan)), first);
    }
}

TEST(SweepPoints, TheirPlacesAreThoseOfTheRoundedSettings) {
    const auto points = sweep_points(plan_of({.kind = DesignKind::Sobol, .points = 32}));
    const UnitPoints places = unit_points(points);

    for (std::size_t point = 0; point < points.size(); ++point) {
        EXPECT_EQ(places[point][0], (*points[point].settings[0]->number - 7.0) / 2.0);
        EXPECT_EQ(places[point][1], points[point].settings[1]->text == "STRICT" ? 0.0 : 1.0);
    }
}

}  // namespace
}  // namespace fcr
