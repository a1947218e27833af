// The textbook simulator as oracle: fed the product's own draws, it lets every call end as the
// product does, to the microsecond and the handler.
#include "sim/control_room/arrival_source.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/plain_room.hpp"
#include "sim/control_room/single_queue.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/support/textbook_kernel.hpp"
#include "tests/support/workloads.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kSeed = 1;
constexpr std::uint64_t kDays = 20;
constexpr double kCallsInQueue = 200'000.0;

CompiledScenario compiled(const Scenario& scenario) {
    auto result = compile(scenario);
    FCR_CHECK(result.has_value(), "a workload does not compile");
    return std::move(*result);
}

// ---------------------------------------------------------------- what callers bring

/// A caller as the keyed draws make it, before there is a room.
struct DrawnCaller {
    std::uint64_t key = 0;
    LineId line;
    TextbookCall call;
};

/// Talk, wrap-up and patience are drawn one by one, not from the source's batches: a batch that
/// gives a caller something else would be found.
DrawnCaller draw(const CompiledScenario& scenario,
                 const Streams& streams,
                 LineId line,
                 const Caller& caller) {
    const CompiledClass& facts = scenario.classes[caller.call_class];
    const auto sample = [&](const Distribution& law, Purpose purpose) {
        return duration_from_seconds(law.sample(streams.draw(purpose, call_entity(caller.key))));
    };
    DrawnCaller drawn{.key = caller.key, .line = line, .call = {.arrives = caller.network_arrive}};
    drawn.call.call_class =
        caller.call_class == CallClassId{0} ? TextbookClass::Line999 : TextbookClass::Line101;
    drawn.call.talk = sample(facts.talk, Purpose::Talk);
    drawn.call.wrap_up = sample(facts.wrap_up, Purpose::WrapUp);
    if (!facts.patient_for_ever) {
        drawn.call.patience = sample(facts.patience, Purpose::Patience);
    }
    return drawn;
}

/// Everybody who calls in a replication, in order of arrival: at one instant by line.
std::vector<DrawnCaller> draw_callers(const CompiledScenario& scenario, const Streams& streams) {
    std::vector<DrawnCaller> callers;
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        ArrivalSource source(scenario, LineId{row});
        source.reset(streams);
        while (source.next_arrival() < kNever) {
            callers.push_back(draw(scenario, streams, LineId{row}, source.take()));
        }
        FCR_CHECK(!source.overrun(), "an interval brought more callers than it may");
    }
    std::ranges::stable_sort(callers, {}, [](const DrawnCaller& caller) {
        return std::tuple(caller.call.arrives, caller.line);
    });
    return callers;
}

// ---------------------------------------------------------------- the two simulators

RecordedSource source_of(const std::vector<DrawnCaller>& callers) {
    std::vector<TextbookCall> calls;
    for (const DrawnCaller& caller : callers) {
        calls.push_back(caller.call);
    }
    return RecordedSource(std::move(calls));
}

TextbookDay run_oracle(const std::vector<DrawnCaller>& callers, TextbookRoom room = {}) {
    room.keep_outcomes = true;
    RecordedSource source = source_of(callers);
    return run_textbook_day(source, room);
}

/// The product's ways through a room. The last two are for sinks that need no order.
enum class Way : std::uint8_t { ControlRoom, PlainRoom, SingleQueue };

class CallLog final : public NoticeSink {
public:
    explicit CallLog(Way way) : needs_order_(way == Way::ControlRoom) {}

    void call_closed(const CallRecord& call) override { calls.push_back(call); }
    void seat_taken(const SeatTaken& /*seat*/) override {}
    void queue_grew(const QueueGrew& /*queue*/) override {}
    [[nodiscard]] bool needs_order() const override { return needs_order_; }

    std::vector<CallRecord> calls;

private:
    bool needs_order_;
};

