// Forks of a room: rooms of which the same is known have the same futures, the room they come from
// stays as it is, and what is left of a span is drawn given how long it has lasted.
#include "sim/control_room/control_room.hpp"
#include "sim/scenario/load.hpp"
#include "tests/support/any_commands.hpp"
#include "tests/support/commanded_room.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <random>
#include <utility>
#include <vector>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr Duration kForked = 30min;

/// A room beside another of the same compiled scenario, with notices of its own.
struct Fork {
    Fork(const CompiledScenario& scenario)
        : room(scenario, log, {.pools = {}, .takes_commands = true}) {}

    void of(const ControlRoom& other, const ForkSeed& seed) {
        room.copy_known(other);
        room.draw_unknown(seed, other.now() + kForked);
    }

    NoticeLog log;
    ControlRoom room;
};

CompiledScenario commandable(const Scenario& scenario) {
    auto compiled = compile(scenario);
    FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
    make_commandable(*compiled, 4'000);
    return std::move(*compiled);
}

/// Runs a room of random shape to a random moment, with commands in force.
void play(ControlRoom& room, const Scenario& scenario, std::uint64_t seed) {
    std::mt19937_64 bits(seed);
    room.begin(Streams(1, seed));
    Duration at{0};
    for (std::uint32_t row = 0; row < 20 && room.limit_reached() == Limit::None; ++row) {
        at += Duration{static_cast<std::int64_t>(bits() % 240'000'000)};
        room.run_until(kStartOfRun + at);
        static_cast<void>(room.obey(any_command(scenario, bits, row)));
    }
}

std::vector<std::uint64_t> digests_of(ControlRoom& room) {
    std::vector<std::uint64_t> digests;
    const SimTime from = room.now();
    for (int minute = 0; minute <= 30; ++minute) {
        room.run_until(from + minute * 1min);
        digests.push_back(room.digest());
    }
    return digests;
}

// A fork has what is known of its room and other hidden draws: other patience, talk, callers to
// come. If any of them were in its futures, those would not be the room's.
TEST(Forking, HiddenDrawsChangeNoFuture) {
    std::size_t differed = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const Scenario scenario = any_commanded_room(seed);
        const CompiledScenario compiled = commandable(scenario);
        Fork room(compiled);
        play(room.room, scenario, seed);
        if (room.room.limit_reached() != Limit::None) {
            continue;
        }
        Fork other(compiled);
        other.of(room.room, {.seed = 17, .path = 3});
        EXPECT_EQ(room.room.counts().offered, other.room.counts().offered);
        differed += other.room.digest() != room.room.digest();

        Fork future(compiled);
        future.of(room.room, {.seed = 5, .path = 9});
        Fork same(compiled);
        same.of(other.room, {.seed = 5, .path = 9});

        ASSERT_EQ(digests_of(future.room), digests_of(same.room)) << "seed " << seed;
        EXPECT_TRUE(future.room.counts().conserved()) << "seed " << seed;
    }
    EXPECT_GT(differed, 300U);
}

/// Moments after `known` at which something happened that a draw decided: in whole microseconds two
/// futures hardly ever share one.
std::vector<SimTime> drawn_moments(const NoticeLog& log, SimTime known) {
    std::vector<SimTime> moments;
    const auto add = [&](SimTime at) {
        if (at > known && at < kNever) {
            moments.push_back(at);
        }
    };
    for (const CallRecord& call : log.calls) {
        if (call.outcome == Outcome::Answered) {
            add(call.times.ended);
            add(call.times.wrapped_up);
        }
        add(call.times.abandoned);
        if (call.origin != Origin::PassBack && call.origin != Origin::CallBack) {
            add(call.times.network_arrive);
        }
    }
    for (const IncidentRecord& incident : log.incidents) {
        add(incident.times.dispatch_decided);
    }
    for (const AssignmentRecord& assignment : log.assignments) {
        add(assignment.at_scene);
        add(assignment.left_scene);
        add(assignment.ended);
    }
    std::ranges::sort(moments);
    return moments;
}

