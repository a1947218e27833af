#include "sim/scenario/profiles.hpp"

#include "tests/unit/scenario/scenario_files.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace fcr::test {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

/// A day of six-hour intervals and one column.
constexpr std::string_view kDay =
    "day_type,interval_start,999\n"
    "weekday,00:00,10\n"
    "weekday,06:00,20\n"
    "weekday,12:00,30\n"
    "weekday,18:00,40.5\n";

std::string day_with(std::string_view part, std::string_view replacement) {
    return with(std::string(kDay), part, replacement);
}

std::vector<std::string> problems_of(std::string_view bytes) {
    const Result<Profile> profile = parse_profile(bytes, "p.csv");
    std::vector<std::string> lines;
    if (profile) {
        ADD_FAILURE() << "a bad profile was accepted";
        return lines;
    }
    for (const Problem& problem : profile.error()) {
        lines.push_back(to_string(problem));
    }
    return lines;
}

std::vector<double> values_of(std::string_view bytes) {
    const Result<Profile> profile = parse_profile(bytes, "p.csv");
    if (!profile) {
        ADD_FAILURE() << to_string(profile.error().at(0));
        return {};
    }
    return profile->days.at(0).values;
}

TEST(Profiles, ADayIsReadByColumnAndInterval) {
    const Result<Profile> profile = parse_profile(kDay, "p.csv");

    ASSERT_TRUE(profile.has_value());
    EXPECT_EQ(profile->interval, std::chrono::hours{6});
    EXPECT_THAT(profile->columns, ElementsAre("999"));
    EXPECT_THAT(profile->day_types(), ElementsAre("weekday"));
    ASSERT_NE(profile->day("weekday"), nullptr);
    EXPECT_THAT(profile->day("weekday")->values, ElementsAre(10.0, 20.0, 30.0, 40.5));
    EXPECT_THAT(profile->day("weekday")->lines, ElementsAre(2, 3, 4, 5));
    EXPECT_EQ(profile->day("sunday"), nullptr);
}

TEST(Profiles, WhatSpreadsheetsWriteIsAccepted) {
    std::string windows = "\xef\xbb\xbf";
    std::string semicolons;
    std::string old_mac;
    for (const char letter : kDay) {
        windows += letter == '\n' ? "\r\n" : std::string(1, letter);
        semicolons += letter == ',' ? ';' : letter;
        old_mac += letter == '\n' ? '\r' : letter;
    }

    EXPECT_THAT(values_of(windows), ElementsAre(10.0, 20.0, 30.0, 40.5));
    EXPECT_THAT(values_of(semicolons), ElementsAre(10.0, 20.0, 30.0, 40.5));
    EXPECT_THAT(values_of(old_mac), ElementsAre(10.0, 20.0, 30.0, 40.5));
    EXPECT_THAT(values_of(day_with(",40.5", ",\"40.5\"")), SizeIs(4));
    EXPECT_THAT(values_of(day_with("\nweekday,18", "\n\n,,\n ,\"\",\nweekday,18")), SizeIs(4));
    EXPECT_THAT(values_of(day_with("06:00", "6:00")), SizeIs(4));
    EXPECT_THAT(values_of(day_with("06:00", "06:00:00")), SizeIs(4));
    EXPECT_THAT(values_of(day_with(",40.5", " ,  40.5  ")), SizeIs(4));
    EXPECT_THAT(values_of(kDay.substr(0, kDay.size() - 1)), SizeIs(4));
}

TEST(Profiles, DayTypesMayAlternate) {
    const Result<Profile> profile = parse_profile(
        "day_type,interval_start,999\n"
        "weekday,00:00,1\nsunday,00:00,2\nweekday,12:00,3\nsunday,12:00,4\n",
        "p.csv");

    ASSERT_TRUE(profile.has_value());
    EXPECT_THAT(profile->day("sunday")->values, ElementsAre(2.0, 4.0));
}

TEST(Profiles, TheHeadingIsNeeded) {
    EXPECT_THAT(problems_of(""),
                ElementsAre("p.csv:1:1: must begin with the heading "
                            "day_type,interval_start,NAME,..."));
    EXPECT_THAT(problems_of("day,interval_start,999\n"),
                ElementsAre(HasSubstr("p.csv:1:1: day: must begin with the heading")));
    EXPECT_THAT(problems_of("day_type,start,999\n"), ElementsAre(HasSubstr("p.csv:1:2: start")));
    EXPECT_THAT(problems_of("day_type,interval_start\n"), ElementsAre(HasSubstr("p.csv:1:3: ")));
    EXPECT_THAT(problems_of("day_type,interval_start,999\n"),
                ElementsAre("p.csv:1:1: day_type: must have rows below the heading, from 00:00 "
                            "on"));
}

