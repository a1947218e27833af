// Supervisors to compare an evening with: what they decide, and what the room makes of it.
#include "agents/behaviour/people_of_room.hpp"
#include "agents/behaviour/reference_supervisor.hpp"
#include "tests/support/any_room.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <map>
#include <vector>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

/// One replication with the supervisor that the scenario describes.
struct Supervised {
    NoticeLog log;
    CallCounts counts;
    Limit limit = Limit::None;

    explicit Supervised(const Scenario& scenario) {
        const auto compiled = compile(scenario);
        FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
        const PeopleOfRoom people(*compiled);
        ControlRoom room(*compiled, log, people.all());
        room.begin(Streams(1, 0));
        room.run_to_end();
        counts = room.counts();
        limit = room.limit_reached();
        EXPECT_TRUE(counts.conserved());
    }
};

TEST(Supervisor, DecidesByTheViewAndTheOrdersInForce) {
    const RoomView late{.longest_emergency_wait = 70s,
                        .longest_other_wait = 70s,
                        .emergencies_waiting = 1,
                        .others_waiting = 2};
    const RoomView early{.longest_emergency_wait = 10s,
                         .longest_other_wait = 10s,
                         .emergencies_waiting = 1,
                         .others_waiting = 1};
    const auto decide = [](SupervisorRule rule, const RoomView& view, SupervisorOrders in_force) {
        return ReferenceSupervisor({.rule = rule}).decide(view, in_force);
    };

    EXPECT_FALSE(decide(SupervisorRule::DoNothing, late, {}).overflow_open);
    EXPECT_TRUE(decide(SupervisorRule::OpenOverflow, late, {}).overflow_open);
    EXPECT_FALSE(decide(SupervisorRule::OpenOverflow, early, {}).overflow_open);
    EXPECT_TRUE(decide(SupervisorRule::OpenOverflow, early, {.overflow_open = true}).overflow_open);
    EXPECT_FALSE(decide(SupervisorRule::OpenOverflow, {}, {.overflow_open = true}).overflow_open);
    EXPECT_TRUE(decide(SupervisorRule::AllToEmergencies, late, {}).emergencies_only);
    EXPECT_FALSE(decide(SupervisorRule::AllToEmergencies, early, {}).emergencies_only);
    EXPECT_TRUE(decide(SupervisorRule::AskEarly, late, {}).call_in);
    EXPECT_FALSE(decide(SupervisorRule::AskEarly, early, {}).call_in);
}

/// 101 with one handler who talks 1,000 s, and one more on a step that the supervisor opens.
Scenario with_overflow(std::initializer_list<double> calls) {
    Scenario scenario = ScenarioBuilder()
                            .line("101", {.emergency = false})
                            .call_class("101",
                                        {.talk = ConstantLaw{1000.0},
                                         .route = {{.after = 0s, .pools = {"in_house"}},
                                                   {.after = 90s, .pools = {"helpers"}}}})
                            .pool("in_house", {.seats = 1})
                            .pool("helpers", {.seats = 1})
                            .load(calls_at(calls))
                            .measured(2h)
                            .build();
    scenario.call_classes[0].route[1].when = Gate{.by_supervisor = true};
    return scenario;
}

TEST(Supervisor, OpensTheOverflowWhenSomebodyHasWaitedAMinute) {
    Scenario scenario = with_overflow({0, 10});
    scenario.supervisor = SupervisorPlan{.rule = SupervisorRule::OpenOverflow};

    // The second waits 50 s at 60 s and 110 s at 120 s, when its step at 100 s was closed... so the
    // one that comes at 100 s finds it open at 190 s.
    scenario.load = calls_at({0, 10, 100});
    const auto calls = Supervised(scenario).log.by_arrival();
    EXPECT_EQ(calls[1].times.answered, at_s(1000));
    EXPECT_EQ(calls[2].times.answered, at_s(190));

    scenario.supervisor->rule = SupervisorRule::DoNothing;
    const auto nothing = Supervised(scenario).log.by_arrival();
    EXPECT_EQ(nothing[2].times.answered, at_s(2000));
}

TEST(Supervisor, KeepsEverybodyFor999UntilNobodyWaits) {
    // Two handlers with 999 calls of 1,000 s, a third caller on 999 waits; 101 is not taken while
    // that is so.
    Scenario scenario = ScenarioBuilder()
                            .line("999")
                            .call_class("999", {.talk = ConstantLaw{1000.0}})
                            .line("101", {.emergency = false})
                            .call_class("101", {.priority = 2, .talk = ConstantLaw{10.0}})
                            .pool("emergency", {.seats = 1, .skills = {"999"}})
                            .pool("both", {.seats = 1, .skills = {"101"}})
                            .measured(2h)
                            .build();
    scenario.load = {{.at = at_s(0), .call_class = CallClassId{0}},
                     {.at = at_s(1), .call_class = CallClassId{0}},
                     {.at = at_s(100), .call_class = CallClassId{1}}};
    scenario.supervisor = SupervisorPlan{.rule = SupervisorRule::AllToEmergencies};

    // From 120 s, when the second 999 caller has waited a minute, until 1,000 s and the next look.
    scenario.load->at(2).at = at_s(130);
    const auto calls = Supervised(scenario).log.by_arrival();
    EXPECT_EQ(calls[1].times.answered, at_s(1000));
    EXPECT_EQ(calls[2].times.answered, at_s(1020));

    scenario.supervisor.reset();
    EXPECT_EQ(Supervised(scenario).log.by_arrival()[2].times.answered, at_s(130));
}