// Every mechanism on; what comes is as little in a future as in the true one of another day.
TEST(Forking, NothingThatIsDrawnInTheRoomComesInAFuture) {
    auto scenario = load_scenario("config/scenarios/mid_force_everything.txtpb");
    ASSERT_TRUE(scenario.has_value());
    scenario->supervisor.reset();
    for (Pool& pool : scenario->pools) {
        pool.behaviour.reset();
    }
    const CompiledScenario compiled = commandable(*scenario);
    std::size_t compared = 0;
    std::size_t shared = 0;
    std::size_t shared_by_futures = 0;
    for (int hour = 0; hour < 24; ++hour) {
        Fork room(compiled);
        room.room.begin(Streams(31, static_cast<std::uint64_t>(hour)));
        const SimTime known = kStartOfRun + 24h + hour * 1h + 7min;
        room.room.run_until(known);
        Fork future(compiled);
        future.room.copy_known(room.room);
        future.room.draw_unknown({.seed = 5, .path = 1}, known + 2h);
        Fork other(compiled);
        other.room.copy_known(room.room);
        other.room.draw_unknown({.seed = 5, .path = 2}, known + 2h);
        for (Fork* each : {&room, &future, &other}) {
            each->room.run_until(known + 2h);
            ASSERT_EQ(each->room.limit_reached(), Limit::None);
            EXPECT_TRUE(each->room.counts().conserved());
        }

        const std::vector<SimTime> truth = drawn_moments(room.log, known);
        const std::vector<SimTime> drawn = drawn_moments(future.log, known);
        const std::vector<SimTime> others = drawn_moments(other.log, known);
        std::vector<SimTime> both;
        std::ranges::set_intersection(truth, drawn, std::back_inserter(both));
        shared += both.size();
        both.clear();
        std::ranges::set_intersection(others, drawn, std::back_inserter(both));
        shared_by_futures += both.size();
        compared += drawn.size();
        EXPECT_GT(drawn.size(), truth.size() / 2);
        EXPECT_LT(drawn.size(), truth.size() * 2);
    }
    EXPECT_GT(compared, 5'000U);
    EXPECT_EQ(shared, 0U);
    EXPECT_EQ(shared_by_futures, 0U);
}

TEST(Forking, TheRoomStaysAsItIs) {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const Scenario scenario = any_commanded_room(seed);
        const CompiledScenario compiled = commandable(scenario);
        Fork room(compiled);
        play(room.room, scenario, seed);
        Fork alone(compiled);
        play(alone.room, scenario, seed);
        const std::uint64_t before = room.room.digest();

        Fork fork(compiled);
        fork.of(room.room, {.seed = 5, .path = 9});
        static_cast<void>(digests_of(fork.room));

        EXPECT_EQ(room.room.digest(), before);
        EXPECT_EQ(digests_of(room.room), digests_of(alone.room)) << "seed " << seed;
    }
}

// A call every two minutes for an hour, then one each second: nobody knows the second hour before
// it comes, and the like of the first is expected.
TEST(Forking, OfARecordedLoadTheLikeOfTheLastHourComes) {
    std::vector<RecordedCall> calls;
    for (Duration at = 1min; at < 1h; at += 2min) {
        calls.push_back({.at = kStartOfRun + at, .call_class = CallClassId{0}});
    }
    for (Duration at = 1h + 1s; at < 2h; at += 1s) {
        calls.push_back({.at = kStartOfRun + at, .call_class = CallClassId{0}});
    }
    const Scenario scenario = ScenarioBuilder()
                                  .call_class("999", {.talk = ConstantLaw{20.0}})
                                  .pool("room", {.seats = 60})
                                  .load(std::move(calls))
                                  .measured(2h)
                                  .build();
    const CompiledScenario compiled = commandable(scenario);
    Fork room(compiled);
    room.room.begin(Streams(1, 0));
    room.room.run_until(kStartOfRun + 1h);
    ASSERT_EQ(room.room.counts().offered, 30U);

    double sum = 0.0;
    double squares = 0.0;
    constexpr int kFutures = 400;
    for (std::uint32_t path = 0; path < kFutures; ++path) {
        Fork fork(compiled);
        fork.room.copy_known(room.room);
        fork.room.draw_unknown({.seed = 6, .path = path}, kStartOfRun + 2h);
        fork.room.run_until(kStartOfRun + 90min);
        const auto came = static_cast<double>(fork.room.counts().offered - 30);
        sum += came;
        squares += came * came;
    }
    const double mean = sum / kFutures;
    // A Poisson number of mean 15 in half an hour: four standard errors.
    EXPECT_NEAR(mean, 15.0, 4.0 * std::sqrt(15.0 / kFutures));
    EXPECT_NEAR(squares / kFutures - mean * mean, 15.0, 4.5);
}

/// One handler, one caller who came at the start, everything else far away.
Scenario one_long_call(const Law& talk, const Law& patience) {
    return ScenarioBuilder()
        .line("101", {.per_hour = 60.0, .emergency = false})
        .call_class("101", {.talk = talk, .patience = patience, .route = {{.pools = {"room"}}}})
        .pool("room", {.seats = 1})
        .measured(4h)
        .build();
}

double normal_survival(double z) {
    return 0.5 * std::erfc(z / std::sqrt(2.0));
}

/// sqrt(n) times the greatest distance of the values from a law; 1.95 is passed once in a thousand.
template <typename Cdf>
double distance_from(std::vector<double> values, Cdf cdf) {
    std::ranges::sort(values);
    const auto n = static_cast<double>(values.size());
    double most = 0.0;
    for (std::size_t row = 0; row < values.size(); ++row) {
        const double exact = cdf(values[row]);
        most = std::max({most,
                         std::abs(exact - static_cast<double>(row) / n),
                         std::abs(exact - static_cast<double>(row + 1) / n)});
    }
    return most * std::sqrt(n);
}