TEST(Profiles, ADoubledColumnIsRefused) {
    EXPECT_THAT(problems_of("day_type,interval_start,999,101,999\n"),
                ElementsAre("p.csv:1:5: 999: must not be there twice (found \"999\")"));
}

TEST(Profiles, AColumnWithoutNameIsRefused) {
    EXPECT_THAT(problems_of("day_type,interval_start,999,\n"),
                ElementsAre("p.csv:1:4: must be the name of a line or pool"));
}

TEST(Profiles, AWrongNumberOfCellsIsRefused) {
    EXPECT_THAT(problems_of(day_with("06:00,20", "06:00,20,7")),
                ElementsAre("p.csv:3:4: must have 3 cells, as the heading has; this row has 4"));
    EXPECT_THAT(
        problems_of(day_with("06:00,20", "06:00")),
        ElementsAre("p.csv:3:3: 999: must have 3 cells, as the heading has; this row has 2"));
}

TEST(Profiles, WhatIsNotAPlainNumberIsRefused) {
    for (const std::string bad : {"ten",
                                  "-1",
                                  "nan",
                                  "inf",
                                  "-inf",
                                  "1e308",
                                  "1e",
                                  "0x10",
                                  "\xd9\xa3",
                                  "1 000",
                                  "1000001",
                                  "+",
                                  "1.2.3"}) {
        EXPECT_THAT(problems_of(day_with(",20\n", "," + bad + "\n")),
                    ElementsAre("p.csv:3:3: 999: must be a plain number from 0 to 1000000 "
                                "(found \"" +
                                bad + "\")"));
    }
    EXPECT_THAT(problems_of(day_with(",20\n", ",\n")),
                ElementsAre("p.csv:3:3: 999: must be a plain number from 0 to 1000000"));
    EXPECT_THAT(problems_of(day_with(",20\n", ",\"1,5\"\n")),
                ElementsAre(HasSubstr("(found \"1,5\")")));
}

TEST(Profiles, EveryBadCellIsTold) {
    EXPECT_THAT(problems_of(day_with("06:00,20\nweekday,12:00,30", "06:00,a\nweekday,12:00,b")),
                ElementsAre(HasSubstr("p.csv:3:3: "), HasSubstr("p.csv:4:3: ")));
}

TEST(Profiles, IntervalsMustFillTheDay) {
    EXPECT_THAT(problems_of(day_with("weekday,18:00,40.5\n", "")),
                ElementsAre("p.csv:4:2: interval_start: day type weekday ends at 18:00; its "
                            "intervals of 360 minutes must go on to 24:00 (found \"12:00\")"));
    EXPECT_THAT(problems_of(day_with("weekday,00:00,10\n", "")),
                ElementsAre("p.csv:2:2: interval_start: must be 00:00: the first interval of a "
                            "day (found \"06:00\")"));
    EXPECT_THAT(problems_of(day_with("06:00", "07:00")),
                ElementsAre("p.csv:3:2: interval_start: intervals of 420 minutes do not fill a "
                            "day (found \"07:00\")"));
}

TEST(Profiles, AMissingOrDoubledIntervalIsRefused) {
    EXPECT_THAT(problems_of(day_with("weekday,12:00,30\n", "")),
                ElementsAre("p.csv:4:2: interval_start: must be 12:00: intervals of 360 minutes, "
                            "none left out (found \"18:00\")"));
    EXPECT_THAT(problems_of(day_with("12:00,30", "06:00,30")),
                ElementsAre("p.csv:4:2: interval_start: this interval of day type weekday is "
                            "there twice (found \"06:00\")"));
    EXPECT_THAT(problems_of(std::string(kDay) + "weekday,00:00,5\n"),
                ElementsAre(HasSubstr("p.csv:6:2: ")));
}

TEST(Profiles, ATimeOfDayMustBeOne) {
    for (const std::string bad : {"24:00", "6", "06.00", "06:60", "6am", "06:00:30", "-1:00"}) {
        EXPECT_THAT(problems_of(day_with("06:00", bad)),
                    ElementsAre("p.csv:3:2: interval_start: must be a time of day, HH:MM from "
                                "00:00 to 23:59 (found \"" +
                                bad + "\")"));
    }
}

TEST(Profiles, DayTypesMustHaveIntervalsAlike) {
    EXPECT_THAT(problems_of(std::string(kDay) + "sunday,00:00,5\nsunday,12:00,5\n"),
                ElementsAre("p.csv:6:2: interval_start: day type sunday has 2 intervals; weekday "
                            "has 4: all must be alike"));
}

