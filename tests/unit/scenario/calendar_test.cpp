// The calendar of a scenario: which calls and seats each hour of dated days has.
#include "sim/scenario/compile.hpp"
#include "sim/scenario/describe.hpp"
#include "tests/unit/scenario/dated_scenario.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

namespace fcr::test {

namespace {

using std::chrono::hours;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// The small scenario with a calendar, other arrivals and another span.
std::string dated(const std::string& calendar,
                  const std::string& arrivals,
                  const std::string& run = "warm_up_h: 0 measured_h: 24") {
    std::string text = small_with("warm_up_h: 0 measured_h: 24", run);
    text =
        with(text, "arrivals { calls_per_day: 310 weights: 1 }", "arrivals { " + arrivals + " }");
    return text + "calendar { " + calendar + " }\n";
}

/// Weights 0 to 23 on the hours of a day, which sum to calls of the same numbers.
constexpr const char* kByHour =
    "calls_per_day: 276 weights: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, "
    "18, 19, 20, 21, 22, 23]";

const std::vector<double>& calls_of(const Scenario& scenario) {
    return scenario.lines[0].arrivals.calls;
}

double sum(const std::vector<double>& values, std::size_t from, std::size_t count) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(from);
    return std::accumulate(first, first + static_cast<std::ptrdiff_t>(count), 0.0);
}

TEST(Calendar, DatesAloneChangeNothingOfTheCalls) {
    const Scenario plain = accepted(dated("start_date: \"2026-11-25\"", kByHour));
    const Scenario without = accepted(small_with("calls_per_day: 310 weights: 1", kByHour));

    EXPECT_EQ(calls_of(plain), calls_of(without));
    EXPECT_EQ(plain.run.day_type, "2026-11-25");
    EXPECT_FALSE(without.calendar);
}

TEST(Calendar, TheSpringDaySkipsAnHourAndTheNextBeginsAnHourSooner) {
    const Scenario scenario =
        accepted(dated("start_date: \"2026-03-29\"", kByHour, "warm_up_h: 0 measured_h: 47"));

    const std::vector<double>& calls = calls_of(scenario);
    ASSERT_EQ(calls.size(), 47U);
    EXPECT_DOUBLE_EQ(calls[0], 0.0);
    EXPECT_DOUBLE_EQ(calls[1], 2.0);
    EXPECT_DOUBLE_EQ(calls[22], 23.0);
    EXPECT_DOUBLE_EQ(calls[23], 0.0);
    EXPECT_DOUBLE_EQ(calls[46], 23.0);
    EXPECT_EQ(scenario.run.day_type, "2026-03-29 to 2026-03-30");
}

TEST(Calendar, TheAutumnDayLivesAnHourTwice) {
    const Scenario scenario =
        accepted(dated("start_date: \"2026-10-25\"", kByHour, "warm_up_h: 0 measured_h: 25"));

    const std::vector<double>& calls = calls_of(scenario);
    EXPECT_DOUBLE_EQ(calls[1], 1.0);
    EXPECT_DOUBLE_EQ(calls[2], 1.0);
    EXPECT_DOUBLE_EQ(calls[3], 2.0);
    EXPECT_DOUBLE_EQ(calls[24], 23.0);
}

TEST(Calendar, AWarmUpReachesBackOverAChangedClock) {
    const Scenario scenario =
        accepted(dated("start_date: \"2026-03-30\"", kByHour, "warm_up_h: 24 measured_h: 24"));

    // 24 hours before Monday's midnight it was Saturday, 23:00.
    const std::vector<double>& calls = calls_of(scenario);
    EXPECT_DOUBLE_EQ(calls[0], 23.0);
    EXPECT_DOUBLE_EQ(calls[1], 0.0);
    EXPECT_DOUBLE_EQ(calls[2], 2.0);
    EXPECT_DOUBLE_EQ(calls[24], 0.0);
    const RunCalendar& calendar = *scenario.calendar;
    EXPECT_EQ(calendar.measured_day, 2U);
    EXPECT_EQ(calendar.days[0].midnight, -hours{23});
    EXPECT_EQ(calendar.days[2].midnight, hours{24});
}

TEST(Calendar, LongIntervalsAreSplitSoThatChangedClocksFallBetweenThem) {
    const Scenario scenario = accepted(dated("start_date: \"2026-03-29\"",
                                             "calls_per_day: 240 weights: [1, 0, 0, 0]",
                                             "warm_up_h: 0 measured_h: 23"));

    EXPECT_EQ(scenario.lines[0].arrivals.interval, hours{1});
    // Local 00:00 to 06:00 lasts five hours.
    EXPECT_DOUBLE_EQ(sum(calls_of(scenario), 0, 5), 200.0);
    EXPECT_DOUBLE_EQ(sum(calls_of(scenario), 5, 18), 0.0);
}

TEST(Calendar, HoursOfTheWeekBeginOnMonday) {
    std::string weights;
    for (int hour = 0; hour < 168; ++hour) {
        weights += (hour == 0 ? "" : ", ") + std::to_string(hour);
    }
    const Scenario scenario = accepted(dated("start_date: \"2026-11-25\"",  // a Wednesday
                                             "calls_per_day: 2004 week_weights: [" + weights + "]",
                                             "warm_up_h: 0 measured_h: 168"));

    // The week's 7 * 2004 calls are as many as the weights' sum, 167 * 84.
    const std::vector<double>& calls = calls_of(scenario);
    EXPECT_NEAR(calls[0], 48.0, 1e-9);
    EXPECT_NEAR(calls[119], 167.0, 1e-9);
    EXPECT_NEAR(calls[120], 0.0, 1e-9);
    EXPECT_NEAR(sum(calls, 0, 168), 7 * 2004.0, 1e-6);
}

TEST(Calendar, MonthsWeekdaysAndYearsMultiply) {
    const std::string arrivals =
        "calls_per_day: 96 weights: 1 month_factors: [2, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] "
        "weekday_factors: [1, 1, 1, 1, 1, 5, 7]";
    const Scenario scenario =
        accepted(dated("start_date: \"2026-01-31\"", arrivals, "warm_up_h: 0 measured_h: 72"));

    // Saturday 31 January, Sunday 1 February, Monday.
    const std::vector<double>& calls = calls_of(scenario);
    EXPECT_DOUBLE_EQ(sum(calls, 0, 96), 96.0 * 2 * 5);
    EXPECT_DOUBLE_EQ(sum(calls, 96, 96), 96.0 * 3 * 7);
    EXPECT_DOUBLE_EQ(sum(calls, 192, 96), 96.0 * 3);
}

TEST(Calendar, GrowthCountsFromTheLevelDateByTheDay) {
    const std::string growing = "calls_per_day: 100 weights: 1 yearly_factor: 1.03";
    const Scenario from_start =
        accepted(dated("start_date: \"2026-01-01\"", growing, "warm_up_h: 24 measured_h: 48"));
    const Scenario later =
        accepted(dated("start_date: \"2027-01-01\" level_date: \"2023-01-01\"", growing));

    EXPECT_NEAR(sum(calls_of(from_start), 96, 96), 100.0, 1e-9);
    EXPECT_NEAR(sum(calls_of(from_start), 0, 96), 100.0 * std::pow(1.03, -1 / 365.25), 1e-9);
    EXPECT_NEAR(sum(calls_of(from_start), 192, 96), 100.0 * std::pow(1.03, 1 / 365.25), 1e-9);
    EXPECT_NEAR(sum(calls_of(later), 0, 96), 100.0 * std::pow(1.03, 1461 / 365.25), 1e-9);
}

TEST(Calendar, NamedDaysMultiplyInTheirHours) {
    const Scenario scenario =
        accepted(dated("start_date: \"2026-12-30\" "
                       "named_days { name: \"New Year's Eve\" dates: \"12-31\" "
                       "factors { line: \"999\" factor: 1.5 } } "
                       "named_days { name: \"party\" on: THURSDAY until_h: 4 "
                       "factors { line: \"999\" factor: 2 } } "
                       "named_days { name: \"fair\" dates: \"12-30 to 01-01\" "
                       "factors { line: \"999\" factor: 0.5 } }",
                       "calls_per_day: 96 weights: 1",
                       "warm_up_h: 0 measured_h: 96"));

    const std::vector<double>& calls = calls_of(scenario);
    EXPECT_DOUBLE_EQ(calls[0], 0.5);
    EXPECT_DOUBLE_EQ(calls[96], 1.5);  // Thursday 31 December 2026, 00:00
    EXPECT_DOUBLE_EQ(calls[96 + 15], 1.5);
    EXPECT_DOUBLE_EQ(calls[96 + 16], 0.75);
    EXPECT_DOUBLE_EQ(calls[192], 0.5);
    EXPECT_DOUBLE_EQ(calls[288], 1.0);
}

TEST(Calendar, NamedHoursAreThoseOfTheClockOnTheWall) {
    const Scenario scenario = accepted(
        dated("start_date: \"2026-10-25\" named_days { name: \"night\" on: EVERY_DAY "
              "from_h: 1 until_h: 2 factors { line: \"999\" factor: 3 } }",
              "calls_per_day: 24 weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, "
              "1, 1, 1, 1, 1, 1, 1, 1]",
              "warm_up_h: 0 measured_h: 25"));

    EXPECT_DOUBLE_EQ(calls_of(scenario)[0], 1.0);
    EXPECT_DOUBLE_EQ(calls_of(scenario)[1], 3.0);
    EXPECT_DOUBLE_EQ(calls_of(scenario)[2], 3.0);
    EXPECT_DOUBLE_EQ(calls_of(scenario)[3], 1.0);
}

/// Profiles of four day types: each hour of a day type has one number of calls and seats.
class CalendarFiles : public ScenarioFolder {
public:
    CalendarFiles() {
        std::string csv = "day_type,interval_start,999,in_house\n";
        for (const auto& [type, value] : std::vector<std::pair<std::string, int>>{
                 {"weekday", 1}, {"saturday", 2}, {"sunday", 3}, {"holiday", 4}}) {
            for (int hour = 0; hour < 24; ++hour) {
                csv += fmt::format("{},{:02}:00,{},{}\n", type, hour, value, value);
            }
        }
        write("days.csv", csv);
    }

