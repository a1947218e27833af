// Days told apart, and hours of the week.
#include "sim/metrics/day_recorder.hpp"

#include "sim/metrics/recorder.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/support/scenario_builder.hpp"
#include "tests/unit/metrics/call_records.hpp"

#include <gmock/gmock.h>

#include <memory>
#include <vector>

namespace fcr::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

KpiDefinition judged_within(Duration threshold, ServiceLevelFormula formula) {
    KpiDefinition kpi;
    kpi.line = LineId{0};
    kpi.threshold = threshold;
    kpi.formula = formula;
    return kpi;
}

/// One line, measured from the start for so long.
struct DayRecording {
    DayRecording(Duration measured, ScenarioBuilder builder, std::optional<Date> start = {})
        : scenario(std::make_unique<CompiledScenario>(compiled(measured, builder, start))),
          recorder(std::make_unique<Recorder>(*scenario)) {}

    static CompiledScenario compiled(Duration measured,
                                     ScenarioBuilder& builder,
                                     std::optional<Date> start) {
        Scenario scenario = builder.measured(measured).build();
        if (start) {
            scenario.calendar =
                lay_out_days(*start, Duration::zero(), measured + scenario.run.drain_max);
        }
        return std::move(*compile(scenario));
    }

    void end() const {
        std::vector<Rollup> populations(recorder->populations());
        std::vector<KpiOutcome> kpis(scenario->kpis.size());
        recorder->end_replication(populations, kpis);
    }
    void answered_at(Duration at, Duration wait) const {
        recorder->call_closed(answered(wait, {.at = kStartOfRun + at}));
    }
    [[nodiscard]] std::optional<DayQuantiles> quantiles(DayFigure figure,
                                                        std::size_t interval) const {
        return recorder->days().spread().quantiles(figure, LineId{0}, IntervalId{interval});
    }

    std::unique_ptr<CompiledScenario> scenario;
    std::unique_ptr<Recorder> recorder;
};

ScenarioBuilder one_line() {
    return ScenarioBuilder().line("999").pool("in_house", {.seats = 2});
}

TEST(DayRecorder, TellsTheDaysOfAReplicationApart) {
    const DayRecording run(hours{48}, one_line());
    // Closed out of order, as calls of a day may be: the second day's first.
    run.answered_at(hours{24} + minutes{1}, seconds{40});
    run.answered_at(minutes{2}, seconds{2});
    run.answered_at(minutes{3}, seconds{4});
    run.end();

    EXPECT_EQ(run.recorder->days().spread().days_with_calls(LineId{0}, IntervalId{0}), 2U);
    const DayQuantiles level = *run.quantiles(DayFigure::ServiceLevel, 0);
    EXPECT_EQ(level.days, 2U);
    EXPECT_EQ(level.values[0], 0.0);    // the second day: 40 s
    EXPECT_EQ(level.values[2], 100.0);  // the first
    const DayQuantiles wait = *run.quantiles(DayFigure::MeanWait, 0);
    EXPECT_DOUBLE_EQ(wait.values[0], 3.0);
    EXPECT_NEAR(wait.values[2], 40.0, 40.0 / 64);
    EXPECT_EQ(run.quantiles(DayFigure::MeanQueue, 0)->days, 2U);
}

TEST(DayRecorder, CountsOneDayAsSeveralDo) {
    for (const ServiceLevelFormula formula : {ServiceLevelFormula::F1AnsweredOnly,
                                              ServiceLevelFormula::F2Offered,
                                              ServiceLevelFormula::F3ExcludeAbandonInT,
                                              ServiceLevelFormula::F4AbandonInTIsMet,
                                              ServiceLevelFormula::F7MalformedDouble}) {
        // The second indicator shares its counts with the first.
        ScenarioBuilder builder = one_line()
                                      .kpi("long", {.type = KpiType::MeanWait, .line = LineId{0}})
                                      .kpi("level", judged_within(seconds{10}, formula));
        const DayRecording day(hours{24}, builder);
        const DayRecording days(hours{48}, builder);
        for (const DayRecording* run : {&day, &days}) {
            const CallFacts at{.at = kStartOfRun + hours{7}};
            for (const CallRecord& call : {answered(seconds{10}, at),
                                           answered(seconds{11}, at),
                                           abandoned(seconds{3}, at),
                                           abandoned(seconds{30}, at),
                                           blocked(at)}) {
                run->recorder->call_closed(call);
            }
            run->end();
        }

        const DayQuantiles one = *day.quantiles(DayFigure::ServiceLevel, 28);
        const DayQuantiles several = *days.quantiles(DayFigure::ServiceLevel, 28);
        EXPECT_EQ(one.days, 1U);
        EXPECT_EQ(one.values, several.values);
        EXPECT_EQ(day.quantiles(DayFigure::MeanWait, 28)->values,
                  days.quantiles(DayFigure::MeanWait, 28)->values);
    }
}

