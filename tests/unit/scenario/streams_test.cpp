// Surges and named callers as scenario files tell them.
#include "tests/unit/scenario/dated_scenario.hpp"
#include "tests/unit/scenario/rich_scenario.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <string>
#include <vector>

namespace fcr::test {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::HasSubstr;

std::string problem(const std::string& block) {
    const auto problems = refused(std::string(kSmall) + block);
    return problems.size() == 1 ? problems[0] : fmt::format("{} problems", problems.size());
}

TEST(Streams, SurgesStartByHoursOrByTheClock) {
    const Scenario scenario = accepted(std::string(kDated));

    ASSERT_EQ(scenario.surges.size(), 2U);
    EXPECT_EQ(scenario.surges[0].start, hours{24 + 6});
    EXPECT_EQ(scenario.surges[0].calls, 40.0);
    EXPECT_FALSE(scenario.surges[0].exactly);
    EXPECT_EQ(mean_s(scenario.surges[0].spread), 90.0);
    // Local 03:30 of the day of 23 hours is 02:30 after its midnight.
    EXPECT_EQ(scenario.surges[1].start, hours{48 + 2} + minutes{30});
    EXPECT_TRUE(scenario.surges[1].exactly);
    EXPECT_EQ(scenario.surges[1].call_class, CallClassId{1});
}

TEST(Streams, NamedCallersHaveAMonthOfATwelfthOfAYear) {
    const Scenario scenario = accepted(std::string(kDated));

    ASSERT_EQ(scenario.named_callers.size(), 1U);
    EXPECT_DOUBLE_EQ(scenario.named_callers[0].calls_per_day, 60.0 * 12.0 / 365.25);
    EXPECT_EQ(scenario.named_callers[0].hour_weights[18], 3.0);
}

TEST(Streams, WhatIsWrongWithASurgeIsTold) {
    const auto surge = [](const std::string& rest) {
        return problem("surges { name: \"a\" call_class: \"urgent\" " + rest + " }");
    };

    EXPECT_THAT(surge("start_h: 1 duration_s: 60"),
                HasSubstr("surges[a]: must have either calls or calls_exactly"));
    EXPECT_THAT(surge("start_h: 1 duration_s: 60 calls: 1 calls_exactly: 1"),
                HasSubstr("surges[a]: must have either calls or calls_exactly"));
    EXPECT_THAT(surge("duration_s: 60 calls: 1"),
                HasSubstr("surges[a]: must have either start_h or start"));
    EXPECT_THAT(surge("start_h: 1 calls: 1"),
                HasSubstr("surges[a]: must have either duration_s or spread"));
    EXPECT_THAT(surge("start_h: 24 duration_s: 60 calls: 1"),
                HasSubstr("surges[a].start_h: must lie within the run, before the end of its "
                          "measured part (found \"24\")"));
    EXPECT_THAT(surge("start: \"2026-01-01\" duration_s: 60 calls: 1"),
                HasSubstr("surges[a].start: needs a calendar; without one give start_h"));
    EXPECT_THAT(problem("surges { name: \"a\" start_h: 1 duration_s: 60 calls: 1 }"),
                HasSubstr("surges[a].call_class: must be given, the name of a call class"));
    EXPECT_THAT(problem("surges { call_class: \"urgent\" start_h: 1 duration_s: 60 calls: 1 }"),
                HasSubstr("surges[0].name: must be given"));
}

TEST(Streams, AStartMustBeATimeOfTheRun) {
    const auto start = [](const std::string& text) {
        const auto problems =
            refused(with(std::string(kDated), "start: \"2026-03-29 03:30\"", "start: " + text));
        return problems.size() == 1 ? problems[0] : fmt::format("{} problems", problems.size());
    };

    EXPECT_THAT(start("\"2026-03-29 01:30\""),
                HasSubstr("surges[outage].start: must be a time that exists: the clocks go forward "
                          "over this one"));
    EXPECT_THAT(start("\"2026-04-29 01:30\""), HasSubstr("must lie within the run"));
    EXPECT_THAT(start("\"2026-03-26 23:00\""), HasSubstr("must lie within the run"));
    EXPECT_THAT(start("\"soon\""), HasSubstr("must be a date and time such as"));
}

TEST(Streams, WhatIsWrongWithANamedCallerIsTold) {
    const auto caller = [](const std::string& rest) {
        return problem("named_callers { name: \"a\" call_class: \"urgent\" " + rest + " }");
    };

    EXPECT_THAT(caller(""),
                HasSubstr("named_callers[a].calls_per_month: must be given, from 0 to "
                          "3000 calls"));
    EXPECT_THAT(caller("calls_per_month: 1 hour_weights: [1, 2]"),
                HasSubstr("named_callers[a].hour_weights: must be 24 weights, the hour after "
                          "midnight first; there are 2"));
    EXPECT_THAT(caller("calls_per_month: 1 hour_weights: "
                       "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]"),
                HasSubstr("named_callers[a].hour_weights: must not all be 0"));
}

TEST(Streams, AnInternalLineHasNoCallersOfItsOwn) {
    const std::string rich(kRich);

    EXPECT_THAT(
        refused(rich + "surges { name: \"a\" call_class: \"work\" start_h: 1 duration_s: 60 "
                       "calls: 1 }"),
        ElementsAre(HasSubstr("surges[a].call_class: must be a class of a line with callers")));
    EXPECT_THAT(
        refused(rich + "named_callers { name: \"a\" call_class: \"work\" calls_per_month: 9 }"),
        ElementsAre(HasSubstr("named_callers[a].call_class: must be a class of a line")));
}

TEST(Streams, AnHourFactorNeedsIntervalsThatDivideTheHour) {
    const auto line = [](const std::string& weights) {
        return small_with("weights: 1", "weights: " + weights + " hour_factor { cv: 0.1 }");
    };

    EXPECT_EQ(accepted(line("1")).lines[0].arrivals.hour_factor.cv, 0.1);
    EXPECT_THAT(refused(line("[1, 2]")),
                ElementsAre(HasSubstr("lines[999].arrivals.hour_factor: must be left out, or the "
                                      "line's intervals must divide the hour (found \"intervals "
                                      "of 12 h\")")));
}

}  // namespace

}  // namespace fcr::test
