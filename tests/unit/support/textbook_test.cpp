// The textbook simulator itself: right by hand, by theory and by the published table.
#include "gtest/gtest.h"
#include "sim/analysis/erlang.hpp"
#include "tests/support/textbook_kernel.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

namespace fcr {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

constexpr SimTime at(Duration since_start) {
    return kStartOfRun + since_start;
}

/// A caller with an endless supply of patience and no wrap-up, unless said otherwise.
TextbookCall caller(Duration arrives, TextbookClass call_class, Duration talk) {
    return {.arrives = at(arrives), .call_class = call_class, .talk = talk};
}

TextbookDay run_day(std::vector<TextbookCall> calls, TextbookRoom room) {
    room.keep_outcomes = true;
    RecordedSource source(std::move(calls));
    return run_textbook_day(source, room);
}

using enum TextbookClass;
using enum TextbookFate;

// One rule at a time, by hand.

TEST(TextbookDay, WaitingEmergencyCallGoesBeforeEarlierNonEmergencyCall) {
    const TextbookDay day = run_day({caller(seconds(0), Line999, seconds(20)),
                                     caller(seconds(1), Line101, seconds(20)),
                                     caller(seconds(2), Line999, seconds(5))},
                                    {.in_house_handlers = 1});

    EXPECT_EQ(day.outcomes.at(2), (TextbookOutcome{Answered, seconds(18), false, 0}));
    EXPECT_EQ(day.outcomes.at(1), (TextbookOutcome{Answered, seconds(24), false, 0}));
}

TEST(TextbookDay, HandlerIsBusyUntilWrapUpEnds) {
    TextbookCall first = caller(seconds(0), Line999, seconds(10));
    first.wrap_up = seconds(5);

    const TextbookDay day =
        run_day({first, caller(seconds(1), Line999, seconds(1))}, {.in_house_handlers = 1});

    EXPECT_EQ(day.outcomes.at(1).waited, seconds(14));
    EXPECT_EQ(day.callers_max, 2);
}

TEST(TextbookDay, LongestIdleHandlerAnswersFirst) {
    const TextbookDay day = run_day({caller(seconds(0), Line999, seconds(9)),
                                     caller(seconds(1), Line999, seconds(3)),
                                     caller(seconds(10), Line999, seconds(1))},
                                    {.in_house_handlers = 2});

    EXPECT_EQ(day.outcomes.at(0).handler, 0);
    EXPECT_EQ(day.outcomes.at(1).handler, 1);
    EXPECT_EQ(day.outcomes.at(2).handler, 1);
}

TEST(TextbookDay, NonEmergencyCallLeavesTheInHouseQueueAtExactlyTheOverflowTime) {
    const TextbookDay day = run_day(
        {caller(seconds(0), Line999, seconds(100)), caller(seconds(10), Line101, seconds(5))},
        {.in_house_handlers = 1, .contractor_handlers = 1});

    EXPECT_EQ(day.outcomes.at(1), (TextbookOutcome{Answered, seconds(30), true, 1}));
    EXPECT_EQ(day.by_class.at(1).answered_within, 1);
}

TEST(TextbookDay, HandlerFreedAtTheOverflowTimeAnswersInHouse) {
    const TextbookDay day = run_day(
        {caller(seconds(0), Line999, seconds(40)), caller(seconds(10), Line101, seconds(5))},
        {.in_house_handlers = 1, .contractor_handlers = 1});

    EXPECT_EQ(day.outcomes.at(1), (TextbookOutcome{Answered, seconds(30), false, 0}));
}

TEST(TextbookDay, HandlerFreedAMicrosecondAfterTheOverflowTimeIsTooLate) {
    const TextbookDay day = run_day({caller(seconds(0), Line999, seconds(40) + microseconds(1)),
                                     caller(seconds(10), Line101, seconds(5))},
                                    {.in_house_handlers = 1, .contractor_handlers = 1});

    EXPECT_EQ(day.outcomes.at(1).handler, 1);
}

TEST(TextbookDay, OverflowedCallWaitsForTheContractorThoughInHouseIsFree) {
    const TextbookDay day = run_day({caller(seconds(0), Line999, seconds(60)),
                                     caller(seconds(1), Line101, seconds(100)),
                                     caller(seconds(2), Line101, seconds(5))},
                                    {.in_house_handlers = 1, .contractor_handlers = 1});

    // The first 101 call takes the contractor at 31 s until 131 s.
    EXPECT_EQ(day.outcomes.at(2), (TextbookOutcome{Answered, seconds(129), true, 1}));
    EXPECT_EQ(day.by_class.at(1).overflowed, 2);
}

TEST(TextbookDay, EmergencyCallNeverOverflows) {
    const TextbookDay day = run_day(
        {caller(seconds(0), Line999, seconds(100)), caller(seconds(1), Line999, seconds(5))},
        {.in_house_handlers = 1, .contractor_handlers = 1});

    EXPECT_EQ(day.outcomes.at(1), (TextbookOutcome{Answered, seconds(99), false, 0}));
}

TEST(TextbookDay, AnswerAtTheMomentPatienceEndsIsAnAnswer) {
    TextbookCall hasty = caller(seconds(1), Line999, seconds(5));
    hasty.patience = seconds(9);

    const TextbookDay day =
        run_day({caller(seconds(0), Line999, seconds(10)), hasty}, {.in_house_handlers = 1});

    EXPECT_EQ(day.outcomes.at(1), (TextbookOutcome{Answered, seconds(9), false, 0}));
}

TEST(TextbookDay, CallerWhosePatienceEndsBeforeAHandlerIsFreeAbandons) {
    TextbookCall hasty = caller(seconds(1), Line999, seconds(5));
    hasty.patience = seconds(9) - microseconds(1);

    const TextbookDay day =
        run_day({caller(seconds(0), Line999, seconds(10)), hasty}, {.in_house_handlers = 1});

    EXPECT_EQ(day.outcomes.at(1),
              (TextbookOutcome{Abandoned, seconds(9) - microseconds(1), false, std::nullopt}));
    EXPECT_EQ(day.by_class.at(0).abandoned, 1);
}

TEST(TextbookDay, PatienceRunsOnInTheContractorQueue) {
    TextbookCall hasty = caller(seconds(1), Line101, seconds(5));
    hasty.patience = seconds(45);

    const TextbookDay day = run_day({caller(seconds(0), Line999, seconds(500)), hasty},
                                    {.in_house_handlers = 1, .contractor_handlers = 0});

    EXPECT_EQ(day.outcomes.at(1), (TextbookOutcome{Abandoned, seconds(45), true, std::nullopt}));
}

TEST(TextbookDay, HandlerFreedAsACallArrivesTakesTheCallThatWaits) {
    const TextbookDay day = run_day({caller(seconds(0), Line999, seconds(10)),
                                     caller(seconds(4), Line101, seconds(50)),
                                     caller(seconds(10), Line999, seconds(1))},
                                    {.in_house_handlers = 1});

    EXPECT_EQ(day.outcomes.at(1).waited, seconds(6));
    EXPECT_EQ(day.outcomes.at(2).waited, seconds(50));
}

TEST(TextbookDay, QuarterHoursAndClassesAddUpToTheSameCalls) {
    TextbookDaySource source(7);

    const TextbookDay day = run_textbook_day(source, {});

    for (std::size_t i = 0; i < kTextbookClasses; ++i) {
        TextbookTally sum;
        for (const TextbookTally& quarter : day.by_quarter[i]) {
            sum += quarter;
        }
        EXPECT_EQ(sum, day.by_class[i]);
        EXPECT_EQ(sum.offered, sum.answered + sum.abandoned);
    }
}

TEST(TextbookDay, RecordedCallersHaveTheOutcomesOfDrawnOnes) {
    TextbookDaySource drawn(11);
    std::vector<TextbookCall> calls;
    while (const auto call = drawn.next()) {
        calls.push_back(*call);
    }
    TextbookDaySource same(11);

    const TextbookDay day = run_day(calls, {});
    const TextbookDay without_talk_ends =
        run_textbook_day(same, {.count_callers = false, .keep_outcomes = true});

    EXPECT_EQ(day.outcomes, without_talk_ends.outcomes);
    EXPECT_EQ(day.by_quarter, without_talk_ends.by_quarter);
    EXPECT_EQ(day.waits, without_talk_ends.waits);
}

TEST(TextbookWaitHistogram, QuantilesAreRightToAnEighthOfAnOctave) {
    TextbookWaitHistogram waits;
    for (int i = 1; i <= 1000; ++i) {
        waits.add(std::chrono::milliseconds(i));
    }

    for (const double share : {0.001, 0.1, 0.5, 0.9, 1.0}) {
        const double exact_us = share * 1e6;
        const auto found_us = static_cast<double>(waits.quantile(share).count());
        EXPECT_GE(found_us, exact_us);
        EXPECT_LE(found_us, exact_us * 1.125);
    }
}

TEST(TextbookWaitHistogram, ShortWaitsHaveABucketEach) {
    for (int i = 0; i < 16; ++i) {
        TextbookWaitHistogram waits;
        waits.add(microseconds(i));
        EXPECT_EQ(waits.quantile(0.5), microseconds(i));
    }
}

// Theory. Rows of one test are judged together at a family-wise 99 %.

/// One estimated number: its mean and standard error, with the degrees of freedom behind it.
struct Estimate {
    double mean = 0.0;
    double standard_error = 0.0;
    int freedom = 1;
};

/// Batch means of a share or a mean; the batches are of one size.
template <typename Value>
Estimate batch_mean(const std::vector<TextbookTally>& batches, const Value& value) {
    const auto count = static_cast<double>(batches.size());
    double sum = 0.0;
    double squares = 0.0;
    for (const TextbookTally& batch : batches) {
        sum += value(batch);
    }
    for (const TextbookTally& batch : batches) {
        squares += std::pow(value(batch) - sum / count, 2);
    }
    return {sum / count,
            std::sqrt(squares / (count - 1.0) / count),
            static_cast<int>(batches.size()) - 1};
}

void expect_within_interval(const Estimate& estimate,
                            double exact,
                            int rows,
                            const std::string& what) {
    const boost::math::students_t distribution(estimate.freedom);
    const double width = boost::math::quantile(distribution, 1.0 - 0.005 / rows);
    EXPECT_NEAR(estimate.mean, exact, width * estimate.standard_error) << what;
}

std::vector<TextbookTally> run_batches(const TextbookQueueLoad& load, std::uint64_t seeds) {
    std::vector<TextbookTally> batches;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        TextbookQueueSource source(load, seed);
        const TextbookQueueResult result =
            run_textbook_queue(source, {.calls_uncounted = 20'000, .calls_in_batch = 98'000});
        batches.insert(batches.end(), result.batches.begin(), result.batches.end());
    }
    return batches;
}

