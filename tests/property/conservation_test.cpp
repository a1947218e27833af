// No call and no seat is lost, whatever the scenario. Debug builds check it at every event too.
#include "sim/experiment/experiment.hpp"
#include "tests/support/any_room.hpp"
#include "tests/support/notice_log.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <utility>

namespace fcr::test {
namespace {

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
            const CallTimes& times = call.times;
            const bool resumed = times.resumed != kNever;
            stretches[*call.handler].emplace_back(resumed ? times.resumed : times.presented,
                                                  times.ready);
        }
    }
    for (const WorkInterrupted& work : run.log.interrupted) {
        stretches[work.handler].emplace_back(work.presented, work.at);
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

TEST_P(AnyRoom, WithEveryMechanismLosesNoCallAndNoSeat) {
    RoomRun run;
    run_room(any_whole_room(static_cast<std::uint64_t>(GetParam())), run);

    EXPECT_TRUE(run.counts.conserved());
    EXPECT_TRUE(run.incidents.conserved());
    if (run.limit != Limit::None) {
        // Work that never gives up before pools without seats: the run stops where it is.
        EXPECT_EQ(run.limit, Limit::WaitingRoom);
        return;
    }
    EXPECT_EQ(run.counts.waiting + run.counts.in_hand, 0U);
    EXPECT_EQ(run.log.calls.size(), run.counts.offered);
    std::map<Outcome, std::uint64_t> outcomes;
    std::set<std::pair<std::uint64_t, std::uint64_t>> identities;
    const auto calls = run.log.by_arrival();
    for (std::size_t row = 0; row < calls.size(); ++row) {
        EXPECT_EQ(calls[row].number, row);
        ++outcomes[calls[row].outcome];
        EXPECT_TRUE(identities.emplace(calls[row].caller, calls[row].lineage).second)
            << "two calls of one caller share their draws";
    }
    EXPECT_EQ(outcomes[Outcome::Answered], run.counts.answered);
    EXPECT_EQ(outcomes[Outcome::Abandoned], run.counts.abandoned);
    EXPECT_EQ(outcomes[Outcome::Diverted], run.counts.diverted);
    EXPECT_EQ(outcomes[Outcome::Blocked], run.counts.blocked);
    EXPECT_EQ(outcomes[Outcome::Unfinished], run.counts.unfinished);
    expect_one_call_at_a_time(run);
}

TEST_P(AnyRoom, TalliesAddUpToTheCallsTheySaw) {
    const auto seed = static_cast<std::uint64_t>(GetParam());
    const auto compiled = compile(seed % 2 == 0 ? any_room(seed) : any_whole_room(seed));
    ASSERT_TRUE(compiled);
    ReplicationRunner runner(*compiled);
    const auto result = runner.run(1, 0);
    if (!result) {
        EXPECT_EQ(runner.limit_reached(), Limit::WaitingRoom);
        return;
    }

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
