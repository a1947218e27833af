#include "sim/analysis/ledger_tables.hpp"

#include "tests/unit/analysis/ledger_case.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fcr {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kOneCall = "line,outcome,offered_s,answered_s\n101,answered,10,20\n";

TEST(LedgerTables, ShareStaffOutToQuarterHours) {
    LedgerCase ledger;
    ledger.sources.staffing = ledger.write("staffing.csv",
                                           "handler,pool,from_s,to_s,state,reason\n"
                                           "0,contractor,-600,600,available,\n"
                                           "0,contractor,600,1200,handling,\n"
                                           "0,contractor,1200,1260,wrap_up,\n"
                                           "0,contractor,1260,1300,break,gap\n"
                                           "0,contractor,1300,3000,break,meal\n"
                                           "1,elsewhere,0,600,available,\n"
                                           "2,in_house,0,900,standby,\n");

    ledger.read(kOneCall);

    EXPECT_THAT(ledger.problems, IsEmpty());
    const PeriodStaffing& staffing = ledger.periods.at(0).ledger.staffing;
    ASSERT_TRUE(staffing.measured());
    const StaffCell& first = staffing.at(PoolId{1}, 0);
    const StaffCell& second = staffing.at(PoolId{1}, 1);
    EXPECT_EQ(first.logged_in, minutes{15});
    EXPECT_EQ(first.handling, minutes{5});
    EXPECT_EQ(second.logged_in, std::chrono::seconds{400});
    EXPECT_EQ(second.handling, minutes{5});
    EXPECT_EQ(second.wrap_up, minutes{1});
    EXPECT_EQ(staffing.at(PoolId{0}, 0).standby, minutes{15});
    EXPECT_EQ(staffing.at(PoolId{0}, 0).logged_in, Duration{0});
}

TEST(LedgerTables, TakePeopleByTheHead) {
    LedgerCase ledger;
    ledger.sources.staffing = ledger.write("staffing.csv",
                                           "pool,from,to,state,people\n"
                                           "contractor,2027-04-01 00:00,2027-04-01 00:30,logged_in,"
                                           "2.5\n"
                                           "contractor,2027-04-30 23:45,2027-05-01 00:15,logged_in,"
                                           "1\n");
    ledger.read(kOneCall);
    EXPECT_THAT(ledger.problems, IsEmpty());
    const PeriodStaffing& april = ledger.periods.at(0).ledger.staffing;
    EXPECT_EQ(april.at(PoolId{1}, 1).logged_in, minutes{37} + std::chrono::seconds{30});
    EXPECT_EQ(april.at(PoolId{1}, 30 * 96 - 1).logged_in, minutes{15});
}

TEST(LedgerTables, TakeEventsOfThePeriodsThatTheyTouch) {
    LedgerCase ledger;
    ledger.sources.events = ledger.write("events.csv",
                                         "id,cause,from,until,claimed_after_days,evidence\n"
                                         "E1,THIRD_PARTY,2027-04-30 12:00,2027-05-01 12:00,3,yes\n"
                                         "E2,CYBER,2027-06-01,2027-06-02,20,no\n");
    ledger.read(kOneCall);
    EXPECT_THAT(ledger.problems, IsEmpty());
    const std::vector<ReliefEvent>& events = ledger.periods.at(0).ledger.events;
    ASSERT_EQ(events.size(), 1);
    EXPECT_EQ(events[0].id, "E1");
    EXPECT_EQ(events[0].cause, ReliefCause::ThirdParty);
    EXPECT_EQ(events[0].from, kStartOfRun + hours{29 * 24 + 12});
    EXPECT_EQ(events[0].claimed_after_days, 3);
    EXPECT_TRUE(events[0].evidence);
}

TEST(LedgerTables, TakeForecasts) {
    LedgerCase ledger;
    ledger.sources.forecast = ledger.write("forecast.csv",
                                           "line,from_s,until_s,calls,handling_s\n"
                                           "control,0,900,2,100\n"
                                           "999,0,900,2,\n"
                                           "101,0,900,1.25,480.5\n"
                                           "101,2592000,2592900,3,480\n");
    ledger.read(kOneCall);
    EXPECT_THAT(ledger.problems, IsEmpty());
    const std::vector<ForecastCell>& cells = ledger.periods.at(0).ledger.forecast;
    ASSERT_EQ(cells.size(), 2);
    EXPECT_EQ(cells[0].line, LineId{0});
    EXPECT_EQ(cells[0].calls_millionths, 1'250'000);
    EXPECT_EQ(cells[0].handling, Duration{480'500'000});
    EXPECT_EQ(cells[1].line, LineId{1});
}

TEST(LedgerTables, TellWhatIsWrongWithTheirRows) {
    LedgerCase ledger;
    ledger.sources.staffing = ledger.write("staffing.csv",
                                           "pool,from_s,to_s,state,people\n"
                                           "contractor,10,5,available,1\n"
                                           "contractor,0,5,asleep,1\n"
                                           "contractor,0,5,available,-1\n");
    ledger.sources.events = ledger.write("events.csv",
                                         "id,cause,from,until,claimed_after_days,evidence\n"
                                         ",VOLUME_OVER,2027-03-28 01:30,2027-04-02,soon,maybe\n");
    ledger.sources.forecast = ledger.write("forecast.csv",
                                           "line,from_s,until_s,calls\n"
                                           "101,0,1800,5\n"
                                           "101,900,1800,5\n"
                                           "101,1800,1860,5\n"
                                           "101,3600,4500,few\n");

    ledger.read(kOneCall);

    const std::string folder = ledger.folder.string() + "/";
    EXPECT_THAT(
        ledger.problems,
        ElementsAre(
            "staffing.csv:2:3: to_s: must be after `from` (found \"5\")",
            "staffing.csv:3:4: state: must be available, handling, wrap_up, break, absent, "
            "logged_in, standby or cancelled (found \"asleep\")",
            "staffing.csv:4:5: people: must be a number of people from 0 (found \"-1\")",
            "events.csv:2:1: id: must be given, such as E1",
            "events.csv:2:2: cause: must be one of AUTHORITY_CAUSE, FORCE_MAJEURE, "
            "PLANNED_MAINTENANCE, THIRD_PARTY, STRIKE_OWN_STAFF, CYBER, OWN_SUBCONTRACTOR (found "
            "\"VOLUME_OVER\")",
            "events.csv:2:5: claimed_after_days: must be a whole number of working days from the "
            "event's end to the claim (found \"soon\")",
            "events.csv:2:6: evidence: must be yes or no (found \"maybe\")",
            "events.csv:2:3: from: must be a time in London, 1996 to 2199, that its day has, such "
            "as 2027-04-01 09:30 (found \"2027-03-28 01:30\")",
            "forecast.csv:4: must begin and end with a quarter-hour",
            "forecast.csv:5:4: calls: must be a number of calls from 0 (found \"few\")",
            "forecast.csv: 101: must not be in two rows: the cells of a line must not overlap "
            "(found \"2027-04-01 00:15:00\")"));
}

TEST(LedgerTables, AreAskedForWhereTheContractPaysForHours) {
    LedgerCase ledger;
    ledger.terms.charges.push_back(
        {.id = "hours", .kind = HoursCharge{}, .lines = {}, .pools = {}});
    ledger.read(kOneCall);
    EXPECT_THAT(ledger.problems,
                ElementsAre("--staffing: must be given: the charge hours of case is of people's "
                            "hours"));
}

}  // namespace
}  // namespace fcr
