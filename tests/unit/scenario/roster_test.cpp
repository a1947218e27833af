// Rosters: patterns, lists, who holds which post, and what is refused.
#include "sim/scenario/roster.hpp"

#include "sim/scenario/compile.hpp"
#include "sim/scenario/compile_people.hpp"
#include "sim/scenario/describe.hpp"
#include "sim/scenario/people.hpp"
#include "sim/scenario/roster_csv.hpp"
#include "tests/support/rosters.hpp"
#include "tests/support/scenario_builder.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <map>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

/// How many people of each kind of shift (by its starting hour) begin on a day.
std::map<int, int> starts_on(const Roster& roster, std::int64_t day) {
    std::map<int, int> starts;
    for (std::uint32_t post = 0; post < roster.headcount(); ++post) {
        for (const PlannedShift& shift :
             planned_shifts(roster, post, {.from = day, .until = day + 1})) {
            EXPECT_EQ(shift.day, day);
            ++starts[static_cast<int>((shift.from - day * kDayLength) / 1h)];
        }
    }
    return starts;
}

Roster five_teams_six_on_four_off() {
    Roster roster{.name = "6-4",
                  .shifts = {{.name = "early", .start = 7h, .length = 8h, .breaks = {}},
                             {.name = "late", .start = 15h, .length = 8h, .breaks = {}},
                             {.name = "night", .start = 23h, .length = 8h, .breaks = {}}},
                  .cycle = {0, 0, 1, 1, 2, 2, {}, {}, {}, {}},
                  .teams = {},
                  .listed = {},
                  .listed_cycle = 0};
    for (std::uint32_t team = 0; team < 5; ++team) {
        roster.teams.push_back({.name = std::string(1, static_cast<char>('A' + team)),
                                .offset = 2 * team,
                                .headcount = 3});
    }
    return roster;
}

TEST(Roster, SixOnFourOffInFiveTeamsCoversEveryShiftEveryDay) {
    const Roster roster = five_teams_six_on_four_off();

    for (std::int64_t day = -12; day < 12; ++day) {
        EXPECT_EQ(starts_on(roster, day), (std::map<int, int>{{7, 3}, {15, 3}, {23, 3}})) << day;
    }
    // Team A: two earlies, two lates, two nights, four days off.
    const auto shifts = planned_shifts(roster, 0, {.from = 0, .until = 10});
    ASSERT_EQ(shifts.size(), 6U);
    EXPECT_EQ(shifts[0].from, 7h);
    EXPECT_EQ(shifts[1].from, 31h);
    EXPECT_EQ(shifts[2].from, 63h);
    EXPECT_EQ(shifts[5].from, 5 * 24h + 23h);
    EXPECT_DOUBLE_EQ(paid_hours_a_week(roster, 0), 6 * 8.0 * 7.0 / 10.0);
}

TEST(Roster, TwoTwoFourOfTwelveHoursCoversDayAndNightWithFourTeams) {
    Roster roster{.name = "2-2-4",
                  .shifts = {{.name = "day", .start = 7h, .length = 12h, .breaks = {}},
                             {.name = "night", .start = 19h, .length = 12h, .breaks = {}}},
                  .cycle = {0, 0, 1, 1, {}, {}, {}, {}},
                  .teams = {{.name = "1", .offset = 0, .headcount = 4},
                            {.name = "2", .offset = 2, .headcount = 4},
                            {.name = "3", .offset = 4, .headcount = 4},
                            {.name = "4", .offset = 6, .headcount = 4}},
                  .listed = {},
                  .listed_cycle = 0};

    for (std::int64_t day = -9; day < 9; ++day) {
        EXPECT_EQ(starts_on(roster, day), (std::map<int, int>{{7, 4}, {19, 4}})) << day;
    }
    EXPECT_DOUBLE_EQ(paid_hours_a_week(roster, 0), 42.0);
}

TEST(Roster, PostsAreNumberedOverTheTeamsInTurn) {
    Roster roster = five_teams_six_on_four_off();
    roster.teams[1].headcount = 1;

    // Second round: A, C, D, E; beyond the posts: A, B, ... again.
    EXPECT_EQ(roster.headcount(), 13U);
    const DaySpan first_days{.from = 0, .until = 10};
    EXPECT_EQ(planned_shifts(roster, 6, first_days)[0].from,
              planned_shifts(roster, 2, first_days)[0].from);
    EXPECT_EQ(planned_shifts(roster, 13, first_days)[0].from,
              planned_shifts(roster, 0, first_days)[0].from);
    EXPECT_EQ(planned_shifts(roster, 14, first_days)[0].from,
              planned_shifts(roster, 1, first_days)[0].from);
}

