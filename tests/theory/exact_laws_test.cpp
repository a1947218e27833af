// Laws that hold exactly, whatever the draws: lines reckoned by hand, Little's law, limits.
#include "sim/control_room/control_room.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/metrics/recorder.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

namespace fcr::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::uint64_t kSeed = 20'261'123;

/// One handler, every call a minute long.
ScenarioBuilder one_handler() {
    ScenarioBuilder builder;
    builder.line("999")
        .call_class("999", {.line = "999", .talk = ConstantLaw{60.0}})
        .pool("handlers", {.seats = 1});
    return builder;
}

std::vector<double> waits_s(const RoomRun& run) {
    std::vector<double> waits;
    for (const CallRecord& call : run.log.by_arrival()) {
        waits.push_back(to_seconds(call.times.answered - call.times.offered));
    }
    return waits;
}

TEST(ExactLaws, OneHandlerWithConstantCallsWaitsAsReckonedByHand) {
    RoomRun run;

    run_room(one_handler().load(calls_at({0, 30, 60, 200, 210})).build(), run);

    EXPECT_EQ(waits_s(run), (std::vector<double>{0, 30, 60, 0, 50}));
    EXPECT_EQ(run.log.by_arrival().back().times.ended, at_s(320));
}

TEST(ExactLaws, CallsFartherApartThanTheyLastNeverWait) {
    std::vector<RecordedCall> load;
    load.reserve(50);
    for (int call = 0; call < 50; ++call) {
        load.push_back({.at = kStartOfRun + call * seconds{60}, .call_class = CallClassId{0}});
    }
    RoomRun run;

    run_room(one_handler().load(load).build(), run);

    EXPECT_EQ(waits_s(run), std::vector<double>(50, 0.0));
}

TEST(ExactLaws, CallsCloserThanTheyLastWaitTenSecondsMoreEach) {
    std::vector<RecordedCall> load;
    std::vector<double> expected;
    for (int call = 0; call < 50; ++call) {
        load.push_back({.at = kStartOfRun + call * seconds{50}, .call_class = CallClassId{0}});
        expected.push_back(10.0 * call);
    }
    RoomRun run;

    run_room(one_handler().load(load).build(), run);

    EXPECT_EQ(waits_s(run), expected);
}

struct RoomOfEight {
    Law patience = NeverLaw{};
    std::optional<std::uint32_t> lines_max = {};
};

/// Busy eight handlers for a day, then two quiet hours in which everybody gets away.
Scenario busy_day(const RoomOfEight& room) {
    std::vector<double> calls(96, 30.0);
    calls.insert(calls.end(), 8, 0.0);
    return ScenarioBuilder()
        .line("999", {.per_interval = calls, .lines_max = room.lines_max})
        .call_class("999",
                    {.line = "999", .talk = ExponentialLaw{240.0}, .patience = room.patience})
        .pool("handlers", {.seats = 8})
        .measured(hours{26})
        .build();
}

/// Integrals over time, taken event by event.
struct Areas {
    std::int64_t waiting_us = 0;
    std::int64_t in_hand_us = 0;
};

TEST(ExactLaws, LittlesLawHoldsToTheMicrosecond) {
    const auto compiled = compile(busy_day({.patience = ExponentialLaw{180.0}, .lines_max = {}}));
    ASSERT_TRUE(compiled.has_value());
    Recorder recorder(*compiled);
    ControlRoom room(*compiled, recorder);
    room.begin(Streams(kSeed, 0));

    Areas areas;
    while (const std::optional<SimTime> next = room.next_time()) {
        const auto gap = static_cast<std::uint64_t>((*next - room.now()).count());
        areas.waiting_us += static_cast<std::int64_t>(gap * room.counts().waiting);
        areas.in_hand_us += static_cast<std::int64_t>(gap * room.counts().in_hand);
        room.run_events(1);
    }
    room.run_to_end();
    std::vector<Rollup> populations(recorder.populations());
    recorder.end_replication(populations, {});

    const Rollup& line = populations[recorder.population(LineId{0}).index()];
    EXPECT_GT(line.calls.abandoned, 100);
    EXPECT_EQ(line.calls.unfinished, 0);
    EXPECT_EQ(line.calls.queue_wait_us, areas.waiting_us);
    EXPECT_EQ(line.queue.waiting_us, areas.waiting_us);
    EXPECT_EQ(line.calls.talk_us, areas.in_hand_us);
}

TEST(ExactLaws, CallersWithoutPatienceAreLostJustAsWithoutALine) {
    RoomRun without_patience;
    RoomRun without_lines;

    run_room(busy_day({.patience = ConstantLaw{0.0}, .lines_max = {}}), without_patience, kSeed);
    run_room(busy_day({.patience = NeverLaw{}, .lines_max = 8}), without_lines, kSeed);

    EXPECT_GT(without_lines.counts.blocked, 300U);
    EXPECT_EQ(without_patience.counts.abandoned, without_lines.counts.blocked);
    const std::vector<CallRecord> impatient = without_patience.log.by_arrival();
    const std::vector<CallRecord> lineless = without_lines.log.by_arrival();
    ASSERT_EQ(impatient.size(), lineless.size());
    for (std::size_t row = 0; row < impatient.size(); ++row) {
        EXPECT_EQ(impatient[row].times.answered, lineless[row].times.answered) << row;
    }
}

TEST(ExactLaws, EndlessPatienceIsTheLimitOfLongPatience) {
    RoomRun endless;
    RoomRun long_patience;

    run_room(busy_day({.patience = NeverLaw{}, .lines_max = {}}), endless, kSeed);
    run_room(busy_day({.patience = ConstantLaw{1e7}, .lines_max = {}}), long_patience, kSeed);

    EXPECT_EQ(waits_s(endless), waits_s(long_patience));
}

TEST(ExactLaws, CallsThatTakeNoTimeNeverWait) {
    const Scenario scenario = ScenarioBuilder()
                                  .line("999", {.per_hour = 600.0})
                                  .call_class("999", {.line = "999", .talk = ConstantLaw{0.0}})
                                  .pool("handlers", {.seats = 1})
                                  .build();
    RoomRun run;

    run_room(scenario, run, kSeed);

    EXPECT_GT(run.counts.answered, 500U);
    for (const double wait : waits_s(run)) {
        EXPECT_EQ(wait, 0.0);
    }
}

}  // namespace
}  // namespace fcr::test
