// Forks of a room: rooms of which the same is known have the same futures, and the room they come
// from stays as it is. What is left of a span, given how long it has lasted:
// tests/theory/forking_laws_test.cpp.
#include "sim/control_room/control_room.hpp"
#include "sim/scenario/load.hpp"
#include "tests/support/any_commands.hpp"
#include "tests/support/commanded_room.hpp"
#include "tests/support/forked_room.hpp"
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
        // Who balks or accepts a call back goes when the announcement ends, and its length is
        // known.
        if (call.times.abandoned != call.times.message_end) {
            add(call.times.abandoned);
        }
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

}  // namespace
}  // namespace fcr::test
