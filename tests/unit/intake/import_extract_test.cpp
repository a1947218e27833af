#include "sim/intake/import_extract.hpp"

#include "sim/contract/terms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace fcr {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::SizeIs;

class TextSink final : public ByteSink {
public:
    void write(std::string_view bytes) override { text += bytes; }
    std::string text;
};

class Importing : public testing::Test {
protected:
    Importing() {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        path = std::filesystem::path(testing::TempDir()) / (std::string("import_") + test->name());
    }
    ~Importing() override { std::filesystem::remove(path); }

    ImportReport run(const std::string& mapping_text, const std::string& extract) {
        std::ofstream(path, std::ios::binary) << extract;
        return run_file(mapping_text, path);
    }

    ImportReport run_file(const std::string& mapping_text, const std::filesystem::path& file) {
        Result<LedgerMapping> mapping = parse_import_mapping(mapping_text, "m.txtpb");
        EXPECT_TRUE(mapping.has_value())
            << (mapping ? std::string{} : to_string(mapping.error().front()));
        rows.text.clear();
        load.text.clear();
        return import_extract(file, *mapping, key, {.rows = rows, .load = load}, stop);
    }

    static std::uint64_t faults(const ImportReport& report, RowFault fault) {
        return report.faults[static_cast<std::size_t>(fault)].rows;
    }

    std::filesystem::path path;
    TextSink rows;
    TextSink load;
    std::atomic<bool> stop{false};
    IdentityKey key = IdentityKey::random();
};

constexpr const char* kTimes = R"(
zone: LOCAL
line: "l" lines { value: "999" name: "999" } lines { value: "101" name: "101" }
dropped_lines: "switchboard"
offered: "o" answered: "a" abandoned: "g" ended: "e"
)";

TEST_F(Importing, WritesEveryRowAsAnOwnLedgerAndALoad) {
    const ImportReport report =
        run(kTimes,
            "l,o,a,g,e\n"
            "999,2027-04-01 00:00:10,2027-04-01 00:00:14,,2027-04-01 00:05:00\n"
            "101,2027-04-01 00:01:00,,2027-04-01 00:02:30.5,\n"
            "switchboard,2027-04-01 00:01:00,,,\n"
            "\n"
            ",,,,\n");

    EXPECT_THAT(report.fatal, IsEmpty());
    EXPECT_EQ(report.read, 4U);
    EXPECT_EQ(report.written, 2U);
    EXPECT_EQ(report.empty, 1U);
    EXPECT_EQ(report.dropped_lines.front().rows, 1U);
    EXPECT_EQ(report.ledger_start, *parse_date("2027-04-01"));
    EXPECT_THAT(rows.text,
                HasSubstr("0,,,999,999,,answered,,,,10,,10,10,,14,,300,300,,,\n"
                          "1,,,101,101,,abandoned,,,,60,,60,60,,,150.5,150.5,,,,\n"));
    EXPECT_EQ(load.text, "time,call_class\n2027-04-01 00:00:10,999\n2027-04-01 00:01:00,101\n");
}

TEST_F(Importing, CountsEveryKindOfWrongRowWithItsLine) {
    const ImportReport report =
        run(kTimes,
            "l,o,a,g,e\n"
            "999,2027-04-01 00:00:10,2027-04-01 00:00:04,,\n"
            "303,2027-04-01 00:00:10,2027-04-01 00:00:14,,\n"
            "999,yesterday,2027-04-01 00:00:14,,\n"
            "999,2027-04-01 00:00:10\n"
            "999,2027-03-28 01:30:00,2027-03-28 02:30:14,,\n"
            "999,2027-04-01 00:00:10,2027-04-01 00:00:14,,2027-04-01 00:00:12\n"
            "999,2027-04-01 00:00:10,2027-04-01 00:00:14,,\n");

    EXPECT_EQ(report.written, 1U);
    EXPECT_EQ(report.faulty(), 6U);
    EXPECT_THAT(report.faults[static_cast<std::size_t>(RowFault::AnsweredBeforeOffer)].lines,
                ElementsAre(2));
    EXPECT_EQ(faults(report, RowFault::LineUnknown), 1U);
    EXPECT_EQ(faults(report, RowFault::TimeUnreadable), 1U);
    EXPECT_EQ(faults(report, RowFault::CellCount), 1U);
    EXPECT_EQ(faults(report, RowFault::TimeLeftOut), 1U);
    EXPECT_EQ(faults(report, RowFault::EndedBeforeAnswer), 1U);
    EXPECT_THAT(report.told, SizeIs(6));
    EXPECT_THAT(to_string(report.told[1]),
                HasSubstr(":3:1: l: must be one of the mapping's lines or dropped_lines (found "
                          "\"303\")"));
}

