// Urgent calls interrupt work that may be interrupted.
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr CallClassId kUrgent{0};
constexpr CallClassId kOther{1};

/// One handler, 999 of 50 s, other work of 100 s and 20 s of wrap-up.
Scenario interrupted_handler(Interruption interruption, std::vector<RecordedCall> load) {
    Scenario scenario =
        ScenarioBuilder()
            .line("999")
            .call_class("999", {.talk = ConstantLaw{50.0}})
            .line("other", {.emergency = false})
            .call_class("other",
                        {.priority = 2, .talk = ConstantLaw{100.0}, .wrap_up = ConstantLaw{20.0}})
            .pool("in_house", {.seats = 1})
            .load(std::move(load))
            .build();
    scenario.call_classes[0].preempts = true;
    scenario.call_classes[1].interruption = interruption;
    return scenario;
}

std::vector<RecordedCall> other_then_urgent(double urgent_s) {
    return {{.at = at_s(0), .call_class = kOther}, {.at = at_s(urgent_s), .call_class = kUrgent}};
}

TEST(Preempting, DigitalWorkIsSetAsideAndResumedWhereItStopped) {
    RoomRun room;
    run_room(interrupted_handler(Interruption::SetAside, other_then_urgent(30)), room);

    const auto calls = room.log.by_arrival();
    EXPECT_EQ(calls[1].times.answered, at_s(30));
    EXPECT_EQ(calls[1].reason, RouteReason::Preempted);
    EXPECT_EQ(calls[0].times.answered, at_s(0));
    EXPECT_EQ(calls[0].times.resumed, at_s(80));
    EXPECT_EQ(calls[0].times.ended, at_s(150));
    EXPECT_EQ(calls[0].times.wrapped_up, at_s(170));
    ASSERT_EQ(room.log.interrupted.size(), 1U);
    EXPECT_EQ(room.log.interrupted[0].at, at_s(30));
    EXPECT_TRUE(room.counts.conserved());
}

TEST(Preempting, WrapUpOfDigitalWorkIsSetAsideToo) {
    RoomRun room;
    run_room(interrupted_handler(Interruption::SetAside, other_then_urgent(110)), room);

    const auto calls = room.log.by_arrival();
    EXPECT_EQ(calls[1].times.answered, at_s(110));
    EXPECT_EQ(calls[0].times.ended, at_s(100));  // the caller had gone before
    EXPECT_EQ(calls[0].times.resumed, at_s(160));
    EXPECT_EQ(calls[0].times.wrapped_up, at_s(170));
}

TEST(Preempting, WrapUpMayBeSetAsideTwice) {
    std::vector<RecordedCall> load = other_then_urgent(110);
    load.push_back({.at = at_s(165), .call_class = kUrgent});
    RoomRun room;
    run_room(interrupted_handler(Interruption::SetAside, load), room);

    const auto calls = room.log.by_arrival();
    EXPECT_EQ(calls[0].times.ended, at_s(100));
    EXPECT_EQ(calls[0].times.resumed, at_s(215));
    EXPECT_EQ(calls[0].times.wrapped_up, at_s(220));
    ASSERT_EQ(room.log.interrupted.size(), 2U);
    EXPECT_EQ(room.log.interrupted[1].taken_up, at_s(160));
    EXPECT_EQ(room.log.interrupted[1].talked_until, at_s(160));
}

TEST(Preempting, WorkThatIsNotResumedHasNoEnd) {
    Scenario scenario = interrupted_handler(Interruption::SetAside, other_then_urgent(30));
    scenario.call_classes[0].talk = ConstantLaw{1e6};
    RoomRun room;
    run_room(scenario, room);

    const CallRecord other = room.log.by_arrival()[0];
    EXPECT_EQ(other.outcome, Outcome::Unfinished);
    EXPECT_EQ(other.times.ended, kNever);
    EXPECT_EQ(other.times.wrapped_up, kNever);
    EXPECT_EQ(other.times.ready, kNever);
}

TEST(Preempting, WorkThatWaitsAgainIsNotInTheQueue) {
    std::vector<RecordedCall> load = other_then_urgent(30);
    load.push_back({.at = at_s(40), .call_class = kOther});
    RoomRun room;
    run_room(interrupted_handler(Interruption::SetAside, load), room);

    ASSERT_EQ(room.log.queues.size(), 1U);
    EXPECT_EQ(room.log.queues[0].at, at_s(40));
    EXPECT_EQ(room.log.queues[0].waiting, 1U);
}

TEST(Preempting, ACallerOnHoldIsServedNextAndMayGiveUp) {
    Scenario scenario = interrupted_handler(Interruption::Hold, other_then_urgent(30));
    RoomRun patient;
    run_room(scenario, patient);
    EXPECT_EQ(patient.log.by_arrival()[0].times.resumed, at_s(80));

    scenario.call_classes[1].patience = ConstantLaw{25.0};
    RoomRun impatient;
    run_room(scenario, impatient);
    const CallRecord held = impatient.log.by_arrival()[0];
    EXPECT_EQ(held.outcome, Outcome::Answered);
    EXPECT_EQ(held.times.ended, at_s(55));
    EXPECT_TRUE(impatient.counts.conserved());
}

TEST(Preempting, WrapUpOfACallIsNotInterrupted) {
    RoomRun room;
    run_room(interrupted_handler(Interruption::Hold, other_then_urgent(110)), room);

    EXPECT_EQ(room.log.by_arrival()[1].times.answered, at_s(120));
}

TEST(Preempting, ACallerToldToRingAgainDoes) {
    Scenario scenario = interrupted_handler(Interruption::RingsAgain, other_then_urgent(30));
    scenario.call_classes[1].after_loss = AfterLoss{.redial_delay = ConstantLaw{600.0}};
    RoomRun room;
    run_room(scenario, room);

    const auto calls = room.log.by_arrival();
    ASSERT_EQ(calls.size(), 3U);
    EXPECT_EQ(calls[0].times.ended, at_s(30));
    EXPECT_EQ(calls[2].times.dialled, at_s(630));
    EXPECT_EQ(calls[2].origin, Origin::Redial);
}

TEST(Preempting, AFreeHandlerIsNeverPassedOver) {
    Scenario scenario = interrupted_handler(Interruption::SetAside, other_then_urgent(30));
    scenario.pools[0].seats = {{.from = kStartOfRun, .seats = 2}};
    RoomRun room;
    run_room(scenario, room);

    EXPECT_TRUE(room.log.interrupted.empty());
}

TEST(Preempting, LessUrgentWorkIsInterruptedFirstAndEqualWorkNever) {
    RoomRun room;
    std::vector<RecordedCall> load = other_then_urgent(30);
    load.push_back({.at = at_s(40), .call_class = kUrgent});
    run_room(interrupted_handler(Interruption::SetAside, load), room);

    const auto calls = room.log.by_arrival();
    EXPECT_EQ(calls[1].times.ended, at_s(80));
    EXPECT_EQ(calls[2].times.answered, at_s(80));
    EXPECT_EQ(calls[0].times.resumed, at_s(130));
}

}  // namespace
}  // namespace fcr::test
