// What a sweep comes to, of results whose answers are known.
#include "sim/report/sweep_summary.hpp"

#include "sim/report/sweep_csv.hpp"
#include "sim/report/sweep_message.hpp"
#include "sim/report/sweep_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace fcr {
namespace {

using testing::DoubleNear;
using testing::HasSubstr;
using testing::Not;

Factor ranged(const std::string& name, double low, double high) {
    Factor factor;
    factor.name = name;
    factor.paths = {"path." + name};
    factor.times = {1.0};
    factor.law = UniformInput{.low = low, .high = high};
    return factor;
}

ExperimentPlan plan_of(DesignOptions design) {
    ExperimentPlan plan;
    plan.title = "Toy";
    plan.file = "toy.txtpb";
    plan.scenario = "room.txtpb";
    plan.replications = 4;
    plan.kpis = {"share"};
    plan.factors = {
        ranged("heavy", 0.0, 10.0), ranged("light", 0.0, 1.0), ranged("idle", 1.0, 2.0)};
    plan.design = design;
    return plan;
}

using Function = std::function<double(const SweepPoint& point)>;

double number(const SweepPoint& point, std::size_t factor, double otherwise) {
    const auto& setting = point.settings[factor];
    return setting ? *setting->number : otherwise;
}

/// 50 - 2 heavy + 3 light: over the whole ranges 20 and 3, and nothing of idle.
double line(const SweepPoint& point) {
    return 50.0 - 2.0 * number(point, 0, 5.0) + 3.0 * number(point, 1, 0.5);
}

SweepRun run_of(const ExperimentPlan& plan, const Function& function) {
    SweepRun run;
    run.plan = plan;
    run.per = std::chrono::hours{24};
    run.figures = {{.id = "share",
                    .title = "Share",
                    .line = "999",
                    .words = "a toy",
                    .better = BetterWhen::Larger}};
    for (const SweepPoint& point : sweep_points(plan)) {
        const double value = function(point);
        // Two days a unit above, two a unit below.
        run.outcomes.push_back({.figures = {Estimate{.value = value, .half_width = 0.5}},
                                .replications = {{value - 1, value + 1, value - 1, value + 1}}});
    }
    return run;
}

TEST(SweepSummary, AStraightLineHasElementaryEffectsOfItsSlopes) {
    const SweepSummary summary = summarise(
        run_of(plan_of({.kind = DesignKind::Morris, .trajectories = 6, .levels = 4}), line));

    const SweepAnalysis& analysis = summary.analyses.front();
    ASSERT_EQ(analysis.morris.size(), 3U);
    EXPECT_NEAR(analysis.morris[0]->mu, -20.0, 1e-3);
    EXPECT_NEAR(analysis.morris[0]->mu_star.value, 20.0, 1e-3);
    EXPECT_NEAR(analysis.morris[1]->mu, 3.0, 1e-3);
    EXPECT_NEAR(analysis.morris[2]->mu_star.value, 0.0, 1e-9);
    EXPECT_EQ(analysis.finding,
              "What moves \"Share\" most: heavy (20.0 percentage points; more of it lowers it), "
              "then light (3.0 percentage points; more of it raises it). Hardly: idle.");
}

TEST(SweepSummary, SobolIndicesOfAStraightLineAreSharesOfSquaredSlopes) {
    const SweepSummary summary =
        summarise(run_of(plan_of({.kind = DesignKind::SobolIndices, .base_points = 512}), line));

    const auto& sobol = summary.analyses.front().sobol;
    ASSERT_TRUE(sobol.has_value());
    EXPECT_THAT(sobol->factors[0].first.value, DoubleNear(400.0 / 409.0, 0.02));
    EXPECT_THAT(sobol->factors[0].total.value, DoubleNear(400.0 / 409.0, 0.02));
    EXPECT_THAT(sobol->factors[1].total.value, DoubleNear(9.0 / 409.0, 0.01));
    EXPECT_THAT(summary.analyses.front().finding, HasSubstr("most: heavy (98 % of the variance"));
}

TEST(SweepSummary, OneFactorAtATimeTheLongestBarComesFirst) {
    const SweepSummary summary = summarise(run_of(plan_of({.kind = DesignKind::OneAtATime}), line));

    const std::vector<Swing>& swings = summary.analyses.front().swings;
    ASSERT_EQ(swings.size(), 3U);
    EXPECT_EQ(swings[0].factor, 0U);
    EXPECT_NEAR(swings[0].size(), 20.0, 1e-9);
    EXPECT_THAT(summary.analyses.front().finding,
                HasSubstr("heavy (31.5 at 10 to 51.5 % at 0), then light"));
    EXPECT_THAT(to_json(summary), HasSubstr("\"baseline\""));
    EXPECT_THAT(to_text(summary, "elsewhere", {}), HasSubstr("the scenario as it is"));
}

TEST(SweepSummary, AGridTellsMeansOverTheOthersAndTheBestPoint) {
    ExperimentPlan plan = plan_of({.kind = DesignKind::Grid});
    plan.factors[0].levels = 3;
    plan.factors[1].levels = 2;
    plan.factors[2].levels = 2;
    const SweepSummary summary = summarise(run_of(plan, line));

    const SweepAnalysis& analysis = summary.analyses.front();
    ASSERT_EQ(analysis.effects.size(), 3U);
    EXPECT_NEAR(analysis.effects[0].lowest().mean, 31.5, 1e-9);
    EXPECT_EQ(analysis.effects[0].lowest().setting, "10");
    ASSERT_EQ(analysis.effects[0].levels.size(), 3U);
    EXPECT_EQ(analysis.effects[0].levels[1].setting, "5");
    EXPECT_NEAR(analysis.effects[0].levels[1].mean, 41.5, 1e-9);
    EXPECT_EQ(analysis.effects[0].levels[1].points, 4U);
    EXPECT_THAT(to_json(summary), HasSubstr("\"effects\""));
    EXPECT_NEAR(analysis.effects[1].size(), 3.0, 1e-9);
    ASSERT_TRUE(analysis.best.has_value());
    EXPECT_THAT(analysis.finding, HasSubstr("53.0 ±0.5 % at point 3 (heavy 0, light 1, idle 1)"));
}

TEST(SweepSummary, TheSpreadOfDrawsIsSplitFromThatOfDays) {
    ExperimentPlan plan = plan_of({.kind = DesignKind::InputUncertainty, .draws = 400});
    const SweepSummary summary = summarise(run_of(plan, line));

    const auto& split = summary.analyses.front().uncertainty;
    ASSERT_TRUE(split.has_value());
    // Uniform inputs: variance is the squared range times slope over 12.
    EXPECT_NEAR(split->input_variance, (400.0 + 9.0) / 12.0, 4.0);
    EXPECT_NEAR(split->replication_variance, 4.0 / 3.0, 1e-6);
    EXPECT_NEAR(split->mean, 41.5, 1.0);
    EXPECT_THAT(summary.analyses.front().finding,
                HasSubstr("most is not knowing the inputs, which more replications do not cure"));
    EXPECT_THAT(to_json(summary), HasSubstr("\"input_percent\""));
}

TEST(SweepSummary, WhatNothingMovesIsSaid) {
    const SweepSummary summary =
        summarise(run_of(plan_of({.kind = DesignKind::Morris, .trajectories = 4, .levels = 4}),
                         [](const SweepPoint&) { return 80.0; }));

    EXPECT_EQ(summary.analyses.front().finding, "Nothing that was varied moves \"Share\".");
}

TEST(SweepSummary, EveryFieldOfAFactorHasTheScenariosOwnValue) {
    ExperimentPlan plan = plan_of({.kind = DesignKind::OneAtATime});
    plan.factors[0].paths = {"pools[a].seats", "pools[b].seats", "run.warm_up_h"};
    plan.factors[0].times = {1.0, 0.5, 1.0};
    SweepRun run = run_of(plan, line);
    const ScenarioBundle room{.text = "pools { name: 'a' seats: 8 } pools { name: 'b' seats: 4 }",
                              .files = {},
                              .digest = {},
                              .sources = {}};
    run.scenario = &room;
    const SweepSummary summary = summarise(std::move(run));

    EXPECT_THAT(summary.baselines.front(), testing::ElementsAre("8", "4", ""));
    const std::string json = to_json(summary);
    EXPECT_THAT(json, HasSubstr("\"path\": \"pools[b].seats\",\n"));
    EXPECT_THAT(json, HasSubstr("\"baseline\": \"4\",\n"));
    EXPECT_THAT(json, HasSubstr("\"times\": 0.5\n"));
}

TEST(SweepSummary, TheTextTellsWhatEachPointWasSetTo) {
    ExperimentPlan plan = plan_of({.kind = DesignKind::Morris, .trajectories = 4, .levels = 4});
    const std::string beside = to_text(summarise(run_of(plan, line)), "elsewhere", {});
    plan.factors[0].name = "a factor whose name is long enough for a whole line of its own";
    plan.factors[1].name = "another of that kind, so that names have no room";
    const std::string below = to_text(summarise(run_of(plan, line)), "elsewhere", {});

    EXPECT_THAT(beside, testing::ContainsRegex("Point +heavy +light +idle +A"));
    EXPECT_THAT(below, testing::ContainsRegex("Point +\\(1\\) +\\(2\\) +\\(3\\)"));
    EXPECT_THAT(below, HasSubstr("  (1)  a factor whose name is long"));
}

TEST(SweepSummary, AStoppedSweepHasPointsAndNoRanking) {
    SweepRun run =
        run_of(plan_of({.kind = DesignKind::Morris, .trajectories = 4, .levels = 4}), line);
    run.outcomes.resize(7);
    const SweepSummary summary = summarise(std::move(run));

    EXPECT_FALSE(summary.is_whole());
    EXPECT_EQ(summary.points.size(), 7U);
    EXPECT_TRUE(summary.analyses.front().finding.empty());
    ASSERT_FALSE(summary.warnings.empty());
    EXPECT_THAT(summary.warnings.front(), HasSubstr("7 of 16 points"));
    EXPECT_THAT(to_text(summary, "elsewhere", {}), Not(HasSubstr("What it comes to")));
}

TEST(SweepSummary, WhatWasNotMeasuredIsLeftOutAndCounted) {
    SweepRun run = run_of(plan_of({.kind = DesignKind::OneAtATime}), line);
    run.outcomes[2].figures.front().reset();
    const SweepSummary summary = summarise(std::move(run));

    ASSERT_FALSE(summary.warnings.empty());
    EXPECT_THAT(summary.warnings.front(), HasSubstr("not measured at 1 of 7 points"));
    EXPECT_THAT(to_json(summary), HasSubstr("\"findings\""));
}

TEST(SweepSummary, ManyPointsAreCutInTheTextAndWholeInTheCsv) {
    ExperimentPlan plan = plan_of({.kind = DesignKind::LatinHypercube, .points = 60});
    const SweepSummary summary = summarise(run_of(plan, line));

    EXPECT_THAT(to_text(summary, "out/sweep.csv", {}), HasSubstr("40 more points: out/sweep.csv."));
    const std::string csv = sweep_csv(summary);
    EXPECT_THAT(csv, HasSubstr("point,heavy,light,idle,share,share.half_width\r\n"));
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 61);
}

TEST(SweepSummary, EveryLineOfTheTextFits) {
    for (const DesignKind kind : {DesignKind::OneAtATime, DesignKind::Morris}) {
        const SweepSummary summary =
            summarise(run_of(plan_of({.kind = kind, .trajectories = 4, .levels = 4}), line));
        const std::string text = to_text(summary, "out/sweep.csv", {});
        std::size_t begin = 0;
        while (begin < text.size()) {
            const std::size_t end = text.find('\n', begin);
            EXPECT_LE(end - begin, 110U) << text.substr(begin, end - begin);  // bytes: ± has two
            begin = end + 1;
        }
    }
}

}  // namespace
}  // namespace fcr
