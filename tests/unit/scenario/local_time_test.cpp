#include "sim/scenario/local_time.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

std::string read(const std::string& format, const std::string& text) {
    auto reader = TimeReader::make(format);
    if (!reader) {
        return "format: " + reader.error();
    }
    const auto time = reader->read(text);
    return time ? to_string(*time) : "refused";
}

TEST(LocalTime, IsReadInTheFormatsThatExtractsUse) {
    EXPECT_EQ(read("%Y-%m-%d %H:%M:%S", "2023-01-31 23:59:58"), "2023-01-31 23:59:58");
    EXPECT_EQ(read("%d/%m/%Y %H:%M[:%S]", "31/01/2023 23:59:58"), "2023-01-31 23:59:58");
    EXPECT_EQ(read("%d/%m/%Y %H:%M[:%S]", "31/01/2023 23:59"), "2023-01-31 23:59:00");
    EXPECT_EQ(read("%Y-%m-%dT%H:%M[:%S]", "2023-01-31T00:00"), "2023-01-31 00:00:00");
    EXPECT_EQ(read("%d %b %Y %H:%M", "31 Jan 2023 12:05"), "2023-01-31 12:05:00");
    EXPECT_EQ(read("%d/%m/%Y %I:%M %p", "31/01/2023 12:05 AM"), "2023-01-31 00:05:00");
    EXPECT_EQ(read("%d/%m/%Y %I:%M %p", "31/01/2023 01:05 PM"), "2023-01-31 13:05:00");
    EXPECT_EQ(read("%m/%d/%y %R", "01/31/23 23:59"), "2023-01-31 23:59:00");
}

TEST(LocalTime, KeepsFractionsOfASecondToTheMicrosecond) {
    EXPECT_EQ(read("%Y-%m-%d %H:%M:%S", "2023-01-31 23:59:58.25"), "2023-01-31 23:59:58.250000");
    EXPECT_EQ(read("%Y-%m-%d %H:%M:%S", "2023-01-31 23:59:58.1234567"),
              "2023-01-31 23:59:58.123456");
    EXPECT_EQ(read("%Y-%m-%d %H:%M:%S", "2023-01-31 23:59:58.0000000"), "2023-01-31 23:59:58");
    EXPECT_EQ(read("%d.%m.%Y %H.%M", "31.01.2023 23.59"), "2023-01-31 23:59:00");
}

TEST(LocalTime, RefusesWhatIsNoTime) {
    for (const char* text : {"",
                             "2023-02-30 00:00:00",
                             "2023-02-29 00:00:00",
                             "2023-13-01 00:00:00",
                             "2023-01-01 25:00:00",
                             "2023-01-01 24:00:00",
                             "2023-01-01 00:60:00",
                             "2023-01-01 00:00:60",
                             "2023-01-01 00:00:00Z",
                             "2023-01-01 00:00:00+01:00",
                             "2023-01-01 00:00",
                             "01/02/2023 00:00:00",
                             "0023-01-01 00:00:00",
                             "1969-12-31 23:59:59",
                             "2200-01-01 00:00:00",
                             "99999-01-01 00:00:00",
                             "2023-01-01 00:00:-1",
                             "2023-01-01 00:00:",
                             "2023-01-01 00:00:.",
                             "2023-01-01 00:00:01.",
                             "2023-01-01 00:00:.5",
                             "yesterday"}) {
        EXPECT_EQ(read("%Y-%m-%d %H:%M:%S", text), "refused") << text;
    }
    EXPECT_EQ(read("%Y-%m-%d %H:%M:%S", "2024-02-29 00:00:00"), "2024-02-29 00:00:00");
}

TEST(LocalTime, AFormatMustGiveAMinuteOfADay) {
    for (const char* format : {"%Y-%m-%d", "%H:%M", "%d/%m %H:%M", "%Y-%m-%d %I:%M", "time", "%"}) {
        EXPECT_NE(read(format, "").find("must give year"), std::string::npos) << format;
    }
    EXPECT_EQ(read("%Y-%m-%d %H:%M:%S%z", ""),
              "format: must not need a time zone: times are local");
    EXPECT_EQ(read("%Y-%m-%d %H:%M %Ez", ""), "format: must not need a time zone: times are local");
    EXPECT_EQ(read("%s", ""), "format: must not need a time zone: times are local");
    EXPECT_EQ(read("%Y-%m-%d %H:%M[:%S", ""), "format: must have at most one pair of []");
    EXPECT_EQ(read("%Y-%m-%d %H[:%M][:%S]", ""), "format: must have at most one pair of []");
    EXPECT_NE(read("%Y-%m-%d[ %H:%M]", "").find("must give year"), std::string::npos);
    EXPECT_EQ(read("", ""), "format: must have 1 to 100 letters");
}

TEST(LocalTime, ABoundIsADateOrADateWithATime) {
    const auto bound = [](const char* text) {
        const auto time = parse_local_time(text);
        return time ? to_string(*time) : "refused";
    };

    EXPECT_EQ(bound("2023-01-15"), "2023-01-15 00:00:00");
    EXPECT_EQ(bound("2023-01-15 06:30"), "2023-01-15 06:30:00");
    EXPECT_EQ(bound("2023-01-15T06:30:15"), "2023-01-15 06:30:15");
    EXPECT_EQ(bound("15/01/2023"), "refused");
    EXPECT_EQ(bound("2023-02-30"), "refused");
    EXPECT_EQ(bound(""), "refused");
}

TEST(LocalTime, TellsItsDayAndMidnight) {
    const LocalTime time = *parse_local_time("2024-02-29 23:59:59");

    EXPECT_EQ(date_of(time), "2024-02-29");
    EXPECT_EQ(to_string(midnight_of(time)), "2024-02-29 00:00:00");
}

TEST(TimeReader, ReadsTheSameWithAndWithoutStrptime) {
    // %e is read by strptime, so its form is no plain one.
    const auto plain = TimeReader::make("%d/%m/%Y %H:%M[:%S]");
    const auto by_strptime = TimeReader::make("%e/%m/%Y %H:%M[:%S]");
    ASSERT_TRUE(plain.has_value());
    ASSERT_TRUE(by_strptime.has_value());
    for (const char* text : {"29/02/2024 09:30:15",
                             "29/02/2024 09:30",
                             "29/02/2024 09:30:15.123456789",
                             "29/02/2023 09:30",
                             "31/12/1969 23:59",
                             "1/2/2024 9:05",
                             "01/02/2024 24:00",
                             "01/02/2024 09:60",
                             "01/02/2024 09:30:60",
                             "01/13/2024 09:30",
                             "01/02/2024 09:30 ",
                             "01/02/2024 09:30x",
                             "01/02/24 09:30",
                             ""}) {
        EXPECT_EQ(plain->read(text), by_strptime->read(text)) << text;
    }
}

TEST(TimeReader, ReadsAMarkOfUtcAfterAFraction) {
    const auto reader = TimeReader::make("%Y-%m-%dT%H:%M:%SZ");
    ASSERT_TRUE(reader.has_value());
    EXPECT_EQ(to_string(*reader->read("2024-02-29T09:30:15.25Z")), "2024-02-29 09:30:15.250000");
    EXPECT_EQ(to_string(*reader->read("2024-02-29T09:30:15Z")), "2024-02-29 09:30:15");
    EXPECT_FALSE(reader->read("2024-02-29T09:30:15"));
}

}  // namespace
}  // namespace fcr
