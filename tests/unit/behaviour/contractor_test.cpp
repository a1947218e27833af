// People who act otherwise than the rules say: what they decide, and what the room makes of it.
#include "agents/behaviour/contractor_handler.hpp"
#include "agents/behaviour/people_of_room.hpp"
#include "sim/metrics/ledger.hpp"
#include "tests/support/any_room.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

/// One replication with the people that the scenario describes.
struct Behaved {
    NoticeLog log;
    CallCounts counts;
    Limit limit = Limit::None;

    explicit Behaved(const Scenario& scenario, std::uint64_t seed = 1) {
        const auto compiled = compile(scenario);
        FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
        const PeopleOfRoom people(*compiled);
        ControlRoom room(*compiled, log, people.all());
        room.begin(Streams(seed, 0));
        room.run_to_end();
        counts = room.counts();
        limit = room.limit_reached();
    }
};

/// One handler who talks 100 s.
Scenario one_handler(std::initializer_list<double> calls) {
    return ScenarioBuilder()
        .call_class("999", {.talk = ConstantLaw{100.0}})
        .pool("in_house", {.seats = 1})
        .load(calls_at(calls))
        .measured(2h)
        .build();
}

TEST(Contractor, DecidesByItsViewAlone) {
    BehaviourPlan plan;
    plan.threshold_first = 30s;
    plan.hurry_queue = 3;
    plan.hurry_factor = 0.8;
    plan.padding_hours = {.from = 22h, .until = 6h};
    plan.padding_free = 2;
    plan.withdrawn_share = 0.25;
    plan.withdrawn_hours = {.from = 17h, .until = 20h};
    const ContractorHandler people(plan);

    EXPECT_FALSE(people.passes_over(29s));
    EXPECT_TRUE(people.passes_over(30s));
    EXPECT_EQ(people.pace({.waiting = 2}), 1.0);
    EXPECT_EQ(people.pace({.waiting = 3}), 0.8);
    EXPECT_TRUE(people.pads({.of_day = 23h, .free = 2}));
    EXPECT_TRUE(people.pads({.of_day = 5h, .free = 2}));
    EXPECT_FALSE(people.pads({.of_day = 6h, .free = 2}));
    EXPECT_FALSE(people.pads({.of_day = 23h, .free = 1}));
    EXPECT_FALSE(people.pads({.of_day = 23h, .free = 2, .waiting = 1}));
    EXPECT_EQ(people.presence({.of_day = 16h}), 1.0);
    EXPECT_EQ(people.presence({.of_day = 17h}), 0.75);
    EXPECT_EQ(people.presence({.of_day = 20h}), 1.0);
}

TEST(Contractor, ThresholdFirstLetsTheLateWait) {
    // At 100 s the calls of 10 and 20 s have waited 90 and 80 s, that of 85 s only 15 s.
    Scenario scenario = one_handler({0, 10, 20, 85});
    scenario.pools[0].behaviour = BehaviourPlan{.threshold_first = 60s};

    const auto calls = Behaved(scenario).log.by_arrival();
    EXPECT_EQ(calls[3].times.answered, at_s(100));
    EXPECT_EQ(calls[1].times.answered, at_s(200));
    EXPECT_EQ(calls[2].times.answered, at_s(300));

    scenario.pools[0].behaviour.reset();
    const auto honest = Behaved(scenario).log.by_arrival();
    EXPECT_EQ(honest[1].times.answered, at_s(100));
    EXPECT_EQ(honest[3].times.answered, at_s(300));
}

TEST(Contractor, HurriesWhileOthersWait) {
    Scenario scenario = one_handler({0, 10, 20});
    scenario.pools[0].behaviour = BehaviourPlan{.hurry_queue = 1, .hurry_factor = 0.5};

    const auto calls = Behaved(scenario).log.by_arrival();
    EXPECT_EQ(calls[0].times.ended, at_s(100));
    EXPECT_EQ(calls[1].times.ended, at_s(150));
    EXPECT_EQ(calls[2].times.ended, at_s(250));
}