    /// A scenario file whose calls and seats come from the profiles.
    [[nodiscard]] std::filesystem::path scenario(const std::string& calendar,
                                                 const std::string& run,
                                                 const std::string& arrivals = {}) const {
        std::string text = dated(calendar, "profile_csv: \"days.csv\" " + arrivals, run);
        text = with(text, "seats: 4", "seats_csv: \"days.csv\"");
        return write("dated.txtpb", text);
    }
};

constexpr const char* kRules =
    "day_types { day_type: \"holiday\" on: BANK_HOLIDAY } "
    "day_types { day_type: \"weekday\" on: WEEKDAY } ";

TEST_F(CalendarFiles, TheFirstRuleThatFitsGivesTheDayType) {
    const auto scenario = load_scenario(this->scenario(
        "start_date: \"2026-04-02\" " + std::string(kRules), "warm_up_h: 24 measured_h: 144"));
    ASSERT_TRUE(scenario) << to_string(scenario.error()[0]);

    // Wednesday, Thursday, Good Friday, Saturday, Easter Sunday, Easter Monday, Tuesday.
    std::vector<double> calls;
    std::vector<std::string> types;
    for (std::size_t day = 0; day < 7; ++day) {
        calls.push_back(calls_of(*scenario)[24 * day]);
        types.push_back(scenario->calendar->days[day].day_type);
    }
    EXPECT_THAT(calls, ElementsAre(1, 1, 4, 2, 3, 4, 1));
    EXPECT_THAT(
        types,
        ElementsAre("weekday", "weekday", "holiday", "saturday", "sunday", "holiday", "weekday"));
}

TEST_F(CalendarFiles, SeatsFollowTheSameDays) {
    const auto scenario =
        load_scenario(this->scenario("start_date: \"2026-03-28\" " + std::string(kRules),
                                     "warm_up_h: 0 measured_h: 71 drain_max_h: 1"));
    ASSERT_TRUE(scenario) << to_string(scenario.error()[0]);

    std::vector<std::pair<Duration, std::uint32_t>> changes;
    for (const SeatChange& change : scenario->pools[0].seats) {
        changes.emplace_back(change.from - kStartOfRun, change.seats);
    }
    // Saturday, Sunday of 23 hours, Monday.
    EXPECT_THAT(changes,
                ElementsAre(std::pair{Duration{0}, 2U},
                            std::pair{Duration{hours{24}}, 3U},
                            std::pair{Duration{hours{47}}, 1U}));
}

TEST_F(CalendarFiles, ANamedDayMayHaveATypeOfItsOwn) {
    const auto scenario = load_scenario(
        this->scenario("start_date: \"2026-12-30\" " + std::string(kRules) +
                           "named_days { name: \"Eve\" dates: \"12-31\" day_type: \"sunday\" }",
                       "warm_up_h: 0 measured_h: 72"));
    ASSERT_TRUE(scenario) << to_string(scenario.error()[0]);

    EXPECT_EQ(calls_of(*scenario)[0], 1.0);
    EXPECT_EQ(calls_of(*scenario)[24], 3.0);
    EXPECT_EQ(calls_of(*scenario)[48], 4.0);
}

TEST_F(CalendarFiles, ATotalIsThatOfTheMeanDayOfAnOrdinaryWeek) {
    const auto scenario =
        load_scenario(this->scenario("start_date: \"2026-04-03\" " + std::string(kRules),
                                     "warm_up_h: 0 measured_h: 24",
                                     "calls_per_day: 100"));
    ASSERT_TRUE(scenario) << to_string(scenario.error()[0]);

    // A week has 24 * (5 * 1 + 2 + 3) calls; the holiday has 24 * 4 of that measure.
    EXPECT_NEAR(sum(calls_of(*scenario), 0, 24), 100.0 * 7 / 240.0 * 24 * 4, 1e-9);
}

TEST_F(CalendarFiles, HolidaysCanBeAddedRemovedAndSwitchedOff) {
    const auto types = [&](const std::string& holidays) {
        const auto scenario =
            load_scenario(this->scenario("start_date: \"2026-04-03\" " + std::string(kRules) +
                                             "bank_holidays { " + holidays + " }",
                                         "warm_up_h: 24 measured_h: 24 drain_max_h: 0"));
        EXPECT_TRUE(scenario) << to_string(scenario.error()[0]);
        return scenario->calendar->days[0].day_type + " " + scenario->calendar->days[1].day_type;
    };

    EXPECT_EQ(types(""), "weekday holiday");
    EXPECT_EQ(types("removed: \"2026-04-03\""), "weekday weekday");
    EXPECT_EQ(types("added: \"2026-04-02\""), "holiday holiday");
    EXPECT_EQ(types("table: NONE added: \"2026-04-02\""), "holiday weekday");
}

TEST_F(CalendarFiles, ADayWithoutAProfileIsToldWhereItsTypeComesFrom) {
    const auto file = scenario(
        "start_date: \"2026-04-02\"\n day_types { day_type: \"holyday\" on: BANK_HOLIDAY }",
        "warm_up_h: 0 measured_h: 48 drain_max_h: 0");

    EXPECT_THAT(
        problems_of(file.filename()),
        ElementsAre("dated.txtpb:20:1: calendar.day_types: must have a rule for 2026-04-02, which "
                    "without one is of day type thursday; it must be a day type of days.csv: "
                    "weekday, saturday, sunday, holiday",
                    "dated.txtpb:21:14: calendar.day_types[0].day_type: must be a day type of "
                    "days.csv: weekday, saturday, sunday, holiday (found \"holyday\")"));
}

TEST(Calendar, WhatIsWrongWithItIsTold) {
    EXPECT_THAT(refused(dated("", "calls_per_day: 1 weights: 1")),
                ElementsAre("small.txtpb:20:1: calendar.start_date: must be given, the date of the "
                            "first measured day, YYYY-MM-DD"));
    EXPECT_THAT(refused(dated("start_date: \"2026-02-30\"", "calls_per_day: 1 weights: 1")),
                ElementsAre("small.txtpb:20:12: calendar.start_date: must be a date from "
                            "1996-01-01 to 2199-12-31, YYYY-MM-DD (found \"2026-02-30\")"));
    EXPECT_THAT(refused(dated("start_date: \"2199-12-31\"", "calls_per_day: 1 weights: 1")),
                ElementsAre(HasSubstr("calendar.start_date: must be such that the run lies within "
                                      "1996-01-01 and 2199-12-31")));
    EXPECT_THAT(refused(dated("start_date: \"2026-01-01\"",
                              "calls_per_day: 1 weights: 1",
                              "warm_up_h: 0 measured_h: 24 day_type: \"monday\"")),
                ElementsAre(HasSubstr("run.day_type: must be left out: calendar.day_types says")));
    EXPECT_THAT(refused(small_with("weights: 1", "weights: 1 yearly_factor: 1.1")),
                ElementsAre(HasSubstr("lines[999].arrivals.yearly_factor: needs a calendar")));
    EXPECT_THAT(refused(small_with("weights: 1", "week_weights: [1, 1, 1, 1, 1, 1, 1]")),
                ElementsAre(HasSubstr("lines[999].arrivals.week_weights: needs a calendar")));
}

TEST(Calendar, ListsOfTheWrongLengthAreRefused) {
    const auto problem = [](const std::string& arrivals) {
        const auto problems =
            refused(dated("start_date: \"2026-01-01\"", "calls_per_day: 1 " + arrivals));
        return problems.size() == 1 ? problems[0] : fmt::format("{} problems", problems.size());
    };

    EXPECT_THAT(problem("week_weights: [1, 2]"),
                HasSubstr("must be 7, 168, 336, 672 or another number of weights that splits each "
                          "of seven days evenly; there are 2"));
    EXPECT_THAT(problem("weights: 1 month_factors: [1, 2]"),
                HasSubstr("must be 12 factors, January first; there are 2"));
    EXPECT_THAT(problem("weights: 1 weekday_factors: [1, 2]"),
                HasSubstr("must be 7 factors, Monday first; there are 2"));
    EXPECT_THAT(problem("week_weights: [1,1,1,1,1,1,1] weekday_factors: [1,1,1,1,1,1,1]"),
                HasSubstr("weekday_factors: must be left out: week_weights tell"));
    EXPECT_THAT(problem("week_weights: [1,1,1,1,1,1,1] weights: 1"),
                HasSubstr("must have one of weights"));
}

TEST(Calendar, WhatIsWrongWithANamedDayIsTold) {
    const auto problem = [](const std::string& named) {
        const auto problems =
            refused(dated("start_date: \"2026-01-01\" named_days { " + named + " }",
                          "calls_per_day: 1 weights: 1"));
        return problems.size() == 1 ? problems[0] : fmt::format("{} problems", problems.size());
    };

    EXPECT_THAT(problem("name: \"a\""),
                HasSubstr("calendar.named_days[a].on: must be given, or dates"));
    EXPECT_THAT(problem("on: MONDAY"), HasSubstr("calendar.named_days[0].name: must be given"));
    EXPECT_THAT(problem("name: \"a\" dates: \"31-12\""),
                HasSubstr("calendar.named_days[a].dates[0]: must be a date such as"));
    EXPECT_THAT(problem("name: \"a\" dates: \"2026-02-02 to 2026-02-01\""),
                HasSubstr("the earlier first (found \"2026-02-02 to 2026-02-01\")"));
    EXPECT_THAT(problem("name: \"a\" on: DAY_KIND_UNSPECIFIED"),
                HasSubstr("calendar.named_days[a].on[0]: must be one of MONDAY"));
    EXPECT_THAT(problem("name: \"a\" on: MONDAY from_h: 5 until_h: 4"),
                HasSubstr("named_days[a].until_h: must leave some of the day"));
    EXPECT_THAT(problem("name: \"a\" on: MONDAY from_h: 0.1 factors { line: \"999\" factor: 2 }"),
                HasSubstr("named_days[a].from_h: must be a multiple of 0.25 h, the interval of "
                          "line 999"));
    EXPECT_THAT(problem("name: \"a\" on: MONDAY from_h: 1 day_type: \"x\""),
                HasSubstr("named_days[a].day_type: must be left out where from_h"));
    EXPECT_THAT(problem("name: \"a\" on: MONDAY factors { line: \"99\" factor: 1 }"),
                HasSubstr("factors[0].line: must be the name of a line; did you mean \"999\"?"));
    EXPECT_THAT(problem("name: \"a\" on: MONDAY factors { line: \"999\" factor: 1 } "
                        "factors { line: \"999\" factor: 2 }"),
                HasSubstr("factors[1].line: must be listed once"));
    EXPECT_THAT(problem("name: \"a\" on: MONDAY } named_days { name: \"a\" on: MONDAY"),
                HasSubstr("must be unique"));
}

TEST(Calendar, ARemovedHolidayMustBeOne) {
    EXPECT_THAT(
        refused(dated("start_date: \"2026-01-01\" bank_holidays { removed: \"2026-01-02\" }",
                      "calls_per_day: 1 weights: 1")),
        ElementsAre(HasSubstr("calendar.bank_holidays.removed[0]: must be a bank holiday, "
                              "which this is not (found \"2026-01-02\")")));
}

// clang-format off
constexpr const char* kDescribed = R"(
  hour factor of 999: cv 0.1, neighbouring hours correlate by 0.5

Calendar
  from Saturday 2026-03-28 to Monday 2026-03-30; calls are at the level of 2025-03-28
  day types: 3 of busy
  the clocks go forward on 2026-03-29, a day of 23 hours
  bank holidays: none in this run
  named day  hours    calls times  days
  nights     1 to 4   2 on 999     2026-03-28, 2026-03-29
  fair       0 to 24  1.5 on 101   2026-03-28, 2026-03-29

Surges
  surge   call class  calls     starts               each after
  crash   999         about 40  2026-03-28 06:00:00  uniform, 0 to 180 s
  outage  101         25        2026-03-29 03:30:00  exponential, mean 600 s

Named callers
  named caller  call class  calls/day
  regular       101         1.97125

Call classes
)";
// clang-format on

TEST(Calendar, WhatWasUnderstoodIsTold) {
    EXPECT_THAT(describe(accepted(std::string(kDated))), HasSubstr(kDescribed));
}

TEST(Calendar, CallsOfSeveralMonthsAreToldMonthByMonth) {
    const std::string text = dated("start_date: \"2026-01-31\"",
                                   "calls_per_day: 96 weights: 1 "
                                   "month_factors: [2, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]",
                                   "warm_up_h: 24 measured_h: 72");

    EXPECT_THAT(describe(accepted(text)),
                HasSubstr("  calls a day  999\n  2026-01      192\n  2026-02      288\n"));
}

}  // namespace

}  // namespace fcr::test
