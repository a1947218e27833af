#include "sim/metrics/recorder.hpp"

#include "sim/scenario/compile.hpp"
#include "tests/support/scenario_builder.hpp"
#include "tests/unit/metrics/call_records.hpp"

#include <gmock/gmock.h>

#include <memory>
#include <optional>
#include <vector>

namespace fcr::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// What one replication came to.
struct Outcomes {
    std::vector<Rollup> populations;
    std::vector<KpiOutcome> kpis;
};

/// A recorder with the scenario it records.
struct Recording {
    explicit Recording(const ScenarioBuilder& builder)
        : scenario(std::make_unique<CompiledScenario>(*compile(builder.build()))),
          recorder(std::make_unique<Recorder>(*scenario)) {}

    Outcomes end() const {
        Outcomes outcomes{std::vector<Rollup>(recorder->populations()),
                          std::vector<KpiOutcome>(scenario->kpis.size())};
        recorder->end_replication(outcomes.populations, outcomes.kpis);
        return outcomes;
    }
    Outcomes record(const std::vector<CallRecord>& calls) const {
        for (const CallRecord& call : calls) {
            recorder->call_closed(call);
        }
        return end();
    }

    std::unique_ptr<CompiledScenario> scenario;
    std::unique_ptr<Recorder> recorder;
};

/// 999 with an operator leg and 101 with two classes; a measured day after a warm-up day.
ScenarioBuilder two_lines() {
    return ScenarioBuilder()
        .warm_up(hours{24})
        .measured(hours{24})
        .line("999", {.operator_leg = OperatorLeg{}})
        .line("101", {.emergency = false})
        .call_class("crime", {.line = "101", .share = 0.5})
        .call_class("advice", {.line = "101", .share = 0.5})
        .pool("in_house", {.seats = 2})
        .pool("contractor", {.seats = 3, .employer = "Acme", .contractor = true});
}

KpiDefinition within(Duration threshold) {
    KpiDefinition kpi;
    kpi.threshold = threshold;
    return kpi;
}

KpiDefinition ninetieth(ClockStart clock, std::optional<LineId> line = {}) {
    KpiDefinition kpi;
    kpi.type = KpiType::Percentile;
    kpi.line = line;
    kpi.clock = clock;
    kpi.percentile = 0.9;
    return kpi;
}

constexpr SimTime kDay = kStartOfRun + hours{24};  // the measured one begins
const CallClassId kCrime{0};
const CallClassId kAdvice{1};
const CallClassId kEmergency{2};

/// Case B of docs/measures.md at half past eight of the measured day.
std::vector<CallRecord> calls_of_case_b() {
    const CallFacts leg{.at = kDay + hours{8} + minutes{30},
                        .dialled_before = seconds{13},
                        .connect_before = seconds{3},
                        .message = seconds{2},
                        .line = LineId{0},
                        .call_class = kEmergency};
    return {answered(seconds{6}, leg),
            answered(seconds{12}, leg),
            abandoned(seconds{4}, leg),
            abandoned(seconds{8}, leg),
            blocked(leg)};
}

TEST(Recorder, TalliesTheHandWorkedCase) {
    const Recording recording(two_lines());
    const Outcomes outcomes = recording.record(calls_of_case_b());

    const Rollup& line = outcomes.populations[recording.recorder->population(LineId{0}).index()];
    EXPECT_EQ(line.calls.offered(), 5);
    EXPECT_EQ(line.calls.answered, 2);
    EXPECT_EQ(line.calls.abandoned, 2);
    EXPECT_EQ(line.calls.blocked, 1);
    EXPECT_EQ(line.calls.band_below_10s, 1);   // 9 s on the national clock
    EXPECT_EQ(line.calls.band_10s_to_60s, 1);  // 15 s
    EXPECT_EQ(line.calls.band_60s_and_over, 0);
    EXPECT_EQ(line.calls.answered_wait_us, 18'000'000);
    EXPECT_EQ(line.calls.operator_wait_us, 24'000'000);
    EXPECT_EQ(line.calls.longest_wait_us, 12'000'000);
    EXPECT_EQ(line.calls.talk_us, Duration{minutes{10}}.count());
    EXPECT_NEAR(static_cast<double>(line.force_clock[0]), 6e6, 3e3);  // median of two: the first
    EXPECT_NEAR(static_cast<double>(line.force_clock[3]), 12e6, 6e3);
    EXPECT_NEAR(static_cast<double>(line.operator_clock[0]), 9e6, 4.5e3);
    // In the queue: 4 + 10 s answered, 2 + 6 s given up.
    EXPECT_EQ(line.queue.waiting_us, 22'000'000);
}

