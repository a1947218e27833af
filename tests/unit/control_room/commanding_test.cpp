// What a supervisor orders: accepted, refused for each reason, and when it takes effect.
#include "tests/support/commanded_room.hpp"
#include "tests/support/internal_line.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr PoolId kBothPool{0};
constexpr PoolId kEmergenciesPool{1};
constexpr PoolId kOthersPool{2};
constexpr PoolId kContractorPool{3};
constexpr LineId kLine101{1};
constexpr CallClassId kClass999{0};
constexpr CallClassId kClass101{1};

/// 999 and 101 with talk of 100 s: a pool for both, one for each, and a contractor for 101 whom a
/// supervisor opens after 30 s. Four seats beside the plan in each pool.
Scenario four_pools(std::vector<RecordedCall> calls) {
    Scenario scenario =
        ScenarioBuilder()
            .line("999")
            .call_class("999",
                        {.talk = ConstantLaw{100.0}, .route = {{.pools = {"both", "emergencies"}}}})
            .line("101", {.emergency = false})
            .call_class("101",
                        {.priority = 2,
                         .talk = ConstantLaw{100.0},
                         .wrap_up = ConstantLaw{10.0},
                         .route = {{.pools = {"both", "others"}},
                                   {.after = 30s, .pools = {"contractor"}, .move = true}}})
            .pool("both", {.seats = 1})
            .pool("emergencies", {.seats = 1, .skills = {"999"}})
            .pool("others", {.seats = 1, .skills = {"101"}})
            .pool("contractor",
                  {.seats = 2, .skills = {"101"}, .employer = "Acme", .contractor = true})
            .load(std::move(calls))
            .measured(2h)
            .build();
    scenario.call_classes[1].route[1].when = Gate{.by_supervisor = true};
    for (Pool& pool : scenario.pools) {
        pool.called_in_max = 4;
    }
    return scenario;
}

std::vector<RecordedCall> calls_101(std::initializer_list<double> seconds) {
    return calls_at(seconds, kClass101);
}

TEST(Commanding, APersonMovesAfterTheCallAndItsWrapUpAndLogsIn) {
    CommandedRoom room(four_pools(calls_101({10, 20, 300, 301, 302})));
    room.run_until(50s);
    const CommandAnswer answer =
        room.obey(MoveStaff{.from = kOthersPool, .to = kBothPool, .people = 1, .log_in = 60s});
    EXPECT_EQ(answer.refusal, Refusal::NoSkill);

    const CommandAnswer moved =
        room.obey(MoveStaff{.from = kBothPool, .to = kOthersPool, .people = 1, .log_in = 60s});
    ASSERT_TRUE(moved.accepted());
    EXPECT_EQ(moved.effective, at_s(110));
    EXPECT_EQ(moved.count, 1U);
    EXPECT_EQ(room->sight_of(kOthersPool).coming, 0U + 1U);
    // The person answered the first or the second call, at 10 or 20 s, talks 100 s and wraps up 10.
    const auto& calls = room.finish();
    const SimTime free = calls[0].pool == kBothPool ? at_s(120) : at_s(130);
    const auto& seats = room.log().seats;
    const auto left = std::ranges::find_if(
        seats, [](const SeatTaken& seat) { return seat.pool == kBothPool && !seat.signed_on; });
    ASSERT_NE(left, seats.end());
    EXPECT_EQ(left->at, free);
    const auto came = std::ranges::find_if(seats, [](const SeatTaken& seat) {
        return seat.pool == kOthersPool && seat.signed_on && seat.at > kStartOfRun;
    });
    ASSERT_NE(came, seats.end());
    EXPECT_EQ(came->at, free + 60s);
    EXPECT_EQ(calls[2].pool, kOthersPool);
    EXPECT_EQ(calls[3].pool, kOthersPool);
    EXPECT_EQ(calls[4].times.answered, at_s(410));
}