TEST(DayRecorder, HasAServiceLevelOfTheWholeLineOnly) {
    KpiDefinition of_class = judged_within(seconds{10}, ServiceLevelFormula::F2Offered);
    of_class.call_class = CallClassId{0};
    const DayRecording none(hours{1}, one_line().kpi("of_class", of_class));
    const DayRecording one(
        hours{1},
        one_line()
            .kpi("of_class", of_class)
            .kpi("level", judged_within(seconds{20}, ServiceLevelFormula::F2Offered))
            .kpi("later", judged_within(seconds{60}, ServiceLevelFormula::F2Offered)));

    EXPECT_EQ(service_level_of(*none.scenario, LineId{0}), std::nullopt);
    EXPECT_EQ(service_level_of(*one.scenario, LineId{0}), KpiId{1});
}

TEST(DayRecorder, AddsUpHoursOfTheWeekByTheClockOnTheWall) {
    // From Monday 19 October 2026, over the night in which the clocks go back.
    const Date start{std::chrono::year{2026} / 10 / 19};
    const DayRecording run(hours{14 * 24 + 1}, one_line(), start);
    run.answered_at(hours{8} + minutes{20}, seconds{4});              // Monday 08:20
    run.answered_at(hours{7 * 24 + 1 + 8} + minutes{1}, seconds{6});  // Monday 08:01, an hour later
    run.answered_at(hours{6 * 24 + 1}, seconds{1});                   // Sunday 01:00 and again
    run.answered_at(hours{6 * 24 + 2}, seconds{1});
    run.end();

    const DayRecorder& days = run.recorder->days();
    EXPECT_EQ(days.total(LineId{0}, HourOfWeekId{8}).offered, 2);
    EXPECT_EQ(days.total(LineId{0}, HourOfWeekId{8}).answered_wait_us, 10'000'000);
    EXPECT_EQ(days.total(LineId{0}, HourOfWeekId{6 * 24 + 1}).offered, 2);
    EXPECT_EQ(std::ranges::count(run.scenario->hours_of_week, 6 * 24 + 1), 3);
    EXPECT_EQ(std::ranges::count(run.scenario->hours_of_week, 8), 2);
}

TEST(DayRecorder, HasNoWeekOfLessThanOneOrWithoutDates) {
    const Date start{std::chrono::year{2026} / 10 / 19};

    EXPECT_EQ(DayRecording(hours{167}, one_line(), start).scenario->hours_of_week.size(), 0U);
    EXPECT_EQ(DayRecording(hours{168}, one_line()).scenario->hours_of_week.size(), 0U);
    EXPECT_EQ(DayRecording(hours{168}, one_line(), start).scenario->hours_of_week.size(), 168U);
}

TEST(Recorder, KeepsTheWaitsOfThoseWhoGaveUp) {
    const DayRecording run(hours{24}, one_line().line("101", {.emergency = false}));
    run.recorder->call_closed(abandoned(seconds{70}));
    run.answered_at(minutes{1}, seconds{5});
    run.end();

    EXPECT_EQ(run.recorder->abandoned_waits(LineId{0}).total(), 1U);
    EXPECT_EQ(run.recorder->abandoned_waits(LineId{0}).at_most(seconds{69}), 0U);
    EXPECT_EQ(run.recorder->abandoned_waits(LineId{1}).total(), 0U);
}

}  // namespace
}  // namespace fcr::test
