#include "sim/analysis/call_ledger.hpp"

#include "tests/unit/analysis/ledger_case.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fcr {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kOwnHeader =
    "replication,number,caller,line,outcome,pool,network_arrive_s,offered_s,segment_presented_s,"
    "answered_s,abandoned_s,ended_s,wrapped_up_s,flags,truth,segments\r\n";

TEST(CallLedger, ReadsOwnLedgersToTheMicrosecond) {
    LedgerCase ledger;

    ledger.read(kOwnHeader +
                "0,3,c1,101,answered,contractor,10.000000,10.000001,40.000001,50.5,,110,130,,"
                "genuine,in_house|hq|10.000001||40.000001|moved_on;"
                "contractor|site|40.000001|50.5|50.5|answered\r\n"
                "0,4,c2,999,abandoned,,20,20,20,,31,31,,test silent,padding,"
                "in_house|hq|20||31|abandoned\r\n"
                "0,5,c2,101,blocked,,25,,,,25,25,,failed_to_connect,genuine,\r\n");

    EXPECT_THAT(ledger.problems, IsEmpty());
    ASSERT_EQ(ledger.periods.size(), 1);
    const PeriodCalls& calls = ledger.periods[0].ledger.calls;
    ASSERT_EQ(calls.size(), 3);
    const CallRecord& call = calls.call(0);
    EXPECT_EQ(call.number, 3);
    EXPECT_EQ(call.line, LineId{0});
    EXPECT_EQ(call.outcome, Outcome::Answered);
    EXPECT_EQ(call.pool, PoolId{1});
    EXPECT_EQ(call.times.offered, kStartOfRun + Duration{10'000'001});
    EXPECT_EQ(call.times.answered, kStartOfRun + Duration{50'500'000});
    EXPECT_EQ(call.times.wrapped_up, kStartOfRun + seconds{130});
    ASSERT_EQ(calls.segments(0).size(), 2);
    EXPECT_EQ(calls.segments(0)[0].pool, PoolId{0});
    EXPECT_EQ(calls.segments(0)[0].outcome, SegmentOutcome::MovedOn);
    EXPECT_EQ(calls.segments(0)[1].presented, kStartOfRun + Duration{40'000'001});
    EXPECT_EQ(calls.call(1).times.abandoned, kStartOfRun + seconds{31});
    EXPECT_EQ(calls.flags(1),
              static_cast<unsigned>(CallFlag::Test) | static_cast<unsigned>(CallFlag::Silent));
    EXPECT_EQ(calls.call(2).times.offered, kNever);
    EXPECT_EQ(calls.call(1).caller, calls.call(2).caller);
    EXPECT_NE(calls.call(0).caller, calls.call(1).caller);
    EXPECT_THAT(ledger.periods[0].truth.labels,
                ElementsAre(TruthLabel::Genuine, TruthLabel::Padding, TruthLabel::Genuine));
    EXPECT_EQ(ledger.intake.calls.kept, 3);
    EXPECT_EQ(ledger.intake.hash.size(), 64);
}

TEST(CallLedger, LeavesOtherLinesAndOtherTimesOut) {
    LedgerCase ledger;

    ledger.read(
        "line,outcome,offered_s,answered_s\n"
        "101,answered,-10,0\n"
        "control,answered,10,20\n"
        "101,answered,100,120\n"
        ",,,\n"
        "101,answered,7862400,7862410\n");

    EXPECT_THAT(ledger.problems, IsEmpty());
    const CallIntake& calls = ledger.intake.calls;
    EXPECT_EQ(calls.read, 5);
    EXPECT_EQ(calls.kept, 1);
    EXPECT_EQ(calls.before_term, 1);
    EXPECT_EQ(calls.after_term, 1);
    EXPECT_EQ(calls.empty, 1);
    ASSERT_EQ(calls.other_lines.size(), 1);
    EXPECT_EQ(calls.other_lines[0].value, "control");
    EXPECT_THAT(calls.pools_unseen, ElementsAre("in_house", "contractor"));
}