TEST(Recorder, CountsACallInTheQuarterHourInWhichItWasOffered) {
    const Recording recording(two_lines());
    recording.record(calls_of_case_b());

    const IntervalId half_past_eight{34};
    EXPECT_EQ(recording.recorder->total(LineId{0}, half_past_eight).calls.offered(), 5);
    EXPECT_EQ(recording.recorder->total(LineId{0}, IntervalId{33}).calls.offered(), 0);
    EXPECT_EQ(recording.recorder->total(kEmergency, half_past_eight).calls.answered, 2);
}

// M12 of contracts.md 2.18.
TEST(ContractExample, M12ACallBelongsToTheDayOnWhichItWasOffered) {
    const Recording recording(two_lines().kpi("f2", within(seconds{10})));
    const SimTime midnight = kDay + hours{24};
    const Outcomes outcomes = recording.record({
        answered(seconds{7}, {.at = midnight - seconds{2}, .call_class = kEmergency}),
        answered(seconds{7}, {.at = midnight, .call_class = kEmergency}),
        answered(seconds{7}, {.at = kDay - seconds{2}, .call_class = kEmergency}),
    });

    const Rollup& line = outcomes.populations[recording.recorder->population(LineId{0}).index()];
    EXPECT_EQ(line.calls.offered(), 1);
    EXPECT_EQ(line.calls.answered_wait_us, 7'000'000);
    EXPECT_EQ(outcomes.kpis[0].counts.offered, 1);
    EXPECT_EQ(recording.recorder->calls_outside(), 2);
    EXPECT_EQ(recording.recorder->total(LineId{0}, IntervalId{95}).calls.offered(), 1);
}

TEST(Recorder, ReadsAPercentileIndicatorOnItsOwnClock) {
    const Recording recording(two_lines()
                                  .kpi("force", ninetieth(ClockStart::NetworkArrive))
                                  .kpi("national", ninetieth(ClockStart::OperatorConnect))
                                  .kpi("nobody", ninetieth(ClockStart::NetworkArrive, LineId{1})));
    const Outcomes outcomes = recording.record(calls_of_case_b());

    EXPECT_NEAR(static_cast<double>(outcomes.kpis[0].percentile_us), 12e6, 6e3);
    EXPECT_NEAR(static_cast<double>(outcomes.kpis[1].percentile_us), 15e6, 7.5e3);
    EXPECT_EQ(outcomes.kpis[2].percentile_us, -1);
}

TEST(Recorder, CountsTheFirstCallOfTheDayThoughOneCameJustBefore) {
    const Recording recording(two_lines());
    const auto emergency = [](SimTime at) {
        return answered(seconds{1}, {.at = at, .call_class = kEmergency, .pool = PoolId{0}});
    };
    recording.record({emergency(kDay - seconds{5}),
                      emergency(kDay + seconds{5}),
                      emergency(kDay + minutes{16})});

    const Recorder& recorder = *recording.recorder;
    EXPECT_EQ(recorder.calls_outside(), 1);
    EXPECT_EQ(recorder.total(LineId{0}, IntervalId{0}).calls.offered(), 1);
    EXPECT_EQ(recorder.total(LineId{0}, IntervalId{1}).calls.offered(), 1);
}