/// The calls of one replication by order of arrival.
std::vector<CallRecord> run_product(const CompiledScenario& scenario,
                                    const Streams& streams,
                                    Way way) {
    CallLog log(way);
    const auto run_short = [&](auto room) {
        room.run(streams);
        FCR_CHECK(room.limit_reached() == Limit::None, "a workload reached a limit");
    };
    switch (way) {
        case Way::ControlRoom: {
            ControlRoom room(scenario, log);
            room.begin(streams);
            room.run_to_end();
            FCR_CHECK(room.limit_reached() == Limit::None, "a workload reached a limit");
            break;
        }
        case Way::PlainRoom: run_short(PlainRoom(scenario, log)); break;
        case Way::SingleQueue: run_short(SingleQueue(scenario, log)); break;
    }
    std::ranges::sort(log.calls, {}, &CallRecord::number);
    return std::move(log.calls);
}

// ---------------------------------------------------------------- the comparison

TextbookOutcome outcome_of(const CallRecord& call) {
    const bool answered = call.outcome == Outcome::Answered;
    TextbookOutcome outcome;
    outcome.fate = answered ? TextbookFate::Answered : TextbookFate::Abandoned;
    outcome.waited =
        (answered ? call.times.answered : call.times.abandoned) - call.times.network_arrive;
    outcome.overflowed = call.route_step > 0;
    if (call.handler) {
        // Both number handlers pool by pool, in-house first.
        outcome.handler = static_cast<int>(call.handler->index());
    }
    return outcome;
}

std::vector<TextbookOutcome> outcomes_of(const std::vector<CallRecord>& calls) {
    std::vector<TextbookOutcome> outcomes;
    std::ranges::transform(calls, std::back_inserter(outcomes), outcome_of);
    return outcomes;
}

/// The calls that ended otherwise, by order of arrival. Both must be of the same calls.
std::vector<std::size_t> rows_that_differ(const std::vector<TextbookOutcome>& product,
                                          const std::vector<TextbookOutcome>& oracle) {
    FCR_CHECK(product.size() == oracle.size(), "outcomes of other calls are compared");
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < product.size(); ++row) {
        if (product[row] != oracle[row]) {
            rows.push_back(row);
        }
    }
    return rows;
}

std::string to_text(const TextbookOutcome& outcome) {
    std::string text = outcome.fate == TextbookFate::Answered ? "answered" : "abandoned";
    text += " after " + std::to_string(outcome.waited.count()) + " us";
    text += outcome.overflowed ? ", overflowed" : "";
    return outcome.handler ? text + ", by handler " + std::to_string(*outcome.handler) : text;
}

void expect_same_outcomes(const std::vector<TextbookOutcome>& product,
                          const std::vector<TextbookOutcome>& oracle) {
    ASSERT_EQ(product.size(), oracle.size());
    const auto rows = rows_that_differ(product, oracle);
    EXPECT_TRUE(rows.empty()) << rows.size() << " calls differ; call " << rows.front()
                              << " in the product: " << to_text(product[rows.front()])
                              << "; in the textbook: " << to_text(oracle[rows.front()]);
}

/// The product's calls are those callers', who got the talk and wrap-up that they brought.
void expect_same_callers(const std::vector<CallRecord>& product,
                         const std::vector<DrawnCaller>& callers) {
    ASSERT_EQ(product.size(), callers.size());
    for (std::size_t row = 0; row < callers.size(); ++row) {
        const CallRecord& call = product[row];
        const DrawnCaller& caller = callers[row];
        ASSERT_EQ(call.number, row);
        ASSERT_EQ(call.caller, caller.key) << "call " << row;
        ASSERT_EQ(call.line, caller.line) << "call " << row;
        ASSERT_EQ(call.times.network_arrive, caller.call.arrives) << "call " << row;
        ASSERT_TRUE(call.outcome == Outcome::Answered || call.outcome == Outcome::Abandoned);
        if (call.outcome == Outcome::Answered) {
            ASSERT_EQ(call.times.ended - call.times.answered, caller.call.talk) << "call " << row;
            ASSERT_EQ(call.times.wrapped_up - call.times.ended, caller.call.wrap_up)
                << "call " << row;
        }
    }
}

