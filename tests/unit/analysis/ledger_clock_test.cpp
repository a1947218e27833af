#include "sim/analysis/ledger_clock.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Date date(const char* text) {
    return *parse_date(text);
}

LocalTime time(const char* text) {
    return *parse_local_time(text);
}

TEST(LedgerClock, StartsAtTheLedgersMidnight) {
    const LedgerClock clock(date("2027-03-27"));
    EXPECT_EQ(clock.local(time("2027-03-27"))->first, kStartOfRun);
    EXPECT_EQ(clock.local(time("2027-03-26 23:00"))->first, kStartOfRun - hours{1});
    EXPECT_EQ(clock.utc(time("2027-03-27")), kStartOfRun);
}

TEST(LedgerClock, LeavesAnHourOutInSpring) {
    const LedgerClock clock(date("2027-03-27"));
    EXPECT_EQ(clock.local(time("2027-03-28 00:59"))->first, kStartOfRun + hours{24} + minutes{59});
    EXPECT_FALSE(clock.local(time("2027-03-28 01:30")));
    EXPECT_EQ(clock.local(time("2027-03-28 02:00"))->first, kStartOfRun + hours{25});
    EXPECT_EQ(clock.utc(time("2027-03-28 01:00")), kStartOfRun + hours{25});
    EXPECT_EQ(clock.shown_at(kStartOfRun + hours{25}), time("2027-03-28 02:00"));
}

TEST(LedgerClock, ShowsAnHourTwiceInAutumn) {
    const LedgerClock clock(date("2027-10-31"));
    const auto twice = clock.local(time("2027-10-31 01:30"));
    EXPECT_EQ(twice->first, kStartOfRun + hours{1} + minutes{30});
    EXPECT_TRUE(twice->shown_twice);
    EXPECT_FALSE(clock.local(time("2027-10-31 00:59"))->shown_twice);
    EXPECT_FALSE(clock.local(time("2027-10-31 02:00"))->shown_twice);
    EXPECT_EQ(clock.local(time("2027-10-31 02:00"))->first, kStartOfRun + hours{3});
    EXPECT_EQ(clock.utc(time("2027-10-31 00:30")), twice->first);
    EXPECT_EQ(clock.utc(time("2027-10-31 01:30")), twice->first + hours{1});
    EXPECT_EQ(clock.shown_at(twice->first + hours{1}), time("2027-10-31 01:30"));
}

TEST(LedgerClock, KnowsTheYearsFrom1996To2199) {
    const LedgerClock clock(date("2027-04-01"));
    EXPECT_FALSE(clock.local(time("1995-12-31 23:59")));
    EXPECT_TRUE(clock.local(time("2199-12-31 23:59")));
    EXPECT_FALSE(clock.utc(time("1970-01-01")));
}

}  // namespace
}  // namespace fcr