double delayed_share(const TextbookTally& tally) {
    return tally.share(tally.delayed);
}

double answered_within_share(const TextbookTally& tally) {
    return tally.share(tally.answered_within);
}

double abandoned_share(const TextbookTally& tally) {
    return tally.share(tally.abandoned);
}

double wait_mean_s(const TextbookTally& tally) {
    return tally.wait_mean_s();
}

// Four runs of 10^6 calls, ten batches each: P(W > 0) is known to 0.003, W1 and W2 alike.

TEST(TextbookQueue, PatientCallersWaitAsErlangC) {
    const ErlangInput room{.arrivals_per_s = kTextbookW1.arrivals_per_s,
                           .service_mean_s = kTextbookW1.service_mean_s,
                           .handlers = 50};

    const std::vector<TextbookTally> batches = run_batches(kTextbookW1, 4);

    ASSERT_EQ(batches.size(), 40U);
    const Estimate delayed = batch_mean(batches, delayed_share);
    EXPECT_LT(delayed.standard_error, 0.003);
    expect_within_interval(delayed, erlang_c(room).wait_probability, 3, "P(W > 0)");
    expect_within_interval(
        batch_mean(batches, wait_mean_s), erlang_c(room).wait_mean_s, 3, "mean wait");
    expect_within_interval(batch_mean(batches, answered_within_share),
                           erlang_c_answered_within(room, 0.1),
                           3,
                           "P(W <= 0.1)");
}