TEST(Commanding, WhoIsFreeMovesAtOnceAndCanComeBack) {
    CommandedRoom room(four_pools({}));
    room.run_until(100s);
    ASSERT_TRUE(
        room.obey(MoveStaff{.from = kBothPool, .to = kOthersPool, .people = 1, .log_in = 5s})
            .accepted());
    EXPECT_EQ(room->sight_of(kBothPool).on_duty, 0U);
    room.run_until(105s);
    EXPECT_EQ(room->sight_of(kOthersPool).on_duty, 2U);
    EXPECT_EQ(room.obey(MoveStaff{.from = kBothPool, .to = kOthersPool}).refusal,
              Refusal::TooFewOnDuty);
}

TEST(Commanding, AMoveIsRefusedForEachReason) {
    CommandedRoom room(four_pools({}));
    room.run_until(10s);
    const auto refusal = [&](const MoveStaff& order) { return room.obey(order).refusal; };

    EXPECT_EQ(refusal({.from = kBothPool, .to = kBothPool}), Refusal::SamePool);
    EXPECT_EQ(refusal({.from = kBothPool, .to = kContractorPool}), Refusal::OtherEmployer);
    EXPECT_EQ(refusal({.from = kEmergenciesPool, .to = kOthersPool}), Refusal::NoSkill);
    const CommandAnswer many =
        room.obey(MoveStaff{.from = kBothPool, .to = kOthersPool, .people = 2});
    EXPECT_EQ(many.refusal, Refusal::TooFewOnDuty);
    EXPECT_EQ(many.count, 1U);
    const CommandAnswer few =
        room.obey(MoveStaff{.from = kBothPool, .to = kOthersPool, .people = 1, .emergency_min = 2});
    EXPECT_EQ(few.refusal, Refusal::TooFewForEmergencies);
    EXPECT_EQ(few.count, 1U);
    EXPECT_EQ(refusal({.from = kBothPool, .to = kEmergenciesPool, .people = 1, .emergency_min = 2}),
              Refusal::None);
}