TEST_F(Importing, TellsTheFirstHundredWrongRowsAndCountsTheRest) {
    std::string extract = "l,o,a,g,e\n";
    for (int row = 0; row < 250; ++row) {
        extract += "999,never,,,\n";
    }

    const ImportReport report = run(kTimes, extract);

    EXPECT_EQ(report.faulty(), 250U);
    EXPECT_THAT(report.told, SizeIs(100));
    EXPECT_EQ(report.untold, 150U);
    EXPECT_THAT(to_string(report.fatal.front()), HasSubstr("must have a row to write"));
}

TEST_F(Importing, LeavesDuplicatesOutByTheirIdAndNamesTheFirst) {
    const std::string mapping = std::string(kTimes) + "call_id: \"id\"\n";

    const ImportReport report = run(mapping,
                                    "id,l,o,a,g,e\n"
                                    "A1,999,2027-04-01 00:00:10,2027-04-01 00:00:14,,\n"
                                    "A2,999,2027-04-01 00:00:20,2027-04-01 00:00:24,,\n"
                                    "A1,101,2027-04-01 00:00:30,2027-04-01 00:00:34,,\n"
                                    ",101,2027-04-01 00:00:40,2027-04-01 00:00:44,,\n"
                                    ",101,2027-04-01 00:00:40,2027-04-01 00:00:44,,\n");

    EXPECT_EQ(report.written, 4U);
    EXPECT_THAT(report.duplicates.lines, ElementsAre(4));
    EXPECT_EQ(report.repeats.front().first_line, 2);
    EXPECT_EQ(report.without_id, 2U);
}

TEST_F(Importing, KeepsRowsThatAreTheSameAndSaysSo) {
    const ImportReport report = run(kTimes,
                                    "l,o,a,g,e\n"
                                    "999,2027-04-01 00:00:10,2027-04-01 00:00:14,,\n"
                                    "999,2027-04-01 00:00:10,2027-04-01 00:00:14,,\n");

    EXPECT_EQ(report.written, 2U);
    EXPECT_THAT(report.identical.lines, ElementsAre(3));
}

TEST_F(Importing, ReportsMissingRepeatedAndCopiedDays) {
    std::string extract = "l,o,a,g,e\n";
    const auto day = [&](const char* date, int from_minute) {
        for (int row = 0; row < 6; ++row) {
            const std::string minute = std::to_string(from_minute + row);
            extract += std::string("999,") + date + " 10:" + minute + ":00," + date +
                       " 10:" + minute + ":05,,\n";
        }
    };
    day("2027-04-01", 10);
    day("2027-04-02", 20);
    day("2027-04-02", 20);
    day("2027-04-05", 10);

    const ImportReport report = run(kTimes, extract);

    EXPECT_THAT(report.days_missing,
                ElementsAre(*parse_date("2027-04-03"), *parse_date("2027-04-04")));
    EXPECT_THAT(report.days_twice, ElementsAre(*parse_date("2027-04-02")));
    EXPECT_THAT(report.days_alike,
                ElementsAre(Pair(*parse_date("2027-04-01"), *parse_date("2027-04-05"))));
}