TEST(Contractor, PadsInQuietMinutesOnly) {
    Scenario scenario = ScenarioBuilder()
                            .line("999", {.per_hour = 20.0})
                            .call_class("999", {.talk = ConstantLaw{600.0}})
                            .pool("contractor", {.seats = 4})
                            .measured(24h)
                            .build();
    const auto genuine = Behaved(scenario).log.by_arrival();
    scenario.pools[0].behaviour = BehaviourPlan{.padding_per_hour = 30.0,
                                                .padding_hours = {.from = 2h, .until = 5h},
                                                .padding_free = 2,
                                                .padding_talk = ConstantLaw{10.0}};
    const Behaved padded(scenario);

    EXPECT_TRUE(padded.counts.conserved());
    std::size_t padding = 0;
    std::map<std::uint64_t, SimTime> dialled;
    for (const CallRecord& call : padded.log.calls) {
        if (call.origin != Origin::Padding) {
            dialled[call.caller] = call.times.dialled;
            continue;
        }
        ++padding;
        EXPECT_GE(call.times.network_arrive, kStartOfRun + 2h);
        EXPECT_LT(call.times.network_arrive, kStartOfRun + 5h);
        EXPECT_EQ(call.times.answered, call.times.offered);
        EXPECT_EQ(call.times.ended - call.times.answered, 10s);
        EXPECT_EQ(ledger_row(call, *compile(scenario)).truth, TruthLabel::Padding);
    }
    EXPECT_GT(padding, 10U);
    EXPECT_LT(padding, 90U);
    // The genuine callers are who they were.
    ASSERT_EQ(dialled.size(), genuine.size());
    for (const CallRecord& call : genuine) {
        EXPECT_EQ(dialled.at(call.caller), call.times.dialled);
    }
}

TEST(Contractor, WithdrawsStaffAtPeaks) {
    Scenario scenario = ScenarioBuilder()
                            .call_class("999", {.talk = ConstantLaw{100.0}})
                            .pool("contractor", {.seats = 5})
                            .load(calls_at({0}))
                            .measured(24h)
                            .build();
    scenario.pools[0].behaviour =
        BehaviourPlan{.withdrawn_share = 0.3, .withdrawn_hours = {.from = 17h, .until = 20h}};

    std::map<SimTime, std::uint32_t> on_duty;
    for (const SeatTaken& seat : Behaved(scenario).log.seats) {
        on_duty[seat.at] = seat.on_duty;
    }
    EXPECT_EQ(on_duty.at(kStartOfRun), 5U);
    EXPECT_EQ(on_duty.at(kStartOfRun + 17h), 3U);  // 3.5 seats, rounded down
    EXPECT_EQ(on_duty.at(kStartOfRun + 20h), 5U);
    EXPECT_EQ(on_duty.size(), 3U);
}

TEST(Contractor, AnAbandonedPaddingCallBegetsNothing) {
    Scenario scenario = ScenarioBuilder()
                            .call_class("999", {.talk = ConstantLaw{7000.0}})
                            .pool("contractor", {.seats = 2})
                            .load(calls_at({0}))
                            .measured(2h)
                            .build();
    scenario.call_classes[0].repeat =
        RepeatContact{.share = 1.0, .call = {.to = CallClassId{0}, .delay = ConstantLaw{1.0}}};
    scenario.pools[0].behaviour = BehaviourPlan{
        .padding_per_hour = 20.0, .padding_free = 1, .padding_talk = ConstantLaw{1.0}};

    std::size_t repeats = 0;
    for (const CallRecord& call : Behaved(scenario).log.calls) {
        repeats += call.origin == Origin::Repeat;
    }
    EXPECT_LE(repeats, 1U);
}

TEST(Contractor, AnInterruptedPaddingCallBegetsNothing) {
    Scenario scenario = ScenarioBuilder()
                            .line("999")
                            .call_class("999", {.talk = ConstantLaw{10.0}})
                            .line("101", {.emergency = false})
                            .call_class("101", {.priority = 2, .talk = ConstantLaw{100.0}})
                            .pool("contractor", {.seats = 1})
                            .load(calls_at({3600}))
                            .measured(2h)
                            .build();
    scenario.call_classes[0].preempts = true;
    scenario.call_classes[1].interruption = Interruption::RingsAgain;
    scenario.call_classes[1].after_loss = AfterLoss{.redial_delay = ConstantLaw{1.0}};
    scenario.pools[0].behaviour = BehaviourPlan{.padding_per_hour = 60.0,
                                                .padding_free = 1,
                                                .padding_class = CallClassId{1},
                                                .padding_talk = ConstantLaw{9000.0}};
    const Behaved room(scenario);

    std::size_t preempted = 0;
    for (const CallRecord& call : room.log.calls) {
        EXPECT_NE(call.origin, Origin::Redial);
        preempted += call.reason == RouteReason::Preempted;
    }
    EXPECT_EQ(preempted, 1U);
}

/// Random rooms whose people do all of it.
class AnyBehaviour : public testing::TestWithParam<int> {};

