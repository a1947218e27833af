#include "sim/metrics/ledger.hpp"

#include "sim/scenario/compile.hpp"
#include "tests/support/scenario_builder.hpp"
#include "tests/unit/metrics/call_records.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace fcr::test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

/// 999 calls ask `front` at once, `helpers` after 8 s as well, and move to `contractor` after 30 s.
CompiledScenario three_steps() {
    return *compile(
        ScenarioBuilder()
            .line("999")
            .call_class("999",
                        {.route = {{.pools = {"front"}},
                                   {.after = seconds{8}, .pools = {"helpers"}},
                                   {.after = seconds{30}, .pools = {"contractor"}, .move = true}}})
            .pool("front")
            .pool("helpers")
            .pool("contractor", {.employer = "Acme", .contractor = true, .site = "Derby"})
            .build());
}

const PoolId kFront{0};
const PoolId kHelpers{1};
const PoolId kContractor{2};
const SimTime kNine = kStartOfRun + std::chrono::hours{9};

TEST(CallLedger, HasASegmentForEachStepOfTheRouteTheCallCameTo) {
    const CompiledScenario scenario = three_steps();
    CallRecord call = answered(seconds{45}, {.at = kNine, .pool = kContractor});
    call.route_step = 2;
    const CallLedgerRow row = ledger_row(call, scenario);

    ASSERT_EQ(row.segment_count, 3U);
    const CallSegment& first = row.segments[0];
    EXPECT_EQ(first.pool, kFront);
    EXPECT_EQ(first.presented, kNine);
    EXPECT_EQ(first.left, kNine + seconds{8});
    EXPECT_EQ(first.answered, kNever);
    EXPECT_EQ(first.outcome, SegmentOutcome::MovedOn);
    const CallSegment& second = row.segments[1];
    EXPECT_EQ(second.pool, kHelpers);
    EXPECT_EQ(second.presented, kNine + seconds{8});
    EXPECT_EQ(second.left, kNine + seconds{30});
    const CallSegment& last = row.segments[2];
    EXPECT_EQ(last.pool, kContractor);
    EXPECT_EQ(scenario.sites[*last.site], "Derby");
    EXPECT_EQ(last.presented, kNine + seconds{30});
    EXPECT_EQ(last.answered, kNine + seconds{45});
    EXPECT_EQ(last.left, kNine + seconds{45});
    EXPECT_EQ(last.outcome, SegmentOutcome::Answered);
}

TEST(CallLedger, HasNoSegmentOfAStepThatIsClosed) {
    // The helpers' gate at 8 s lets nobody in: the call stays with the front until 30 s.
    Scenario scenario =
        ScenarioBuilder()
            .line("999")
            .call_class("999",
                        {.route = {{.pools = {"front"}},
                                   {.after = seconds{8}, .pools = {"helpers"}, .move = true},
                                   {.after = seconds{30}, .pools = {"contractor"}, .move = true}}})
            .pool("front")
            .pool("helpers")
            .pool("contractor", {.employer = "Acme", .contractor = true})
            .build();
    scenario.call_classes[0].route[1].when = Gate{.share = 0.0};
    const CompiledScenario compiled = *compile(scenario);
    const LaneId first{compiled.classes[CallClassId{0}].lanes.first};
    const LaneId closed = compiled.lanes[first].next_closed;
    const LaneId last = compiled.lanes[closed].next;

    CallRecord call = answered(seconds{20}, {.at = kNine, .pool = kFront});
    call.route_step = static_cast<std::uint8_t>(closed.index() - first.index());
    const CallLedgerRow in_closed = ledger_row(call, compiled);
    ASSERT_EQ(in_closed.segment_count, 1U);
    EXPECT_EQ(in_closed.segments[0].pool, kFront);
    EXPECT_EQ(in_closed.segments[0].presented, kNine);
    EXPECT_EQ(in_closed.segments[0].left, kNine + seconds{20});

    call = answered(seconds{45}, {.at = kNine, .pool = kContractor});
    call.route_step = static_cast<std::uint8_t>(last.index() - first.index());
    const CallLedgerRow behind = ledger_row(call, compiled);
    ASSERT_EQ(behind.segment_count, 2U);
    EXPECT_EQ(behind.segments[0].pool, kFront);
    EXPECT_EQ(behind.segments[0].left, kNine + seconds{30});
    EXPECT_EQ(behind.segments[1].pool, kContractor);
    EXPECT_EQ(behind.segments[1].presented, kNine + seconds{30});
}

