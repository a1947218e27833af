#include "sim/intake/guess_mapping.hpp"

#include "sim/intake/import_extract.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace fcr {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string guess_of(const std::string& extract) {
    const auto path = std::filesystem::path(testing::TempDir()) / "guessed.csv";
    std::ofstream(path, std::ios::binary) << extract;
    const Result<std::string> guess = guess_mapping(path);
    return guess ? *guess : to_string(guess.error().front());
}

TEST(GuessMapping, OfTheSampleExtractReadsEveryRow) {
    const Result<std::string> guess = guess_mapping("config/ledgers/april_2027.csv");
    ASSERT_TRUE(guess.has_value());

    const Result<LedgerMapping> mapping = parse_import_mapping(*guess, "guess.txtpb");

    ASSERT_TRUE(mapping.has_value()) << to_string(mapping.error().front()) << *guess;
    EXPECT_EQ(mapping->column(LedgerColumn::Offered), "start");
    EXPECT_EQ(mapping->column(LedgerColumn::Wait), "queue_s");
    EXPECT_EQ(mapping->column(LedgerColumn::Talk), "talk_s");
    EXPECT_EQ(mapping->column(LedgerColumn::Line), "service");
    EXPECT_EQ(mapping->column(LedgerColumn::Outcome), "disposition");
}

TEST(GuessMapping, SeesDelimitersFormsAndDecimalCommas) {
    const std::string guess = guess_of(
        "Call ID;Queue;Call start;Wait time;Talk time;Result;Agent;CLI\n"
        "1;Emergency;23/04/2027 10:00:00;4,5;100;Answered;J Smith;07700900123\n"
        "2;Non-emergency;24/04/2027 10:00:00;61,0;0;Abandoned;;07700900124\n");

    EXPECT_THAT(guess, HasSubstr("delimiter: \";\""));
    EXPECT_THAT(guess, HasSubstr("time_format: \"%d/%m/%Y %H:%M[:%S]\"\n"));
    EXPECT_THAT(guess, HasSubstr("decimal: \",\""));
    EXPECT_THAT(guess, HasSubstr("call_id: \"Call ID\""));
    EXPECT_THAT(guess, HasSubstr("handler: \"Agent\""));
    EXPECT_THAT(guess, HasSubstr("outcomes { value: \"Abandoned\" name: \"abandoned\" }"));
    EXPECT_THAT(guess, Not(HasSubstr("Smith")));
    EXPECT_THAT(guess, Not(HasSubstr("0770")));
    EXPECT_TRUE(parse_import_mapping(guess, "guess.txtpb").has_value()) << guess;
}

TEST(GuessMapping, SaysWhenDaysAndMonthsCannotBeTold) {
    EXPECT_THAT(guess_of("t,answered\n03/04/2027 10:00:00,03/04/2027 10:00:05\n"),
                HasSubstr("in doubt: no day above 12"));
}

TEST(GuessMapping, TakesIncidentsWithDateAndTimeApart) {
    const std::string guess =
        guess_of("date,time,grade,type\n2027-04-01,10:00:00,1,fire\n2027-04-02,10:30:00,2,theft\n");

    EXPECT_THAT(guess, HasSubstr("rows: INCIDENTS"));
    EXPECT_THAT(guess, HasSubstr("offered_date: \"date\""));
    EXPECT_THAT(guess, HasSubstr("priority: \"grade\""));
    EXPECT_TRUE(parse_import_mapping(guess, "guess.txtpb").has_value()) << guess;
}

TEST(GuessMapping, RefusesAFileWithoutTimes) {
    EXPECT_THAT(guess_of("a,b\n1,2\n"), HasSubstr("must have a column of times"));
    EXPECT_THAT(guess_of(""), HasSubstr("must have a header row"));
}

}  // namespace
}  // namespace fcr