/// Orders nothing, and keeps what is seen.
class Onlooker final : public SupervisorPolicy {
public:
    explicit Onlooker(std::vector<RoomView>& views) : views_(views) {}

    [[nodiscard]] SupervisorOrders decide(const RoomView& view,
                                          const SupervisorOrders& in_force) const override {
        views_.push_back(view);
        return in_force;
    }

private:
    std::vector<RoomView>& views_;
};

std::vector<RoomView> seen_in(const Scenario& scenario) {
    const auto compiled = compile(scenario);
    FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
    std::vector<RoomView> views;
    const Onlooker onlooker(views);
    NoticeLog log;
    ControlRoom room(*compiled, log, {.pools = {}, .supervisor = &onlooker});
    room.begin(Streams(1, 0));
    room.run_to_end();
    return views;
}

TEST(Supervisor, LooksAgainInTheMinuteInWhichSomebodyWaits) {
    // The second waits from 200 s, in a room of which nothing was to be seen, until 1,000 s.
    const std::vector<RoomView> views = seen_in(with_overflow({0, 200}));

    ASSERT_EQ(views.size(), 15U);
    EXPECT_EQ(views.front(), RoomView{});
    for (std::size_t look = 1; look < 14; ++look) {
        EXPECT_EQ(views[look].others_waiting, 1U);
        EXPECT_EQ(views[look].longest_other_wait, 40s + (look - 1) * 60s);
    }
    EXPECT_EQ(views.back(), RoomView{});
    // In a whole minute: in this one, after everything else in it.
    EXPECT_EQ(seen_in(with_overflow({0, 240}))[1].longest_other_wait, 0s);
    EXPECT_EQ(seen_in(with_overflow({0, 240}))[1].others_waiting, 1U);
}

TEST(Supervisor, SeesCallersOnTelephonesAlone) {
    Scenario scenario = ScenarioBuilder()
                            .line("999")
                            .call_class("999", {.talk = ConstantLaw{600.0}})
                            .line("101", {.emergency = false})
                            .call_class("101", {.talk = ConstantLaw{600.0}})
                            .line("web", {.emergency = false})
                            .call_class("form", {.talk = ConstantLaw{600.0}})
                            .pool("in_house", {.seats = 1})
                            .measured(2h)
                            .build();
    scenario.lines[2].digital = true;
    scenario.load = {{.at = at_s(0), .call_class = CallClassId{0}},
                     {.at = at_s(1), .call_class = CallClassId{2}},
                     {.at = at_s(70), .call_class = CallClassId{1}},
                     {.at = at_s(80), .call_class = CallClassId{0}}};
    const std::vector<RoomView> views = seen_in(scenario);

    ASSERT_GT(views.size(), 2U);
    EXPECT_EQ(views[0], RoomView{});
    EXPECT_EQ(views[1],
              (RoomView{.longest_emergency_wait = 40s,
                        .longest_other_wait = 50s,
                        .emergencies_waiting = 1,
                        .others_waiting = 1}))
        << "at 120 s: the form that waits since 1 s is not among them";
}

TEST(Supervisor, AsksForPeopleWhoComeAfterTheirLagAndGo) {
    Scenario scenario = with_overflow({0, 10, 20, 30});
    scenario.supervisor = SupervisorPlan{.rule = SupervisorRule::AskEarly,
                                         .queue = 3,
                                         .pool = PoolId{0},
                                         .seats = 2,
                                         .lag = 10min,
                                         .stay = 30min};
    scenario.pools[0].called_in_max = 2;

    const Supervised run(scenario);
    std::map<SimTime, std::uint32_t> on_duty;
    for (const SeatTaken& seat : run.log.seats) {
        if (seat.pool == PoolId{0}) {
            on_duty[seat.at] = seat.on_duty;
        }
    }
    // Three wait at the look at 60 s.
    EXPECT_EQ(on_duty.at(at_s(0)), 1U);
    EXPECT_EQ(on_duty.at(at_s(660)), 3U);
    EXPECT_EQ(on_duty.rbegin()->second, 1U);
    EXPECT_EQ(run.log.by_arrival()[1].times.answered, at_s(660));
}

