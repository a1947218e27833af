#include "sim/report/ledger_csv.hpp"

#include "sim/scenario/compile.hpp"
#include "tests/support/scenario_builder.hpp"
#include "tests/unit/metrics/call_records.hpp"
#include "tests/unit/report/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace fcr::test {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;

CompiledScenario scenario() {
    return *compile(ScenarioBuilder()
                        .line("999", {.operator_leg = OperatorLeg{}})
                        .call_class("=emergency",
                                    {.route = {{.pools = {"in_house"}},
                                               {.after = seconds{8}, .pools = {"helpers"}}}})
                        .pool("in_house")
                        .pool("helpers", {.employer = "Acme", .site = "Derby"})
                        .build());
}

/// The rows as the file has them.
std::string written(const std::vector<CallLedgerRow>& calls,
                    const std::vector<StaffingLedgerRow>& staffing,
                    const std::string& name) {
    const TemporaryFolder folder;
    const CompiledScenario compiled = scenario();
    AtomicFile calls_file(folder.path() / "calls.csv");
    AtomicFile staffing_file(folder.path() / "staffing.csv");
    ExperimentProgress progress;
    LedgerCsv csv(compiled, {.calls = &calls_file, .staffing = &staffing_file}, progress);
    csv.replication(
        3, {.calls = calls, .staffing = staffing, .incidents = {}, .assignments = {}, .duty = {}});
    EXPECT_FALSE(calls_file.commit());
    EXPECT_FALSE(staffing_file.commit());
    return folder.read(name);
}

TEST(LedgerCsv, HasEveryTimeStampAndSegmentOfACall) {
    CallRecord call = answered(seconds{12},
                               {.at = kStartOfRun + seconds{100},
                                .dialled_before = seconds{13},
                                .connect_before = seconds{3},
                                .ring = Duration{1'500'000},
                                .talk = seconds{60},
                                .wrap_up = seconds{20},
                                .gap = seconds{5},
                                .pool = PoolId{1}});
    call.number = 41;
    call.caller = 0xabc;
    call.handler = HandlerId{11};
    call.route_step = 1;
    call.times.segment_presented = call.times.offered + seconds{8};
    const std::string text = written({ledger_row(call, scenario())}, {}, "calls.csv");

    EXPECT_THAT(text,
                HasSubstr("\r\n3,41,c0000000000000abc,999,\"'=emergency\",answered,helpers,11,1,"
                          "87.000000,87.000000,97.000000,100.000000,,100.000000,108.000000,"
                          "110.500000,112.000000,,172.000000,192.000000,197.000000,,genuine,"
                          "in_house|force|100.000000||108.000000|moved_on;"
                          "helpers|Derby|108.000000|112.000000|112.000000|answered,"
                          "caller,0,l0000000000000001,,,,0\r\n"));
}

TEST(LedgerCsv, MarksABlockedCallAndLeavesWhatNeverCameEmpty) {
    const CallRecord call = blocked({.at = kStartOfRun + Duration{1}});
    const std::string text = written({ledger_row(call, scenario())}, {}, "calls.csv");

    EXPECT_THAT(text,
                HasSubstr("blocked,,,0,0.000001,,,0.000001,,,,,,,0.000001,,,failed_to_connect,"
                          "genuine,,caller,0,l0000000000000001,,,,0\r\n"));
}

TEST(LedgerCsv, WritesTheCallerWhoDialledBeforeTheRunWithAMinus) {
    const CallRecord call = abandoned(seconds{4}, {.dialled_before = Duration{2'500'000}});

    EXPECT_THAT(written({ledger_row(call, scenario())}, {}, "calls.csv"), HasSubstr(",-2.500000,"));
}

TEST(LedgerCsv, HasCallsInOrderOfArrival) {
    CallRecord first = answered(seconds{50});
    CallRecord second = answered(seconds{1});
    first.number = 1;
    second.number = 2;
    const CompiledScenario compiled = scenario();
    const std::string text =
        written({ledger_row(second, compiled), ledger_row(first, compiled)}, {}, "calls.csv");

    EXPECT_LT(text.find("\r\n3,1,"), text.find("\r\n3,2,"));
}

TEST(LedgerCsv, HasAHandlersTimeInARow) {
    const StaffingLedgerRow later{.handler = HandlerId{2},
                                  .employer = EmployerId{1},
                                  .pool = PoolId{1},
                                  .site = SiteId{1},
                                  .from = kStartOfRun + seconds{20},
                                  .to = kStartOfRun + seconds{50},
                                  .state = StaffState::Break,
                                  .reason = StaffReason::Meal};
    StaffingLedgerRow earlier = later;
    earlier.reason = StaffReason::None;
    earlier.from = kStartOfRun;
    earlier.to = kStartOfRun + seconds{20};
    earlier.state = StaffState::Handling;

    EXPECT_EQ(written({}, {later, earlier}, "staffing.csv"),
              "replication,handler,employer,pool,site,from_s,to_s,state,reason\r\n"
              "3,2,Acme,helpers,Derby,0.000000,20.000000,handling,\r\n"
              "3,2,Acme,helpers,Derby,20.000000,50.000000,break,meal\r\n");
}

TEST(LedgerCsv, StopsTheRunWhenItsFileCannotBeWritten) {
    const TemporaryFolder folder;
    const CompiledScenario compiled = scenario();
    AtomicFile calls(folder.path() / "nowhere" / "calls.csv");
    ExperimentProgress progress;
    LedgerCsv csv(compiled, {.calls = &calls}, progress);
    ReplicationLedgers ledgers;
    ledgers.calls.push_back(ledger_row(answered(seconds{1}), compiled));
    csv.replication(0, ledgers);

    EXPECT_TRUE(progress.stop.load());
}

}  // namespace
}  // namespace fcr::test