/// Thirty people for both lines, each with a call that lasts, and one for 101 with seats for more.
Scenario thirty_at_work(std::uint32_t seats_for_more) {
    std::vector<RecordedCall> calls;
    for (double at = 1.0; at <= 30.0; at += 1.0) {
        calls.push_back(calls_at({at}, kClass999).front());
    }
    Scenario scenario = four_pools(std::move(calls));
    scenario.call_classes[0].talk = ConstantLaw{3'000.0};
    scenario.pools[0].seats = {{.from = at_s(0), .seats = 30}};
    scenario.pools[2].called_in_max = seats_for_more;
    return scenario;
}

TEST(Commanding, AMoveIsRefusedWhereThereAreNoSeatsForSoMany) {
    CommandedRoom room(thirty_at_work(3));
    room.run_until(60s);
    const CommandAnswer many =
        room.obey(MoveStaff{.from = kBothPool, .to = kOthersPool, .people = 4});
    EXPECT_EQ(many.refusal, Refusal::NoSeatsFree);
    EXPECT_EQ(many.count, 3U);
    EXPECT_TRUE(room.obey(MoveStaff{.from = kBothPool, .to = kOthersPool, .people = 2}).accepted());
    // Seats are kept for those who are on the way.
    const CommandAnswer again =
        room.obey(MoveStaff{.from = kBothPool, .to = kOthersPool, .people = 2});
    EXPECT_EQ(again.refusal, Refusal::NoSeatsFree);
    EXPECT_EQ(again.count, 1U);
}

TEST(Commanding, OrdersAreRefusedWhileTooManyAreUnderWay) {
    // Nobody can leave before the call in hand is over.
    CommandedRoom room(thirty_at_work(30));
    room.run_until(60s);
    const MoveStaff move{.from = kBothPool, .to = kOthersPool, .people = 1, .emergency_min = 0};
    std::uint32_t moves = 0;
    while (moves < 30 && room.obey(move).accepted()) {
        ++moves;
    }
    EXPECT_EQ(moves, 16U);
    EXPECT_EQ(room.obey(move).refusal, Refusal::TooMuchUnderWay);
    room.run_until(3'100s);
    EXPECT_TRUE(room.obey(move).accepted());

    CommandedRoom holding(four_pools({}));
    std::uint32_t holds = 0;
    while (holds < 10'000 &&
           holding.obey(HoldShiftEnd{.pool = kBothPool, .length = 600s}).accepted()) {
        ++holds;
    }
    EXPECT_GT(holds, 500U);
    EXPECT_EQ(holding.obey(SetEmergenciesOnly{.on = true}).refusal, Refusal::TooMuchUnderWay);
    holding.run_until(600s);
    EXPECT_TRUE(holding.obey(SetEmergenciesOnly{.on = true}).accepted());
}

TEST(Commanding, OverflowOpensAfterItsNoticeForThoseWhoWaitToo) {
    CommandedRoom room(four_pools(calls_101({10, 11, 12, 13, 14, 500, 501, 502})));
    room.run_until(50s);
    const CommandAnswer answer = room.obey(SetOverflow{.open = true, .notice = 20s});
    ASSERT_TRUE(answer.accepted());
    EXPECT_EQ(answer.effective, at_s(70));
    EXPECT_EQ(room.obey(SetOverflow{.open = true}).refusal, Refusal::AlreadySo);
    room.run_until(400s);
    EXPECT_EQ(room.obey(SetOverflow{.open = false}).effective, at_s(400));

    const auto& calls = room.finish();
    // Both have waited more than 30 s when the contractor opens; the fifth waits for a seat there.
    EXPECT_EQ(calls[2].pool, kContractorPool);
    EXPECT_EQ(calls[2].times.answered, at_s(70));
    EXPECT_EQ(calls[3].times.answered, at_s(70));
    // Closed again, the third waits for the force.
    EXPECT_NE(calls[7].pool, kContractorPool);
    EXPECT_EQ(calls[7].times.answered, at_s(610));
}

TEST(Commanding, OverflowIsRefusedWhereNothingOpensOrTheContractorSaysNo) {
    Scenario fixed = four_pools({});
    fixed.call_classes[1].route[1].when.reset();
    CommandedRoom without(fixed);
    EXPECT_EQ(without.obey(SetOverflow{}).refusal, Refusal::NothingToOpen);

    CommandedRoom room(four_pools({}));
    ASSERT_TRUE(room.obey(RefuseOverflow{}).accepted());
    EXPECT_EQ(room.obey(SetOverflow{}).refusal, Refusal::ContractorRefuses);
    ASSERT_TRUE(room.obey(RefuseOverflow{.on = false}).accepted());
    EXPECT_TRUE(room.obey(SetOverflow{}).accepted());
}

TEST(Commanding, EmergenciesOnlyLeavesOthersWaitingUntilItEnds) {
    CommandedRoom room(four_pools(calls_101({10})));
    room.run_until(5s);
    EXPECT_EQ(room.obey(SetEmergenciesOnly{}).effective, at_s(5));
    EXPECT_EQ(room.obey(SetEmergenciesOnly{}).refusal, Refusal::AlreadySo);
    room.run_until(60s);
    EXPECT_EQ(room->sight_of(kLine101).waiting, 1U);
    EXPECT_EQ(room->sight_of(kLine101).longest_wait, 50s);
    ASSERT_TRUE(room.obey(SetEmergenciesOnly{.on = false}).accepted());
    EXPECT_EQ(room.finish()[0].times.answered, at_s(60));
}

/// Ten 999 calls at once for two people, and an internal class for what another force passes back.
Scenario ten_emergencies(CallClassId* pass_back) {
    Scenario scenario =
        four_pools(calls_at({200, 200, 200, 200, 200, 200, 200, 200, 200, 200}, kClass999));
    *pass_back = add_internal(scenario, "pass_back", ConstantLaw{60.0}, 3, {kOthersPool});
    return scenario;
}

TEST(Commanding, AnotherForceTakesEmergenciesThatFindNobodyFreeAndPassesWorkBack) {
    CallClassId pass_back;
    const Scenario scenario = ten_emergencies(&pass_back);
    const SetDiversion order{
        .lead = 100s, .length = 1h, .pass_back = pass_back, .pass_back_lag = 30s};
    CommandedRoom room(scenario);
    room.run_until(50s);
    EXPECT_EQ(room.obey(order).effective, at_s(150));
    EXPECT_EQ(room.obey(order).refusal, Refusal::AlreadySo);
    room.run_until(149s);
    EXPECT_FALSE(room->sight_of_orders().diversion_live);
    room.run_until(150s);
    EXPECT_TRUE(room->sight_of_orders().diversion_live);
    room.run_until(3'750s);
    EXPECT_FALSE(room->sight_of_orders().diversion_live);
    EXPECT_TRUE(room.obey(order).accepted());
    const auto& calls = room.finish();
    const auto diverted = std::ranges::count(calls, Outcome::Diverted, &CallRecord::outcome);
    const auto passed_back = std::ranges::count(calls, Origin::PassBack, &CallRecord::origin);
    EXPECT_EQ(diverted, 8);
    EXPECT_EQ(passed_back, diverted);

    // The host's work and the other force's together never become less.
    const auto work = [](const std::vector<CallRecord>& all) {
        Duration sum{0};
        for (const CallRecord& call : all) {
            sum += call.outcome == Outcome::Diverted ? Duration{100s}
                                                     : call.times.wrapped_up - call.times.answered;
        }
        return sum;
    };
    CommandedRoom alone(scenario);
    EXPECT_EQ(work(calls), work(alone.finish()) + 8 * Duration{60s});
}

TEST(Commanding, AidIsRefusedWhileTheOtherForceIsBusy) {
    CommandedRoom room(four_pools({}));
    ASSERT_TRUE(room.obey(SetDiversion{.length = 1h}).accepted());
    ASSERT_TRUE(room.obey(RefuseAid{}).accepted());
    room.run_until(1s);
    EXPECT_FALSE(room->sight_of_orders().diversion_live);
    EXPECT_EQ(room.obey(SetDiversion{.length = 1h}).refusal, Refusal::AidRefused);
    EXPECT_EQ(room.obey(SetDiversion{.on = false}).refusal, Refusal::AlreadySo);
}

TEST(Commanding, WhoIsCalledInComesAfterTheWayAndGoesAfterTheStay) {
    CommandedRoom room(four_pools({}));
    room.run_until(100s);
    const CallIn order{.pool = kBothPool,
                       .people = 3,
                       .accepts = 1.0,
                       .travel_min = 600s,
                       .travel_max = 600s,
                       .stay = 1'000s,
                       .list = 5};
    const CommandAnswer answer = room.obey(order);
    EXPECT_EQ(answer.count, 3U);
    EXPECT_EQ(answer.effective, at_s(700));
    const CommandAnswer again = room.obey(order);
    EXPECT_EQ(again.refusal, Refusal::NobodyLeftToAsk);
    EXPECT_EQ(again.count, 2U);
    room.run_until(699'999'999us);
    EXPECT_EQ(room->sight_of(kBothPool).on_duty, 1U);
    room.run_until(700s);
    EXPECT_EQ(room->sight_of(kBothPool).on_duty, 4U);
    room.run_until(1'700s);
    EXPECT_EQ(room->sight_of(kBothPool).on_duty, 1U);
}

TEST(Commanding, SomeSayNoAndSeatsMayBeFull) {
    CommandedRoom room(four_pools({}));
    CallIn order{.pool = kBothPool, .people = 5, .accepts = 1.0, .stay = 1h, .list = 100};
    const CommandAnswer full = room.obey(order);
    EXPECT_EQ(full.refusal, Refusal::NoSeatsFree);
    EXPECT_EQ(full.count, 4U);
    order.people = 4;
    order.accepts = 0.0;
    const CommandAnswer nobody = room.obey(order);
    EXPECT_TRUE(nobody.accepted());
    EXPECT_EQ(nobody.count, 0U);
    EXPECT_EQ(nobody.effective, kNever);
}

TEST(Commanding, AShiftEndIsHeld) {
    Scenario scenario = four_pools({});
    scenario.pools[0].seats = {{.from = at_s(0), .seats = 3}, {.from = at_s(600), .seats = 1}};
    CommandedRoom room(scenario);
    room.run_until(500s);
    EXPECT_EQ(room.obey(HoldShiftEnd{.pool = kBothPool, .length = 1'000s}).effective, at_s(500));
    room.run_until(1'499s);
    EXPECT_EQ(room->sight_of(kBothPool).on_duty, 3U);
    room.run_until(1'500s);
    EXPECT_EQ(room->sight_of(kBothPool).on_duty, 1U);
}

TEST(Commanding, AMessageSendsSomeAwayAndCostsTheOthersItsLength) {
    CommandedRoom room(four_pools(calls_101({10, 200, 400})));
    ASSERT_TRUE(room.obey(SetMessage{.on = true, .length = 20s, .deflected = 0.0}).accepted());
    EXPECT_EQ(room.obey(SetMessage{}).refusal, Refusal::AlreadySo);
    room.run_until(150s);
    ASSERT_TRUE(room.obey(SetMessage{.on = false}).accepted());
    ASSERT_TRUE(room.obey(SetMessage{.on = true, .length = 20s, .deflected = 1.0}).accepted());
    room.run_until(300s);
    ASSERT_TRUE(room.obey(SetMessage{.on = false}).accepted());
    const auto& calls = room.finish();
    EXPECT_EQ(calls[0].times.answered, at_s(30));
    EXPECT_EQ(calls[1].outcome, Outcome::Abandoned);
    EXPECT_EQ(calls[1].abandon_reason, AbandonReason::ServedByMenu);
    EXPECT_EQ(calls[1].times.abandoned, at_s(220));
    EXPECT_EQ(calls[2].times.answered, at_s(400));
}

TEST(Commanding, CallBacksCanBeStopped) {
    CommandedRoom none(four_pools({}));
    EXPECT_EQ(none.obey(SetCallBacks{.on = false}).refusal, Refusal::NoCallBacks);

    Scenario scenario = four_pools(calls_101({10, 11, 12, 13}));
    const CallClassId work = add_internal(scenario, "call_back", ConstantLaw{40.0}, 2);
    scenario.call_classes[1].call_back =
        CallBackOffer{.when_wait_over = 1s, .accept = 1.0, .work = {.to = work}};
    CommandedRoom room(scenario);
    ASSERT_TRUE(room.obey(SetCallBacks{.on = false}).accepted());
    room.run_until(12'500'000us);
    ASSERT_TRUE(room.obey(SetCallBacks{.on = true}).accepted());
    const auto& calls = room.finish();
    EXPECT_EQ(calls[2].outcome, Outcome::Answered);
    EXPECT_EQ(calls[3].abandon_reason, AbandonReason::CallBack);
}

TEST(Commanding, OnPaperCallsTakeLongerAndComeBackAsRecordsWhenSystemsAreBack) {
    Scenario scenario = four_pools(calls_101({10, 400, 800}));
    const CallClassId work = add_internal(scenario, "back_record", ConstantLaw{50.0}, 3);
    const WorkOnPaper paper{.handling_factor = 2.0, .back_record = work};
    CommandedRoom room(scenario);
    ASSERT_TRUE(room.obey(FailSystem{.system = System::CommandAndControl, .handling_factor = 3.0})
                    .accepted());
    room.run_until(350s);
    EXPECT_TRUE(room.obey(paper).accepted());
    EXPECT_EQ(room.obey(paper).refusal, Refusal::AlreadyOnPaper);
    room.run_until(750s);
    EXPECT_EQ(room->sight_of_orders().records_on_paper, 1U);
    EXPECT_EQ(room.obey(RecoverSystems{}).refusal, Refusal::SystemStillDown);
    ASSERT_TRUE(room.obey(MendSystem{.system = System::CommandAndControl}).accepted());
    const CommandAnswer recovered = room.obey(RecoverSystems{.spread = 600s});
    EXPECT_EQ(recovered.count, 1U);
    EXPECT_EQ(room.obey(RecoverSystems{}).refusal, Refusal::AlreadySo);
    const auto& calls = room.finish();
    EXPECT_EQ(calls[0].times.ended, at_s(310));
    EXPECT_EQ(calls[1].times.ended, at_s(600));
    const auto record = std::ranges::find(calls, Origin::BackRecord, &CallRecord::origin);
    ASSERT_NE(record, calls.end());
    EXPECT_EQ(record->times.answered, at_s(750));
    EXPECT_EQ(calls.back().times.ended - calls.back().times.answered, 100s);
}

TEST(Commanding, WithoutCommandsTheCallsAreThoseOfARoomThatTakesNone) {
    const Scenario scenario = ScenarioBuilder()
                                  .line("999", {.per_hour = 100.0, .day_factor_cv = 0.1})
                                  .call_class("999",
                                              {.talk = LognormalLaw{300.0, 1.0},
                                               .wrap_up = ExponentialLaw{60.0},
                                               .patience = ExponentialLaw{240.0},
                                               .balk_probability = 0.05})
                                  .pool("in_house",
                                        {.seats = 9,
                                         .pick_up = UniformLaw{0.5, 3.5},
                                         .after_call_gap = ExponentialLaw{20.0}})
                                  .measured(24h)
                                  .build();
    RoomRun plain;
    run_room(scenario, plain);
    CommandedRoom room(scenario);
    const auto& calls = room.finish();
    const auto earlier = plain.log.by_arrival();
    ASSERT_EQ(calls.size(), earlier.size());
    for (std::size_t row = 0; row < calls.size(); ++row) {
        EXPECT_EQ(calls[row].caller, earlier[row].caller);
        EXPECT_EQ(calls[row].handler, earlier[row].handler);
        EXPECT_EQ(calls[row].times.answered, earlier[row].times.answered);
        EXPECT_EQ(calls[row].times.abandoned, earlier[row].times.abandoned);
        EXPECT_EQ(calls[row].times.ready, earlier[row].times.ready);
    }
}

TEST(Commanding, MovingOneHandlerChangesNoDrawOfAnyOfTwentyThousandCalls) {
    Scenario scenario = ScenarioBuilder()
                            .line("999", {.per_hour = 300.0})
                            .call_class("999",
                                        {.talk = LognormalLaw{200.0, 1.0},
                                         .patience = ExponentialLaw{120.0},
                                         .route = {{.pools = {"both"}}}})
                            .line("101", {.per_hour = 550.0, .emergency = false})
                            .call_class("101",
                                        {.priority = 2,
                                         .talk = LognormalLaw{250.0, 1.0},
                                         .patience = ExponentialLaw{300.0},
                                         .route = {{.pools = {"both", "others"}}}})
                            .pool("both", {.seats = 30})
                            .pool("others", {.seats = 20, .skills = {"101"}})
                            .measured(24h)
                            .build();
    scenario.pools[1].called_in_max = 1;
    CommandedRoom still(scenario);
    CommandedRoom moved(scenario);
    moved.run_until(1h);
    ASSERT_TRUE(
        moved.obey(MoveStaff{.from = PoolId{0}, .to = PoolId{1}, .log_in = 60s}).accepted());
    const auto& before = still.finish();
    const auto& after = moved.finish();

    ASSERT_GE(before.size(), 20'000U);
    ASSERT_EQ(before.size(), after.size());
    std::size_t talks = 0;
    std::size_t patiences = 0;
    std::size_t otherwise = 0;
    for (std::size_t row = 0; row < before.size(); ++row) {
        const CallRecord& left = before[row];
        const CallRecord& right = after[row];
        ASSERT_EQ(left.caller, right.caller);
        ASSERT_EQ(left.times.network_arrive, right.times.network_arrive);
        otherwise += left.times.answered != right.times.answered;
        if (left.outcome == Outcome::Answered && right.outcome == Outcome::Answered) {
            ASSERT_EQ(left.times.ended - left.times.answered,
                      right.times.ended - right.times.answered);
            ++talks;
        }
        if (left.outcome == Outcome::Abandoned && right.outcome == Outcome::Abandoned) {
            ASSERT_EQ(left.times.abandoned - left.times.offered,
                      right.times.abandoned - right.times.offered);
            ++patiences;
        }
    }
    EXPECT_GT(talks, 10'000U);
    EXPECT_GT(patiences, 10U);
    EXPECT_GT(otherwise, 10U);  // the move did something
}

TEST(Commanding, EveryRefusalHasItsWords) {
    for (int row = 1; row <= static_cast<int>(Refusal::TooMuchUnderWay); ++row) {
        EXPECT_GT(words_of(static_cast<Refusal>(row)).size(), 10U);
    }
}

}  // namespace
}  // namespace fcr::test