TEST(Roster, ATeamGoesOnABreakInWaves) {
    const Roster roster =
        every_day(5, 8h, 8h, {{.after = 2h, .length = 30min, .kind = BreakKind::Meal, .waves = 2}});

    std::vector<Duration> breaks;
    for (std::uint32_t post = 0; post < 5; ++post) {
        breaks.push_back(planned_shifts(roster, post, {.from = 0, .until = 1})[0].breaks[0].from);
    }

    EXPECT_THAT(breaks, ElementsAre(10h, 10h + 30min, 10h, 10h + 30min, 10h));
    EXPECT_DOUBLE_EQ(paid_hours_a_week(roster, 0), 7 * 7.5);
}

TEST(Roster, VariableShiftsAreReadFromACsvFile) {
    const auto people = parse_roster_csv(
        "person,day,start,end,breaks,meals\n"
        "ann,1,22:00,06:00,23:30-23:45 03:00-03:15,01:00-01:30\n"
        "bob,0,09:00,13:00,,\n"
        "ann,-1,07:00,15:00,,11:00-11:30\n",
        "roster.csv",
        0);
    ASSERT_TRUE(people);
    const Roster roster{.name = "list",
                        .shifts = {},
                        .cycle = {},
                        .teams = {},
                        .listed = *people,
                        .listed_cycle = 0};

    EXPECT_EQ(roster.headcount(), 2U);
    const auto ann = planned_shifts(roster, 0, {.from = -7, .until = 7});
    ASSERT_EQ(ann.size(), 2U);
    EXPECT_EQ(ann[0].from, -17h);
    EXPECT_EQ(ann[1].from, 46h);
    EXPECT_EQ(ann[1].length, 8h);
    ASSERT_EQ(ann[1].breaks.size(), 3U);
    EXPECT_EQ(ann[1].breaks[1].from, 49h);
    EXPECT_EQ(ann[1].breaks[1].kind, BreakKind::Meal);
    EXPECT_EQ(ann[1].breaks[2].from, 51h);
    EXPECT_TRUE(planned_shifts(roster, 1, {.from = 1, .until = 9}).empty());
}

TEST(Roster, AListThatRepeatsGoesBackwardsAndForwards) {
    const auto people =
        parse_roster_csv("person,day,start,end\nann,2,22:00,06:00\nann,0,08:00,12:00\n", "r", 3);
    ASSERT_TRUE(people);
    const Roster roster{.name = "list",
                        .shifts = {},
                        .cycle = {},
                        .teams = {},
                        .listed = *people,
                        .listed_cycle = 3};

    std::vector<std::int64_t> days;
    for (const PlannedShift& shift : planned_shifts(roster, 0, {.from = -4, .until = 5})) {
        days.push_back(shift.day);
    }

    EXPECT_THAT(days, ElementsAre(-4, -3, -1, 0, 2, 3));
    EXPECT_DOUBLE_EQ(paid_hours_a_week(roster, 0), 28.0);
}

std::vector<std::string> csv_problems(const std::string& rows, std::uint32_t cycle = 0) {
    const auto people =
        parse_roster_csv("person,day,start,end,breaks,meals\n" + rows, "r.csv", cycle);
    std::vector<std::string> problems;
    if (!people) {
        for (const Problem& problem : people.error()) {
            problems.push_back(to_string(problem));
        }
    }
    return problems;
}

