// Which figures a sweep reports, and what their replications come to.
#include "sim/report/sweep_figures.hpp"

#include "tests/unit/report/tiny_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace fcr::test {
namespace {

using testing::ElementsAre;

std::vector<std::string> ids(const std::vector<SweepFigure>& figures) {
    std::vector<std::string> ids;
    for (const SweepFigure& figure : figures) {
        ids.push_back(figure.id);
    }
    return ids;
}

TEST(SweepFigures, ALineThatNobodyAskedForIsThereAllTheSame) {
    const FinishedRun one = run(tiny_scenario());
    ExperimentPlan plan;
    plan.kpis = {"national"};

    EXPECT_THAT(ids(sweep_figures(plan, *one.compiled)),
                ElementsAre("national", "101.answered_percent", "101.mean_wait_s"));
}

TEST(SweepFigures, AreThoseOfTheRunAndTheMeansOfTheirReplications) {
    const FinishedRun one = run(tiny_scenario());
    ExperimentPlan plan;
    plan.kpis = {"abandoned_101", "mean_wait_101", "p90_101", "longest_101", "calls_101"};
    const std::vector<SweepFigure> figures = sweep_figures(plan, *one.compiled);

    const PointOutcome outcome = point_outcome(
        figures, {.compiled = *one.compiled, .result = one.result, .summary = one.summary}, true);

    ASSERT_EQ(outcome.figures.size(), 7U);  // and 999's share answered and mean wait
    for (std::size_t row = 0; row < figures.size(); ++row) {
        ASSERT_TRUE(outcome.figures[row].has_value()) << figures[row].id;
        const std::vector<double>& numbers = outcome.replications[row];
        ASSERT_EQ(numbers.size(), 4U);
        const double mean = std::accumulate(numbers.begin(), numbers.end(), 0.0) / 4.0;
        EXPECT_NEAR(mean, outcome.figures[row]->value, 1e-9 * std::max(1.0, std::abs(mean)))
            << figures[row].id;
    }
    EXPECT_EQ(outcome.figures[0]->value, one.summary.kpis[2].value->value);
}

TEST(SweepFigures, WhatAPointDoesNotHaveIsNotMeasured) {
    const FinishedRun one = run(tiny_scenario());
    const std::vector<SweepFigure> figures{
        {.id = "of_another_room", .title = {}, .line = {}, .words = {}}};

    const PointOutcome outcome = point_outcome(
        figures, {.compiled = *one.compiled, .result = one.result, .summary = one.summary}, true);

    EXPECT_FALSE(outcome.figures.front().has_value());
    EXPECT_TRUE(std::isnan(outcome.replications.front().front()));
}

}  // namespace
}  // namespace fcr::test
