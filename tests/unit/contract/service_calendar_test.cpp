#include "sim/contract/service_calendar.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Date date_of(const char* text) {
    return *parse_date(text);
}

TEST(ServiceCalendar, HasTheMonthsOfATermByLocalMidnight) {
    const auto periods = service_periods(date_of("2027-04-01"), 60, date_of("2027-04-01"));

    ASSERT_EQ(periods.size(), 60);
    EXPECT_EQ(periods[0].start, kStartOfRun);
    EXPECT_EQ(periods[0].last, date_of("2027-04-30"));
    EXPECT_EQ(periods[0].end - periods[0].start, hours{30 * 24});
    EXPECT_EQ(periods[10].first, date_of("2028-02-01"));
    EXPECT_EQ(periods[10].days.size(), 29);
    EXPECT_EQ(periods[59].last, date_of("2032-03-31"));
    for (std::size_t row = 1; row < periods.size(); ++row) {
        EXPECT_EQ(periods[row].number, static_cast<int>(row));
        EXPECT_EQ(periods[row].start, periods[row - 1].end);
        EXPECT_EQ(periods[row].first, periods[row - 1].last + std::chrono::days{1});
    }
}

TEST(ServiceCalendar, CountsDaysOf23And25Hours) {
    const auto periods = service_periods(date_of("2027-03-01"), 8, date_of("2027-03-01"));

    const ServicePeriod& march = periods[0];
    EXPECT_EQ(march.end - march.start, hours{31 * 24 - 1});
    EXPECT_EQ(march.days[27].date, date_of("2027-03-28"));
    EXPECT_EQ(march.days[27].length, hours{23});
    const SimTime two_after = march.start + march.days[27].midnight + hours{2};
    EXPECT_EQ(march.time_of_day(two_after), hours{3});
    EXPECT_EQ(march.day_of(march.end - Duration{1}).date, date_of("2027-03-31"));

    const ServicePeriod& october = periods[7];
    EXPECT_EQ(october.end - october.start, hours{31 * 24 + 1});
    const SimTime last_hour = october.end - minutes{1};
    EXPECT_EQ(october.day_of(last_hour).date, date_of("2027-10-31"));
    EXPECT_EQ(october.time_of_day(last_hour), hours{23} + minutes{59});
    for (const ServiceDay& day : october.days) {
        const SimTime midnight = october.start + day.midnight;
        EXPECT_EQ(october.day_of(midnight).date, day.date);
        EXPECT_EQ(october.day_of(midnight + day.length - Duration{1}).date, day.date);
    }
}

TEST(ServiceCalendar, HasAPartOfAMonthAtEachEndOfATermFromWithinAMonth) {
    const auto periods = service_periods(date_of("2027-04-15"), 12, date_of("2027-04-01"));

    ASSERT_EQ(periods.size(), 13);
    EXPECT_EQ(periods[0].days.size(), 16);
    EXPECT_EQ(periods[0].days_of_month, 30);
    EXPECT_EQ(periods[0].start, kStartOfRun + hours{14 * 24});
    EXPECT_EQ(periods[12].first, date_of("2028-04-01"));
    EXPECT_EQ(periods[12].last, date_of("2028-04-14"));
    EXPECT_EQ(periods[12].days.size(), 14);
}

TEST(ServiceCalendar, EndsOnTheLastDayOfAMonthThatIsTooShort) {
    EXPECT_EQ(term_end(date_of("2027-01-31"), 1), date_of("2027-02-28"));
    EXPECT_EQ(term_end(date_of("2027-04-01"), 60), date_of("2032-04-01"));
}

TEST(ServiceCalendar, KnowsWeekdaysAndBankHolidays) {
    const auto periods = service_periods(date_of("2026-12-01"), 2, date_of("2026-12-01"));

    EXPECT_EQ(periods[0].days[0].weekday, 1) << "1 December 2026 is a Tuesday";
    EXPECT_TRUE(periods[0].days[24].bank_holiday);
    EXPECT_FALSE(periods[0].days[25].bank_holiday)
        << "Boxing Day is a Saturday, the 28th stands in";
    EXPECT_TRUE(periods[0].days[27].bank_holiday);
    EXPECT_TRUE(periods[1].days[0].bank_holiday) << "New Year's Day is of another year";
}

TEST(ServiceCalendar, HasNegativeMomentsBeforeTheLedgerStarts) {
    const auto periods = service_periods(date_of("2027-04-01"), 2, date_of("2027-05-01"));

    EXPECT_EQ(periods[0].start, kStartOfRun - hours{30 * 24});
    EXPECT_EQ(periods[1].start, kStartOfRun);
    EXPECT_TRUE(periods[0].has(kStartOfRun - Duration{1}));
    EXPECT_FALSE(periods[0].has(kStartOfRun));
}

}  // namespace
}  // namespace fcr