TEST(TextbookQueue, CallersWhoGiveUpWaitAsErlangA) {
    const ErlangAInput room{.queue = {.arrivals_per_s = kTextbookW2.arrivals_per_s,
                                      .service_mean_s = kTextbookW2.service_mean_s,
                                      .handlers = 50},
                            .patience_mean_s = kTextbookW2.patience_mean_s.value()};

    const std::vector<TextbookTally> batches = run_batches(kTextbookW2, 4);

    ASSERT_EQ(batches.size(), 40U);
    const Estimate delayed = batch_mean(batches, delayed_share);
    EXPECT_LT(delayed.standard_error, 0.003);
    expect_within_interval(delayed, erlang_a(room).wait_probability, 4, "P(W > 0)");
    expect_within_interval(
        batch_mean(batches, abandoned_share), erlang_a(room).abandon_probability, 4, "P(abandon)");
    expect_within_interval(
        batch_mean(batches, wait_mean_s), erlang_a(room).wait_mean_s, 4, "mean wait");
    expect_within_interval(batch_mean(batches, answered_within_share),
                           erlang_a_answered_within(room, 0.1),
                           4,
                           "P(served within 0.1)");
}

/// Expects the mean of `days` to be the table's `written`, which was made with 100,000 days and
/// rounded to `unit`.
template <typename Value>
void expect_table(const std::vector<TextbookTally>& days,
                  const Value& value,
                  double written,
                  double unit) {
    constexpr int rows = 7;
    constexpr double table_days = 100'000.0;
    const Estimate estimate = batch_mean(days, value);
    const double both = std::sqrt(1.0 + static_cast<double>(days.size()) / table_days);
    const double width = boost::math::quantile(boost::math::normal(), 1.0 - 0.005 / rows);
    EXPECT_NEAR(estimate.mean, written, width * both * estimate.standard_error + unit / 2.0);
}