void expect_same_counts(const CallTally& product,
                        const KpiCounts& indicator,
                        const TextbookTally& oracle) {
    EXPECT_EQ(product.offered(), oracle.offered);
    EXPECT_EQ(product.answered, oracle.answered);
    EXPECT_EQ(product.abandoned, oracle.abandoned);
    EXPECT_EQ(product.queue_wait_us, oracle.wait_sum.count());
    EXPECT_EQ(indicator.offered, oracle.offered);
    EXPECT_EQ(indicator.answered, oracle.answered);
    EXPECT_EQ(indicator.answered_within, oracle.answered_within);
    EXPECT_EQ(indicator.abandoned, oracle.abandoned);
}

/// Runs a day in every way and compares every call; returns what the oracle counted.
TextbookDay expect_same_day(const CompiledScenario& scenario, std::uint64_t replication) {
    const testing::ScopedTrace trace(
        __FILE__, __LINE__, "replication " + std::to_string(replication));
    const Streams streams(kSeed, replication);
    const std::vector<DrawnCaller> callers = draw_callers(scenario, streams);
    const TextbookDay day = run_oracle(callers, {.count_callers = false});
    const TextbookDay counting_callers = run_oracle(callers, {.count_callers = true});
    for (const Way way : {Way::ControlRoom, Way::PlainRoom}) {
        const std::vector<CallRecord> calls = run_product(scenario, streams, way);
        expect_same_callers(calls, callers);
        expect_same_outcomes(outcomes_of(calls), day.outcomes);
        expect_same_outcomes(outcomes_of(calls), counting_callers.outcomes);
    }
    return day;
}

// ---------------------------------------------------------------- the control-room day, W3