TEST(Recorder, WhoLeavesDuringTheAnnouncementWaitedInNoQueue) {
    const Recording recording(two_lines().kpi("ab", {.type = KpiType::Abandonment}));
    CallRecord call = abandoned(seconds{20}, {.at = kDay, .call_class = kEmergency});
    call.times.offered = kNever;
    call.times.segment_presented = kNever;
    const Outcomes outcomes = recording.record({call});

    const CallTally& calls =
        outcomes.populations[recording.recorder->population(LineId{0}).index()].calls;
    EXPECT_EQ(calls.abandoned, 1);
    EXPECT_EQ(calls.queue_wait_us, 0);
    EXPECT_EQ(calls.longest_wait_us, 20'000'000);
    EXPECT_EQ(outcomes.kpis[0].counts.abandoned, 1);
}

TEST(Recorder, AddsClassesUpToLinesAndPoolsUpToEmployers) {
    const Recording recording(two_lines());
    const CallFacts crime{.at = kDay, .line = LineId{1}, .call_class = kCrime, .pool = PoolId{0}};
    CallFacts advice = crime;
    advice.call_class = kAdvice;
    advice.pool = PoolId{1};
    const Outcomes outcomes = recording.record({answered(seconds{10}, crime),
                                                answered(seconds{30}, advice),
                                                abandoned(seconds{50}, advice)});

    const Recorder& recorder = *recording.recorder;
    const auto of = [&](auto id) -> const Rollup& {
        return outcomes.populations[recorder.population(id).index()];
    };
    EXPECT_EQ(of(LineId{1}).calls.offered(), 3);
    EXPECT_EQ(of(LineId{1}).calls.longest_wait_us, 50'000'000);
    EXPECT_NEAR(static_cast<double>(of(LineId{1}).force_clock[3]), 30e6, 15e3);
    EXPECT_EQ(of(kCrime).calls.offered(), 1);
    EXPECT_EQ(of(kAdvice).calls.abandoned, 1);
    EXPECT_EQ(of(PoolId{0}).calls.answered, 1);
    EXPECT_EQ(of(EmployerId{1}).calls.answered, 1);  // the caller who gave up rang at nobody
    EXPECT_EQ(of(EmployerId{1}).calls.abandoned, 0);
    EXPECT_EQ(of(LineId{0}).calls.offered(), 0);
    EXPECT_EQ(of(LineId{0}).force_clock[0], -1);
}

void sit(Recorder& recorder, SimTime at, bool signed_on) {
    recorder.seat_taken({.at = at,
                         .handler = HandlerId{0},
                         .pool = PoolId{0},
                         .signed_on = signed_on,
                         .on_duty = signed_on ? 1U : 0U});
}

std::int64_t in(Duration span) {
    return span.count();
}

TEST(Recorder, SplitsAHandlersTimeByQuarterHour) {
    const Recording recording(two_lines());
    Recorder& recorder = *recording.recorder;
    const SimTime nine = kDay + hours{9};
    sit(recorder, nine - minutes{30}, true);
    recorder.call_closed(answered(minutes{2},
                                  {.at = nine - minutes{2},
                                   .ring = minutes{1},
                                   .talk = minutes{20},
                                   .wrap_up = minutes{5},
                                   .gap = minutes{1},
                                   .line = LineId{1},
                                   .call_class = kCrime,
                                   .pool = PoolId{0}}));
    sit(recorder, nine + minutes{45}, false);
    const Outcomes outcomes = recording.end();

    const SeatTally& day = outcomes.populations[recorder.population(PoolId{0}).index()].seats;
    EXPECT_EQ(day.on_duty_us, in(minutes{75}));
    EXPECT_EQ(day.ringing_us, in(minutes{1}));
    EXPECT_EQ(day.talk_us, in(minutes{20}));
    EXPECT_EQ(day.wrap_up_us, in(minutes{5}));
    EXPECT_EQ(day.gap_us, in(minutes{1}));
    const SeatTally first = recorder.total(PoolId{0}, IntervalId{36}).seats;
    const SeatTally second = recorder.total(PoolId{0}, IntervalId{37}).seats;
    EXPECT_EQ(first.talk_us, in(minutes{15}));
    EXPECT_EQ(second.talk_us, in(minutes{5}));
    EXPECT_EQ(second.wrap_up_us, in(minutes{5}));
    EXPECT_EQ(second.on_duty_us, in(minutes{15}));
}