TEST(TextbookDay, TwoThousandDaysMeetTheTableOfTheBenchmarkWorkload) {
    constexpr std::uint64_t days_simulated = 2'000;
    std::array<std::vector<TextbookTally>, kTextbookClasses> days;

    for (std::uint64_t seed = 1; seed <= days_simulated; ++seed) {
        TextbookDaySource source(seed);
        const TextbookDay day = run_textbook_day(source, {});
        days[0].push_back(day.by_class[0]);
        days[1].push_back(day.by_class[1]);
    }

    // Level to 0.0001, abandoned share to 0.00001, mean wait to 0.001 s, overflow to 0.0001.
    expect_table(days[0], answered_within_share, 0.9049, 2e-4);
    expect_table(days[0], abandoned_share, 0.00952, 1e-5);
    expect_table(days[0], wait_mean_s, 2.863, 1e-3);
    expect_table(days[1], answered_within_share, 0.9529, 2e-4);
    expect_table(days[1], abandoned_share, 0.03557, 1e-5);
    expect_table(days[1], wait_mean_s, 6.404, 1e-3);
    expect_table(
        days[1], [](const TextbookTally& day) { return day.share(day.overflowed); }, 0.0618, 1e-4);
    EXPECT_NEAR(
        batch_mean(days[0],
                   [](const TextbookTally& day) { return static_cast<double>(day.offered); })
            .mean,
        900.0,
        4.0 * std::sqrt(900.0 / days_simulated));
    EXPECT_NEAR(
        batch_mean(days[1],
                   [](const TextbookTally& day) { return static_cast<double>(day.offered); })
            .mean,
        2100.0,
        4.0 * std::sqrt(2100.0 / days_simulated));
}

}  // namespace
}  // namespace fcr