// Of 4,000 futures of one moment, seed 11: what is left of the talk in hand and of the patience of
// who has waited longest.
TEST(Forking, WhatIsLeftIsDrawnGivenHowLongItHasLasted) {
    const Scenario scenario = one_long_call(LognormalLaw{600.0, 1.0}, LognormalLaw{900.0, 0.8});
    const CompiledScenario compiled = commandable(scenario);
    Fork room(compiled);
    room.room.begin(Streams(4, 0));
    room.room.run_until(kStartOfRun + 1h);
    const std::vector<CallRecord> calls = room.log.by_arrival();
    ASSERT_GT(room.room.sight_of(LineId{0}).waiting, 0U);
    const Duration waited = room.room.sight_of(LineId{0}).longest_wait;
    const SimTime offered = room.room.now() - waited;

    std::vector<double> patience;
    std::vector<double> talk;
    SimTime answered = kNever;
    for (std::uint32_t path = 0; path < 4'000; ++path) {
        Fork fork(compiled);
        fork.room.copy_known(room.room);
        fork.room.draw_unknown({.seed = 11, .path = path}, kStartOfRun + 4h);
        // Nobody is served any more but who is.
        fork.room.run_to_end();
        const std::vector<CallRecord> ended = fork.log.by_arrival();
        const auto in_hand = std::ranges::find_if(
            ended, [&](const CallRecord& call) { return call.times.answered <= room.room.now(); });
        ASSERT_NE(in_hand, ended.end());
        answered = in_hand->times.answered;
        talk.push_back(to_seconds(in_hand->times.ended - in_hand->times.answered));
        const auto first = std::ranges::find_if(
            ended, [&](const CallRecord& call) { return call.times.offered == offered; });
        ASSERT_NE(first, ended.end());
        // Who is answered has at least so much patience: told apart by a censored comparison.
        patience.push_back(first->outcome == Outcome::Abandoned
                               ? to_seconds(first->times.abandoned - offered)
                               : -to_seconds(first->times.presented - offered));
    }

    const auto lognormal_survival = [](double mean, double cv, double x) {
        const double variance = std::log(1.0 + cv * cv);
        return normal_survival((std::log(x) - std::log(mean) + variance / 2.0) /
                               std::sqrt(variance));
    };
    const double talked = to_seconds(room.room.now() - answered);
    EXPECT_LT(distance_from(talk,
                            [&](double x) {
                                return 1.0 - lognormal_survival(600.0, 1.0, x) /
                                                 lognormal_survival(600.0, 1.0, talked);
                            }),
              1.95);
    // Kaplan-Meier of the patience against its law, at the median of those who gave up.
    double survival = 1.0;
    double most = 0.0;
    std::vector<double> sorted = patience;
    std::ranges::sort(sorted, {}, [](double x) { return std::abs(x); });
    auto at_risk = static_cast<double>(sorted.size());
    for (const double value : sorted) {
        if (value > 0.0 && at_risk > 400.0) {
            survival *= 1.0 - 1.0 / at_risk;
            const double exact = lognormal_survival(900.0, 0.8, value) /
                                 lognormal_survival(900.0, 0.8, to_seconds(waited));
            most = std::max(most, std::abs(survival - exact));
        }
        at_risk -= 1.0;
    }
    EXPECT_LT(most, 0.05);
}

// Memoryless talk and patience: whatever their age, the call in hand and the caller in the queue
// have as long to go as new ones.
TEST(Forking, ExponentialSpansAreAsGoodAsNew) {
    const Scenario scenario = one_long_call(ExponentialLaw{600.0}, ExponentialLaw{900.0});
    const CompiledScenario compiled = commandable(scenario);
    Fork room(compiled);
    room.room.begin(Streams(4, 1));
    room.room.run_until(kStartOfRun + 1h);

    std::vector<double> left;
    for (std::uint32_t path = 0; path < 4'000; ++path) {
        Fork fork(compiled);
        fork.room.copy_known(room.room);
        fork.room.draw_unknown({.seed = 12, .path = path}, kStartOfRun + 4h);
        fork.room.run_to_end();
        for (const CallRecord& call : fork.log.calls) {
            if (call.times.answered <= room.room.now()) {
                left.push_back(to_seconds(call.times.ended - room.room.now()));
            }
        }
    }
    ASSERT_EQ(left.size(), 4'000U);
    EXPECT_LT(distance_from(left, [](double x) { return 1.0 - std::exp(-x / 600.0); }), 1.95);
}

}  // namespace
}  // namespace fcr::test
