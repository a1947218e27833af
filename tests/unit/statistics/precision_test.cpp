// The sequential rule's looks and what it says at them.
#include "sim/statistics/precision.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <vector>

namespace fcr {
namespace {

TargetedFigure figure(double half_width, double target) {
    return {.estimate = Estimate{.value = 5.0, .half_width = half_width},
            .half_width_target = target};
}

TEST(Precision, LooksGrowByATenthInWholeTens) {
    const LookSchedule schedule{.cap = 255};
    std::vector<std::uint64_t> looks;

    for (auto look = next_look(schedule, 0); look; look = next_look(schedule, *look)) {
        looks.push_back(*look);
    }

    const std::vector<std::uint64_t> expected{
        30, 40, 50, 60, 70, 80, 90, 100, 110, 130, 150, 170, 190, 210, 240, 255};
    EXPECT_EQ(looks, expected);
}

TEST(Precision, TheNextLookIsAlwaysFurtherOn) {
    const LookSchedule schedule{
        .first = 2, .growth_percent = 0, .multiple_of = 1, .cap = std::uint64_t{1} << 52U};

    EXPECT_EQ(next_look(schedule, 0), 2U);
    EXPECT_EQ(next_look(schedule, 2), 3U);
    EXPECT_EQ(next_look({.multiple_of = 1}, 31), 35U);
    EXPECT_EQ(next_look({.multiple_of = 1}, 200), 220U);
}

TEST(Precision, EveryFigureMustReachItsTarget) {
    const std::array<TargetedFigure, 2> one_short{figure(1.0, 1.0), figure(2.0, 1.0)};
    const std::array<TargetedFigure, 2> both{figure(1.0, 1.0), figure(0.0, 1.0)};

    const PrecisionLook look = judge_precision(one_short, LookSchedule{}, 100);

    EXPECT_EQ(look.verdict, PrecisionVerdict::GoOn);
    EXPECT_TRUE(look.figures[0].reached);
    EXPECT_FALSE(look.figures[1].reached);
    EXPECT_EQ(judge_precision(both, LookSchedule{}, 100).verdict, PrecisionVerdict::Reached);
}

TEST(Precision, NothingStopsBeforeTheFirstLook) {
    const std::array<TargetedFigure, 1> known{figure(0.1, 1.0)};

    EXPECT_EQ(judge_precision(known, LookSchedule{}, 29).verdict, PrecisionVerdict::GoOn);
    EXPECT_EQ(judge_precision(known, LookSchedule{}, 30).verdict, PrecisionVerdict::Reached);
}

TEST(Precision, AFigureThatHasNotVariedWaitsForAHundredReplicationsOrTheCap) {
    const std::array<TargetedFigure, 1> constant{figure(0.0, 1.0)};

    const PrecisionLook early = judge_precision(constant, LookSchedule{}, 90);

    EXPECT_EQ(early.verdict, PrecisionVerdict::GoOn);
    EXPECT_EQ(early.predicted, 100U);
    EXPECT_EQ(judge_precision(constant, LookSchedule{}, 100).verdict, PrecisionVerdict::Reached);
    EXPECT_EQ(judge_precision(constant, {.cap = 60}, 60).verdict, PrecisionVerdict::Reached);
}

TEST(Precision, AtTheCapThePredictionFollowsTheSquareRootLaw) {
    const std::array<TargetedFigure, 2> figures{figure(3.0, 1.0), figure(1.25, 0.5)};

    const PrecisionLook look = judge_precision(figures, {.cap = 100}, 100);

    EXPECT_EQ(look.verdict, PrecisionVerdict::CapReached);
    EXPECT_EQ(look.figures[0].predicted, 900U);
    EXPECT_EQ(look.figures[1].predicted, 625U);
    EXPECT_EQ(look.predicted, 900U);
}

TEST(Precision, JustShortOfATargetNeedsMoreThanThereAre) {
    const std::array<TargetedFigure, 1> figures{figure(1.0 + 1e-15, 1.0)};

    EXPECT_EQ(judge_precision(figures, LookSchedule{}, 100).predicted, 101U);
}

TEST(Precision, AFigureThatWasNotMeasuredIsNeverReachedAndNotPredicted) {
    const std::array<TargetedFigure, 2> figures{
        figure(3.0, 1.0), TargetedFigure{.estimate = std::nullopt, .half_width_target = 1.0}};

    const PrecisionLook look = judge_precision(figures, {.cap = 100}, 100);

    EXPECT_EQ(look.verdict, PrecisionVerdict::CapReached);
    EXPECT_FALSE(look.figures[1].reached);
    EXPECT_FALSE(look.figures[1].predicted);
    EXPECT_FALSE(look.predicted);
}

TEST(Precision, AnImpossibleTargetIsPredictedAsTheMostReplications) {
    const std::array<TargetedFigure, 1> figures{figure(1.0, 1e-200)};

    EXPECT_EQ(judge_precision(figures, LookSchedule{}, 100).predicted, std::uint64_t{1} << 53U);
}

}  // namespace
}  // namespace fcr
