#include "sim/analysis/intake.hpp"

#include "sim/analysis/load_reader.hpp"
#include "tests/support/scenario_builder.hpp"
#include "tests/unit/analysis/extract_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace fcr {
namespace {

using test::ExtractFile;
using testing::ElementsAre;
using testing::SizeIs;

/// Two classes, "urgent" and "other".
const Scenario& room() {
    static const Scenario scenario =
        test::ScenarioBuilder().line("999").call_class("urgent").call_class("other").build();
    return scenario;
}

/// Columns "at" and "kind" with values U, O.
LoadMapping mapping() {
    LoadMapping mapping;
    mapping.file = "m.txtpb";
    mapping.time_column = "at";
    mapping.class_column = "kind";
    mapping.values = {{.value = "U", .call_class = "urgent"},
                      {.value = "O", .call_class = "other"}};
    return mapping;
}

Result<LoadIntake> take_in(const std::string& text,
                           const LoadMapping& with = mapping(),
                           bool gzip = false) {
    const ExtractFile file(text, gzip);
    return read_load(file.path(), with, room());
}

/// Problems from bytes, so that their file's name is short.
std::vector<std::string> intake_problems(const std::string& text,
                                         const LoadMapping& with = mapping()) {
    LoadReader reader("x.csv", with, room());
    static_cast<void>(reader.feed(text));
    const Result<LoadIntake> intake = reader.finish();
    std::vector<std::string> told;
    if (!intake) {
        for (const Problem& problem : intake.error()) {
            told.push_back(to_string(problem));
        }
    }
    return told;
}

/// Calls as `seconds class`.
std::vector<std::string> calls_of(const LoadIntake& intake) {
    std::vector<std::string> told;
    for (const RecordedCall& call : intake.calls) {
        told.push_back(std::to_string((call.at - kStartOfRun) / std::chrono::seconds{1}) + ' ' +
                       room().call_classes[call.call_class.index()].name);
    }
    return told;
}

const char* const kThree =
    "at,kind\n"
    "2023-01-01 00:00:05,U\n"
    "2023-01-01 00:00:06,O\n"
    "2023-01-02 12:00:00,U\n";

TEST(Intake, MakesCallsOfRows) {
    const Result<LoadIntake> intake = take_in(kThree);

    ASSERT_TRUE(intake.has_value());
    EXPECT_THAT(calls_of(*intake), ElementsAre("5 urgent", "6 other", "129600 urgent"));
    EXPECT_EQ(to_string(intake->midnight), "2023-01-01 00:00:00");
    EXPECT_EQ(to_string(intake->local_time(intake->calls.back().at)), "2023-01-02 12:00:00");
    EXPECT_EQ(intake->days, 2);
    EXPECT_EQ(intake->counts.read, 3U);
    EXPECT_EQ(intake->counts.kept, 3U);
    EXPECT_THAT(intake->counts.by_class, ElementsAre(2U, 1U));
    EXPECT_EQ(intake->counts.out_of_order, 0U);
    EXPECT_EQ(intake->counts.repeated, 0U);
    EXPECT_EQ(intake->longest_gap.from, kStartOfRun + std::chrono::seconds{6});
    EXPECT_EQ(intake->longest_gap.length, std::chrono::seconds{129'594});
    EXPECT_EQ(intake->days_without_calls, 0);
}

TEST(Intake, ReadsEveryFormOfCsv) {
    const std::string text = kThree;
    std::string crlf;
    for (const char letter : text) {
        crlf += letter == '\n' ? "\r\n" : std::string(1, letter);
    }
    std::string semicolons = text;
    std::ranges::replace(semicolons, ',', ';');
    LoadMapping with_semicolons = mapping();
    with_semicolons.delimiter = ';';
    const std::vector<std::string> expected = calls_of(*take_in(text));

    EXPECT_EQ(calls_of(*take_in(text, mapping(), true)), expected);
    EXPECT_EQ(calls_of(*take_in(crlf)), expected);
    EXPECT_EQ(calls_of(*take_in("\xef\xbb\xbf" + crlf)), expected);
    EXPECT_EQ(calls_of(*take_in(semicolons, with_semicolons)), expected);
    EXPECT_EQ(calls_of(*take_in(text.substr(0, text.size() - 1))), expected);
    EXPECT_EQ(calls_of(*take_in("note,kind,at\n"
                                "\"two\nlines, \"\"quoted\"\"\",U,2023-01-01 00:00:05\n"
                                "x,\"O\",\"2023-01-01 00:00:06\"\n"
                                ",,\n"
                                "\n"
                                "x, U ,2023-01-02 12:00:00,,\n")),
              expected);
}

TEST(Intake, ReadsItsBytesInPiecesOfAnySize) {
    const std::string text = kThree;
    for (std::size_t piece = 1; piece < text.size(); ++piece) {
        const LoadMapping with = mapping();
        LoadReader reader("x.csv", with, room());
        for (std::size_t at = 0; at < text.size(); at += piece) {
            EXPECT_TRUE(reader.feed(std::string_view(text).substr(at, piece)));
        }
        EXPECT_THAT(reader.finish()->calls, SizeIs(3)) << piece;
    }
}

TEST(Intake, TellsEachProblemWithItsPlace) {
    EXPECT_THAT(
        intake_problems("id,at,kind\n"
                        "1,2023-02-30 00:00:00,U\n"
                        "2,2023-02-03 25:00:00,U\n"
                        "\"3\n3\",2023-02-03 01:00:00,X\n"
                        "4,,O\n"
                        "5,2023-02-03 01:00:00\n"
                        "6,2023-02-03 01:00:00,U,1\n"
                        "7,2023-02-03 01:00:00,\xa3\n"),
        ElementsAre("x.csv:2:2: at: must be a local time written as %Y-%m-%d %H:%M:%S, 1970 to "
                    "2199 (found \"2023-02-30 00:00:00\")",
                    "x.csv:3:2: at: must be a local time written as %Y-%m-%d %H:%M:%S, 1970 to "
                    "2199 (found \"2023-02-03 25:00:00\")",
                    "x.csv:5:3: kind: must be one of the mapping's values or dropped_values; or "
                    "give default_call_class (found \"X\")",
                    "x.csv:6:2: at: must be a local time written as %Y-%m-%d %H:%M:%S, 1970 to "
                    "2199",
                    "x.csv:7: must have 3 cells as the header has (found \"2 cells\")",
                    "x.csv:8: must have 3 cells as the header has (found \"4 cells\")",
                    "x.csv:9:3: kind: must be one of the mapping's values or dropped_values; or "
                    "give default_call_class (found \"?\")"));
}

TEST(Intake, TellsAHundredProblemsAndCountsTheRest) {
    std::string text = "at,kind\n";
    for (int row = 0; row < 250; ++row) {
        text += "2023-01-01 00:00:05,X\n";
    }
    const std::vector<std::string> told = intake_problems(text);

    ASSERT_THAT(told, SizeIs(101));
    EXPECT_EQ(told[99].substr(0, 10), "x.csv:101:");
    EXPECT_EQ(told[100], "x.csv: 150 more problems");
}

TEST(Intake, AHeaderMustHaveBothColumnsOnce) {
    EXPECT_THAT(intake_problems("att,kind,kind\n"),
                ElementsAre("x.csv:1: time_column: must be the name of a column; did you mean "
                            "\"att\"? (found \"at\")",
                            "x.csv:1:3: kind: must be the name of one column only (found "
                            "\"kind\")"));
    EXPECT_THAT(intake_problems("time;class\n"),
                ElementsAre("x.csv:1: time_column: must be the name of a column: time;class "
                            "(found \"at\")",
                            "x.csv:1: class_column: must be the name of a column: time;class "
                            "(found \"kind\")"));
}

TEST(Intake, AnExtractWithNothingToKeepIsAProblem) {
    EXPECT_THAT(intake_problems(""),
                ElementsAre("x.csv: must have a header row with the names of its columns"));
    EXPECT_THAT(intake_problems("at,kind\n"),
                ElementsAre("x.csv: must have a row to keep; of 0 rows 0 are before the span, 0 "
                            "after it, 0 dropped, 0 empty"));
    LoadMapping with = mapping();
    with.span.to = parse_local_time("2023-01-01");
    EXPECT_THAT(intake_problems(kThree, with),
                ElementsAre("x.csv: must have a row to keep; of 3 rows 0 are before the span, 3 "
                            "after it, 0 dropped, 0 empty"));
}

TEST(Intake, TheMappingsClassesMustBeTheScenarios) {
    LoadMapping with = mapping();
    with.values[1] = {.value = "O", .call_class = "othre", .place = {.line = 7, .column = 21}};
    with.otherwise = MappedValue{.value = {}, .call_class = "x", .place = {.line = 9, .column = 1}};

    EXPECT_THAT(intake_problems("no header that fits\n", with),
                ElementsAre("m.txtpb:7:21: values[1].call_class: must be the name of a call class "
                            "of the scenario; did you mean \"other\"? (found \"othre\")",
                            "m.txtpb:9:1: default_call_class: must be the name of a call class of "
                            "the scenario: urgent, other (found \"x\")"));
}

TEST(Intake, AnUnlistedValueTakesTheDefaultClass) {
    LoadMapping with = mapping();
    with.otherwise = MappedValue{.value = {}, .call_class = "other"};
    const Result<LoadIntake> intake = take_in(
        "at,kind\n2023-01-01 00:00:05,U\n2023-01-01 00:00:06,?\n2023-01-01 00:00:07,\n", with);

    ASSERT_TRUE(intake.has_value());
    EXPECT_THAT(calls_of(*intake), ElementsAre("5 urgent", "6 other", "7 other"));
    EXPECT_EQ(intake->counts.otherwise, 2U);
}

TEST(Intake, AccountsForEveryRowThatIsLeftOut) {
    LoadMapping with = mapping();
    with.span = {.from = parse_local_time("2023-01-01 12:00"),
                 .to = parse_local_time("2023-01-03")};
    with.dropped = {"TEST", "DUP", "NONE"};
    const Result<LoadIntake> intake = take_in(
        "at,kind\n"
        "2023-01-01 11:59:59,U\n"
        "2023-01-01 12:00:00,U\n"
        "2023-01-01 12:00:01,DUP\n"
        "2023-01-01 12:00:02,TEST\n"
        "never,TEST\n"
        ",\n"
        "2023-01-02 23:59:59.999999,O\n"
        "2023-01-03 00:00:00,O\n"
        "2023-01-04 00:00:00,TEST\n"
        "2023-01-05 00:00:00,unknown and outside\n",
        with);

    ASSERT_TRUE(intake.has_value());
    const IntakeCounts& counts = intake->counts;
    EXPECT_THAT(calls_of(*intake), ElementsAre("43200 urgent", "172799 other"));
    EXPECT_EQ(to_string(intake->midnight), "2023-01-01 00:00:00");
    EXPECT_EQ(intake->days, 2);
    EXPECT_EQ(counts.read, 10U);
    EXPECT_EQ(counts.kept, 2U);
    EXPECT_EQ(counts.before, 1U);
    EXPECT_EQ(counts.after, 3U);
    EXPECT_EQ(counts.empty, 1U);
    ASSERT_THAT(counts.dropped, SizeIs(3));
    EXPECT_EQ(counts.dropped[0].value, "TEST");
    EXPECT_EQ(counts.dropped[0].rows, 2U);
    EXPECT_EQ(counts.dropped[1].rows, 1U);
    EXPECT_EQ(counts.dropped[2].rows, 0U);
}

TEST(Intake, DaysReachToTheEndOfTheSpanOrOfTheLastCallsDay) {
    LoadMapping with = mapping();
    EXPECT_EQ(take_in("at,kind\n2023-01-01 23:59:59,U\n")->days, 1);
    EXPECT_EQ(take_in("at,kind\n2023-01-01 00:00:00,U\n2023-01-02 00:00:00,U\n")->days, 2);

    with.span.from = parse_local_time("2022-12-31 06:00");
    with.span.to = parse_local_time("2023-01-03 00:00:01");
    const Result<LoadIntake> intake = take_in("at,kind\n2023-01-01 23:59:59,U\n", with);
    EXPECT_EQ(to_string(intake->midnight), "2022-12-31 00:00:00");
    EXPECT_EQ(intake->days, 4);
    EXPECT_EQ(intake->days_without_calls, 3);
}

TEST(Intake, SortsRowsThatAreOutOfOrderAndSaysHowMany) {
    const Result<LoadIntake> intake = take_in(
        "at,kind\n"
        "2023-01-02 00:00:05,U\n"
        "2023-01-01 00:00:07,U\n"
        "2023-01-02 00:00:05,O\n"
        "2023-01-01 00:00:06,O\n"
        "2023-01-02 00:00:05,O\n");

    ASSERT_TRUE(intake.has_value());
    EXPECT_THAT(calls_of(*intake),
                ElementsAre("6 other", "7 urgent", "86405 urgent", "86405 other", "86405 other"));
    EXPECT_EQ(intake->counts.out_of_order, 2U);
    EXPECT_EQ(intake->counts.repeated, 1U);
    EXPECT_EQ(to_string(intake->midnight), "2023-01-01 00:00:00");
}

TEST(Intake, AYearThatIsMisspeltIsToldAndNotSimulated) {
    EXPECT_THAT(
        intake_problems("at,kind\n2023-01-02 00:00:05,U\n2123-01-01 00:00:07,U\n"),
        ElementsAre("x.csv: limit reached: must span at most 3660 days; the first call is "
                    "2023-01-02 00:00:05 in line 2, the last 2123-01-01 00:00:07 in line 3; take "
                    "a part with from and to"));
}

TEST(Intake, AFileThatCannotBeReadIsAProblem) {
    const auto first_of = [](const Result<LoadIntake>& intake) {
        return intake ? std::string{} : intake.error().front().remedy;
    };
    EXPECT_EQ(first_of(read_load("no/such.csv", mapping(), room())), "there is no such file");
    EXPECT_EQ(first_of(read_load(testing::TempDir(), mapping(), room())),
              "must be a file, not a folder");
}

TEST(Intake, AGzipFileThatIsCutOffLosesNothingInSilence) {
    std::string text = "at,kind\n";
    for (int row = 0; row < 20'000; ++row) {
        text += "2023-01-01 00:" + std::to_string(10 + row % 50) + ":" +
                std::to_string(10 + row * 7 % 50) + ",U\n";
    }
    const ExtractFile file(text, true);
    file.cut(std::filesystem::file_size(file.path()) - 9);
    const Result<LoadIntake> intake = read_load(file.path(), mapping(), room());

    ASSERT_FALSE(intake.has_value());
    EXPECT_EQ(intake.error().back().remedy,
              "is cut off: its gzip data end before their end is reached");
}

TEST(Intake, AGzipFileThatIsDamagedIsAProblem) {
    const ExtractFile good(kThree, true);
    std::string bytes(std::filesystem::file_size(good.path()), '\0');
    std::ifstream(good.path(), std::ios::binary).read(bytes.data(), std::ssize(bytes));
    bytes[bytes.size() - 6] = static_cast<char>(bytes[bytes.size() - 6] ^ 0x55);  // its checksum
    const ExtractFile damaged(bytes);
    const Result<LoadIntake> intake = read_load(damaged.path(), mapping(), room());

    ASSERT_FALSE(intake.has_value());
    EXPECT_EQ(intake.error().back().remedy.substr(0, 12), "is damaged: ");
}

}  // namespace
}  // namespace fcr
