#include "sim/report/summary.hpp"

#include "sim/report/intervals_csv.hpp"
#include "sim/report/text.hpp"
#include "tests/support/rosters.hpp"
#include "tests/unit/report/tiny_run.hpp"

#include <gmock/gmock.h>

#include <numeric>

namespace fcr::test {
namespace {

using std::chrono::hours;

TEST(Summary, CountsEveryCallOnce) {
    const RunSummary summary = run(tiny_scenario()).summary;
    for (const LineSummary& line : summary.lines) {
        const CallFigures& figures = line.figures;

        EXPECT_NEAR(figures.offered->value,
                    figures.answered->value + figures.abandoned->value + figures.diverted->value +
                        figures.blocked->value + figures.unfinished->value,
                    1e-9);
    }
    // Every answered call was answered by somebody.
    const double by_lines =
        summary.lines[0].figures.answered->value + summary.lines[1].figures.answered->value;
    const double by_employers =
        summary.employers[0].figures.answered->value + summary.employers[1].figures.answered->value;
    EXPECT_NEAR(by_lines, by_employers, 1e-9);
}

// Two people of eight hours with half an hour's meal each, one of them never there.
TEST(Summary, HasHoursOfPeopleWhereThereIsARoster) {
    People rules;
    const Roster roster = every_day(2,
                                    hours{8},
                                    hours{8},
                                    {{.after = hours{3},
                                      .length = std::chrono::minutes{30},
                                      .kind = BreakKind::Meal,
                                      .waves = 2}});
    rules.zero_hours = ZeroHours{.share = 0.5, .accept = 0.0, .first_start = {}};
    const RunSummary summary = run(ScenarioBuilder()
                                       .line("999", {.per_hour = 0.0})
                                       .pool("people", {.staff = Staff{roster, rules}})
                                       .pool("seats", {.seats = 1})
                                       .measured(hours{24}))
                                   .summary;

    ASSERT_TRUE(summary.pools[0].figures.roster);
    const RosterFigures& people = *summary.pools[0].figures.roster;
    EXPECT_DOUBLE_EQ(people.paid_hours->value, 7.5);
    EXPECT_DOUBLE_EQ(people.break_hours->value, 0.5);
    EXPECT_DOUBLE_EQ(people.unfilled_hours->value, 8.0);
    EXPECT_DOUBLE_EQ(people.absent_hours->value, 0.0);
    EXPECT_FALSE(summary.pools[1].figures.roster);
    EXPECT_TRUE(summary.employers[0].figures.roster);
    EXPECT_EQ(*summary.intervals[32].pools[0].on_duty, 1.0);
    EXPECT_EQ(*summary.intervals[44].pools[0].on_break, 1.0);
    EXPECT_FALSE(summary.intervals[44].pools[1].on_break);
    EXPECT_THAT(to_text(summary, {}), testing::HasSubstr("Roster hours a day"));
    EXPECT_THAT(intervals_csv(summary), testing::HasSubstr(",kpi_value,on_break,absent"));
}

TEST(Summary, HasBandsThatAddUpToAHundred) {
    const CallFigures figures = run(tiny_scenario()).summary.lines[0].figures;

    EXPECT_NEAR(figures.below_10s_percent->value + figures.from_10s_to_60s_percent->value +
                    figures.from_60s_percent->value,
                100.0,
                1e-9);
}

TEST(Summary, AddsTheOperatorsFourSecondsOnTheNationalClock) {
    const CallFigures figures = run(tiny_scenario()).summary.lines[0].figures;

    EXPECT_NEAR(
        figures.operator_clock->mean_s->value - figures.force_clock.mean_s->value, 4.0, 1e-9);
}

TEST(Summary, GivesAnOperatorClockOnlyWhereThereIsAnOperator) {
    const RunSummary summary = run(tiny_scenario()).summary;

    EXPECT_TRUE(summary.lines[0].figures.operator_clock);
    EXPECT_FALSE(summary.lines[1].figures.operator_clock);
}

TEST(Summary, GivesRatesForADayOrForAShorterRun) {
    const RunSummary hour = run(ScenarioBuilder().line("999", {.per_hour = 60.0})).summary;
    const RunSummary two_days =
        run(ScenarioBuilder().line("999", {.per_hour = 60.0}).measured(hours{48})).summary;

    EXPECT_EQ(period_words(hour), "in 1 h");
    EXPECT_NEAR(hour.lines[0].figures.offered->value, 60.0, 20.0);
    EXPECT_EQ(period_words(two_days), "a day");
    EXPECT_NEAR(two_days.lines[0].figures.offered->value, 1440.0, 60.0);
}

TEST(Summary, GivesSeatHoursOfTheSeatsThereAre) {
    const RunSummary summary = run(tiny_scenario()).summary;

    EXPECT_NEAR(summary.pools[0].figures.seat_hours->value, 2.0, 1e-9);
    EXPECT_NEAR(summary.employers[1].figures.seat_hours->value, 1.0, 1e-9);
}

TEST(Summary, HoldsTheQuarterHoursThatWereMeasured) {
    const RunSummary hour = run(tiny_scenario()).summary;
    const RunSummary day =
        run(ScenarioBuilder().line("999", {.per_hour = 60.0}).measured(hours{24})).summary;

    EXPECT_EQ(hour.intervals.size(), 4U);
    EXPECT_EQ(hour.intervals[3].from, std::chrono::minutes{45});
    EXPECT_EQ(day.intervals.size(), 96U);
}

TEST(Summary, HasQuarterHoursThatAddUpToTheDay) {
    const RunSummary summary =
        run(ScenarioBuilder().line("999", {.per_hour = 30.0}).measured(hours{72})).summary;
    double offered = 0.0;
    double on_duty = 0.0;
    for (const IntervalSummary& interval : summary.intervals) {
        offered += *interval.lines[0].offered;
        on_duty += *interval.pools[0].on_duty / 4.0;
    }

    EXPECT_NEAR(offered, summary.lines[0].figures.offered->value, 1e-9);
    EXPECT_NEAR(on_duty, summary.pools[0].figures.seat_hours->value, 1e-9);
}

TEST(Summary, JudgesIndicatorsBesideWhatWasPublished) {
    const RunSummary summary = run(tiny_scenario()).summary;

    const PublishedSummary& national = summary.published[0];
    EXPECT_NEAR(*national.difference, summary.kpis[0].value->value - 70.0, 1e-12);
    EXPECT_EQ(*national.within, std::abs(*national.difference) <= 10.0);
    EXPECT_FALSE(summary.published[1].within);  // no tolerance was agreed
    EXPECT_FALSE(*summary.published[2].within);
}

TEST(Summary, OfAChangedScenarioSaysSoAndJudgesNothingByWhatWasPublished) {
    RunSummary summary = run(tiny_scenario()).summary;
    tell_changes(summary, {});
    EXPECT_TRUE(summary.published[0].within);

    tell_changes(summary, {"pools[in_house].seats=12", "run.measured_h=2"});

    EXPECT_FALSE(summary.published[0].within);
    EXPECT_TRUE(summary.published[0].difference);
    const std::string text = to_text(summary, {});
    EXPECT_THAT(text, testing::HasSubstr(summary.title + ", changed\n"));
    EXPECT_THAT(text, testing::HasSubstr("Published of the scenario unchanged"));
    EXPECT_THAT(text,
                testing::HasSubstr("The scenario was changed by --set: pools[in_house].seats=12, "
                                   "run.measured_h=2."));
    EXPECT_THAT(text, testing::Not(testing::HasSubstr("Beside published figures")));
    EXPECT_THAT(text, testing::Not(testing::HasSubstr("within")));
}

TEST(Summary, OfSeveralDaysSaysThatQuarterHoursAreAverages) {
    const auto warnings_of = [](int days) {
        return run(ScenarioBuilder()
                       .line("999", {.per_hour = 1.0})
                       .pool("seats", {.seats = 1})
                       .measured(hours{24 * days}))
            .summary.warnings;
    };
    const std::string words =
        "Figures by quarter-hour are averages over the 3 days of the measured part.";

    EXPECT_THAT(warnings_of(3), testing::Contains(words));
    EXPECT_THAT(warnings_of(1), testing::Not(testing::Contains(words)));
}

TEST(Summary, SumsAnIndicatorsWorkingOverTheReplications) {
    const RunSummary summary = run(tiny_scenario()).summary;
    const KpiSummary& national = summary.kpis[0];

    EXPECT_EQ(national.ratio->numerator, national.counts.answered_within);
    EXPECT_EQ(national.ratio->denominator, national.counts.answered);
    EXPECT_NEAR(national.value->value, 100.0 * national.ratio->value(), 1e-9);
    EXPECT_FALSE(summary.kpis[4].ratio) << "a percentile is no ratio";
}

TEST(Summary, TellsWhatItsIndicatorsMean) {
    const RunSummary summary = run(tiny_scenario()).summary;

    EXPECT_EQ(summary.kpis[0].words,
              "999: answered in under 10 s of the operator's connecting, as a share of the calls "
              "answered");
    EXPECT_EQ(summary.kpis[0].codes, "F1_ANSWERED_ONLY OPERATOR_CONNECT LT 10 s");
    EXPECT_EQ(summary.kpis[2].codes, "AB1");
    EXPECT_EQ(summary.kpis[4].words,
              "101: 90 % of answered calls waited no longer, from reaching "
              "the force");
}

TEST(Summary, WarnsOfUnfinishedCalls) {
    const RunSummary summary = run(ScenarioBuilder()
                                       .line("999", {.per_hour = 60.0})
                                       .pool("in_house", {.seats = 1})
                                       .drain_max(std::chrono::minutes{1}))
                                   .summary;

    EXPECT_THAT(summary.warnings, testing::Contains(testing::HasSubstr("had not ended")));
}

TEST(Summary, WarnsThatOneLineHasNoOther) {
    EXPECT_THAT(run(ScenarioBuilder().line("999")).summary.warnings,
                testing::Contains(testing::HasSubstr("No non-emergency line")));
    EXPECT_THAT(run(tiny_scenario()).summary.warnings, testing::IsEmpty());
}

TEST(Summary, WarnsOfTheMalformedFormula) {
    KpiDefinition malformed = service_level_kpi(0, ClockStart::NetworkArrive);
    malformed.formula = ServiceLevelFormula::F7MalformedDouble;
    const RunSummary summary = run(tiny_scenario().kpi("bad", malformed)).summary;

    EXPECT_THAT(summary.warnings, testing::Contains(testing::HasSubstr("F7_MALFORMED_DOUBLE")));
}

TEST(Summary, HasNoIntervalOfOneReplication) {
    const RunSummary summary = run(tiny_scenario(), {.replications = 1}).summary;

    EXPECT_FALSE(summary.lines[0].figures.offered->half_width);
    EXPECT_THAT(summary.warnings, testing::Contains(testing::HasSubstr("One replication")));
}

TEST(Summary, WidensItsIntervalsWithTheConfidence) {
    const RunSummary ninety = run(tiny_scenario(), {.replications = 4, .confidence = 0.9}).summary;
    const RunSummary ninety_nine =
        run(tiny_scenario(), {.replications = 4, .confidence = 0.99}).summary;

    EXPECT_EQ(ninety.lines[0].figures.offered->value, ninety_nine.lines[0].figures.offered->value);
    EXPECT_LT(*ninety.lines[0].figures.offered->half_width,
              *ninety_nine.lines[0].figures.offered->half_width);
}

}  // namespace
}  // namespace fcr::test
