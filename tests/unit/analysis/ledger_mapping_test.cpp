#include "sim/analysis/ledger_mapping.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fcr {
namespace {

using testing::ElementsAre;

std::vector<std::string> problems_of(const char* text) {
    const Result<LedgerMapping> mapping = parse_ledger_mapping(text, "m.txtpb");
    std::vector<std::string> told;
    if (!mapping) {
        for (const Problem& problem : mapping.error()) {
            told.push_back(to_string(problem));
        }
    }
    return told;
}

TEST(LedgerMapping, HasDefaults) {
    const auto mapping = parse_ledger_mapping(
        R"(zone: UTC only_line: "101" offered: "start" answered: "answered")", "m.txtpb");
    ASSERT_TRUE(mapping.has_value());
    EXPECT_FALSE(mapping->is_own());
    EXPECT_EQ(mapping->zone, TimeZone::Utc);
    EXPECT_EQ(mapping->delimiter, ',');
    EXPECT_EQ(mapping->time_format, "%Y-%m-%d %H:%M:%S");
    EXPECT_EQ(mapping->column(LedgerColumn::Offered), "start");
    EXPECT_EQ(mapping->column(LedgerColumn::Caller), "");
    EXPECT_EQ(mapping->only_line->name, "101");
    EXPECT_TRUE(own_ledger().is_own());
}

TEST(LedgerMapping, AsksForWhatItNeeds) {
    EXPECT_THAT(
        problems_of(""),
        ElementsAre("m.txtpb: zone: must be LOCAL, what a clock on the wall showed, or UTC, or "
                    "WRITTEN where it stands behind each time",
                    "m.txtpb: offered: must be the header of the column with when a call "
                    "entered a queue",
                    "m.txtpb: answered: must be the header of the column with when a call "
                    "was answered; or give wait_s, the seconds it waited",
                    "m.txtpb: outcome: must be the header of the column with how a call "
                    "ended, where `answered` does not tell it",
                    "m.txtpb: line: must be the header of the column that tells the line; "
                    "or give only_line"));
}

TEST(LedgerMapping, RefusesWhatContradictsItself) {
    EXPECT_THAT(
        problems_of(R"(
zone: LOCAL
line: "l" only_line: "101"
offered: "o" answered: "a" wait_s: "w"
time_format: "%d/%m"
delimiter: "::"
outcomes { value: "x" name: "gone" }
test_values: "T"
queues { pool: "p" }
queues { pool: "q" }
lines { value: "l" name: "101" }
lines { value: "l" name: "999" }
dropped_lines: "l"
)"),
        ElementsAre(
            "m.txtpb:3:11: only_line: must be left out where `line` is given (found \"101\")",
            "m.txtpb:4:28: wait_s: must be left out where `answered` is given (found \"w\")",
            "m.txtpb:5:1: time_format: must give year, month, day, hour and minute, such as "
            "\"%d/%m/%Y %H:%M[:%S]\" (found \"%d/%m\")",
            "m.txtpb:6:1: delimiter: must be \",\" \";\" \"|\" or \"\\t\" (found \"::\")",
            "m.txtpb:7:23: outcomes[gone].name: must be one of answered, abandoned, diverted, "
            "blocked, "
            "unfinished (found \"gone\")",
            "m.txtpb:8:1: test_values[0]: must have the column `test` beside it (found \"T\")",
            "m.txtpb:10:1: queues[1].presented: must be the header of the column with when a call "
            "came there",
            "m.txtpb:12:9: lines[999].value: must be given once (found \"l\")",
            "m.txtpb:13:1: dropped_lines[0]: must not be among `lines` as well (found \"l\")"));
}

}  // namespace
}  // namespace fcr