TEST(Profiles, BytesThatAreNoTextAreRefused) {
    EXPECT_THAT(problems_of(day_with("06:00,20", std::string_view("06:00,2\0", 8))),
                ElementsAre("p.csv:3: must be text; there is a NUL byte"));
    EXPECT_THAT(problems_of(day_with("06:00,20", "06:00,\xe4")),
                ElementsAre("p.csv:3: must be UTF-8 text; save the file as \"CSV UTF-8\""));
}

TEST(Profiles, AQuoteWithoutItsPairIsRefusedWhereItsRowBegan) {
    EXPECT_THAT(problems_of(day_with("06:00,20", "06:00,\"20")),
                ElementsAre("p.csv:3: a quote must have its pair, and a quote inside quotes be "
                            "doubled"));
}

TEST(Profiles, LineNumbersStayRightAfterALineBreakInQuotes) {
    EXPECT_THAT(problems_of("day_type,interval_start,\"9\n99\"\n"),
                ElementsAre(HasSubstr("p.csv:1:3: ")));
    EXPECT_THAT(problems_of("day_type,interval_start,999\n"
                            "weekday,00:00,\"a\nb\"\n"
                            "weekday,12:00,c\n"),
                ElementsAre(HasSubstr("p.csv:2:3: 999"), HasSubstr("p.csv:4:3: 999")));
}

TEST(Profiles, AThousandBadRowsAreToldAHundredTimes) {
    std::string bytes = "day_type,interval_start,999\n";
    for (int day = 0; day < 1000; ++day) {
        bytes += fmt::format("d{},00:00,x\n", day);
    }

    const std::vector<std::string> problems = problems_of(bytes);

    ASSERT_THAT(problems, SizeIs(101));
    EXPECT_THAT(problems.back(), HasSubstr("only the first 100 problems"));
}

TEST(Profiles, ARowOfAMillionCellsIsRefused) {
    EXPECT_THAT(problems_of("day_type,interval_start" + std::string(1'000'000, ',') + "\n"),
                ElementsAre("p.csv:1: must have at most 1000 cells"));
}

class ProfileFiles : public ScenarioFolder {
public:
    /// A scenario whose calls and seats come from files.
    void write_scenario(std::string_view run) const {
        std::string text =
            small_with("calls_per_day: 310 weights: 1", "profile_csv: \"calls.csv\"");
        text = with(text, "seats: 4", "seats_csv: \"seats.csv\"");
        write("s.txtpb", with(text, "run { warm_up_h: 0 measured_h: 24 }", run));
    }
};

constexpr std::string_view kCalls =
    "day_type,interval_start,999\n"
    "weekday,00:00,10\nweekday,12:00,20\nsunday,00:00,1\nsunday,12:00,2\n";
constexpr std::string_view kSeats =
    "day_type,interval_start,in_house\n"
    "weekday,00:00,3\nweekday,12:00,5\nsunday,00:00,2\nsunday,12:00,2\n";

TEST_F(ProfileFiles, WarmUpAndMeasuredPartTakeTheirOwnDayTypes) {
    write("calls.csv", kCalls);
    write("seats.csv", kSeats);
    write_scenario("run { day_type: \"weekday\" warm_up_day_type: \"sunday\" measured_h: 36 }");

    const Result<Scenario> scenario = load_scenario(path("s.txtpb"));

    ASSERT_TRUE(scenario.has_value()) << to_string(scenario.error()[0]);
    EXPECT_THAT(scenario->lines[0].arrivals.calls, ElementsAre(1.0, 2.0, 10.0, 20.0, 10.0));
    const std::vector<SeatChange>& seats = scenario->pools[0].seats;
    // Sunday 2 all day, weekday 3 and 5, and on through the drain until hour 84.
    ASSERT_THAT(seats, SizeIs(6));
    EXPECT_EQ(seats[0].seats, 2U);
    EXPECT_EQ(seats[1].from, kStartOfRun + std::chrono::hours{24});
    EXPECT_EQ(seats[1].seats, 3U);
    EXPECT_EQ(seats[2].from, kStartOfRun + std::chrono::hours{36});
    EXPECT_EQ(seats[2].seats, 5U);
    EXPECT_EQ(seats[5].from, kStartOfRun + std::chrono::hours{72});
}

TEST_F(ProfileFiles, AWarmUpOfLessThanADayBeginsInTheMiddleOfOne) {
    write("calls.csv", kCalls);
    write("seats.csv", kSeats);
    write_scenario(
        "run { day_type: \"weekday\" warm_up_day_type: \"sunday\" warm_up_h: 12 measured_h: 12 }");

    const Result<Scenario> scenario = load_scenario(path("s.txtpb"));

    ASSERT_TRUE(scenario.has_value()) << to_string(scenario.error()[0]);
    EXPECT_THAT(scenario->lines[0].arrivals.calls, ElementsAre(2.0, 10.0));
    EXPECT_EQ(scenario->pools[0].seats[1].from, kStartOfRun + std::chrono::hours{12});
}