TEST(Roster, FaultsOfACsvFileAreToldWithTheirPlace) {
    EXPECT_THAT(csv_problems("ann,x,07:00,15:00,,\n"),
                ElementsAre("r.csv:2:2: day: must be a day, a whole number from -3660 to 3660 "
                            "(found \"x\")"));
    EXPECT_THAT(csv_problems("ann,7,07:00,15:00,,\n", 7),
                ElementsAre(HasSubstr("from 0 to 6, as csv_cycle_days says")));
    EXPECT_THAT(csv_problems("ann,0,7,15:00,,\n"),
                ElementsAre("r.csv:2:3: start: must be a time of day, HH:MM from 00:00 to 23:59 "
                            "(found \"7\")"));
    EXPECT_THAT(csv_problems("ann,0,07:00,15:00,10:00,\n"),
                ElementsAre(AllOf(HasSubstr("r.csv:2:5: breaks"), HasSubstr("HH:MM-HH:MM"))));
    EXPECT_THAT(csv_problems("ann,0,07:00,15:00,,14:45-15:15\n"),
                ElementsAre(AllOf(HasSubstr("r.csv:2:6: meals"), HasSubstr("within the shift"))));
    EXPECT_THAT(csv_problems("ann,1,05:00,09:00,,\nbob,1,05:00,09:00,,\nann,0,22:00,06:00,,\n"),
                ElementsAre(AllOf(HasSubstr("r.csv:2:3: start"), HasSubstr("overlap"))));
    EXPECT_THAT(csv_problems("ann,0,05:00,09:00,,\nann,1,22:00,06:00,,\n", 2),
                ElementsAre(AllOf(HasSubstr("r.csv:3:4: end"), HasSubstr("overlap"))));
    EXPECT_THAT(csv_problems("ann,0,05:00\n"), ElementsAre(HasSubstr("must have 6 cells")));
    EXPECT_THAT(csv_problems(""), ElementsAre(HasSubstr("must have shifts below the heading")));
    const auto heading = parse_roster_csv("name,day\n", "r.csv", 0);
    ASSERT_FALSE(heading);
    EXPECT_THAT(to_string(heading.error()[0]), HasSubstr("person,day,start,end"));
}

TEST(People, TheLastPostsOfTheTeamsAreVacantAndRecruitsFillThemFirst) {
    Staff staff{.roster = five_teams_six_on_four_off(), .people = {}};
    staff.people.vacancy_share = 0.2;
    staff.people.cohorts = {{.headcount = 5, .alone_from = 12 * kWeekLength}};

    EXPECT_EQ(vacant_posts(staff), 3U);
    EXPECT_EQ(staff_size(staff), 17U);
    const auto members = staff_members(staff);
    ASSERT_EQ(members.size(), 17U);
    EXPECT_FALSE(members[11].alone_from);
    EXPECT_EQ(members[12].alone_from, 12 * kWeekLength);
    EXPECT_EQ(members[16].post, 16U);
    EXPECT_TRUE(shifts_of(staff, members[12], {.from = 0, .until = 84}).empty());
    EXPECT_FALSE(shifts_of(staff, members[12], {.from = 0, .until = 94}).empty());
}

TEST(People, MeetingsTakeTheirShareOfEveryShift) {
    Staff staff{.roster = every_day(3, 8h, 8h), .people = {}};
    staff.people.meetings_share = 0.05;

    for (const StaffMember& member : staff_members(staff)) {
        for (const PlannedShift& shift : shifts_of(staff, member, {.from = 0, .until = 20})) {
            ASSERT_EQ(shift.breaks.size(), 1U);
            EXPECT_EQ(shift.breaks[0].length, 24min);
            EXPECT_GE(shift.breaks[0].from, shift.from);
            EXPECT_LE(shift.breaks[0].from + 24min, shift.from + shift.length);
        }
    }
}

TEST(People, AShiftUnderWayAtTheStartOfTheRunIsKeptWithTheRestOfItsBreak) {
    const Roster roster =
        every_day(1, 22h, 8h, {{.after = 1h, .length = 2h, .kind = BreakKind::Rest, .waves = 1}});
    const auto compiled = compile(ScenarioBuilder()
                                      .pool("in_house", {.staff = Staff{roster, {}}})
                                      .measured(24h)
                                      .drain_max(0h)
                                      .build());
    ASSERT_TRUE(compiled);

    ASSERT_EQ(compiled->shifts.size(), 2U);
    const CompiledShift& shift = compiled->shifts[ShiftId{0}];
    EXPECT_EQ(shift.from, kStartOfRun - 2h);
    EXPECT_EQ(shift.day, -1);
    ASSERT_EQ(shift.breaks.count, 1U);
    EXPECT_EQ(compiled->shift_breaks[ShiftBreakId{0}].from, kStartOfRun);
    EXPECT_EQ(compiled->shift_breaks[ShiftBreakId{0}].length, 1h);
    EXPECT_EQ(compiled->handlers_max, 1U);
}

// Scenario files: what is understood and what is refused.