TEST(CallLedger, HandsOutPeriodsInOrderWithCallsOutOfOrderByAPeriod) {
    LedgerCase ledger;
    const std::int64_t april = 30 * 86'400;

    ledger.read(
        fmt::format("line,outcome,offered_s,answered_s\n"
                    "101,answered,{},{}\n"
                    "101,answered,5,6\n"
                    "101,answered,{},{}\n",
                    april + 1,
                    april + 2,
                    april + 31 * 86'400 + 1,
                    april + 31 * 86'400 + 2));

    EXPECT_THAT(ledger.problems, IsEmpty());
    ASSERT_EQ(ledger.periods.size(), 3);
    for (const int period : {0, 1, 2}) {
        EXPECT_EQ(ledger.periods[static_cast<std::size_t>(period)].number, period);
        EXPECT_EQ(ledger.periods[static_cast<std::size_t>(period)].ledger.calls.size(), 1);
    }
}

TEST(CallLedger, RefusesACallWhosePeriodIsGone) {
    LedgerCase ledger;
    const std::int64_t june = (30 + 31) * 86'400;

    ledger.read(
        fmt::format("line,outcome,offered_s,answered_s\n"
                    "101,answered,{},{}\n"
                    "101,answered,5,6\n",
                    june,
                    june + 1));

    EXPECT_THAT(ledger.problems,
                ElementsAre("calls.csv:3: must not come after calls of 2027-05-01 and later; sort "
                            "the file by when calls were offered (found \"2027-04-01 00:00:05\")"));
}

TEST(CallLedger, TellsEveryRowThatIsWrong) {
    LedgerCase ledger;

    ledger.read(
        "number,line,outcome,offered_s,answered_s,abandoned_s,ended_s,flags\n"
        "1,101,answered,10,9,,,\n"
        "2,101,answered,10,,,,\n"
        "3,101,abandoned,10,,,,\n"
        "4,101,lost,10,,12,,\n"
        "5,101,answered,ten,11,,,\n"
        "6,101,answered,,11,,,\n"
        "7,101,answered,10,11,,10.5,\n"
        "8,101,answered,10,11,,,odd\n"
        "x,101,answered,10,11,,,\n"
        "9,101,answered\n");

    EXPECT_THAT(
        ledger.problems,
        ElementsAre(
            "calls.csv:2: must not be answered before it was offered",
            "calls.csv:3: an answered call must tell when it was answered",
            "calls.csv:4: an abandoned call must tell when the caller gave up",
            "calls.csv:5:3: outcome: must be answered, abandoned, diverted, blocked or unfinished "
            "(found \"lost\")",
            "calls.csv:6:4: offered_s: must be seconds since the ledger's start (found \"ten\")",
            "calls.csv:7:4: offered_s: must be given: when it was offered",
            "calls.csv:8: must not end before it was answered",
            "calls.csv:9:8: flags: must be flags with a space between them: test, training, "
            "duplicate, silent, transferred_in, failed_to_connect, outage_affected (found \"odd\")",
            "calls.csv:10:1: number: must be a whole number (found \"x\")",
            "calls.csv:11: must have 8 cells as the header has (found \"3 cells\")"));
}

TEST(CallLedger, RefusesASecondReplication) {
    LedgerCase ledger;
    ledger.read(
        "replication,line,outcome,offered_s,answered_s\n"
        "7,101,answered,10,11\n"
        "8,101,answered,10,11\n");
    EXPECT_THAT(ledger.problems,
                ElementsAre("calls.csv:3:1: replication: must be 7 as in the rows above: one "
                            "replication is priced at a time (fcrsim run --replication N --trace) "
                            "(found \"8\")"));
}

TEST(CallLedger, AsksForItsColumns) {
    LedgerCase ledger;
    ledger.read("line,outcome,offered\n101,answered,10\n");
    EXPECT_THAT(ledger.problems,
                ElementsAre("calls.csv:1: must be the name of a column; did you mean "
                            "\"offered\"? (found \"offered_s\")"));
}

TEST(CallLedger, AsksOnceForAMappingOfAnExtract) {
    LedgerCase ledger;
    ledger.read("service,start,disposition\n101,2027-04-01 00:10:58,H\n");
    EXPECT_THAT(ledger.problems,
                ElementsAre("calls.csv:1: has no column line, outcome, offered_s, as a ledger of "
                            "fcrsim has: give --mapping FILE for a force's own extract"));
}

TEST(CallLedger, AsksForACallOfTheTerm) {
    LedgerCase ledger;
    ledger.read("line,outcome,offered_s,answered_s\n101,answered,-10,-9\n");
    EXPECT_THAT(ledger.problems,
                ElementsAre("calls.csv: must have a call of the term: of 1 rows 1 are before it, 0 "
                            "after it, the others of other lines or empty; is --start right?"));
}

LedgerMapping extract(const char* text) {
    const Result<LedgerMapping> mapping = parse_ledger_mapping(text, "mapping.txtpb");
    EXPECT_TRUE(mapping.has_value()) << (mapping ? "" : to_string(mapping.error().front()));
    return mapping.value_or(LedgerMapping{});
}

TEST(CallLedger, ReadsAnExtractOfTimes) {
    LedgerCase ledger;
    ledger.mapping = extract(R"(
        time_format: "%d/%m/%Y %H:%M:%S" zone: LOCAL delimiter: ";"
        line: "Service" offered: "Queued" answered: "Answered" ended: "Ended"
        network_arrive: "Arrived" test: "Type" test_values: "T" caller: "CLI"
        queues { pool: "Team 1" }
        queues { pool: "Team 2" presented: "Moved" }
        lines { value: "Non-emergency" name: "101" }
        lines { value: "Emergency" name: "999" }
        dropped_lines: "Switchboard"
        pools { value: "FCR" name: "in_house" }
        pools { value: "Partner" name: "contractor" }
    )");

    ledger.read(
        "Service;Type;Arrived;Queued;Answered;Ended;Team 1;Team 2;Moved;CLI\n"
        "Non-emergency;N;01/04/2027 09:00:00;01/04/2027 09:00:10;01/04/2027 09:01:00;"
        "01/04/2027 09:05:00;FCR;Partner;01/04/2027 09:00:40;07700900123\n"
        "Emergency;T;01/04/2027 09:00:00;01/04/2027 09:00:00;;01/04/2027 09:00:30;FCR;;;"
        "07700900123\n"
        "Switchboard;N;01/04/2027 09:00:00;01/04/2027 09:00:00;;01/04/2027 09:00:30;FCR;;;x\n");

    EXPECT_THAT(ledger.problems, IsEmpty());
    ASSERT_EQ(ledger.periods.size(), 1);
    const PeriodCalls& calls = ledger.periods[0].ledger.calls;
    ASSERT_EQ(calls.size(), 2);
    const CallRecord& answered = calls.call(0);
    const SimTime nine = kStartOfRun + hours{9};
    EXPECT_EQ(answered.outcome, Outcome::Answered);
    EXPECT_EQ(answered.pool, PoolId{1});
    EXPECT_EQ(answered.times.network_arrive, nine);
    EXPECT_EQ(answered.times.segment_presented, nine + seconds{40});
    EXPECT_EQ(answered.times.wrapped_up, nine + minutes{5});
    ASSERT_EQ(calls.segments(0).size(), 2);
    EXPECT_EQ(calls.segments(0)[0].outcome, SegmentOutcome::MovedOn);
    const CallRecord& abandoned = calls.call(1);
    EXPECT_EQ(abandoned.outcome, Outcome::Abandoned);
    EXPECT_EQ(abandoned.times.abandoned, nine + seconds{30});
    EXPECT_FALSE(abandoned.pool);
    EXPECT_EQ(calls.segments(1)[0].pool, PoolId{0});
    EXPECT_EQ(calls.flags(1), static_cast<unsigned>(CallFlag::Test));
    EXPECT_EQ(answered.caller, abandoned.caller);
    EXPECT_EQ(ledger.intake.calls.other_lines[0].value, "Switchboard");
}

TEST(CallLedger, ReadsAnExtractOfSeconds) {
    LedgerCase ledger;
    ledger.mapping = extract(R"(
        zone: UTC only_line: "101" offered: "start" wait_s: "queue" talk_s: "talk"
        wrap_up_s: "acw" outcome: "disposition"
        outcomes { value: "Handled" name: "answered" }
        outcomes { value: "Lost" name: "abandoned" }
    )");

    ledger.read(
        "start,queue,talk,acw,disposition\n"
        "2027-04-01 00:30:00,12.5,300,60,Handled\n"
        "2027-04-01 00:31:00,45,0,0,Lost\n");

    EXPECT_THAT(ledger.problems, IsEmpty());
    const PeriodCalls& calls = ledger.periods.at(0).ledger.calls;
    const SimTime offered = kStartOfRun + hours{1} + minutes{30};
    EXPECT_EQ(calls.call(0).times.offered, offered) << "1 April is summer time";
    EXPECT_EQ(calls.call(0).times.answered, offered + Duration{12'500'000});
    EXPECT_EQ(calls.call(0).times.wrapped_up, offered + Duration{372'500'000});
    EXPECT_EQ(calls.call(1).times.abandoned, offered + seconds{105});
}

TEST(CallLedger, TellsTheTwoHoursApartThatAClockShowsTwice) {
    LedgerCase ledger;
    ledger.terms.term.months = 12;
    ledger.mapping = extract(R"(
        zone: LOCAL only_line: "101" offered: "offered" answered: "answered"
    )");

    ledger.read(
        "offered,answered\n"
        "2027-10-31 01:59:50,2027-10-31 01:00:05\n"  // the clock went back while it waited
        "2027-10-31 01:00:10,2027-10-31 01:00:20\n"  // earlier than above: the second hour
        "2027-10-31 02:00:00,2027-10-31 02:00:10\n");

    EXPECT_THAT(ledger.problems, IsEmpty());
    const PeriodCalls& calls = ledger.periods.back().ledger.calls;
    EXPECT_EQ(calls.call(0).times.answered - calls.call(0).times.offered, seconds{15});
    EXPECT_EQ(calls.call(1).times.offered - calls.call(0).times.offered, seconds{20});
    EXPECT_EQ(calls.call(2).times.offered - calls.call(1).times.offered, minutes{59} + seconds{50});
    EXPECT_EQ(ledger.intake.calls.shown_twice, 2);
}

TEST(CallLedger, RefusesWhatTheMappingDoesNotKnow) {
    LedgerCase ledger;
    ledger.mapping = extract(R"(
        zone: LOCAL line: "line" offered: "offered" answered: "answered"
        lines { value: "a" name: "101" }
    )");
    ledger.read(
        "line,offered,answered\n"
        "b,2027-04-01 09:00:00,2027-04-01 09:00:10\n"
        "a,2027-04-01 25:00:00,\n");
    EXPECT_THAT(ledger.problems,
                ElementsAre("calls.csv:2:1: line: must be one of the mapping's lines or "
                            "dropped_lines (found \"b\")",
                            "calls.csv:3:2: offered: must be a time in London written as %Y-%m-%d "
                            "%H:%M:%S, 1996 to 2199, that its day has (found \"2027-04-01 "
                            "25:00:00\")"));
}

TEST(CallLedger, RefusesNamesThatTheContractHasNot) {
    LedgerCase ledger;
    ledger.mapping = extract(R"(
        zone: LOCAL line: "line" offered: "offered" answered: "answered"
        lines { value: "a" name: "102" }
    )");
    ledger.read("line,offered,answered\n");
    EXPECT_THAT(ledger.problems,
                ElementsAre("mapping.txtpb:3:28: line: must be a line of the contract case; did "
                            "you mean \"101\"? (found \"102\")"));
}

TEST(CallLedger, AsksForWhatTheContractMeasures) {
    LedgerCase ledger;
    ledger.terms.kpis[0].redial = RedialRule::FirstOnly;
    ledger.terms.kpis[0].counting.pool = PoolId{1};
    ledger.terms.kpis[0].counting.clock = ClockStart::OperatorConnect;
    ledger.mapping =
        extract(R"(zone: LOCAL only_line: "101" offered: "offered" answered: "answered")");
    ledger.read("offered,answered\n");
    EXPECT_THAT(
        ledger.problems,
        ElementsAre("mapping.txtpb: caller: must name a column: the contract has a rule for "
                    "redials (K1 of case)",
                    "mapping.txtpb: queues: must name the columns of pools: the contract measures "
                    "a pool (K1 of case)",
                    "mapping.txtpb: operator_connect: must name a column: the contract's clock "
                    "starts at OPERATOR_CONNECT (K1 of case)"));
}

}  // namespace
}  // namespace fcr
