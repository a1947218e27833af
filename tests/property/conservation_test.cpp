// No call and no seat is lost, whatever the scenario. Debug builds check it at every event too.
#include "sim/experiment/experiment.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

Law any_law(std::mt19937_64& random, double mean) {
    switch (random() % 6) {
        case 0: return ConstantLaw{mean};
        case 1: return ExponentialLaw{mean};
        case 2: return LognormalLaw{mean, 1.2};
        case 3: return GammaLaw{mean, 0.5};
        case 4: return UniformLaw{0.0, 2.0 * mean};
        default: return HyperexponentialLaw{{{0.3, mean * 2.0}, {0.7, mean * 4.0 / 7.0}}};
    }
}

/// A small room of random shape: up to three classes on two lines, three pools, every mechanism on
/// or off.
Scenario any_room(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto chance = [&random](unsigned of) { return random() % of == 0; };
    const auto seats = [&random] {
        std::vector<SeatChange> changes;
        for (double at = 0.0; at < 14'400.0; at += 1800.0) {
            changes.push_back(
                {.from = at_s(at), .seats = static_cast<std::uint32_t>(random() % 6)});
        }
        return changes;
    };
    const auto pools = [&random] {
        const std::vector<std::string> names{"a", "b", "c"};
        std::vector<std::string> chosen;
        for (const std::string& name : names) {
            if (random() % 2 == 0) {
                chosen.push_back(name);
            }
        }
        return chosen.empty() ? std::vector<std::string>{names[random() % 3]} : chosen;
    };
    const auto call_class = [&](double share, std::uint32_t priority) {
        ClassOptions options{.share = share, .priority = priority};
        options.time_credit = std::chrono::seconds(random() % 120);
        options.talk = any_law(random, 200.0);
        options.wrap_up = chance(2) ? any_law(random, 40.0) : ConstantLaw{};
        if (!chance(4)) {
            options.patience = any_law(random, 120.0);
        }
        options.balk_probability = chance(3) ? 0.2 : 0.0;
        options.route = {{.after = 0s, .pools = pools()}};
        Duration after{0};
        for (auto steps = random() % 3; steps > 0; --steps) {
            after += std::chrono::seconds(random() % 60);
            options.route.push_back({.after = after, .pools = pools(), .move = chance(2)});
        }
        return options;
    };
    const auto line = [&](bool emergency) {
        LineOptions options{.per_hour = 20.0 + static_cast<double>(random() % 80),
                            .emergency = emergency};
        options.day_factor_cv = chance(2) ? 0.3 : 0.0;
        if (emergency && chance(2)) {
            options.operator_leg = OperatorLeg{.answer = ExponentialLaw{2.0},
                                               .select = ConstantLaw{5.0},
                                               .connect = NormalLaw{4.4, 1.0, 1.0}};
        }
        options.message = chance(3) ? any_law(random, 15.0) : ConstantLaw{};
        if (chance(3)) {
            options.lines_max = static_cast<std::uint32_t>(3 + random() % 10);
        }
        return options;
    };
    ScenarioBuilder builder;
    builder.line("999", line(true));
    builder.call_class("immediate", call_class(0.3, 1));
    builder.call_class("other", call_class(0.7, 2));
    builder.line("101", line(false));
    builder.call_class("101", call_class(1.0, 3));
    for (const char* name : {"a", "b", "c"}) {
        PoolOptions options{.seat_changes = seats()};
        options.pick_up = chance(2) ? any_law(random, 3.0) : ConstantLaw{};
        options.after_call_gap = chance(2) ? any_law(random, 20.0) : ConstantLaw{};
        if (chance(2)) {
            options.seats_kept_free = {{"101", static_cast<std::uint32_t>(random() % 3)}};
        }
        builder.pool(name, options);
    }
    if (chance(2)) {
        builder.time_credit();
    }
    return builder.warm_up(1h).measured(3h).drain_max(2h).build();
}

/// Stamps of a call rise, and belong to its outcome.
void expect_in_order(const CallRecord& call) {
    const CallTimes& times = call.times;
    EXPECT_LE(times.dialled, times.network_arrive);
    if (times.offered != kNever) {
        EXPECT_LE(times.network_arrive, times.offered);
    }
    switch (call.outcome) {
        case Outcome::Answered:
            EXPECT_LE(times.offered, times.segment_presented);
            EXPECT_LE(times.segment_presented, times.presented);
            EXPECT_LE(times.presented, times.answered);
            EXPECT_LE(times.answered, times.ended);
            EXPECT_LE(times.ended, times.wrapped_up);
            EXPECT_LE(times.wrapped_up, times.ready);
            EXPECT_EQ(times.abandoned, kNever);
            EXPECT_TRUE(call.pool && call.handler);
            break;
        case Outcome::Abandoned:
            EXPECT_LE(times.offered, times.abandoned);
            EXPECT_EQ(times.answered, kNever);
            EXPECT_EQ(times.ended, times.abandoned);
            break;
        case Outcome::Blocked:
            EXPECT_EQ(times.offered, kNever);
            EXPECT_EQ(times.ended, times.network_arrive);
            break;
        case Outcome::Diverted:
        case Outcome::Unfinished: EXPECT_EQ(times.answered, kNever); break;
    }
}