constexpr std::string_view kRoster = R"(rosters {
  name: "r"
  shifts { name: "day" start_h: 7 length_h: 12 }
  shifts { name: "night" start_h: 19 length_h: 12 }
  cycle: ["day", "night", "off"]
  teams { name: "A" headcount: 4 }
}
)";

std::string with_roster(std::string_view people = "") {
    return small_with("seats: 4", fmt::format("roster: \"r\" {}", people)) + std::string(kRoster);
}

TEST(People, EveryFieldIsUnderstood) {
    const Scenario scenario = accepted(with_roster(
        "people { contract_h_week: 36 leave_share: 0.13 training_share: 0.04 meetings_share: 0.03 "
        "absence_share: 0.01 sickness { share: 0.05 spell_mean_days: 4 } vacancy_share: 0.25 "
        "cohorts { day: -14 headcount: 2 class_weeks: 5 tutor_weeks: 1 } "
        "proficiency { weeks: 0 handling_factor: 2 } proficiency { weeks: 10 handling_factor: 1 } "
        "attrition { per_year: 0.15 replacement_weeks: 20 } "
        "fatigue { factor_per_h: 0.01 after_h: 4 } "
        "zero_hours { share: 0.5 accept: 0.7 notice_h: 48 offers_from_day: 3 } "
        "transfer { day: 30 handling_factor: 1.2 weeks: 8 } from_day: -3 until_day: 40 }"));

    ASSERT_TRUE(scenario.pools[0].staff);
    const People& people = scenario.pools[0].staff->people;
    EXPECT_EQ(people.contract_hours_week, 36.0);
    EXPECT_EQ(people.leave_share, 0.13);
    EXPECT_EQ(people.sick_share, 0.05);
    EXPECT_EQ(people.sick_spell_days, 4.0);
    ASSERT_EQ(people.cohorts.size(), 1U);
    EXPECT_EQ(people.cohorts[0].alone_from, 4 * kWeekLength);
    ASSERT_EQ(people.proficiency.size(), 2U);
    EXPECT_EQ(people.proficiency[1].since, 10 * kWeekLength);
    EXPECT_EQ(people.replacement, 20 * kWeekLength);
    EXPECT_EQ(people.fatigue_after, 4h);
    EXPECT_EQ(people.zero_hours->first_start, 5 * kDayLength);
    EXPECT_EQ(people.transfer->from, 30 * kDayLength);
    EXPECT_EQ(people.from_day, -3);
    EXPECT_EQ(people.until_day, 40);
    EXPECT_THAT(describe(scenario),
                AllOf(HasSubstr("4 posts of which 1 vacant, 5 people"),
                      HasSubstr("15 % leave in a year, replaced after 20 weeks"),
                      HasSubstr("transfer on day 30")));
}

TEST(People, WithoutAWordEverybodyComesAndIsAble) {
    const Scenario scenario = accepted(with_roster());
    const auto compiled = compile(scenario);

    ASSERT_TRUE(compiled);
    const CompiledPeople& people = compiled->people[PoolId{0}];
    EXPECT_EQ(people.abstraction_share, 0.0);
    EXPECT_EQ(people.absence_share, 0.0);
    EXPECT_EQ(people.sick_share, 0.0);
    EXPECT_EQ(people.fatigue_per_us, 0.0);
    EXPECT_FALSE(people.people_leave);
    EXPECT_EQ(people.transferred, kNever);
    EXPECT_EQ(compiled->persons.size(), 4U);
}

TEST(People, TheProgramTellsHeadcountFullTimePostsAndSeatHours) {
    const Scenario scenario = accepted(with_roster());

    EXPECT_THAT(describe(scenario),
                HasSubstr("in_house: roster r, 4 posts, 4 people (6.054 full-time posts of 37 h a "
                          "week); planned 48 seat-hours a day, 0 to 4 at once"));
}