TEST_F(Importing, PutsTheHourShownTwiceInTheOrderOfRows) {
    const ImportReport report = run(kTimes,
                                    "l,o,a,g,e\n"
                                    "999,2027-10-31 00:30:00,2027-10-31 00:30:05,,\n"
                                    "999,2027-10-31 01:30:00,2027-10-31 01:30:05,,\n"
                                    "999,2027-10-31 01:59:00,2027-10-31 01:59:05,,\n"
                                    "999,2027-10-31 01:10:00,2027-10-31 01:10:05,,\n"
                                    "999,2027-10-31 02:10:00,2027-10-31 02:10:05,,\n");

    ASSERT_THAT(report.clock_changes, SizeIs(1));
    EXPECT_FALSE(report.clock_changes[0].forward);
    EXPECT_EQ(report.clock_changes[0].shown_twice, 3U);
    EXPECT_EQ(report.clock_changes[0].second, 1U);
    EXPECT_THAT(rows.text, HasSubstr("3,,,999,999,,answered,,,,7800,,7800"))
        << "01:10 of winter time is 2 h 10 min after midnight";
    EXPECT_EQ(report.out_of_order.rows, 0U);
}

TEST_F(Importing, ReadsZonesWrittenBehindTimesAndCountsThem) {
    const ImportReport report = run(R"(zone: WRITTEN time_format: "%Y-%m-%dT%H:%M:%S"
only_line: "999" offered: "o" answered: "a")",
                                    "o,a\n"
                                    "2027-07-01T10:00:00Z,2027-07-01T10:00:05Z\n"
                                    "2027-07-01T11:00:10+01:00,2027-07-01T11:00:15 BST\n"
                                    "2027-07-01T11:00:10,2027-07-01T11:00:15\n");

    EXPECT_EQ(report.written, 2U);
    EXPECT_EQ(faults(report, RowFault::TimeUnreadable), 1U);
    EXPECT_THAT(report.offsets, ElementsAre(Pair(0, 2U), Pair(60, 2U)));
    EXPECT_THAT(load.text, HasSubstr("2027-07-01 11:00:00,999\n2027-07-01 11:00:10,999\n"));
}

TEST_F(Importing, ReadsDecimalCommasClockSpansAndOtherQuotes) {
    const ImportReport report = run(R"(zone: UTC time_format: "%d/%m/%Y %H:%M:%S"
other_time_formats: "%Y-%m-%d %H:%M:%S" delimiter: ";" quote: "'" decimal: "," durations: CLOCK
only_line: "999" offered: "o" wait_s: "w" talk_s: "t" outcome: "x"
outcomes { value: "a;b" name: "answered" })",
                                    "o;w;t;x\n"
                                    "01/04/2027 10:00:00;0:04,5;1:02:03;'a;b'\n"
                                    "2027-04-01 10:00:01;0:04;2:03;'a;b'\n"
                                    "2027-04-01 10:00:01;-0:04;2:03;'a;b'\n");

    EXPECT_EQ(report.written, 2U);
    EXPECT_EQ(faults(report, RowFault::SpanNegative), 1U);
    ASSERT_THAT(report.formats, SizeIs(2));
    EXPECT_EQ(report.formats[0].rows, 1U);
    EXPECT_EQ(report.formats[1].rows, 2U);
    EXPECT_THAT(rows.text, HasSubstr(",39600,39600,,39604.5,,43327.5,43327.5,"))
        << "10:00 UTC is 11:00 of summer time; 1:02:03 later";
}

