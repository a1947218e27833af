#include "sim/report/controlled.hpp"

#include "sim/report/comparison.hpp"
#include "sim/report/comparison_text.hpp"
#include "sim/report/headlines.hpp"
#include "sim/report/json.hpp"
#include "sim/report/precision_target.hpp"
#include "sim/report/text.hpp"
#include "tests/unit/report/tiny_run.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <vector>

namespace fcr::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::uint64_t kReplications = 120;

FinishedRun controlled_run() {
    FinishedRun done = run(tiny_scenario(), {.replications = kReplications});
    CallerWork work(*done.compiled, done.request.seed);
    done.summary.controlled =
        control_figures(*done.compiled, done.result, done.request.confidence, work);
    return done;
}

const ControlledFigure& figure_of(const RunSummary& summary, const std::string& id) {
    const auto& figures = summary.controlled->figures;
    return *std::ranges::find(figures, id, &ControlledFigure::id);
}

TEST(Controlled, HasEveryFigureOfLinesAndIndicatorsPlainAndCorrected) {
    const FinishedRun done = controlled_run();
    const ControlledSummary& controlled = *done.summary.controlled;

    EXPECT_THAT(controlled.by.lines, testing::ElementsAre("999", "101"));
    EXPECT_EQ(controlled.by.parts, 6U);
    ASSERT_EQ(controlled.figures.size(), 8U + done.summary.kpis.size());
    const ControlledFigure& abandoned = figure_of(done.summary, "abandoned_101");
    EXPECT_EQ(abandoned.plain->value, done.summary.kpis[*abandoned.kpi].value->value);
    EXPECT_GT(*abandoned.worth, 1.2);
    EXPECT_LT(*abandoned.corrected->half_width, *abandoned.plain->half_width);
    EXPECT_LT(std::fabs(abandoned.corrected->value - abandoned.plain->value),
              2.0 * *abandoned.plain->half_width);
}

TEST(Controlled, IsToldBesideThePlainFiguresAndChangesNoneOfThem) {
    const FinishedRun done = controlled_run();
    RunSummary plain = done.summary;
    plain.controlled.reset();

    const std::string text = to_text(done.summary, {});

    EXPECT_THAT(text, HasSubstr("With control variates"));
    EXPECT_THAT(text,
                HasSubstr("Corrected by the work of the callers of 999 in 6 parts of the measured "
                          "span"));
    EXPECT_THAT(to_text(plain, {}), Not(HasSubstr("ontrol variates")));
    EXPECT_THAT(to_json(done.summary, "1"), HasSubstr("\"variance_ratio\""));
    EXPECT_THAT(to_json(plain, "1"), Not(HasSubstr("controlled")));
    EXPECT_EQ(done.summary.kpis[0].value->value, plain.kpis[0].value->value);
}

TEST(Controlled, IsWhatAPrecisionIsAskedOf) {
    FinishedRun done = controlled_run();
    const ControlledFigure& abandoned = figure_of(done.summary, "abandoned_101");
    const double between = (*abandoned.corrected->half_width + *abandoned.plain->half_width) / 2.0;
    const std::vector<PrecisionTarget> targets{{.kpi = *abandoned.kpi, .half_width = between}};
    const LookSchedule schedule;

    EXPECT_EQ(look_at(done.summary, targets, schedule, kReplications).verdict,
              PrecisionVerdict::Reached);
    done.summary.precision =
        precision_of(targets, look_at(done.summary, targets, schedule, kReplications));
    EXPECT_EQ(headlines(done.summary, *done.compiled)[0].value->value, abandoned.corrected->value);
    done.summary.controlled.reset();
    EXPECT_EQ(look_at(done.summary, targets, schedule, kReplications).verdict,
              PrecisionVerdict::GoOn);
}

TEST(Controlled, IsNothingOfTooFewReplications) {
    const FinishedRun done = run(tiny_scenario(), {.replications = 19});
    CallerWork work(*done.compiled, done.request.seed);

    EXPECT_TRUE(control_figures(*done.compiled, done.result, 0.95, work).figures.empty());
    EXPECT_THAT(why_no_controls(work, 19).value(), HasSubstr("need 20 replications or more"));
    EXPECT_FALSE(why_no_controls(work, 20));
}

ComparisonSummary compare_runs(const std::vector<FinishedRun>& runs, bool control_variates) {
    std::vector<ComparedScenario> compared;
    for (const FinishedRun& of : runs) {
        compared.push_back({.name = "scenario_" + std::to_string(compared.size()),
                            .file = "tiny.txtpb",
                            .scenario = of.scenario,
                            .compiled = *of.compiled,
                            .result = of.result});
    }
    return compare_runs(
        compared, {.run = {.replications = kReplications}, .control_variates = control_variates});
}

TEST(Controlled, CorrectsDifferencesOfAComparison) {
    std::vector<FinishedRun> runs;
    runs.push_back(run(tiny_scenario(), {.replications = kReplications}));
    runs.push_back(run(tiny_scenario().pool("third", {.seats = 1, .skills = {"crime", "advice"}}),
                       {.replications = kReplications}));

    const ComparisonSummary plain = compare_runs(runs, false);
    const ComparisonSummary corrected = compare_runs(runs, true);

    EXPECT_FALSE(plain.controlled_by);
    EXPECT_EQ(corrected.controlled_by->parts, 6U);
    const auto difference_of = [](const ComparisonSummary& summary) {
        const auto figure =
            std::ranges::find(summary.figures, "abandoned_101", &ComparedFigure::id);
        return *figure->values[1].difference;
    };
    const PairedDifference before = difference_of(plain);
    const PairedDifference after = difference_of(corrected);
    EXPECT_FALSE(before.controls_ratio);
    EXPECT_GT(after.controls_ratio.value(), 1.0);
    EXPECT_LT(*after.difference.half_width, *before.difference.half_width);
    EXPECT_THAT(to_text(corrected), HasSubstr("controls"));
    EXPECT_THAT(to_text(plain), Not(HasSubstr("controls")));
    EXPECT_THAT(comparison_csv(corrected), HasSubstr(",controls_ratio"));
    EXPECT_THAT(comparison_csv(plain), Not(HasSubstr("controls_ratio")));
}

TEST(Controlled, TakesTheWorkOfBothWhereCallersDiffer) {
    std::vector<FinishedRun> runs;
    runs.push_back(run(tiny_scenario(), {.replications = kReplications}));
    runs.push_back(run(ScenarioBuilder(tiny_scenario()).line("text", {.per_hour = 5.0}),
                       {.replications = kReplications}));
    CallerWork one(*runs[0].compiled, 1);
    CallerWork same(*runs[0].compiled, 1);
    CallerWork other(*runs[1].compiled, 1);

    EXPECT_EQ(controls_between(one, same, runs[0].result.replications).used(), 12U);
    EXPECT_EQ(controls_between(one, other, runs[0].result.replications).used(), 6U);
}

}  // namespace
}  // namespace fcr::test