TEST(Recorder, CountsTheRingingOfACallerWhoGaveUpAsWork) {
    const Recording recording(two_lines());
    CallRecord call = abandoned(
        seconds{9}, {.at = kDay, .line = LineId{1}, .call_class = kCrime, .pool = PoolId{0}});
    call.pool = PoolId{0};
    call.handler = HandlerId{0};
    call.times.presented = kDay + seconds{4};
    call.times.ready = call.times.ended;
    const Outcomes outcomes = recording.record({call});

    const Rollup& pool = outcomes.populations[recording.recorder->population(PoolId{0}).index()];
    EXPECT_EQ(pool.seats.ringing_us, in(seconds{5}));
    EXPECT_EQ(pool.seats.talk_us, 0);
    EXPECT_EQ(pool.calls.abandoned, 1);
    // It waited in the queue for the four seconds before it rang.
    const Rollup& line = outcomes.populations[recording.recorder->population(LineId{1}).index()];
    EXPECT_EQ(line.queue.waiting_us, in(seconds{4}));
}

TEST(Recorder, LeavesOutWhatHappensBeforeAndAfterTheMeasuredDay) {
    const Recording recording(two_lines());
    Recorder& recorder = *recording.recorder;
    sit(recorder, kStartOfRun, true);
    recorder.queue_grew({.at = kDay - seconds{1}, .call_class = kCrime, .waiting = 9});
    recorder.queue_grew({.at = kDay, .call_class = kCrime, .waiting = 4});
    recorder.call_closed(answered(
        Duration::zero(),
        {.at = kDay - minutes{2}, .line = LineId{1}, .call_class = kCrime, .pool = PoolId{0}}));
    sit(recorder, kDay + hours{30}, false);
    const Outcomes outcomes = recording.end();

    const Rollup& pool = outcomes.populations[recorder.population(PoolId{0}).index()];
    EXPECT_EQ(pool.seats.on_duty_us, in(hours{24}));
    EXPECT_EQ(pool.seats.talk_us, in(minutes{3}));
    EXPECT_EQ(outcomes.populations[recorder.population(LineId{1}).index()].queue.longest, 4);
}

TEST(Recorder, AQueueFromTheWarmUpIsThereWhenTheDayBegins) {
    const Recording recording(two_lines());
    const CallFacts before{
        .at = kDay - minutes{5}, .line = LineId{1}, .call_class = kCrime, .pool = PoolId{0}};
    const Outcomes outcomes =
        recording.record({abandoned(minutes{10}, before), answered(minutes{25}, before)});

    const Rollup& line = outcomes.populations[recording.recorder->population(LineId{1}).index()];
    EXPECT_EQ(line.calls.offered(), 0);
    EXPECT_EQ(line.queue.waiting_us, in(minutes{5 + 20}));
    EXPECT_EQ(line.queue.longest, 2);
    const auto longest = [&](std::size_t interval) {
        return recording.recorder->total(kCrime, IntervalId{interval}).queue.longest;
    };
    EXPECT_EQ(longest(0), 2);
    EXPECT_EQ(longest(1), 1);  // one is left when the second quarter-hour begins
    EXPECT_EQ(longest(2), 0);
}

TEST(Recorder, CountsAHandlerWhoNeverSignsOffToTheEndOfTheMeasuredDay) {
    const Recording recording(two_lines());
    sit(*recording.recorder, kStartOfRun, true);
    const Outcomes outcomes = recording.end();

    const std::size_t pool = recording.recorder->population(PoolId{0}).index();
    EXPECT_EQ(outcomes.populations[pool].seats.on_duty_us, in(hours{24}));
}

