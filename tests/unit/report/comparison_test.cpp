#include "sim/report/comparison.hpp"

#include "sim/report/comparison_text.hpp"
#include "tests/support/rosters.hpp"
#include "tests/unit/report/tiny_run.hpp"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace fcr::test {
namespace {

using testing::Contains;
using testing::HasSubstr;

constexpr std::int64_t kHourUs = 3'600'000'000;

KpiDefinition percentile_of_101() {
    KpiDefinition kpi = kpi_of_type(KpiType::Percentile, 1);
    kpi.percentile = 0.9;
    return kpi;
}

ScenarioBuilder room() {
    return ScenarioBuilder()
        .line("999", {})
        .line("101", {.emergency = false})
        .pool("in_house", {.seats = 2})
        .kpi("p90_101", percentile_of_101())
        .kpi("calls_101", kpi_of_type(KpiType::Count, 1));
}

/// A scenario with results written by hand.
class HandMade {
public:
    explicit HandMade(std::string name, const ScenarioBuilder& builder = room())
        : name_(std::move(name)),
          scenario_(builder.build()),
          compiled_(std::make_unique<CompiledScenario>(*compile(scenario_))) {
        result_.totals = std::make_unique<Recorder>(*compiled_);
    }

    /// One more replication in which nothing happens.
    ReplicationResult& add() {
        ReplicationResult& replication = result_.replications.emplace_back();
        replication.number = result_.replications.size() - 1;
        replication.populations.resize(result_.totals->populations());
        replication.kpis.resize(compiled_->kpis.size());
        return replication;
    }

    /// One more, with so many answered of so many calls of a line.
    HandMade& add(LineId line, std::int64_t answered, std::int64_t offered) {
        Rollup& rollup = add().populations[result_.totals->population(line).index()];
        rollup.calls.answered = answered;
        rollup.calls.abandoned = offered - answered;
        return *this;
    }

    Rollup& pool(ReplicationResult& replication) {
        return replication.populations[result_.totals->population(PoolId{0}).index()];
    }

