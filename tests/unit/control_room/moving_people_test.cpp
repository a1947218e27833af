// People of a roster by order: moved by number and by name, called in, lost.
#include "tests/support/commanded_room.hpp"
#include "tests/support/rosters.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr PoolId kRosterOfBoth{0};
constexpr PoolId kRosterOf999{1};

/// 999 and 101 with talk of 100 s. Three people for both and one for 999 alone, each on a roster of
/// two hours, and the contractor's two for 101 who fill seats.
Scenario two_rosters(std::vector<RecordedCall> calls,
                     const std::vector<PlannedBreak>& breaks = {}) {
    return ScenarioBuilder()
        .line("999")
        .call_class("999", {.talk = ConstantLaw{100.0}, .route = {{.pools = {"both", "first"}}}})
        .line("101", {.emergency = false})
        .call_class(
            "101",
            {.priority = 2, .talk = ConstantLaw{100.0}, .route = {{.pools = {"both", "hired"}}}})
        .pool("both", {.staff = Staff{one_shift(3, 2h, breaks), {}}})
        .pool("first", {.staff = Staff{one_shift(1, 2h), {}}, .skills = {"999"}})
        .pool("hired", {.seats = 2, .skills = {"101"}, .employer = "Acme", .contractor = true})
        .load(std::move(calls))
        .measured(3h)
        .build();
}

/// One person from the start for an hour and one from the first minute of the third hour.
Scenario early_and_late() {
    Roster roster = one_shift(1, 1h);
    roster.listed.push_back(
        {.name = "late", .shifts = {{.day = 0, .from = 14h, .length = 1h, .breaks = {}}}});
    roster.listed.push_back(
        {.name = "soon", .shifts = {{.day = 0, .from = 3h, .length = 1h, .breaks = {}}}});
    return ScenarioBuilder()
        .call_class("999", {.talk = ConstantLaw{100.0}})
        .pool("room", {.staff = Staff{std::move(roster), {}}})
        .load({})
        .measured(16h)
        .build();
}

