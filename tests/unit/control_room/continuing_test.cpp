// What a supervisor orders beyond calls and seats: accepted, refused for each reason, effective
// when.
#include "tests/support/commanded_room.hpp"
#include "tests/support/internal_line.hpp"
#include "tests/support/rosters.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr PoolId kRoomPool{0};
constexpr PoolId kHiredPool{1};

/// 999 and 101 with talk of 100 s: four of the force for both, two of a contractor for 101.
Scenario force_and_contractor(std::vector<RecordedCall> calls) {
    Scenario scenario =
        ScenarioBuilder()
            .line("999")
            .call_class("999", {.talk = ConstantLaw{100.0}, .route = {{.pools = {"room"}}}})
            .line("101", {.emergency = false})
            .call_class("101",
                        {.priority = 2,
                         .talk = ConstantLaw{100.0},
                         .route = {{.pools = {"room", "hired"}}}})
            .pool("room", {.seats = 4})
            .pool("hired", {.seats = 2, .skills = {"101"}, .employer = "Acme", .contractor = true})
            .load(std::move(calls))
            .measured(3h)
            .build();
    for (Pool& pool : scenario.pools) {
        pool.called_in_max = 4;
    }
    return scenario;
}

std::vector<RecordedCall> calls_of_101(std::initializer_list<double> seconds) {
    return calls_at(seconds, CallClassId{1});
}

/// One person with breaks of ten minutes at these minutes of a shift of an hour and a half.
Scenario one_person(std::vector<Duration> breaks, std::vector<RecordedCall> calls = {}) {
    std::vector<PlannedBreak> planned;
    for (const Duration from : breaks) {
        planned.push_back({.from = from, .length = 10min, .kind = BreakKind::Rest});
    }
    return ScenarioBuilder()
        .call_class("999", {.talk = ConstantLaw{240.0}, .wrap_up = ConstantLaw{60.0}})
        .pool("room", {.staff = Staff{one_shift(1, 90min, planned), {}}})
        .load(std::move(calls))
        .measured(2h)
        .build();
}

/// Seconds from the start at which somebody went on a break.
std::vector<double> breaks_begun(const NoticeLog& log) {
    std::vector<double> seconds;
    for (const SeatTaken& seat : log.seats) {
        if (!seat.signed_on && seat.reason == SeatReason::Rest) {
            seconds.push_back(to_seconds(seat.at - kStartOfRun));
        }
    }
    return seconds;
}