TEST(Supervisor, SeesNoWaitInWorkThatWasInterrupted) {
    // The first 101 call is put on hold by 999 at 100 s; the second waits from 130 s.
    Scenario scenario = ScenarioBuilder()
                            .line("999")
                            .call_class("999", {.talk = ConstantLaw{600.0}})
                            .line("101", {.emergency = false})
                            .call_class("101", {.priority = 2, .talk = ConstantLaw{600.0}})
                            .pool("in_house", {.seats = 1})
                            .measured(2h)
                            .build();
    scenario.call_classes[0].preempts = true;
    scenario.call_classes[1].interruption = Interruption::Hold;
    scenario.load = {{.at = at_s(1), .call_class = CallClassId{1}},
                     {.at = at_s(100), .call_class = CallClassId{0}},
                     {.at = at_s(130), .call_class = CallClassId{1}}};
    const std::vector<RoomView> views = seen_in(scenario);

    ASSERT_GT(views.size(), 2U);
    EXPECT_EQ(views[1], (RoomView{.longest_other_wait = 50s, .others_waiting = 1}))
        << "at 180 s: one waits, and one on hold who has been answered";
}

/// Decides like a supervisor of that plan, counts how often, and says for how long or not.
class CountsLooks final : public SupervisorPolicy {
public:
    CountsLooks(const SupervisorPlan& plan, bool says_for_how_long)
        : reference_(plan), says_for_how_long_(says_for_how_long) {}

    [[nodiscard]] SupervisorOrders decide(const RoomView& view,
                                          const SupervisorOrders& in_force) const override {
        ++looks_;
        return reference_.decide(view, in_force);
    }
    [[nodiscard]] Duration quiet_for(const RoomView& view,
                                     const SupervisorOrders& in_force) const override {
        return says_for_how_long_ ? reference_.quiet_for(view, in_force) : Duration::zero();
    }

    [[nodiscard]] std::size_t looks() const { return looks_; }

private:
    ReferenceSupervisor reference_;
    bool says_for_how_long_;
    mutable std::size_t looks_ = 0;
};

class AnySupervisor : public testing::TestWithParam<int> {};

Scenario any_supervised_room(std::uint64_t seed) {
    Scenario scenario = any_whole_room(seed);
    const std::size_t seated = scenario.pools[0].staff ? (scenario.pools[1].staff ? 2 : 1) : 0;
    scenario.supervisor = SupervisorPlan{.rule = static_cast<SupervisorRule>(seed % 4),
                                         .wait = 30s,
                                         .queue = 2,
                                         .pool = PoolId{seated},
                                         .seats = 2,
                                         .lag = 5min,
                                         .stay = 20min};
    scenario.pools[seated].called_in_max = 2;
    for (CallClass& call_class : scenario.call_classes) {
        for (RouteStep& step : call_class.route) {
            if (step.when) {
                step.when->by_supervisor = true;
            }
        }
    }
    return scenario;
}

TEST_P(AnySupervisor, LosesNoCallAndNoSeat) {
    const Supervised run(any_supervised_room(static_cast<std::uint64_t>(GetParam())));
    if (run.limit == Limit::None) {
        EXPECT_EQ(run.log.calls.size(), run.counts.offered);
        EXPECT_EQ(run.counts.waiting + run.counts.in_hand, 0U);
    }
}

// Looks that are left out would have ordered nothing.
TEST_P(AnySupervisor, MayLeaveOutLooks) {
    const Scenario scenario = any_supervised_room(static_cast<std::uint64_t>(GetParam()));
    const auto compiled = compile(scenario);
    FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
    const PeopleOfRoom people(*compiled);
    const CountsLooks resting(*scenario.supervisor, true);
    const CountsLooks every_minute(*scenario.supervisor, false);
    const auto run = [&](const SupervisorPolicy& supervisor, NoticeLog& log) {
        RoomPeople in_room = people.all();
        in_room.supervisor = &supervisor;
        ControlRoom room(*compiled, log, in_room);
        room.begin(Streams(1, 0));
        room.run_to_end();
    };
    NoticeLog rests;
    NoticeLog looks;
    run(resting, rests);
    run(every_minute, looks);

    ASSERT_EQ(rests.calls.size(), looks.calls.size());
    for (std::size_t row = 0; row < rests.calls.size(); ++row) {
        EXPECT_EQ(rests.calls[row].number, looks.calls[row].number);
        EXPECT_EQ(rests.calls[row].handler, looks.calls[row].handler);
        EXPECT_EQ(rests.calls[row].reason, looks.calls[row].reason);
        EXPECT_EQ(rests.calls[row].times.ended, looks.calls[row].times.ended);
    }
    if (scenario.supervisor->rule == SupervisorRule::AskEarly) {
        EXPECT_EQ(resting.looks(), every_minute.looks());
    } else {
        EXPECT_LE(resting.looks(), every_minute.looks());
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnySupervisor, testing::Range(1, 101));

// One who does nothing changes nothing.
TEST(Supervisor, WhoDoesNothingIsNobody) {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        const Scenario nobody = any_whole_room(seed);
        Scenario idle = nobody;
        idle.supervisor = SupervisorPlan{};
        const Supervised one(nobody);
        const Supervised two(idle);
        ASSERT_EQ(one.log.calls.size(), two.log.calls.size());
        for (std::size_t row = 0; row < one.log.calls.size(); ++row) {
            EXPECT_EQ(one.log.calls[row].times.ended, two.log.calls[row].times.ended);
        }
    }
}

}  // namespace
}  // namespace fcr::test
