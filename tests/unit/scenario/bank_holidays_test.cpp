#include "sim/scenario/bank_holidays.hpp"

#include "sim/scenario/local_time.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fcr::test {

namespace {

using testing::ElementsAre;

std::vector<std::string> of(int year) {
    std::vector<std::string> dates;
    for (const Date date : bank_holidays(std::chrono::year{year})) {
        dates.push_back(date_of(date).substr(5));
    }
    return dates;
}

// The lists are those of gov.uk/bank-holidays.

TEST(BankHolidays, OfAnOrdinaryYear) {
    EXPECT_THAT(
        of(2025),
        ElementsAre("01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"));
}

TEST(BankHolidays, WhatFallsOnAWeekendHasASubstitute) {
    EXPECT_THAT(
        of(2026),
        ElementsAre("01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"));
    EXPECT_THAT(
        of(2027),
        ElementsAre("01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"));
    EXPECT_THAT(
        of(2028),
        ElementsAre("01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"));
}

TEST(BankHolidays, MovedAndProclaimedDaysAreKnown) {
    EXPECT_THAT(
        of(2020),
        ElementsAre("01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"));
    EXPECT_THAT(of(2022),
                ElementsAre("01-03",
                            "04-15",
                            "04-18",
                            "05-02",
                            "06-02",
                            "06-03",
                            "08-29",
                            "09-19",
                            "12-26",
                            "12-27"));
    EXPECT_THAT(
        of(2023),
        ElementsAre(
            "01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"));
}

TEST(BankHolidays, EasterIsWhereTheTablesHaveIt) {
    for (const char* text : {"2000-04-23",
                             "2008-03-23",
                             "2011-04-24",
                             "2024-03-31",
                             "2025-04-20",
                             "2026-04-05",
                             "2038-04-25",
                             "2076-04-19",
                             "2100-03-28"}) {
        const Date date = parse_date(text).value();
        EXPECT_EQ(easter_sunday(std::chrono::year_month_day{date}.year()), date) << text;
    }
}

}  // namespace

}  // namespace fcr::test
