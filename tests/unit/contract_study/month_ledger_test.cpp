#include "sim/contract_study/month_ledger.hpp"

#include "sim/contract_study/term_rooms.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/unit/contract_study/small_contract.hpp"

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

/// March and April 2027 from the start of a run, and a ledger of them.
class Months : public testing::Test {
protected:
    Months()
        : terms(small_contract(2)),
          scenario(accepted(std::string(kContractRoom))),
          scope(*map_scope(terms, scenario, "room.txtpb")),
          run{.room = *compile(scenario),
              .periods = service_periods(terms.term.start, 2, terms.term.start),
              .forecast = {},
              .claims = {}},
          ledger(terms, scope, {0}) {
        ledger.begin(run.room, true);
        ledger.begin_month(&run.periods[0], {.at = kStartOfRun});
    }

    /// A call of 101, offered at a moment and answered by the supplier so long after it.
    [[nodiscard]] CallRecord answered(std::uint64_t number, SimTime offered, Duration wait) const {
        CallRecord call;
        call.number = number;
        call.line = LineId{1};
        call.call_class = CallClassId{1};
        call.outcome = Outcome::Answered;
        call.pool = PoolId{1};
        call.handler = HandlerId{4};
        call.times.network_arrive = offered;
        call.times.offered = offered;
        call.times.segment_presented = offered;
        call.times.presented = offered + wait;
        call.times.answered = offered + wait;
        call.times.ended = offered + wait + 300s;
        call.times.wrapped_up = call.times.ended + 60s;
        call.times.ready = call.times.wrapped_up;
        return call;
    }

    [[nodiscard]] SimTime end_of_march() const { return run.periods[0].end; }

    ContractTerms terms;
    Scenario scenario;
    ScopeMap scope;
    TermRun run;
    MonthLedger ledger;
};

TEST_F(Months, M12ACallOfferedBeforeMidnightIsOfTheOldMonth) {
    // Offered on 31 March at 23:59:58, answered on 1 April at 00:00:05.
    const CallRecord late = answered(0, end_of_march() - 2s, 7s);
    const CallRecord next = answered(1, end_of_march() + 1s, 1s);
    ledger.begin_month(&run.periods[1], {.at = end_of_march(), .calls_so_far = 1, .calls_open = 1});
    EXPECT_EQ(ledger.open_calls(), 1U);

    ledger.call_closed(next);
    EXPECT_EQ(ledger.open_calls(), 1U);
    ledger.call_closed(late);
    EXPECT_EQ(ledger.open_calls(), 0U);

    const PeriodLedger& march = ledger.close_month();
    ASSERT_EQ(march.calls.size(), 1U);
    EXPECT_EQ(march.calls.call(0).number, 0U);
    EXPECT_EQ(march.calls.call(0).times.answered - march.calls.call(0).times.offered, 7s);
    EXPECT_EQ(march.censored, 0U);
    EXPECT_EQ(ledger.so_far(0).offered, 1);  // April's
}

TEST_F(Months, AWatchedIndicatorCountsTheCallsOfItsPoolAndHours) {
    terms.kpis[0].counting.pool = PoolId{0};
    terms.kpis[0].hours.from = 18h;
    terms.kpis[0].hours.until = 1h;
    CallRecord elsewhere = answered(3, kStartOfRun + 19h, 1s);
    elsewhere.pool = PoolId{0};  // of the room: not the contract's

    ledger.call_closed(answered(0, kStartOfRun + 12h, 1s));
    ledger.call_closed(answered(1, kStartOfRun + 18h, 1s));
    ledger.call_closed(answered(2, kStartOfRun + 24h + 59min, 1s));
    ledger.call_closed(elsewhere);

    EXPECT_EQ(ledger.so_far(0).offered, 2);
}

TEST_F(Months, WhatIsStillOpenIsCensoredAndComesTooLate) {
    ledger.begin_month(&run.periods[1], {.at = end_of_march(), .calls_so_far = 3, .calls_open = 1});

    EXPECT_EQ(ledger.close_month().censored, 1U);
    ledger.call_closed(answered(2, end_of_march() - 1h, 20h));
    EXPECT_EQ(ledger.so_far(0).offered, 0);
}

TEST_F(Months, CallsAreTheContractsByItsRows) {
    CallRecord of_999 = answered(0, kStartOfRun + 1h, 2s);
    of_999.line = LineId{0};
    of_999.call_class = CallClassId{0};
    CallRecord by_force = answered(1, kStartOfRun + 2h, 2s);
    by_force.pool = PoolId{0};
    by_force.route_step = 1;
    ledger.call_closed(of_999);
    ledger.call_closed(by_force);
    ledger.call_closed(answered(2, kStartOfRun + 3h, 2s));

    ledger.begin_month(&run.periods[1], {.at = end_of_march(), .calls_so_far = 3});
    const PeriodCalls& calls = ledger.close_month().calls;

    ASSERT_EQ(calls.size(), 2U);
    EXPECT_EQ(calls.call(0).line, LineId{0});
    EXPECT_FALSE(calls.call(0).pool.has_value());  // nobody of the contract's
    EXPECT_EQ(calls.call(1).pool, PoolId{0});
    ASSERT_EQ(calls.segments(0).size(), 2U);
    EXPECT_EQ(calls.segments(0)[0].pool, PoolId{0});
    EXPECT_FALSE(calls.segments(0)[1].pool.has_value());
}

TEST_F(Months, PaddingIsKeptApart) {
    CallRecord padding = answered(0, kStartOfRun + 1h, 0s);
    padding.origin = Origin::Padding;
    ledger.call_closed(padding);
    ledger.call_closed(answered(1, kStartOfRun + 2h, 5s));

    ledger.begin_month(&run.periods[1], {.at = end_of_march(), .calls_so_far = 2});

    EXPECT_EQ(ledger.close_month().calls.size(), 2U);
    EXPECT_EQ(ledger.genuine().calls.size(), 1U);
    EXPECT_EQ(ledger.padding(), 1);
}

TEST_F(Months, StaffingLiesInItsQuarterHours) {
    const auto seat = [this](SimTime at, std::uint32_t on_duty) {
        ledger.seat_taken(
            {.at = at, .handler = HandlerId{4}, .pool = PoolId{1}, .on_duty = on_duty});
    };
    seat(kStartOfRun + 10min, 2);
    seat(kStartOfRun + 20min, 3);
    seat(end_of_march() - 10min, 1);
    ledger.call_closed(answered(0, kStartOfRun + 12min, 0s));  // talks till 17, wraps up till 18

    ledger.begin_month(&run.periods[1], {.at = end_of_march(), .calls_so_far = 1});
    seat(end_of_march() + 15min, 0);
    const PeriodStaffing& march = ledger.close_month().staffing;

    EXPECT_EQ(march.at(PoolId{0}, 0).logged_in, 2 * 5min);
    EXPECT_EQ(march.at(PoolId{0}, 1).logged_in, 2 * 5min + 3 * 10min);
    EXPECT_EQ(march.at(PoolId{0}, 2).logged_in, 3 * 15min);
    EXPECT_EQ(march.at(PoolId{0}, 0).handling, 3min);
    EXPECT_EQ(march.at(PoolId{0}, 1).handling, 2min);
    EXPECT_EQ(march.at(PoolId{0}, 1).wrap_up, 1min);
    EXPECT_EQ(march.at(PoolId{0}, march.cells() - 1).logged_in, 3 * 5min + 10min);
}

}  // namespace
}  // namespace fcr::test