TEST(Oracle, EveryCallOfTwentyDaysEndsAsInTheTextbook) {
    const CompiledScenario scenario = compiled(workload_w3());
    TextbookDay days;
    for (std::uint64_t day = 0; day < kDays; ++day) {
        days += expect_same_day(scenario, day);
    }

    // Days on which nobody waits, overflows or gives up would prove little.
    const auto& [emergency, non_emergency] = days.by_class;
    EXPECT_GT(emergency.offered + non_emergency.offered, 55'000);
    EXPECT_GT(emergency.delayed, 1000);
    EXPECT_GT(emergency.abandoned, 20);
    EXPECT_GT(non_emergency.overflowed, 1000);
    EXPECT_GT(non_emergency.abandoned, 500);
}

TEST(Oracle, EveryQuarterHourOfTwentyDaysCountsAsInTheTextbook) {
    const CompiledScenario scenario = compiled(workload_w3());
    ReplicationRunner runner(scenario);
    const Recorder& recorder = runner.recorder();
    TextbookDay days;
    for (std::uint64_t number = 0; number < kDays; ++number) {
        SCOPED_TRACE(number);
        const TextbookDay day = run_oracle(draw_callers(scenario, Streams(kSeed, number)));
        const auto result = runner.run(kSeed, number);
        ASSERT_TRUE(result);
        for (std::size_t row = 0; row < kTextbookClasses; ++row) {
            const std::size_t line = recorder.population(LineId{row}).index();
            expect_same_counts(
                result->populations[line].calls, result->kpis[row].counts, day.by_class[row]);
        }
        days += day;
    }

    static_assert(kResultIntervals == kTextbookQuarters);
    for (std::size_t row = 0; row < kTextbookClasses; ++row) {
        for (std::size_t quarter = 0; quarter < kTextbookQuarters; ++quarter) {
            SCOPED_TRACE(testing::Message() << "line " << row << ", quarter-hour " << quarter);
            expect_same_counts(recorder.total(LineId{row}, IntervalId{quarter}).calls,
                               recorder.total(KpiId{row}, IntervalId{quarter}),
                               days.by_quarter[row][quarter]);
        }
    }
}

// ---------------------------------------------------------------- coincidences

/// W3's callers of a replication on a grid of ten seconds, with constant spans on the same grid, so
/// that handlers finish, calls arrive and overflow, and callers give up at the same instants. On
/// every other day a 101 call overflows at the very instant its caller gives up.
Scenario day_on_a_grid(std::uint64_t replication) {
    constexpr Duration kGrid = 10s;
    Scenario day = workload_w3();
    std::vector<RecordedCall> load;
    for (const DrawnCaller& caller : draw_callers(compiled(day), Streams(kSeed, replication))) {
        const Duration since_start = caller.call.arrives - kStartOfRun;
        load.push_back({.at = kStartOfRun + since_start / kGrid * kGrid,
                        .call_class = CallClassId{caller.line.index()}});
    }
    day.load = std::move(load);
    day.call_classes[0].talk = ConstantLaw{180.0};
    day.call_classes[0].wrap_up = ConstantLaw{60.0};
    day.call_classes[0].patience = ConstantLaw{40.0};
    day.call_classes[1].talk = ConstantLaw{320.0};
    day.call_classes[1].wrap_up = ConstantLaw{90.0};
    day.call_classes[1].patience = ConstantLaw{replication % 2 == 0 ? 60.0 : 30.0};
    return day;
}

TEST(Oracle, EventsAtOneInstantHappenInTheTextbooksOrder) {
    TextbookDay days;
    std::int64_t answered_as_overflow_was_due = 0;
    std::int64_t answered_as_patience_ended = 0;
    for (std::uint64_t number = 0; number < kDays; ++number) {
        const TextbookDay day = expect_same_day(compiled(day_on_a_grid(number)), number);
        for (const TextbookOutcome& call : day.outcomes) {
            const bool answered = call.fate == TextbookFate::Answered;
            answered_as_overflow_was_due += answered && call.overflowed && call.waited == 30s;
            // Only 999 stays in the in-house queue for so long.
            answered_as_patience_ended += answered && !call.overflowed && call.waited == 40s;
        }
        days += day;
    }

    EXPECT_GT(answered_as_overflow_was_due, 1000);
    EXPECT_GT(answered_as_patience_ended, 20);
    EXPECT_GT(days.by_class[0].abandoned, 50);
    EXPECT_GT(days.by_class[1].abandoned, 1000);
}

// ---------------------------------------------------------------- one queue, W1 and W2

/// What the textbook's waiting line makes of every call; it does not know handlers apart.
std::vector<TextbookOutcome> outcomes_of(const TextbookQueueResult& line) {
    std::vector<TextbookOutcome> outcomes;
    for (const TextbookTally& call : line.batches) {
        FCR_CHECK(call.offered == 1, "a batch is to hold one call");
        outcomes.push_back(
            {.fate = call.answered == 1 ? TextbookFate::Answered : TextbookFate::Abandoned,
             .waited = call.wait_sum});
    }
    return outcomes;
}

TextbookTally expect_same_queue(const CompiledScenario& scenario) {
    constexpr int kHandlers = 50;
    const Streams streams(kSeed, 0);
    const std::vector<DrawnCaller> callers = draw_callers(scenario, streams);
    RecordedSource source = source_of(callers);
    const TextbookQueueResult line =
        run_textbook_queue(source,
                           {.handlers = kHandlers,
                            .answer_limit = duration_from_seconds(0.1 * kServiceMeanS),
                            .calls_uncounted = 0,
                            .calls_in_batch = 1});
    // The room with one class is the same waiting line, and knows its handlers.
    const TextbookDay room =
        run_oracle(callers, {.in_house_handlers = kHandlers, .contractor_handlers = 0});
    for (const Way way : {Way::ControlRoom, Way::PlainRoom, Way::SingleQueue}) {
        const std::vector<CallRecord> calls = run_product(scenario, streams, way);
        expect_same_callers(calls, callers);
        std::vector<TextbookOutcome> outcomes = outcomes_of(calls);
        expect_same_outcomes(outcomes, room.outcomes);
        for (TextbookOutcome& outcome : outcomes) {
            outcome.handler.reset();
        }
        expect_same_outcomes(outcomes, outcomes_of(line));
    }

    TextbookTally measured;
    for (std::size_t row = 0; row < callers.size(); ++row) {
        if (callers[row].call.arrives >= scenario.measured_from) {
            measured += line.batches[row];
        }
    }
    ReplicationRunner runner(scenario);
    const auto result = runner.run(kSeed, 0);
    FCR_CHECK(result.has_value(), "a workload reached a limit");
    const auto indicator = [&](WorkloadKpi kpi) {
        return result->kpis[static_cast<std::size_t>(kpi)].counts;
    };
    const std::size_t population = runner.recorder().population(LineId{0}).index();
    expect_same_counts(
        result->populations[population].calls, indicator(WorkloadKpi::W1Within), measured);
    EXPECT_EQ(indicator(WorkloadKpi::W1NotDelayed).answered_within,
              measured.offered - measured.delayed);
    return measured;
}

TEST(Oracle, EveryCallOfAPatientQueueEndsAsInTheTextbook) {
    const TextbookTally calls = expect_same_queue(compiled(workload_w1(kCallsInQueue)));

    EXPECT_GT(calls.offered, 190'000);
    EXPECT_GT(calls.delayed, 50'000);
    EXPECT_EQ(calls.abandoned, 0);
}

TEST(Oracle, EveryCallOfAnImpatientQueueEndsAsInTheTextbook) {
    const TextbookTally calls = expect_same_queue(compiled(workload_w2(kCallsInQueue)));

    EXPECT_GT(calls.offered, 190'000);
    EXPECT_GT(calls.delayed, 100'000);
    EXPECT_GT(calls.abandoned, 10'000);
}

// ---------------------------------------------------------------- the comparison can fail

/// A day of W3 in the product, and its callers, of whom one can be made to bring something else.
class AlteredDraw : public testing::Test {
protected:
    /// The calls that end otherwise than in the product when the oracle's callers are these.
    [[nodiscard]] std::vector<std::size_t> differing_calls() const {
        return rows_that_differ(outcomes_, run_oracle(callers_).outcomes);
    }

    /// The first call that waited and ended so.
    [[nodiscard]] std::size_t first_that_waited(TextbookFate fate) const {
        const auto found = std::ranges::find_if(outcomes_, [&](const TextbookOutcome& outcome) {
            return outcome.fate == fate && outcome.waited > Duration::zero();
        });
        FCR_CHECK(found != outcomes_.end(), "no call of the day waited and ended so");
        return static_cast<std::size_t>(found - outcomes_.begin());
    }

    /// The call that the handler of `later` had in hand while it waited.
    [[nodiscard]] std::size_t call_before(std::size_t later) const {
        const auto found = std::ranges::find_if(calls_, [&](const CallRecord& call) {
            return call.handler == calls_[later].handler &&
                   call.times.wrapped_up == calls_[later].times.answered;
        });
        FCR_CHECK(found != calls_.end(), "a call waited for nobody");
        return static_cast<std::size_t>(found - calls_.begin());
    }

    const CompiledScenario scenario_ = compiled(workload_w3());
    const Streams streams_{kSeed, 0};
    const std::vector<CallRecord> calls_ = run_product(scenario_, streams_, Way::ControlRoom);
    const std::vector<TextbookOutcome> outcomes_ = outcomes_of(calls_);
    std::vector<DrawnCaller> callers_ = draw_callers(scenario_, streams_);
};

TEST_F(AlteredDraw, OfNobodyLeavesNoCallDifferent) {
    EXPECT_EQ(differing_calls(), std::vector<std::size_t>{});
}

TEST_F(AlteredDraw, OfPatienceByAMicrosecondIsFound) {
    const std::size_t altered = first_that_waited(TextbookFate::Abandoned);
    *callers_[altered].call.patience += 1us;

    EXPECT_EQ(differing_calls(), std::vector{altered});
}

TEST_F(AlteredDraw, OfArrivalByAMicrosecondIsFound) {
    const std::size_t altered = first_that_waited(TextbookFate::Answered);
    callers_[altered].call.arrives += 1us;

    EXPECT_EQ(differing_calls(), std::vector{altered});
}

TEST_F(AlteredDraw, OfTalkByAMicrosecondIsFoundInTheNextCall) {
    const std::size_t next = first_that_waited(TextbookFate::Answered);
    callers_[call_before(next)].call.talk += 1us;

    EXPECT_EQ(differing_calls().front(), next);
}

TEST_F(AlteredDraw, OfWrapUpByAMicrosecondIsFoundInTheNextCall) {
    const std::size_t next = first_that_waited(TextbookFate::Answered);
    callers_[call_before(next)].call.wrap_up += 1us;

    EXPECT_EQ(differing_calls().front(), next);
}

}  // namespace
}  // namespace fcr::test