TEST(Recorder, StartsEachReplicationAfresh) {
    const Recording recording(two_lines());
    recording.record(calls_of_case_b());
    const Outcomes second = recording.record({});

    EXPECT_EQ(second.populations[recording.recorder->population(LineId{0}).index()].calls.offered(),
              0);
    EXPECT_EQ(recording.recorder->replications(), 2U);
    EXPECT_EQ(recording.recorder->total(LineId{0}, IntervalId{34}).calls.offered(), 5);
}

/// A recorder with a few calls that depend on `seed`.
void fill(const Recording& recording, std::int64_t seed) {
    std::vector<CallRecord> calls;
    for (std::int64_t row = 0; row < 200; ++row) {
        const CallFacts facts{.at = kDay + seconds{(row * 431 + seed * 977) % 86'400},
                              .line = LineId{1},
                              .call_class = CallClassId{static_cast<std::size_t>(row % 2)},
                              .pool = PoolId{static_cast<std::size_t>(row % 2)}};
        const Duration wait{(row * row * 7919 + seed * 104'729) % 600'000'000};
        calls.push_back(row % 5 == 0 ? abandoned(wait, facts) : answered(wait, facts));
    }
    recording.record(calls);
}

TEST(Recorder, IndicatorsOfTheSameWaitsCountAsIfAlone) {
    const ScenarioBuilder together = two_lines()
                                         .kpi("f2", within(minutes{2}))
                                         .kpi("p90", ninetieth(ClockStart::NetworkArrive))
                                         .kpi("within_1m", within(minutes{1}));
    const Recording all(together);
    const Recording alone(two_lines().kpi("within_1m", within(minutes{1})));
    fill(all, 7);
    fill(alone, 7);

    for (std::size_t row = 0; row < kResultIntervals; ++row) {
        EXPECT_EQ(all.recorder->total(KpiId{2}, IntervalId{row}),
                  alone.recorder->total(KpiId{0}, IntervalId{row}));
    }
}

TEST(Recorder, MergesInAnyOrder) {
    const ScenarioBuilder builder = two_lines().kpi("f2", within(minutes{2}));
    const Recording first(builder);
    const Recording second(builder);
    const Recording third(builder);
    fill(first, 1);
    fill(second, 2);
    fill(third, 3);
    const Recording forwards(builder);
    const Recording backwards(builder);
    for (const Recording* part : {&first, &second, &third}) {
        forwards.recorder->merge(*part->recorder);
    }
    for (const Recording* part : {&third, &second, &first}) {
        backwards.recorder->merge(*part->recorder);
    }

    EXPECT_EQ(forwards.recorder->replications(), 3U);
    EXPECT_EQ(backwards.recorder->replications(), 3U);
    std::int64_t offered = 0;
    for (std::size_t row = 0; row < kResultIntervals; ++row) {
        const IntervalId interval{row};
        const CallTally one = forwards.recorder->total(LineId{1}, interval).calls;
        const CallTally other = backwards.recorder->total(LineId{1}, interval).calls;
        EXPECT_EQ(one.offered(), other.offered());
        EXPECT_EQ(one.answered_wait_us, other.answered_wait_us);
        EXPECT_EQ(one.longest_wait_us, other.longest_wait_us);
        EXPECT_EQ(forwards.recorder->total(KpiId{0}, interval),
                  backwards.recorder->total(KpiId{0}, interval));
        offered += one.offered();
    }
    EXPECT_EQ(offered, 600);
    for (const double share : kReportPercentiles) {
        EXPECT_EQ(forwards.recorder->waits(kCrime, PoolId{0}).percentile(share),
                  backwards.recorder->waits(kCrime, PoolId{0}).percentile(share));
    }
}

}  // namespace
}  // namespace fcr::test