TEST(MovingPeople, GoWhenFreeAndComeHomeForTheNextShift) {
    CommandedRoom room(two_rosters(calls_at({1'000.0, 1'001.0, 1'002.0, 1'003.0})));
    room.run_until(1'010s);
    const CommandAnswer moved =
        room.obey(MoveStaff{.from = kRosterOfBoth, .to = kRosterOf999, .people = 2, .log_in = 60s});
    ASSERT_TRUE(moved.accepted());
    EXPECT_EQ(moved.count, 2U);
    EXPECT_EQ(moved.effective, at_s(1'070.0));
    EXPECT_EQ(room->sight_of(kRosterOf999).coming, 2U);
    EXPECT_EQ(room->sight_of(kRosterOfBoth).on_duty, 3U);
    // One is free at once, whoever is the first to end a call follows.
    room.run_until(1'101s);
    EXPECT_EQ(room->sight_of(kRosterOfBoth).on_duty, 1U);
    room.run_until(1'170s);
    EXPECT_EQ(room->sight_of(kRosterOf999).coming, 0U);
    EXPECT_EQ(room->sight_of(kRosterOf999).on_duty, 3U);
    EXPECT_EQ(room->sight_of(kRosterOf999).free, 3U);
    room.run_until(2h + 1s);
    EXPECT_EQ(room->sight_of(kRosterOf999).on_duty, 0U);
    EXPECT_EQ(room->sight_of(kRosterOfBoth).on_duty, 0U);
    static_cast<void>(room.finish());
}

TEST(MovingPeople, WhoIsFreeGoesAtOnce) {
    CommandedRoom room(two_rosters({}));
    room.run_until(10min);
    ASSERT_TRUE(
        room.obey(MoveStaff{.from = kRosterOfBoth, .to = kRosterOf999, .people = 1, .log_in = 2min})
            .accepted());
    EXPECT_EQ(room->sight_of(kRosterOfBoth).on_duty, 2U);
    room.run_until(12min - 1ms);
    EXPECT_EQ(room->sight_of(kRosterOf999).on_duty, 1U);
    room.run_until(12min);
    EXPECT_EQ(room->sight_of(kRosterOf999).on_duty, 2U);
}

TEST(MovingPeople, WhoComesToWorkMovesInThePlaceOfSomebodyWithACall) {
    Roster roster = one_shift(1, 1h);
    roster.listed.push_back(
        {.name = "next", .shifts = {{.day = 0, .from = 10min, .length = 1h, .breaks = {}}}});
    CommandedRoom room(ScenarioBuilder()
                           .call_class("999", {.talk = ConstantLaw{1'000.0}})
                           .pool("one", {.staff = Staff{std::move(roster), {}}})
                           .pool("two", {.staff = Staff{one_shift(1, 2h), {}}})
                           .load(calls_at({1.0, 2.0}))
                           .measured(3h)
                           .build());
    room.run_until(5min);
    ASSERT_TRUE(
        room.obey(MoveStaff{.from = PoolId{0}, .to = PoolId{1}, .people = 1, .log_in = 1min})
            .accepted());
    room.run_until(11min);
    EXPECT_EQ(room->sight_of(PoolId{0}).on_duty, 1U);
    EXPECT_EQ(room->sight_of(PoolId{1}).on_duty, 2U);
    static_cast<void>(room.finish());
}

TEST(MovingPeople, ByNameTheOneAndNoOther) {
    CommandedRoom room(two_rosters(calls_at({600.0, 601.0, 602.0})));
    room.run_until(610s);
    // The third of `both` has a call until 702 s; the others are free before.
    ASSERT_TRUE(
        room
            .obey(MoveStaff{
                .from = kRosterOfBoth, .to = kRosterOf999, .person = HandlerId{2}, .log_in = 30s})
            .accepted());
    std::vector<double> left;
    room.run_until(1h);
    for (const SeatTaken& seat : room.log().seats) {
        if (!seat.signed_on && seat.reason == SeatReason::Moved) {
            EXPECT_EQ(seat.handler, HandlerId{2});
            left.push_back(to_seconds(seat.at - kStartOfRun));
        }
    }
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(room->sight_of(kRosterOf999).on_duty, 2U);
    EXPECT_EQ(
        room.obey(MoveStaff{.from = kRosterOfBoth, .to = kRosterOf999, .person = HandlerId{2}})
            .refusal,
        Refusal::NotThere);
}

TEST(MovingPeople, AreRefusedForEachReason) {
    CommandedRoom room(
        two_rosters({}, {{.from = 30min, .length = 10min, .kind = BreakKind::Rest}}));
    room.run_until(10min);
    const PoolId hired{2};
    EXPECT_EQ(room.obey(MoveStaff{.from = kRosterOfBoth, .to = hired}).refusal,
              Refusal::RosterAndSeats);
    EXPECT_EQ(room.obey(MoveStaff{.from = hired, .to = hired}).refusal, Refusal::SamePool);
    EXPECT_EQ(room.obey(MoveStaff{.from = kRosterOf999, .to = kRosterOfBoth}).refusal,
              Refusal::NoSkill);
    const CommandAnswer many =
        room.obey(MoveStaff{.from = kRosterOfBoth, .to = kRosterOf999, .people = 4});
    EXPECT_EQ(many.refusal, Refusal::TooFewOnDuty);
    EXPECT_EQ(many.count, 3U);
    EXPECT_EQ(
        room.obey(MoveStaff{.from = kRosterOfBoth, .to = kRosterOf999, .person = HandlerId{3}})
            .refusal,
        Refusal::NotThere);
    room.run_until(35min);
    EXPECT_EQ(
        room.obey(MoveStaff{.from = kRosterOfBoth, .to = kRosterOf999, .person = HandlerId{0}})
            .refusal,
        Refusal::OnBreak);
    room.run_until(150min);
    EXPECT_EQ(
        room.obey(MoveStaff{.from = kRosterOfBoth, .to = kRosterOf999, .person = HandlerId{0}})
            .refusal,
        Refusal::NotThere);
}

TEST(MovingPeople, SeatsOfAPlanHaveNoNames) {
    CommandedRoom room(ScenarioBuilder()
                           .call_class("999", {.talk = ConstantLaw{100.0}})
                           .pool("one", {.seats = 3})
                           .pool("two", {.seats = 3})
                           .load({})
                           .build());
    EXPECT_EQ(
        room.obey(MoveStaff{.from = kRosterOfBoth, .to = kRosterOf999, .person = HandlerId{0}})
            .refusal,
        Refusal::NotNamed);
}

TEST(MovingPeople, SomebodyMovedKeepsBreaksAndShift) {
    CommandedRoom room(
        two_rosters({}, {{.from = 30min, .length = 10min, .kind = BreakKind::Rest}}));
    room.run_until(10min);
    ASSERT_TRUE(
        room
            .obey(MoveStaff{
                .from = kRosterOfBoth, .to = kRosterOf999, .person = HandlerId{1}, .log_in = 1min})
            .accepted());
    room.run_until(31min);
    EXPECT_EQ(room->sight_of(kRosterOf999).on_break, 1U);
    EXPECT_EQ(room->sight_of(kRosterOf999).on_duty, 1U);
    // Breaks of those who sit there are meant, wherever they come from.
    room.run_until(41min);
    EXPECT_EQ(room->sight_of(kRosterOf999).on_duty, 2U);
    EXPECT_EQ(room.obey(HoldShiftEnd{.pool = kRosterOf999, .length = 2h}).count, 2U);
    room.run_until(150min);
    EXPECT_EQ(room->sight_of(kRosterOf999).on_duty, 2U);
    EXPECT_EQ(room->sight_of(kRosterOfBoth).on_duty, 0U);
}

TEST(CallingInPeople, WhoHasHadNoRestIsNotAsked) {
    CommandedRoom room(early_and_late());
    const CallIn one{.pool = PoolId{0},
                     .people = 1,
                     .travel_min = 30min,
                     .travel_max = 30min,
                     .stay = 1h,
                     .list = 10,
                     .rest = 11h};
    // The first is at work, the third begins within the rest: the second comes.
    const CommandAnswer told = room.obey(one);
    ASSERT_TRUE(told.accepted());
    EXPECT_EQ(told.count, 1U);
    EXPECT_EQ(told.effective, at_s(1'800.0));
    EXPECT_EQ(room->sight_of(PoolId{0}).coming, 1U);
    room.run_until(30min);
    EXPECT_EQ(room->sight_of(PoolId{0}).on_duty, 2U);
    EXPECT_EQ(room->sight_of(PoolId{0}).coming, 0U);
    room.run_until(91min);
    EXPECT_EQ(room->sight_of(PoolId{0}).on_duty, 0U);
    // Each is asked once; the first has only just gone home.
    EXPECT_EQ(room.obey(one).refusal, Refusal::NobodyLeftToAsk);
    EXPECT_EQ(room.obey(one).count, 0U);
    // The shift of the roster comes as planned.
    room.run_until(14h + 1min);
    EXPECT_EQ(room->sight_of(PoolId{0}).on_duty, 1U);
    static_cast<void>(room.finish());
}

TEST(CallingInPeople, NobodyComesWhoSaysNo) {
    CommandedRoom room(early_and_late());
    const CommandAnswer told = room.obey(CallIn{
        .pool = PoolId{0}, .people = 1, .accepts = 0.0, .stay = 1h, .list = 10, .rest = 11h});
    EXPECT_TRUE(told.accepted());
    EXPECT_EQ(told.count, 0U);
    EXPECT_EQ(told.effective, kNever);
}

TEST(LosingPeople, GoAfterTheCallInHandAndReturnForTheRestOfTheShift) {
    CommandedRoom room(two_rosters(calls_at({600.0, 601.0, 602.0, 603.0})));
    room.run_until(610s);
    EXPECT_EQ(
        room.obey(LoseStaff{.pool = kRosterOfBoth, .people = 1, .share = 0.4, .length = 30min})
            .count,
        2U);
    EXPECT_EQ(room->sight_of(kRosterOfBoth).on_duty, 3U);
    room.run_until(710s);
    EXPECT_EQ(room->sight_of(kRosterOfBoth).on_duty, 1U);
    room.run_until(610s + 30min);
    EXPECT_EQ(room->sight_of(kRosterOfBoth).on_duty, 3U);
    room.run_until(2h);
    EXPECT_EQ(room->sight_of(kRosterOfBoth).on_duty, 0U);
    static_cast<void>(room.finish());
}

TEST(LosingPeople, ComeBackWhenTheyAreToldTo) {
    CommandedRoom room(two_rosters({}));
    room.run_until(10min);
    EXPECT_EQ(room.obey(ReturnStaff{.pool = kRosterOfBoth}).refusal, Refusal::AlreadySo);
    EXPECT_EQ(room.obey(LoseStaff{.pool = kRosterOfBoth, .people = 5}).count, 3U);
    EXPECT_EQ(room->sight_of(kRosterOfBoth).on_duty, 0U);
    room.run_until(20min);
    EXPECT_EQ(room.obey(ReturnStaff{.pool = kRosterOfBoth}).count, 3U);
    EXPECT_EQ(room->sight_of(kRosterOfBoth).on_duty, 3U);
    // Nobody is lost any more, and who returns after the shift would have ended does not.
    EXPECT_EQ(room.obey(ReturnStaff{.pool = kRosterOfBoth}).refusal, Refusal::AlreadySo);
    EXPECT_EQ(room.obey(LoseStaff{.pool = kRosterOfBoth, .people = 1}).count, 1U);
    room.run_until(2h + 1min);
    EXPECT_EQ(room.obey(ReturnStaff{.pool = kRosterOfBoth}).count, 0U);
}

}  // namespace
}  // namespace fcr::test
