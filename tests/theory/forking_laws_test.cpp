// What is left of a span in a fork of a room: drawn given how long it has lasted.
#include "tests/support/forked_room.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

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
TEST(ForkingLaws, WhatIsLeftIsDrawnGivenHowLongItHasLasted) {
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
TEST(ForkingLaws, ExponentialSpansAreAsGoodAsNew) {
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
