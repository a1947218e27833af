#include "sim/scenario/civil_day.hpp"

#include <date/tz.h>
#include <gtest/gtest.h>

#include <string>

namespace fcr::test {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

Date day(const std::string& text) {
    return parse_date(text).value();
}

TEST(CivilDay, TheClocksOf2026GoForwardOn29MarchAndBackOn25October) {
    EXPECT_EQ(day_length(day("2026-03-29")), hours{23});
    EXPECT_EQ(day_length(day("2026-10-25")), hours{25});
    int changed = 0;
    for (Date date = day("2026-01-01"); date <= day("2026-12-31"); date += days{1}) {
        changed += day_length(date) != hours{24};
    }
    EXPECT_EQ(changed, 2);
}

TEST(CivilDay, TheSpringDayLeavesOutAnHour) {
    const Date date = day("2026-03-29");

    EXPECT_EQ(time_of_day(date, minutes{59}), minutes{59});
    EXPECT_EQ(time_of_day(date, hours{1}), hours{2});
    EXPECT_EQ(time_of_day(date, hours{23} - minutes{1}), hours{24} - minutes{1});
    EXPECT_EQ(since_midnight(date, minutes{90}), std::nullopt);
    EXPECT_EQ(since_midnight(date, hours{2}), hours{1});
}

TEST(CivilDay, TheAutumnDayHasAnHourTwice) {
    const Date date = day("2026-10-25");

    EXPECT_EQ(time_of_day(date, minutes{90}), minutes{90});
    EXPECT_EQ(time_of_day(date, minutes{150}), minutes{90});
    EXPECT_EQ(time_of_day(date, hours{25} - minutes{1}), hours{24} - minutes{1});
    EXPECT_EQ(since_midnight(date, minutes{90}), minutes{90});
    EXPECT_EQ(since_midnight(date, hours{2}), hours{3});
}

// The time zone database of this machine knows the years up to 2037 by rule.
TEST(CivilDay, EveryDayIsAsLongAsTheTimeZoneDatabaseSays) {
    const date::time_zone* london = date::locate_zone("Europe/London");
    const auto midnight = [london](Date date) {
        const date::local_days same{date::days{date.time_since_epoch().count()}};
        return london->to_sys(same, date::choose::earliest);
    };
    for (Date date = kDateMin; date < day("2037-12-31"); date += days{1}) {
        const auto length = midnight(date + days{1}) - midnight(date);
        ASSERT_EQ(Duration{length}, day_length(date)) << date.time_since_epoch().count();
    }
}

TEST(CivilDay, OnlyDatesThatExistAreRead) {
    EXPECT_EQ(day("2024-02-29"), Date{std::chrono::year{2024} / 2 / 29});
    for (const char* text : {"2026-02-29",
                             "2026-13-01",
                             "2026-1-01",
                             "1995-12-31",
                             "2200-01-01",
                             "2026-01-01 ",
                             "2026/01/01",
                             "+026-01-01",
                             ""}) {
        EXPECT_EQ(parse_date(text), std::nullopt) << text;
    }
}

}  // namespace

}  // namespace fcr::test