    [[nodiscard]] ComparedScenario compared() const {
        return {.name = name_,
                .file = name_ + ".txtpb",
                .scenario = scenario_,
                .compiled = *compiled_,
                .result = result_};
    }

private:
    std::string name_;
    Scenario scenario_;
    std::unique_ptr<CompiledScenario> compiled_;
    ExperimentResult result_;
};

ComparisonSummary compare(const HandMade& baseline,
                          const HandMade& other,
                          ComparisonRequest request = {}) {
    request.run.replications = baseline.compared().result.replications.size();
    return compare_runs(std::vector{baseline.compared(), other.compared()}, request);
}

const ComparedFigure& figure(const ComparisonSummary& summary, const std::string& id) {
    for (const ComparedFigure& found : summary.figures) {
        if (found.id == id) {
            return found;
        }
    }
    ADD_FAILURE() << "there is no figure " << id;
    return summary.figures.front();
}

HandMade eighty_percent() {
    HandMade made("today");
    made.add(LineId{0}, 80, 100).add(LineId{0}, 90, 100);
    made.add(LineId{0}, 70, 100).add(LineId{0}, 96, 120);
    return made;
}

HandMade some_more() {
    HandMade made("more");
    made.add(LineId{0}, 84, 100).add(LineId{0}, 92, 100);
    made.add(LineId{0}, 78, 100).add(LineId{0}, 108, 120);
    return made;
}

// 336 and 362 of 420 calls. The residuals' difference has a standard error of 0.0187536, and a
// Student variable of 3 degrees of freedom lies beyond 3.3009 on either side with 4.57 %. Both
// sides alone have variances of 0.0060469 and 0.0038256.
TEST(Comparison, OfTwoSharesIsAsWorkedByHand) {
    const ComparisonSummary summary = compare(eighty_percent(), some_more());

    const ComparedFigure& answered = figure(summary, "999.answered_percent");
    EXPECT_NEAR(answered.values[0].value->value, 80.0, 1e-12);
    EXPECT_NEAR(answered.values[1].value->value, 86.1904762, 1e-6);
    EXPECT_FALSE(answered.values[0].difference);
    const PairedDifference& paired = *answered.values[1].difference;
    EXPECT_NEAR(paired.difference.value, 6.1904762, 1e-6);
    EXPECT_NEAR(*paired.difference.half_width, 5.9682986, 1e-6);
    EXPECT_NEAR(*paired.p_value, 0.0457020, 1e-6);
    EXPECT_NEAR(*paired.gain->variance_ratio, 7.0175439, 1e-6);
    EXPECT_EQ(figure(summary, "999.abandoned_percent").better, BetterWhen::Smaller);
}

// Of 999 answered and abandoned have p-values of 4.57 % each, mean wait and below 10 s of 1, and
// so has the count of 101, which is 0 on both sides. 101 has no call, so no share of it has any.
TEST(Comparison, DecidesAllDifferencesTogether) {
    const ComparisonSummary summary = compare(eighty_percent(), some_more());

    EXPECT_EQ(summary.comparisons, 5);
    const ComparedValue& answered = figure(summary, "999.answered_percent").values[1];
    EXPECT_NEAR(*answered.adjusted_p, 5 * 0.0457020, 1e-5);
    EXPECT_FALSE(answered.differs);
    EXPECT_EQ(*figure(summary, "999.mean_wait_s").values[1].adjusted_p, 1.0);
    EXPECT_FALSE(figure(summary, "101.answered_percent").values[1].difference);
    EXPECT_THAT(to_text(summary), HasSubstr("correction for all 5"));
    EXPECT_THAT(to_text(summary), HasSubstr("101 answered, %"));
}

// Both variances add up to 0.0098724. Unpaired, 12 replications of each have Welch's 20.9 degrees
// of freedom, t 2.0801 and a half width of 5.9663 points; 11 have 6.27. Paired, 4 have 5.9683.
TEST(Comparison, TellsWhatPairingWasWorth) {
    const ComparisonSummary summary = compare(eighty_percent(), some_more());

    const auto& gain = figure(summary, "999.answered_percent").values[1].difference->gain;
    EXPECT_EQ(*gain->unpaired_replications, 12);
    ASSERT_TRUE(summary.pairing);
    EXPECT_EQ(summary.pairing->differences, 2);
    EXPECT_DOUBLE_EQ(summary.pairing->median, 3.0);
    EXPECT_THAT(to_text(summary), HasSubstr("Pairing: "));
}

TEST(Comparison, OfAScenarioWithItselfIsExactlyNothing) {
    const FinishedRun once = run(tiny_scenario(), {.replications = 6});
    const auto with_name = [&](const char* name) {
        return ComparedScenario{.name = name,
                                .file = "tiny",
                                .scenario = once.scenario,
                                .compiled = *once.compiled,
                                .result = once.result};
    };

    const ComparisonSummary summary =
        compare_runs(std::vector{with_name("a"), with_name("b")}, {.run = {.replications = 6}});

    for (const ComparedFigure& found : summary.figures) {
        ASSERT_TRUE(found.values[1].difference) << found.id;
        EXPECT_EQ(found.values[1].difference->difference.value, 0.0) << found.id;
        EXPECT_EQ(*found.values[1].difference->difference.half_width, 0.0) << found.id;
        EXPECT_EQ(*found.values[1].adjusted_p, 1.0) << found.id;
        EXPECT_FALSE(found.values[1].differs) << found.id;
    }
    EXPECT_EQ(summary.resources[1].difference->seat_hours->value, 0.0);
    EXPECT_FALSE(summary.pairing);
}

TEST(Comparison, HasTheFiguresOfTheRunsThemselves) {
    const FinishedRun first = run(tiny_scenario(), {.replications = 6});
    const FinishedRun second = run(tiny_scenario().pool("late", {.seats = 1}), {.replications = 6});
    const auto compared = [](const char* name, const FinishedRun& of) {
        return ComparedScenario{.name = name,
                                .file = name,
                                .scenario = of.scenario,
                                .compiled = *of.compiled,
                                .result = of.result};
    };

    const ComparisonSummary summary = compare_runs(
        std::vector{compared("a", first), compared("b", second)}, {.run = {.replications = 6}});

    for (const KpiSummary& kpi : second.summary.kpis) {
        const Figure& value = figure(summary, kpi.id).values[1].value;
        EXPECT_DOUBLE_EQ(value->value, kpi.value->value) << kpi.id;
        EXPECT_DOUBLE_EQ(*value->half_width, *kpi.value->half_width) << kpi.id;
    }
    const CallFigures& line = second.summary.lines[1].figures;
    EXPECT_DOUBLE_EQ(figure(summary, "101.mean_wait_s").values[1].value->value,
                     line.force_clock.mean_s->value);
    EXPECT_DOUBLE_EQ(figure(summary, "101.below_10s_percent").values[1].value->value,
                     line.below_10s_percent->value);
}

TEST(Comparison, LeavesOutReplicationsInWhichASideWasNotMeasured) {
    HandMade today("today");
    HandMade more("more");
    for (const std::int64_t seconds : {10, -1, 30, 50}) {
        today.add().kpis[0].percentile_us = seconds < 0 ? -1 : seconds * 1'000'000;
    }
    for (const std::int64_t seconds : {9, 400, -1, 47}) {
        more.add().kpis[0].percentile_us = seconds < 0 ? -1 : seconds * 1'000'000;
    }

    const ComparisonSummary summary = compare(today, more);

    const ComparedFigure& p90 = figure(summary, "p90_101");

    EXPECT_NEAR(p90.values[0].value->value, 30.0, 1e-12);
    EXPECT_NEAR(p90.values[1].value->value, 152.0, 1e-12);
    EXPECT_NEAR(p90.values[1].difference->difference.value, -2.0, 1e-12);
}

TEST(Comparison, ComparesOnlyWhatAllScenariosHave) {
    KpiDefinition other_percentile = percentile_of_101();
    other_percentile.percentile = 0.95;
    HandMade today("today");
    HandMade other("other",
                   ScenarioBuilder()
                       .line("999", {})
                       .line("111", {.emergency = false})
                       .pool("in_house", {.seats = 2})
                       .kpi("p90_101", other_percentile)
                       .kpi("mean_111", kpi_of_type(KpiType::MeanWait, 1)));
    today.add();
    other.add();

    const ComparisonSummary summary = compare(today, other);

    ASSERT_EQ(summary.figures.size(), 4);
    EXPECT_EQ(summary.figures[0].id, "999.answered_percent");
    EXPECT_THAT(summary.warnings, Contains(HasSubstr("the line 101")));
    EXPECT_THAT(summary.warnings, Contains(HasSubstr("the line 111")));
    EXPECT_THAT(summary.warnings, Contains(HasSubstr("p90_101 is not defined alike")));
    EXPECT_THAT(summary.warnings, Contains(HasSubstr("the indicator calls_101")));
    EXPECT_THAT(summary.warnings, Contains(HasSubstr("the indicator mean_111")));
    EXPECT_THAT(summary.warnings, Contains(HasSubstr("One replication")));
}

// One measured hour with two people on duty throughout: 2 x 168 h a week over 37 h.
TEST(Comparison, HasHoursPeopleAndPoundsOfSeats) {
    HandMade today("today");
    HandMade more("more");
    today.pool(today.add()).seats.on_duty_us = 2 * kHourUs;
    more.pool(more.add()).seats.on_duty_us = 3 * kHourUs;

    const ComparisonSummary summary =
        compare(today, more, {.prices = {{.employer = "force", .pounds = 24.5}}});

    const Resources& use = summary.resources[0].use;
    EXPECT_DOUBLE_EQ(use.seat_hours->value, 2.0);
    EXPECT_NEAR(use.fte->value, 9.0810811, 1e-6);
    EXPECT_FALSE(use.overtime_hours);
    EXPECT_DOUBLE_EQ(use.pounds->value, 49.0);
    EXPECT_DOUBLE_EQ(summary.resources[1].difference->seat_hours->value, 1.0);
    EXPECT_DOUBLE_EQ(summary.resources[1].difference->pounds->value, 24.5);
    EXPECT_FALSE(summary.resources[0].difference);
    EXPECT_THAT(summary.cost_basis, HasSubstr("force 24.50 an hour"));
    EXPECT_THAT(summary.fte_basis, HasSubstr("37 h a week"));
}

TEST(Comparison, SaysThatNothingIsPriced) {
    HandMade today("today");
    HandMade more("more");
    today.add();
    more.add();

    const ComparisonSummary none = compare(today, more);
    const ComparisonSummary other =
        compare(today, more, {.prices = {{.employer = "Acme", .pounds = 20.0}}});

    EXPECT_THAT(to_text(none), HasSubstr("not priced"));
    EXPECT_FALSE(other.resources[0].use.pounds);
    EXPECT_THAT(other.warnings, Contains(HasSubstr("no price for its employer force")));
}

// Somebody of 40 contract hours a week: 6 h on duty, 1 h of breaks of which half is a meal, half an
// hour of overtime; 1 h was lost to absence and 2 h to leave. Paid are 6.5 h, and 9 h of a day are
// 63 of a week.
TEST(Comparison, HasPaidHoursAndOvertimeOfARoster) {
    People people;
    people.contract_hours_week = 40.0;
    const auto builder =
        ScenarioBuilder()
            .line("999", {.per_hour = 1.0})
            .pool("people",
                  {.staff =
                       Staff{every_day(1, std::chrono::hours{8}, std::chrono::hours{8}), people}})
            .measured(std::chrono::hours{24});
    HandMade today("today", builder);
    HandMade more("more", builder);
    SeatTally& seats = today.pool(today.add()).seats;
    seats.on_duty_us = 6 * kHourUs;
    seats.rostered_us = 6 * kHourUs;
    seats.break_us = kHourUs;
    seats.meal_us = kHourUs / 2;
    seats.overrun_us = kHourUs / 2;
    seats.absent_us = kHourUs;
    seats.leave_us = 2 * kHourUs;
    more.pool(more.add()).seats = seats;

    const ComparisonSummary summary =
        compare(today, more, {.prices = {{.employer = "force", .pounds = 20.0}}});

    const Resources& use = summary.resources[0].use;
    EXPECT_DOUBLE_EQ(use.seat_hours->value, 6.0);
    EXPECT_DOUBLE_EQ(use.overtime_hours->value, 0.5);
    EXPECT_DOUBLE_EQ(use.pounds->value, 130.0);
    EXPECT_DOUBLE_EQ(use.fte->value, 9.0 * 7.0 / 40.0);
    EXPECT_THAT(summary.fte_basis, HasSubstr("their own contract hours"));
}

// As t of 3 degrees of freedom at 95 % is 2.3534 and the difference's standard deviation 3.7507
// points, a zone of 1 point needs ceil((2.3534 x 3.7507)^2) = 78 replications.
TEST(Comparison, RanksAndSaysWhenThereAreTooFewReplications) {
    const ComparisonRequest request{.rank = RankRequest{.figure = "999.answered_percent",
                                                        .indifference_zone = 1.0,
                                                        .first_stage = 4},
                                    .replications_max = 4};

    const ComparisonSummary summary = compare(eighty_percent(), some_more(), request);

    ASSERT_TRUE(summary.ranking);
    const Ranking& ranking = summary.ranking->ranking;
    EXPECT_EQ(ranking.order.front().system, 1);
    EXPECT_EQ(*ranking.replications_needed, 78);
    EXPECT_FALSE(ranking.enough_replications);
    EXPECT_THAT(summary.warnings, Contains(HasSubstr("needs 78 replications")));
    EXPECT_THAT(summary.warnings, Contains(HasSubstr("--replications-max")));
    EXPECT_THAT(to_text(summary), HasSubstr("1. more: has the best figure"));
    const HandMade today = eighty_percent();
    const HandMade more = some_more();
    EXPECT_EQ(replications_to_rank(std::vector{today.compared(), more.compared()}, request), 78);
}

TEST(Comparison, RanksByNoCountOfCalls) {
    const HandMade today("today");
    const CompiledScenario* const scenario = &today.compared().compiled;

    const auto figures = rankable_figures(std::vector{scenario, scenario});

    EXPECT_EQ(figures.front().id, "999.answered_percent");
    EXPECT_TRUE(figures.front().has_better);
    EXPECT_EQ(figures.back().id, "calls_101");
    EXPECT_FALSE(figures.back().has_better);
}

TEST(Comparison, WritesARowForEveryFigureAndScenario) {
    const std::string csv = comparison_csv(compare(eighty_percent(), some_more()));

    EXPECT_THAT(
        csv, HasSubstr("\r\n999.answered_percent,999 answered,999,PERCENT,HIGHER,more,86.1905,"));
    EXPECT_THAT(csv, HasSubstr("\r\n101.mean_wait_s,101 mean wait,101,SECONDS,LOWER,today,,,,,"));
    EXPECT_THAT(csv, HasSubstr("\r\npounds,,,POUNDS,,more,,,,,"));
}

}  // namespace
}  // namespace fcr::test