TEST(People, WhatIsWrongWithARosterIsRefused) {
    const auto roster_with = [](std::string_view part, std::string_view replacement) {
        return with(with_roster(), part, replacement);
    };
    EXPECT_THAT(refused(small_with("seats: 4", "roster: \"x\"") + std::string(kRoster)),
                ElementsAre(HasSubstr("pools[in_house].roster: must be the name of a roster")));
    EXPECT_THAT(refused(small_with("seats: 4", "seats: 4 roster: \"r\"") + std::string(kRoster)),
                ElementsAre(HasSubstr("must have one of seats")));
    EXPECT_THAT(refused(small_with("seats: 4", "seats: 4 people { leave_share: 0.1 }")),
                ElementsAre(AllOf(HasSubstr("pools[in_house].people"),
                                  HasSubstr("belongs to a pool with a roster"))));
    EXPECT_THAT(refused(roster_with("\"off\"]", "\"of\"]")),
                ElementsAre(AllOf(HasSubstr("rosters[r].cycle[2]"), HasSubstr("must be \"off\""))));
    // A night to 07:00 and a day from 06:00 the next day.
    EXPECT_THAT(refused(with(roster_with("start_h: 7", "start_h: 6"), ", \"off\"]", "]")),
                ElementsAre(AllOf(HasSubstr("rosters[r].cycle[0]"),
                                  HasSubstr("night ends at 7 h of this day"))));
    EXPECT_THAT(refused(roster_with("start_h: 7 length_h: 12", "start_h: 6 length_h: 12") +
                        "rosters { name: \"s\" }"),
                ElementsAre(HasSubstr("rosters[s]: must have either shifts, cycle and teams")));
    EXPECT_THAT(refused(roster_with("start_h: 7", "start_h: 24")),
                ElementsAre(HasSubstr("shifts[day].start_h: must be below 24")));
    EXPECT_THAT(refused(roster_with("length_h: 12 }\n  shifts",
                                    "length_h: 12 breaks { after_h: 11.5 length_min: 20 waves: 2 "
                                    "} }\n  shifts")),
                ElementsAre(AllOf(HasSubstr("breaks[0].after_h"), HasSubstr("within the shift"))));
    EXPECT_THAT(refused(roster_with("headcount: 4", "headcount: 0")),
                ElementsAre(HasSubstr("teams[A].headcount: must be above 0")));
    EXPECT_THAT(refused(roster_with("name: \"A\" head", "name: \"A\" offset_days: 3 head")),
                ElementsAre(HasSubstr("teams[A].offset_days: must be from 0 to 2")));
    EXPECT_THAT(refused(roster_with("name: \"night\"", "name: \"off\"")),
                ElementsAre(HasSubstr("shifts[off].name"), testing::_));
    EXPECT_THAT(refused(small_with("seats: 4", "roster: \"r\"") +
                        "rosters { name: \"r\" roster_csv: \"none.csv\" }"),
                ElementsAre(AllOf(HasSubstr("rosters[r].roster_csv"), HasSubstr("none.csv"))));
}

TEST(People, WhatIsWrongWithPeopleIsRefused) {
    const auto problem = [](std::string_view people) {
        return refused(with_roster(fmt::format("people {{ {} }}", people)));
    };
    EXPECT_THAT(problem("leave_share: 0.95"),
                ElementsAre(HasSubstr("people.leave_share: must be")));
    EXPECT_THAT(problem("leave_share: 0.5 training_share: 0.5"),
                ElementsAre(HasSubstr("people.training_share: must not make")));
    EXPECT_THAT(problem("sickness { spell_mean_days: 5 }"),
                ElementsAre(HasSubstr("people.sickness.share: must be given")));
    EXPECT_THAT(problem("cohorts { headcount: 3 }"),
                ElementsAre(HasSubstr("cohorts[0].day: must be given")));
    EXPECT_THAT(problem("proficiency { weeks: 4 handling_factor: 1 } proficiency { weeks: 4 "
                        "handling_factor: 1 }"),
                ElementsAre(HasSubstr("proficiency[1].weeks: must be later")));
    EXPECT_THAT(problem("transfer { handling_factor: 1.2 weeks: 4 }"),
                ElementsAre(HasSubstr("transfer.day: must be given")));
    EXPECT_THAT(problem("from_day: 4 until_day: 4"),
                ElementsAre(HasSubstr("until_day: must be later than from_day")));
    EXPECT_THAT(problem("zero_hours { share: 0.5 accept: 1.5 }"),
                ElementsAre(HasSubstr("zero_hours.accept: must be from 0 to 1")));
}

TEST(People, ARosterIsExchangedForSeatsByAnOverride) {
    const std::vector<std::string> overrides{"pools[in_house].seats=3"};

    const Scenario scenario = accepted(with_roster("people { leave_share: 0.1 }"), overrides);

    EXPECT_FALSE(scenario.pools[0].staff);
    EXPECT_EQ(scenario.pools[0].seats[0].seats, 3U);
}

}  // namespace
}  // namespace fcr::test