TEST_F(Importing, KeepsNoNumberNameOrFreeText) {
    const ImportReport report =
        run(std::string(kTimes) + R"(caller: "cli" handler: "agent" incident: "ref")",
            "l,o,a,g,e,cli,agent,ref,notes\n"
            "999,2027-04-01 00:00:10,2027-04-01 00:00:14,,,07700900123,J Smith,CAD-7,a free text\n"
            "999,2027-04-01 00:00:20,2027-04-01 00:00:24,,,07700900123,J Smith,CAD-7,another\n");

    EXPECT_EQ(report.written, 2U);
    for (const char* secret : {"07700900123", "Smith", "CAD-7", "free text", "another"}) {
        EXPECT_THAT(rows.text, Not(HasSubstr(secret)));
        EXPECT_THAT(load.text, Not(HasSubstr(secret)));
    }
    std::string caller;
    append_id(caller, key.id_of('c', "07700900123"));
    std::string handler;
    append_id(handler, key.id_of('h', "J Smith"));
    EXPECT_THAT(rows.text, HasSubstr("0," + caller + ","));
    EXPECT_THAT(rows.text, HasSubstr("1," + caller + ","));
    EXPECT_THAT(rows.text, HasSubstr("," + handler + ","));
    EXPECT_EQ(report.overlaps.rows, 0U);
}

TEST_F(Importing, SeesAHandlerOnTwoCallsAndColumnsThatRepeat) {
    std::string extract = "l,o,a,g,e,agent\n";
    for (int row = 10; row < 40; ++row) {
        const std::string time = "2027-04-01 00:" + std::to_string(row) + ":00";
        extract += "999," + time + "," + time + ",,2027-04-01 01:30:00,7\n";
    }

    const ImportReport report = run(std::string(kTimes) + "handler: \"agent\"", extract);

    EXPECT_EQ(report.overlaps.rows, 29U);
    EXPECT_THAT(report.columns_alike, Contains(Pair("o", "a")));
}

TEST_F(Importing, ReadsIncidentsWithPrioritiesAndCalls) {
    const ImportReport report = run(R"(rows: INCIDENTS zone: LOCAL time_format: "%d.%m.%Y %H:%M"
only_line: "999" offered_date: "d" offered: "t" calls: "n" assigned_s: "s" at_scene_s: "w"
priority: "p" priorities { value: "E" name: "emergency" } priorities { value: "P" name: "priority" })",
                                    "d,t,n,s,w,p\n"
                                    "01.04.2027,10:00,3,60,600,E\n"
                                    "01.04.2027,10:05,1,,,P\n"
                                    "01.04.2027,10:06,1,70,60,P\n"
                                    "01.04.2027,10:06,1,,,Q\n");

    EXPECT_EQ(report.written, 2U);
    EXPECT_EQ(faults(report, RowFault::AtSceneBeforeAssigned), 1U);
    EXPECT_EQ(faults(report, RowFault::PriorityUnknown), 1U);
    EXPECT_THAT(rows.text,
                HasSubstr("0,,999,emergency,3,36000,36060,36600,\n1,,999,priority,1,36300,,,\n"));
}

TEST_F(Importing, TakesAMappingOfTimesAndClasses) {
    const ImportReport report = run(R"(time_column: "t" class_column: "c"
values { value: "1" call_class: "urgent" } default_call_class: "other" from: "2027-04-02")",
                                    "t,c\n2027-04-01 00:00:00,1\n2027-04-02 00:00:00,1\n"
                                    "2027-04-02 00:00:10,9\n");

    EXPECT_EQ(report.before_span, 1U);
    EXPECT_EQ(load.text,
              "time,call_class\n2027-04-02 00:00:00,urgent\n2027-04-02 00:00:10,other\n");
}

TEST_F(Importing, ReadsLettersOfWindows) {
    const ImportReport report = run(R"(zone: LOCAL line: "l" lines { value: "Café" name: "101" }
offered: "o" answered: "a")",
                                    "l,o,a\nCaf\xe9,2027-04-01 00:00:10,2027-04-01 00:00:14\n"
                                    "Caf\xc3\xa9,2027-04-01 00:00:10,2027-04-01 00:00:14\n");

    EXPECT_EQ(report.written, 2U);
    EXPECT_THAT(report.not_utf8.lines, ElementsAre(2));
}