TEST_P(AnyBehaviour, LosesNoCallAndNoSeat) {
    const auto seed = static_cast<std::uint64_t>(GetParam());
    Scenario scenario = any_whole_room(seed);
    for (Pool& pool : scenario.pools) {
        pool.behaviour = BehaviourPlan{.threshold_first = 20s,
                                       .hurry_queue = 2,
                                       .hurry_factor = 0.7,
                                       .padding_per_hour = 20.0,
                                       .padding_talk = ConstantLaw{5.0},
                                       .withdrawn_share = pool.staff ? 0.0 : 0.4,
                                       .withdrawn_hours = {.from = 1h, .until = 2h}};
    }
    const Behaved run(scenario);

    EXPECT_TRUE(run.counts.conserved());
    if (run.limit == Limit::None) {
        EXPECT_EQ(run.log.calls.size(), run.counts.offered);
    }
    const Behaved again(scenario);
    ASSERT_EQ(run.log.calls.size(), again.log.calls.size());
    for (std::size_t row = 0; row < run.log.calls.size(); ++row) {
        EXPECT_EQ(run.log.calls[row].times.ended, again.log.calls[row].times.ended);
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyBehaviour, testing::Range(1, 101));

// Switched on with nothing to decide, the people change nothing.
TEST(Contractor, WithoutAnyPartIsTheRule) {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        const Scenario honest = any_whole_room(seed);
        Scenario same = honest;
        for (Pool& pool : same.pools) {
            pool.behaviour = BehaviourPlan{};
        }
        const Behaved one(honest, seed);
        const Behaved two(same, seed);
        ASSERT_EQ(one.log.calls.size(), two.log.calls.size());
        for (std::size_t row = 0; row < one.log.calls.size(); ++row) {
            EXPECT_EQ(one.log.calls[row].times.ended, two.log.calls[row].times.ended);
            EXPECT_EQ(one.log.calls[row].handler, two.log.calls[row].handler);
        }
    }
}

/// Fills two seats from noon on, else those planned and one.
class TestEmployer final : public SeatPolicy {
public:
    [[nodiscard]] std::uint32_t seats(const SeatView& view) const override {
        return view.at < kStartOfRun + 12h ? view.planned + 1 : 2;
    }
};

TEST(Employer, FillsTheSeatsThatItWants) {
    Scenario scenario = ScenarioBuilder()
                            .call_class("999", {.talk = ConstantLaw{100.0}})
                            .pool("contractor", {.seats = 5})
                            .pool("in_house", {.seats = 1})
                            .load(calls_at({0}))
                            .measured(24h)
                            .build();
    scenario.pools[0].called_in_max = 1;
    const auto compiled = compile(scenario);
    const TestEmployer employer;
    const std::array<const SeatPolicy*, 2> seats{&employer, nullptr};
    NoticeLog log;
    ControlRoom room(*compiled, log, {.pools = {}, .supervisor = nullptr, .seats = seats});

    room.begin(Streams(1, 0));
    room.run_to_end();

    std::map<SimTime, std::uint32_t> on_duty;
    for (const SeatTaken& seat : log.seats) {
        if (seat.pool == PoolId{0}) {
            on_duty[seat.at] = seat.on_duty;
        }
    }
    EXPECT_EQ(on_duty.at(kStartOfRun), 6U);
    EXPECT_EQ(on_duty.at(kStartOfRun + 12h), 2U);
    EXPECT_EQ(on_duty.size(), 2U);
}

TEST(Employer, WhoFillsThePlanChangesNothing) {
    class Plan final : public SeatPolicy {
        [[nodiscard]] std::uint32_t seats(const SeatView& view) const override {
            return view.planned;
        }
    };
    const auto compiled = compile(ScenarioBuilder().measured(24h).build());
    const Plan plan;
    const std::array<const SeatPolicy*, 1> seats{&plan};
    NoticeLog with;
    NoticeLog without;
    ControlRoom planned(*compiled, with, {.pools = {}, .supervisor = nullptr, .seats = seats});
    ControlRoom room(*compiled, without);

    planned.begin(Streams(1, 0));
    planned.run_to_end();
    room.begin(Streams(1, 0));
    room.run_to_end();

    ASSERT_EQ(with.calls.size(), without.calls.size());
    for (std::size_t row = 0; row < with.calls.size(); ++row) {
        EXPECT_EQ(with.calls[row].times.ready, without.calls[row].times.ready);
    }
}

}  // namespace
}  // namespace fcr::test