/// A handler does one thing at a time: the stretches of its calls do not overlap.
void expect_one_call_at_a_time(const RoomRun& run) {
    std::map<HandlerId, std::vector<std::pair<SimTime, SimTime>>> stretches;
    for (const CallRecord& call : run.log.calls) {
        if (call.handler) {
            stretches[*call.handler].emplace_back(call.times.presented, call.times.ready);
        }
    }
    for (auto& [handler, work] : stretches) {
        std::ranges::sort(work);
        for (std::size_t row = 1; row < work.size(); ++row) {
            EXPECT_LE(work[row - 1].second, work[row].first);
        }
    }
}

class AnyRoom : public testing::TestWithParam<int> {};

TEST_P(AnyRoom, LosesNoCallAndNoSeat) {
    RoomRun run;
    run_room(any_room(static_cast<std::uint64_t>(GetParam())), run);

    EXPECT_EQ(run.limit, Limit::None);
    EXPECT_TRUE(run.counts.conserved());
    EXPECT_EQ(run.counts.waiting + run.counts.in_hand, 0U);
    EXPECT_EQ(run.log.calls.size(), run.counts.offered);
    std::map<Outcome, std::uint64_t> outcomes;
    const auto calls = run.log.by_arrival();
    for (std::size_t row = 0; row < calls.size(); ++row) {
        EXPECT_EQ(calls[row].number, row);
        expect_in_order(calls[row]);
        ++outcomes[calls[row].outcome];
    }
    EXPECT_EQ(outcomes[Outcome::Answered], run.counts.answered);
    EXPECT_EQ(outcomes[Outcome::Abandoned], run.counts.abandoned);
    EXPECT_EQ(outcomes[Outcome::Blocked], run.counts.blocked);
    EXPECT_EQ(outcomes[Outcome::Unfinished], run.counts.unfinished);
    expect_one_call_at_a_time(run);
}

TEST_P(AnyRoom, TalliesAddUpToTheCallsTheySaw) {
    const auto compiled = compile(any_room(static_cast<std::uint64_t>(GetParam())));
    ASSERT_TRUE(compiled);
    ReplicationRunner runner(*compiled);
    const auto result = runner.run(1, 0);
    ASSERT_TRUE(result);

    // By line, by class and by interval: the same calls, and no other than were offered.
    const Recorder& recorder = runner.recorder();
    std::int64_t by_line = 0;
    std::int64_t by_class = 0;
    std::int64_t by_interval = 0;
    for (std::size_t row = 0; row < compiled->lines.size(); ++row) {
        by_line += result->populations[recorder.population(LineId{row}).index()].calls.offered();
        for (std::size_t interval = 0; interval < kResultIntervals; ++interval) {
            by_interval += recorder.total(LineId{row}, IntervalId{interval}).calls.offered();
        }
    }
    for (std::size_t row = 0; row < compiled->classes.size(); ++row) {
        by_class +=
            result->populations[recorder.population(CallClassId{row}).index()].calls.offered();
    }
    EXPECT_EQ(by_line, by_class);
    EXPECT_EQ(by_line, by_interval);
    EXPECT_EQ(static_cast<std::uint64_t>(by_line + recorder.calls_outside()),
              result->counts.offered);

    // A pool's handlers are never busier than they are on duty, in any interval.
    for (std::size_t row = 0; row < compiled->pools.size(); ++row) {
        for (std::size_t interval = 0; interval < kResultIntervals; ++interval) {
            const SeatTally seats = recorder.total(PoolId{row}, IntervalId{interval}).seats;
            EXPECT_GE(seats.ringing_us, 0);
            EXPECT_GE(seats.talk_us, 0);
            EXPECT_GE(seats.wrap_up_us, 0);
            EXPECT_GE(seats.gap_us, 0);
            EXPECT_LE(seats.ringing_us + seats.talk_us + seats.wrap_up_us + seats.gap_us,
                      seats.on_duty_us);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyRoom, testing::Range(1, 201));

}  // namespace
}  // namespace fcr::test