TEST(Continuing, BreaksThatAreMovedBeginAtTheEndOfTheSpan) {
    CommandedRoom room(one_person({10min, 30min, 60min}));
    room.run_until(5min);
    const CommandAnswer moved = room.obey(MoveBreaks{.pool = kRoomPool, .length = 20min});
    EXPECT_EQ(moved.count, 1U);  // that of the tenth minute; the next begins after the span
    EXPECT_EQ(moved.effective, at_s(1'500));
    static_cast<void>(room.finish());
    EXPECT_EQ(breaks_begun(room.log()), (std::vector<double>{1'500, 2'100, 3'600}));
}

TEST(Continuing, BreaksThatAreCancelledAreLost) {
    CommandedRoom room(one_person({10min, 30min, 60min}, calls_at({590.0})));
    room.run_until(5min);
    const CommandAnswer lost =
        room.obey(MoveBreaks{.pool = kRoomPool, .length = 40min, .cancel = true});
    EXPECT_EQ(lost.count, 2U);
    EXPECT_EQ(lost.effective, at_s(300));
    static_cast<void>(room.finish());
    EXPECT_EQ(breaks_begun(room.log()), std::vector<double>{3'600});
}

TEST(Continuing, ABreakThatACallHoldsUpIsLostWithoutTheOneBeforeIt) {
    // The first is due in the call, the second too, which is cancelled: the first is taken.
    CommandedRoom room(one_person({10min, 13min}, calls_at({590.0})));
    room.run_until(10min + 30s);
    EXPECT_EQ(room.obey(MoveBreaks{.pool = kRoomPool, .length = 5min, .cancel = true}).count, 1U);
    static_cast<void>(room.finish());
    EXPECT_EQ(breaks_begun(room.log()), std::vector<double>{890});
}

TEST(Continuing, BreaksAreNotMovedWhereThereAreNone) {
    CommandedRoom seats(force_and_contractor({}));
    EXPECT_EQ(seats.obey(MoveBreaks{.pool = kRoomPool, .length = 1h}).refusal, Refusal::NoRoster);
    CommandedRoom room(one_person({10min}));
    room.run_until(30min);
    EXPECT_EQ(room.obey(MoveBreaks{.pool = kRoomPool, .length = 1h}).refusal,
              Refusal::NoBreaksToCome);
}

TEST(Continuing, CallsWithoutALogAreReconciledOldestFirst) {
    Scenario scenario = force_and_contractor(calls_of_101({10, 20, 30}));
    const CallClassId typing = add_internal(scenario, "typing", ConstantLaw{50.0}, 3);
    CommandedRoom room(scenario);
    const Reconcile two{.calls = 2, .back_record = typing};
    EXPECT_EQ(room.obey(two).refusal, Refusal::NothingToReconcile);
    ASSERT_TRUE(room.obey(WorkOnPaper{.back_record = typing}).accepted());
    room.run_until(200s);
    EXPECT_EQ(room->sight_of_unreconciled().count, 3U);
    EXPECT_EQ(room->sight_of_unreconciled().oldest, 90s);
    const CommandAnswer answer = room.obey(two);
    EXPECT_EQ(answer.count, 2U);
    EXPECT_EQ(answer.effective, at_s(200));
    EXPECT_EQ(room->sight_of_unreconciled().count, 1U);
    EXPECT_EQ(room->sight_of_unreconciled().oldest, 70s);
    EXPECT_EQ(room.obey(two).count, 1U);
    EXPECT_EQ(room.obey(two).refusal, Refusal::NothingToReconcile);
    const auto& calls = room.finish();
    EXPECT_EQ(std::ranges::count(calls, Origin::BackRecord, &CallRecord::origin), 3);
}

TEST(Continuing, TriageKeepsEveryoneForItsLengthAndSomeNeedNoMore) {
    CommandedRoom room(force_and_contractor(calls_of_101({10, 200, 400})));
    ASSERT_TRUE(room.obey(SetTriage{.on = true, .length = 20s, .resolved = 0.0}).accepted());
    EXPECT_EQ(room.obey(SetTriage{.on = true}).refusal, Refusal::AlreadySo);
    room.run_until(150s);
    ASSERT_TRUE(room.obey(SetTriage{.on = false}).accepted());
    EXPECT_EQ(room.obey(SetTriage{.on = false}).refusal, Refusal::AlreadySo);
    ASSERT_TRUE(room.obey(SetTriage{.on = true, .length = 20s, .resolved = 1.0}).accepted());
    EXPECT_TRUE(room->sight_of_orders().triage_on);
    room.run_until(300s);
    ASSERT_TRUE(room.obey(SetTriage{.on = false}).accepted());
    const auto& calls = room.finish();
    EXPECT_EQ(calls[0].times.answered, at_s(30));
    EXPECT_EQ(calls[1].abandon_reason, AbandonReason::ServedByMenu);
    EXPECT_EQ(calls[1].times.abandoned, at_s(220));
    EXPECT_EQ(calls[2].times.answered, at_s(400));
}

TEST(Continuing, ADeskOfAMajorIncidentTakesPeopleUntilItIsStoodDown) {
    CommandedRoom room(force_and_contractor({}));
    room.run_until(60s);
    const CommandAnswer sat =
        room.obey(StaffDesk{.on = true, .pool = kRoomPool, .people = 3, .lead = 10min});
    EXPECT_EQ(sat.count, 3U);
    EXPECT_EQ(sat.effective, at_s(660));
    room.run_until(659'999ms);
    EXPECT_EQ(room->sight_of(kRoomPool).on_duty, 4U);
    room.run_until(660s);
    EXPECT_EQ(room->sight_of(kRoomPool).on_duty, 1U);
    EXPECT_EQ(room->sight_of_orders().at_desk, 3U);
    EXPECT_EQ(room.obey(StaffDesk{.on = true, .pool = kRoomPool, .people = 3}).count, 1U);
    EXPECT_EQ(room.obey(StaffDesk{.on = false, .pool = kRoomPool}).count, 3U);
    EXPECT_EQ(room->sight_of(kRoomPool).on_duty, 4U);
    // What was ordered and has not begun does not come either.
    room.run_until(2h);
    EXPECT_EQ(room->sight_of(kRoomPool).on_duty, 4U);

    CommandedRoom rostered(one_person({}));
    EXPECT_EQ(rostered.obey(StaffDesk{.on = true, .pool = kRoomPool}).refusal, Refusal::OnRoster);
}

TEST(Continuing, ABureauTakesItsCallersOnceItsNumberIsKnown) {
    CommandedRoom room(force_and_contractor(calls_of_101({10, 700, 1'500})));
    const OpenBureau order{.on = true, .share = 1.0, .lead = 10min};
    EXPECT_EQ(room.obey(order).effective, at_s(600));
    EXPECT_EQ(room.obey(order).refusal, Refusal::AlreadySo);
    room.run_until(599'999ms);
    EXPECT_FALSE(room->sight_of_orders().bureau_open);
    room.run_until(600s);
    EXPECT_TRUE(room->sight_of_orders().bureau_open);
    room.run_until(20min);
    EXPECT_TRUE(room.obey(OpenBureau{.on = false}).accepted());
    const auto& calls = room.finish();
    EXPECT_EQ(calls[0].outcome, Outcome::Answered);
    EXPECT_EQ(calls[1].abandon_reason, AbandonReason::ServedByMenu);
    EXPECT_EQ(calls[2].outcome, Outcome::Answered);
}

TEST(Continuing, HalfTheForceAfterTheOtherMovesToAnotherSiteWhereCallsTakeLonger) {
    CommandedRoom room(force_and_contractor(calls_at({2'000, 9'000})));
    room.run_until(60s);
    const FallBack out{.on = true, .travel = 15min, .handling_factor = 2.0};
    EXPECT_EQ(room.obey(FallBack{.on = false}).refusal, Refusal::AlreadySo);
    EXPECT_EQ(room.obey(out).effective, at_s(1'860));
    EXPECT_EQ(room->sight_of(kRoomPool).on_duty, 2U);
    EXPECT_EQ(room->sight_of(kHiredPool).on_duty, 2U);
    EXPECT_EQ(room.obey(FallBack{.on = false}).refusal, Refusal::OnTheWay);
    room.run_until(1'859'999ms);
    EXPECT_EQ(room->sight_of(kRoomPool).on_duty, 2U);
    room.run_until(1'860s);
    EXPECT_EQ(room->sight_of(kRoomPool).on_duty, 4U);
    EXPECT_TRUE(room->sight_of_orders().at_other_site);
    EXPECT_EQ(room.obey(out).refusal, Refusal::AlreadySo);
    ASSERT_TRUE(room.obey(FailSystem{}).accepted());
    EXPECT_EQ(room.obey(FallBack{.on = false}).refusal, Refusal::SystemStillDown);
    ASSERT_TRUE(room.obey(MendSystem{}).accepted());
    room.run_until(1h);
    ASSERT_TRUE(room.obey(FallBack{.on = false, .travel = 15min}).accepted());
    const auto& calls = room.finish();
    EXPECT_EQ(calls[0].times.ended - calls[0].times.answered, 200s);
    EXPECT_EQ(calls[1].times.ended - calls[1].times.answered, 100s);

    CommandedRoom rostered(one_person({}));
    EXPECT_EQ(rostered.obey(out).refusal, Refusal::OnRoster);
}

/// Work of everybody, here and at the force that helps, whose part of a call is as long as ours.
struct Work {
    Duration here{0};
    Duration passed_back{0};
    std::size_t diverted = 0;
    std::size_t pass_backs = 0;
};
Work work_of(const std::vector<CallRecord>& calls, CallClassId pass_back) {
    Work work;
    for (const CallRecord& call : calls) {
        if (call.outcome == Outcome::Answered) {
            work.here += call.times.wrapped_up - call.times.answered;
        }
        work.diverted += call.outcome == Outcome::Diverted;
        if (call.call_class == pass_back) {
            ++work.pass_backs;
            work.passed_back += call.times.wrapped_up - call.times.answered;
        }
    }
    return work;
}

// Thirty busy rooms: whoever is diverted is worked on elsewhere, and each leaves work here.
TEST(Continuing, DivertingNeverLowersTheWorkOfBothForces) {
    Scenario scenario = ScenarioBuilder()
                            .line("999", {.per_hour = 90.0})
                            .call_class("999", {.talk = LognormalLaw{200.0, 0.9}})
                            .pool("room", {.seats = 5})
                            .measured(3h)
                            .build();
    const CallClassId pass_back = add_internal(scenario, "pass_back", LognormalLaw{120.0, 0.7}, 2);
    auto compiled = compile(scenario);
    ASSERT_TRUE(compiled.has_value());
    make_commandable(*compiled, 4'000);
    std::size_t diverted = 0;
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        const auto run = [&](bool divert) {
            NoticeLog log;
            ControlRoom room(*compiled, log, {.pools = {}, .takes_commands = true});
            room.begin(Streams(3, seed));
            room.run_until(kStartOfRun + 30min);
            if (divert) {
                EXPECT_TRUE(room.obey(SetDiversion{.lead = 5min,
                                                   .length = 2h,
                                                   .pass_back = pass_back,
                                                   .pass_back_lag = 5min})
                                .accepted());
            }
            room.run_to_end();
            return log.by_arrival();
        };
        const std::vector<CallRecord> with = run(true);
        const std::vector<CallRecord> without = run(false);
        const Work diverting = work_of(with, pass_back);
        const Work alone = work_of(without, pass_back);
        diverted += diverting.diverted;
        EXPECT_EQ(diverting.pass_backs, diverting.diverted);

        // What the other force does is what we would have done for the same callers.
        Duration elsewhere{0};
        for (const CallRecord& call : with) {
            if (call.outcome == Outcome::Diverted) {
                const auto same = std::ranges::find_if(without, [&](const CallRecord& other) {
                    return other.caller == call.caller && other.lineage == call.lineage;
                });
                ASSERT_NE(same, without.end());
                elsewhere += same->times.wrapped_up - same->times.answered;
            }
        }
        EXPECT_EQ(diverting.here + elsewhere, alone.here + diverting.passed_back);
        EXPECT_GE(diverting.here + elsewhere, alone.here);
    }
    EXPECT_GT(diverted, 300U);
}

}  // namespace
}  // namespace fcr::test
