// What befalls a room by command: more calls, fewer people, failing systems.
#include "tests/support/commanded_room.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr PoolId kPool{0};
constexpr LineId kLine{0};

Scenario steady(double per_hour, std::uint32_t seats) {
    Scenario scenario = ScenarioBuilder()
                            .line("999", {.per_hour = per_hour})
                            .call_class("999", {.talk = ConstantLaw{100.0}})
                            .pool("in_house", {.seats = seats})
                            .measured(4h)
                            .build();
    scenario.pools[0].called_in_max = 10;
    return scenario;
}

TEST(Injecting, ABurstBringsItsCallsAndLeavesTheOthersAsTheyWere) {
    CommandedRoom alone(steady(30.0, 50));
    const auto expected = alone.finish();
    CommandedRoom room(steady(30.0, 50));
    room.run_until(1h);
    const CommandAnswer answer =
        room.obey(BringCalls{.call_class = CallClassId{0}, .calls = 40, .over = 600s, .key = 3});
    EXPECT_EQ(answer.count, 40U);
    const auto& calls = room.finish();
    ASSERT_EQ(calls.size(), expected.size() + 40);
    std::size_t brought = 0;
    for (const CallRecord& call : calls) {
        const auto same = std::ranges::find(expected, call.caller, &CallRecord::caller);
        if (same == expected.end()) {
            ++brought;
            EXPECT_GE(call.times.dialled, at_s(3'600));
            EXPECT_LT(call.times.dialled, at_s(4'200));
        } else {
            EXPECT_EQ(same->times.dialled, call.times.dialled);
        }
    }
    EXPECT_EQ(brought, 40U);
}

TEST(Injecting, DemandRisesByItsFactorForItsTime) {
    CommandedRoom alone(steady(600.0, 100));
    const std::size_t expected = alone.finish().size();
    CommandedRoom room(steady(600.0, 100));
    room.run_until(1h);
    const CommandAnswer answer = room.obey(RaiseDemand{.line = kLine, .factor = 1.5, .length = 2h});
    const auto& calls = room.finish();
    EXPECT_EQ(calls.size(), expected + answer.count);
    // A Poisson number of mean 600, within four standard deviations.
    EXPECT_NEAR(answer.count, 600.0, 4 * 24.5);
}

TEST(Injecting, ALoadHasNoExpectedCallsToRaise) {
    CommandedRoom room(ScenarioBuilder().load(calls_at({10.0})).build());
    EXPECT_EQ(room.obey(RaiseDemand{.line = kLine, .factor = 2.0, .length = 1h}).refusal,
              Refusal::NoExpectedCalls);
}

TEST(Injecting, PeopleAreLostByNumberAndByShareAndReturn) {
    CommandedRoom room(steady(0.0, 10));
    ASSERT_EQ(room.obey(LoseStaff{.pool = kPool, .people = 2, .length = 600s}).count, 2U);
    ASSERT_EQ(room.obey(LoseStaff{.pool = kPool, .share = 0.5}).count, 5U);
    EXPECT_EQ(room->sight_of(kPool).on_duty, 3U);
    room.run_until(600s);
    EXPECT_EQ(room->sight_of(kPool).on_duty, 5U);
    EXPECT_EQ(room.obey(ReturnStaff{.pool = kPool}).count, 5U);
    EXPECT_EQ(room->sight_of(kPool).on_duty, 10U);
    EXPECT_EQ(room.obey(ReturnStaff{.pool = kPool}).refusal, Refusal::AlreadySo);
}

TEST(Injecting, AnEarlierLossDoesNotReturnTwice) {
    CommandedRoom room(steady(0.0, 10));
    ASSERT_TRUE(room.obey(LoseStaff{.pool = kPool, .people = 4, .length = 600s}).accepted());
    ASSERT_TRUE(room.obey(ReturnStaff{.pool = kPool}).accepted());
    ASSERT_TRUE(room.obey(LoseStaff{.pool = kPool, .people = 3}).accepted());
    room.run_until(700s);
    EXPECT_EQ(room->sight_of(kPool).on_duty, 7U);
}

TEST(Injecting, WithoutTelephonyCallersDoNotGetThrough) {
    CommandedRoom room(ScenarioBuilder().load(calls_at({10.0, 100.0, 200.0})).build());
    room.run_until(50s);
    ASSERT_TRUE(room.obey(FailSystem{.system = System::Telephony,
                                     .line = kLine,
                                     .connect_loss_share = 1.0,
                                     .length = 100s})
                    .accepted());
    const auto& calls = room.finish();
    EXPECT_EQ(calls[0].outcome, Outcome::Answered);
    EXPECT_EQ(calls[1].outcome, Outcome::Blocked);
    EXPECT_TRUE(calls[1].outage);
    EXPECT_EQ(calls[2].outcome, Outcome::Answered);
    EXPECT_EQ(room.obey(MendSystem{.system = System::Telephony}).refusal, Refusal::AlreadySo);
}

TEST(Injecting, EqualCommandsGiveEqualDigestsAndOthersDoNot) {
    const auto digest_with = [](std::uint32_t people, Duration stop) {
        CommandedRoom room(steady(60.0, 6));
        room.run_until(1h);
        static_cast<void>(room.obey(LoseStaff{.pool = kPool, .people = people}));
        room.run_until(stop);
        room.run_until(2h);
        return room->digest();
    };
    EXPECT_EQ(digest_with(2, 1h), digest_with(2, 90min));
    EXPECT_NE(digest_with(2, 1h), digest_with(3, 1h));
}

}  // namespace
}  // namespace fcr::test
