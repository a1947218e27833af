#include "sim/calibration/calibration.hpp"

#include "known_response.hpp"
#include "sim/calibration/target_verdict.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace fcr::test {
namespace {

CalibrationPlan plan_of(std::vector<Factor> parameters, std::vector<CalibrationTarget> targets) {
    CalibrationPlan plan;
    plan.parameters = std::move(parameters);
    plan.targets = std::move(targets);
    plan.replications = 40;
    plan.check_replications = 80;
    plan.seed = 20'261'126;
    return plan;
}

double best(const Calibration& calibration, std::size_t parameter) {
    return *calibration.best().point[parameter].number;
}

/// A curved response of two numbers that two targets tell apart.
std::vector<double> two_of_two(const std::vector<double>& at) {
    return {100.0 * std::exp(-at[0] / 300.0) + 0.02 * at[1], 5.0 * at[1] / (at[0] + 100.0)};
}

TEST(Calibration, KnownNumbersAreRecovered) {
    const std::vector<double> truth = two_of_two({420.0, 600.0});
    const CalibrationPlan plan =
        plan_of({parameter("talk", 200.0, 800.0), parameter("patience", 100.0, 1500.0)},
                {target(truth[0], 1.0), target(truth[1], 0.2)});
    KnownResponse model(two_of_two, 0.02);
    const Calibration found = calibrate(plan, model, 0.95);
    EXPECT_NEAR(best(found, 0), 420.0, 3.0);
    EXPECT_NEAR(best(found, 1), 600.0, 10.0);
    EXPECT_LT(found.best().misfit.value, 0.01);
    EXPECT_FALSE(found.stopped);
    EXPECT_TRUE(found.is_checked);
    EXPECT_LE(found.search_points, plan.budget.points);
    EXPECT_LE(found.replications(plan), replications_max(plan));
    EXPECT_TRUE(found.identifiability->alike.empty());
    EXPECT_TRUE(found.identifiability->idle.empty());
    EXPECT_FALSE(is_ambiguous(found));
}

TEST(Calibration, WholeNumbersAreFoundBesideOthers) {
    const Response response = [](const std::vector<double>& at) {
        return std::vector{10.0 * at[0] + 0.05 * at[2], 4.0 * at[1] - at[0], 0.1 * at[2]};
    };
    const std::vector<double> truth = response({8.0, 9.0, 460.0});
    const CalibrationPlan plan =
        plan_of({parameter("day", 4.0, 14.0, true),
                 parameter("evening", 4.0, 14.0, true),
                 parameter("talk", 300.0, 600.0)},
                {target(truth[0], 2.0), target(truth[1], 1.0), target(truth[2], 1.0)});
    KnownResponse model(response, 0.01);
    const Calibration found = calibrate(plan, model, 0.95);
    EXPECT_EQ(best(found, 0), 8.0);
    EXPECT_EQ(best(found, 1), 9.0);
    EXPECT_NEAR(best(found, 2), 460.0, 2.0);
}

TEST(Calibration, APairThatActsAsOneIsNamed) {
    // Only the work, calls times seconds, tells.
    const Response response = [](const std::vector<double>& at) {
        const double work = at[0] * at[1] / 1000.0;
        return std::vector{work, std::sqrt(work)};
    };
    const CalibrationPlan plan =
        plan_of({parameter("calls", 200.0, 900.0), parameter("seconds", 200.0, 900.0)},
                {target(240.0, 10.0), target(std::sqrt(240.0), 0.5)});
    KnownResponse model(response, 0.02);
    const Calibration found = calibrate(plan, model, 0.95);
    EXPECT_LT(found.best().misfit.value, 0.01);
    ASSERT_EQ(found.identifiability->alike.size(), 1U);
    const AlikePair& pair = found.identifiability->alike.front();
    EXPECT_EQ(pair.first, 0U);
    EXPECT_EQ(pair.second, 1U);
    EXPECT_GT(pair.cosine, 0.999);
    // To first order one unit of the first is undone by minus seconds over calls of the second.
    EXPECT_NEAR(pair.undoes, -best(found, 1) / best(found, 0), 0.05 * std::abs(pair.undoes));
    EXPECT_EQ(hold_of(found.identifiability->least_held()), Hold::None);
    EXPECT_TRUE(is_ambiguous(found));
    // The valley is followed from 267 (240,000 / 900) to the other end of the range.
    EXPECT_LT(found.stretch->low, 320.0);
    EXPECT_GT(found.stretch->high, 850.0);
    // And points far apart on it are shown as fits of their own.
    EXPECT_TRUE(std::ranges::any_of(found.fits, [&](const CheckedFit& fit) {
        return fit.is_near_equal() && distance(fit.point, found.best().point) > 0.25;
    }));
}

TEST(Calibration, AParameterThatMovesNothingIsNamed) {
    const Response response = [](const std::vector<double>& at) { return std::vector{at[0]}; };
    const CalibrationPlan plan =
        plan_of({parameter("talk", 0.0, 100.0), parameter("idle", 0.0, 10.0)}, {target(40.0, 1.0)});
    KnownResponse model(response, 0.1);
    const Calibration found = calibrate(plan, model, 0.95);
    EXPECT_NEAR(best(found, 0), 40.0, 0.3);
    EXPECT_EQ(found.identifiability->idle, std::vector<std::size_t>{1});
    EXPECT_FALSE(found.identifiability->condition);
    EXPECT_DOUBLE_EQ(found.identifiability->half_widths[1], 10.0);
    EXPECT_DOUBLE_EQ(found.stretch->low, 0.0);
    EXPECT_DOUBLE_EQ(found.stretch->high, 10.0);
    EXPECT_TRUE(found.stretch->to_low_end && found.stretch->to_high_end);
}

TEST(Calibration, TheSameAgainIsTheSame) {
    const std::vector<double> truth = two_of_two({420.0, 600.0});
    const CalibrationPlan plan =
        plan_of({parameter("talk", 200.0, 800.0), parameter("patience", 100.0, 1500.0)},
                {target(truth[0], 1.0), target(truth[1], 0.2)});
    KnownResponse first_model(two_of_two, 0.5);
    KnownResponse second_model(two_of_two, 0.5);
    const Calibration first = calibrate(plan, first_model, 0.95);
    const Calibration second = calibrate(plan, second_model, 0.95);
    ASSERT_EQ(first.tried.size(), second.tried.size());
    for (std::size_t row = 0; row < first.tried.size(); ++row) {
        EXPECT_EQ(first.tried[row].misfit.value, second.tried[row].misfit.value);
    }
    EXPECT_EQ(first_model.asked, second_model.asked);
}

TEST(Calibration, AStopKeepsTheBestSoFar) {
    const std::vector<double> truth = two_of_two({420.0, 600.0});
    const CalibrationPlan plan =
        plan_of({parameter("talk", 200.0, 800.0), parameter("patience", 100.0, 1500.0)},
                {target(truth[0], 1.0), target(truth[1], 0.2)});
    for (const std::size_t points : {1U, 30U, 90U, 310U}) {
        KnownResponse model(two_of_two, 0.02);
        model.stop_after = points;
        const Calibration found = calibrate(plan, model, 0.95);
        EXPECT_TRUE(found.stopped) << points;
        ASSERT_FALSE(found.fits.empty()) << points;
        EXPECT_FALSE(found.profile) << points;
        for (const TriedPoint& tried : found.tried) {
            EXPECT_TRUE(found.is_checked || tried.misfit.value >= found.best().misfit.value);
        }
    }
    KnownResponse at_once(two_of_two, 0.02);
    at_once.stop_after = 0;
    EXPECT_TRUE(calibrate(plan, at_once, 0.95).fits.empty());
}

TEST(Calibration, RefusedPointsAreCountedAndGoneRound) {
    const std::vector<double> truth = two_of_two({420.0, 600.0});
    const CalibrationPlan plan =
        plan_of({parameter("talk", 200.0, 800.0), parameter("patience", 100.0, 1500.0)},
                {target(truth[0], 1.0), target(truth[1], 0.2)});
    KnownResponse model(two_of_two, 0.02);
    model.refuses = [](const std::vector<double>& at) { return at[0] > 600.0; };
    const Calibration found = calibrate(plan, model, 0.95);
    EXPECT_GT(found.refused, 0U);
    EXPECT_EQ(found.first_refusal, "refused here");
    EXPECT_NEAR(best(found, 0), 420.0, 3.0);
    KnownResponse none(two_of_two, 0.02);
    none.refuses = [](const std::vector<double>&) { return true; };
    const Calibration nothing = calibrate(plan, none, 0.95);
    EXPECT_TRUE(nothing.fits.empty());
    EXPECT_FALSE(nothing.stopped);
}

TEST(Calibration, KnownFitsAreJudgedBesideTheBest) {
    const std::vector<double> truth = two_of_two({420.0, 600.0});
    CalibrationPlan plan =
        plan_of({parameter("talk", 200.0, 800.0), parameter("patience", 100.0, 1500.0)},
                {target(truth[0], 1.0), target(truth[1], 0.2)});
    plan.known = {{.name = "the truth", .values = {420.0, 600.0}, .source = {}},
                  {.name = "another", .values = {300.0, 600.0}, .source = {}}};
    KnownResponse model(two_of_two, 0.02);
    const Calibration found = calibrate(plan, model, 0.95);
    std::vector<bool> near;
    for (const CheckedFit& fit : found.fits) {
        if (fit.origin == FitOrigin::Known) {
            near.push_back(fit.is_near_equal());
        }
    }
    EXPECT_EQ(near, (std::vector{true, false}));
}

TEST(Misfit, ErrorIsThatOfTheReplications) {
    // One target, off by two of its scales, with replications of known spread.
    const std::vector<CalibrationTarget> targets{target(10.0, 2.0)};
    const std::vector<double> samples{13.0, 15.0, 13.0, 15.0};
    const TargetFigures figures{*linearise(samples)};
    const Misfit misfit = misfit_of(targets, figures);
    EXPECT_DOUBLE_EQ(misfit.value, 4.0);
    const double error = std::sqrt(4.0 / 3.0 / 4.0);  // of the mean
    EXPECT_NEAR(misfit.bias, error * error / 4.0, 1e-12);
    EXPECT_NEAR(misfit.standard_error, 2.0 * 2.0 * error / 2.0, 1e-12);
    EXPECT_DOUBLE_EQ(misfit_difference(targets, figures, figures).value, 0.0);
    EXPECT_DOUBLE_EQ(misfit_difference(targets, figures, figures).standard_error, 0.0);
}

TEST(TargetVerdict, TakesTheIntervalIntoAccount) {
    const std::vector<double> samples{9.0, 11.0, 9.0, 11.0};  // mean 10, half width 1.84
    const Linearised figure = *linearise(samples);
    EXPECT_EQ(judge(target(11.0, 3.0), figure, 0.95).verdict, TargetVerdict::Within);
    EXPECT_EQ(judge(target(11.0, 2.0), figure, 0.95).verdict, TargetVerdict::Open);
    EXPECT_EQ(judge(target(15.0, 3.0), figure, 0.95).verdict, TargetVerdict::Outside);
    CalibrationTarget observed = target(11.0, 2.0);
    observed.is_standard_error = true;
    const JudgedTarget judged = judge(observed, figure, 0.95);
    EXPECT_NEAR(judged.limit, 2.0 * 1.959964, 1e-5);
    EXPECT_EQ(judged.verdict, TargetVerdict::Within);
}

}  // namespace
}  // namespace fcr::test