TEST(CallLedger, NamesWhoAnsweredTheLastSegment) {
    // In a widened step an earlier pool may answer; the segment is then its own.
    CallRecord call = answered(seconds{12}, {.at = kNine, .pool = kFront});
    call.route_step = 1;
    const CallLedgerRow row = ledger_row(call, three_steps());

    ASSERT_EQ(row.segment_count, 2U);
    EXPECT_EQ(row.segments[1].pool, kFront);
}

TEST(CallLedger, GivesAnAbandonedSegmentToTheStepsFirstPool) {
    const CallLedgerRow row = ledger_row(abandoned(seconds{5}, {.at = kNine}), three_steps());

    ASSERT_EQ(row.segment_count, 1U);
    EXPECT_EQ(row.segments[0].pool, kFront);
    EXPECT_EQ(row.segments[0].outcome, SegmentOutcome::Abandoned);
    EXPECT_EQ(row.segments[0].left, kNine + seconds{5});
    EXPECT_EQ(row.segments[0].answered, kNever);
}

TEST(CallLedger, MarksABlockedCallAndGivesItNoSegment) {
    const CallLedgerRow row = ledger_row(blocked({.at = kNine}), three_steps());

    EXPECT_EQ(row.segment_count, 0U);
    EXPECT_EQ(row.flags, static_cast<std::uint16_t>(CallFlag::FailedToConnect));
    EXPECT_EQ(row.truth, TruthLabel::Genuine);
}

TEST(CallLedger, LeavesAnUnfinishedSegmentOpen) {
    const CallLedgerRow row = ledger_row(unfinished({.at = kNine}), three_steps());

    ASSERT_EQ(row.segment_count, 1U);
    EXPECT_EQ(row.segments[0].outcome, SegmentOutcome::Unfinished);
    EXPECT_EQ(row.segments[0].left, kNever);
}

/// Keeps what it is given.
class Rows final : public LedgerSink {
public:
    void call(const CallLedgerRow& row) override { calls.push_back(row); }
    void staffing(const StaffingLedgerRow& row) override { staff.push_back(row); }

    std::vector<CallLedgerRow> calls;
    std::vector<StaffingLedgerRow> staff;
};

TEST(StaffingLedger, TellsAHandlersTimeFromSignOnToSignOffWithoutAGap) {
    const CompiledScenario scenario = three_steps();
    Rows rows;
    LedgerKeeper keeper(scenario, rows);
    keeper.begin_replication();
    keeper.seat_taken({.at = kNine, .handler = HandlerId{3}, .pool = kFront, .on_duty = 1});
    CallRecord call = answered(seconds{5},
                               {.at = kNine + minutes{2},
                                .ring = seconds{3},
                                .talk = minutes{5},
                                .wrap_up = minutes{1},
                                .gap = seconds{30},
                                .pool = kFront});
    call.handler = HandlerId{3};
    keeper.call_closed(call);
    keeper.seat_taken({.at = kNine + minutes{15},
                       .handler = HandlerId{3},
                       .pool = kFront,
                       .signed_on = false,
                       .on_duty = 0});
    keeper.end_replication(kNine + minutes{60});

    std::vector<StaffState> states;
    SimTime until = kNine;
    for (const StaffingLedgerRow& row : rows.staff) {
        EXPECT_EQ(row.from, until);
        EXPECT_EQ(row.handler, HandlerId{3});
        until = row.to;
        states.push_back(row.state);
    }
    EXPECT_EQ(until, kNine + minutes{15});
    using enum StaffState;
    EXPECT_THAT(states, testing::ElementsAre(Available, Handling, WrapUp, Break, Available));
}

TEST(StaffingLedger, ClosesTheStretchesOfThoseStillSignedOn) {
    const CompiledScenario scenario = three_steps();
    Rows rows;
    LedgerKeeper keeper(scenario, rows);
    keeper.begin_replication();
    keeper.seat_taken({.at = kNine, .handler = HandlerId{0}, .pool = kFront, .on_duty = 1});
    keeper.end_replication(kNine + minutes{5});

    ASSERT_EQ(rows.staff.size(), 1U);
    EXPECT_EQ(rows.staff[0].to, kNine + minutes{5});
    EXPECT_EQ(rows.staff[0].state, StaffState::Available);
}

TEST(Forecast, IsTheScenariosOwnProfile) {
    const CompiledScenario scenario = three_steps();
    const ForecastRow row = forecast_row(scenario, LineId{0}, 2);

    EXPECT_EQ(row.from, kStartOfRun + minutes{30});
    EXPECT_EQ(row.length, minutes{15});
    EXPECT_EQ(row.calls, 15.0);
    EXPECT_EQ(row.handling_s, 300.0);
}

}  // namespace
}  // namespace fcr::test