TEST_F(ProfileFiles, ATotalScalesTheMeasuredDayAndTheWarmUpAlike) {
    write("calls.csv", kCalls);
    write("seats.csv", kSeats);
    write_scenario("run { day_type: \"weekday\" warm_up_day_type: \"sunday\" }");

    const Result<Scenario> scenario =
        load_scenario(path("s.txtpb"),
                      std::vector<std::string>{"lines[999].arrivals.calls_per_day=60",
                                               "lines[999].arrivals.volume_factor=0.5"});

    ASSERT_TRUE(scenario.has_value()) << to_string(scenario.error()[0]);
    EXPECT_THAT(scenario->lines[0].arrivals.calls, ElementsAre(1.0, 2.0, 10.0, 20.0));
}

TEST_F(ProfileFiles, AMissingFileIsToldWhereItIsNamed) {
    write("calls.csv", kCalls);
    write_scenario("run { day_type: \"weekday\" }");

    EXPECT_THAT(problems_of("s.txtpb"),
                ElementsAre("s.txtpb:18:3: pools[in_house].seats_csv: seats.csv: there is no such "
                            "file (found \"seats.csv\")"));
}

TEST_F(ProfileFiles, AnUnknownDayTypeListsThoseThereAre) {
    write("calls.csv", kCalls);
    write("seats.csv", kSeats);
    write_scenario("run { day_type: \"sundae\" }");

    EXPECT_THAT(problems_of("s.txtpb"),
                ElementsAre("s.txtpb:1:7: run.day_type: must be a day type of calls.csv: weekday, "
                            "sunday (found \"sundae\")",
                            "s.txtpb:1:7: run.day_type: must be a day type of seats.csv: weekday, "
                            "sunday (found \"sundae\")"));
}

TEST_F(ProfileFiles, AProfileNeedsADayType) {
    write("calls.csv", kCalls);
    write("seats.csv", kCalls);
    write_scenario("");

    EXPECT_THAT(problems_of("s.txtpb"),
                ElementsAre("s.txtpb: run: must be given with a day_type; it must be a day type of "
                            "calls.csv: weekday, sunday",
                            "s.txtpb:18:3: pools[in_house].seats_csv: must have a column "
                            "\"in_house\": 999 (found \"seats.csv\")"));
}

TEST_F(ProfileFiles, AMissingColumnIsNamedWithTheNearestOne) {
    write("calls.csv", kCalls);
    write("seats.csv", with(std::string(kSeats), "in_house", "inhouse"));
    write_scenario("run { day_type: \"weekday\" }");

    EXPECT_THAT(problems_of("s.txtpb"),
                ElementsAre("s.txtpb:18:3: pools[in_house].seats_csv: must have a column "
                            "\"in_house\"; did you mean \"inhouse\"? (found \"seats.csv\")"));
}

TEST_F(ProfileFiles, SeatsAreWholeAndLimited) {
    write("calls.csv", kCalls);
    write("seats.csv", with(with(std::string(kSeats), ",3", ",3.5"), ",5", ",4001"));
    write_scenario("run { day_type: \"weekday\" }");

    EXPECT_THAT(
        problems_of("s.txtpb"),
        ElementsAre("seats.csv:2:3: in_house: must be a whole number from 0 to 4000 seats (found "
                    "\"3.5\")",
                    "seats.csv:3:3: in_house: must be a whole number from 0 to 4000 seats (found "
                    "\"4001\")"));
}

TEST_F(ProfileFiles, FaultsOfAFileThatTwoLinesNameAreToldOnce) {
    write("calls.csv", with(std::string(kCalls), ",10", ",ten"));
    write("seats.csv", kSeats);
    write_scenario("run { day_type: \"weekday\" }");
    const Result<Scenario> scenario = load_scenario(
        path("s.txtpb"), std::vector<std::string>{"pools[in_house].seats_csv=calls.csv"});

    ASSERT_FALSE(scenario.has_value());
    EXPECT_THAT(scenario.error(), SizeIs(1));
    EXPECT_EQ(scenario.error()[0].line, 2);
    EXPECT_EQ(scenario.error()[0].field, "999");
}

TEST_F(ProfileFiles, TwoGibibytesOfCsvAreRefusedUnread) {
    write("calls.csv", kCalls);
    write("seats.csv", "");
    std::filesystem::resize_file(path("seats.csv"), std::uintmax_t{2} << 30);
    write_scenario("run { day_type: \"weekday\" }");

    EXPECT_THAT(problems_of("s.txtpb"),
                ElementsAre("s.txtpb:18:3: pools[in_house].seats_csv: seats.csv: must be at most "
                            "16 MiB; it has 2147483648 bytes (found \"seats.csv\")"));
}

}  // namespace

}  // namespace fcr::test