TEST_F(Importing, RefusesWhatIsNoTable) {
    const std::string row = "999,2027-04-01 00:00:10,2027-04-01 00:00:14,,\n";
    const auto first = [&](const std::string& extract) {
        const ImportReport report = run(kTimes, extract);
        return report.fatal.empty() ? std::string{} : report.fatal.front().remedy;
    };

    EXPECT_THAT(first(""), HasSubstr("must have a header row"));
    EXPECT_THAT(first("l,o,a,g,e\n" + row + std::string("99\0", 3) + row), HasSubstr("NUL byte"));
    EXPECT_THAT(first("l,o,a,g,e\n" + row + "\"999,x\n"), HasSubstr("a quote must have its pair"));
    EXPECT_THAT(first("l,o,a,g,e\n" + row + std::string(2'000'000, 'x') + "\n"),
                HasSubstr("limit reached: a row must have at most"));
    EXPECT_THAT(first("l,o,a,g\n" + row), HasSubstr("must be the name of a column"));
    EXPECT_THAT(first("PK\x03\x04zip"), HasSubstr("spreadsheet or zip file"));
    EXPECT_THAT(first("\xff\xfel\0,\0"), HasSubstr("UTF-16"));
    EXPECT_THAT(first("l,o,a,g,e\n" + row + "999,2047-04-01 00:00:10,2047-04-01 00:00:14,,\n"),
                HasSubstr("limit reached: must span at most"));
    EXPECT_THAT(to_string(run_file(kTimes, "no/such/file").fatal.front()),
                HasSubstr("there is no such file"));
    EXPECT_THAT(to_string(run_file(kTimes, "/dev/null").fatal.front()),
                HasSubstr("must be a file on a disk"));
}

TEST_F(Importing, StopsWhenAskedTo) {
    stop = true;

    const ImportReport report = run(kTimes, "l,o,a,g,e\n");

    EXPECT_TRUE(report.interrupted);
    EXPECT_EQ(report.written, 0U);
}

/// The folder with real data; a test without it is skipped.
std::optional<std::filesystem::path> data(const char* file) {
    const char* folder = std::getenv("FCR_DATA");
    const std::filesystem::path path =
        std::filesystem::path(folder == nullptr ? "" : folder) / file;
    return folder != nullptr && std::filesystem::exists(path) ? std::optional(path) : std::nullopt;
}

TEST_F(Importing, LondonsFiresComeWithTheirCalls) {
    const auto extract = data("london_fire_2023/incidents.csv.gz");
    if (!extract) {
        GTEST_SKIP() << "set FCR_DATA to the folder with london_fire_2023/incidents.csv.gz";
    }
    const auto mapping = read_import_mapping("config/mappings/london_fire_2023.txtpb");
    ASSERT_TRUE(mapping.has_value());

    const ImportReport report =
        import_extract(*extract, *mapping, key, {.rows = rows, .load = load}, stop);

    EXPECT_THAT(report.fatal, IsEmpty());
    EXPECT_EQ(report.read, 10'000U);
    EXPECT_EQ(report.written + report.faulty(), 10'000U);
    EXPECT_EQ(report.faulty(), 0U);
    EXPECT_EQ(report.lines[0].rows, 1'247U) << "fires";
    ASSERT_THAT(report.clock_changes, SizeIs(2));
}

TEST_F(Importing, SanDiegosEventsComeThroughTheMappingOfTheReplay) {
    const auto extract = data("san_diego_2023/calls.csv.gz");
    if (!extract) {
        GTEST_SKIP() << "set FCR_DATA to the folder with san_diego_2023/calls.csv.gz";
    }
    const auto mapping = read_import_mapping("config/mappings/san_diego_2023.txtpb");
    ASSERT_TRUE(mapping.has_value());

    const ImportReport report =
        import_extract(*extract, *mapping, key, {.rows = rows, .load = load}, stop);

    EXPECT_THAT(report.fatal, IsEmpty());
    EXPECT_EQ(report.written, 26'595U);
    EXPECT_THAT(report.days_missing, IsEmpty());
    EXPECT_EQ(report.days(), 20U);
}

}  // namespace
}  // namespace fcr
