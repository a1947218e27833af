// The review as a whole: tonight, no action, other draws.
#include "sim/review/review.hpp"

#include "sim/exercise/journal_replay.hpp"
#include "tests/unit/review/reviewed.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

const OutcomeReview& outcome(const Review& review, OutcomeId id) {
    return review.outcomes[static_cast<std::size_t>(id)];
}

bool is_money(OutcomeId id) {
    return id == OutcomeId::Cost || id == OutcomeId::ContractCredits ||
           id == OutcomeId::ContractNet;
}

TEST(Review, WithoutActionsActualIsNoAction) {
    const ExerciseBundle& bundle = quiet_weekday();
    std::vector<ScriptedInput> script = evening();
    std::erase_if(script, [](const ScriptedInput& input) {
        return input.text.find("action") != std::string::npos;
    });
    const Recorded recorded = record(bundle, script);
    const auto review = review_of(recorded, bundle, {.replications = 8, .jobs = 2});
    ASSERT_TRUE(review) << to_string(review.error().front());
    EXPECT_TRUE(review->decisions.empty());
    for (const OutcomeReview& row : review->outcomes) {
        EXPECT_EQ(row.actual, row.none);
        if (is_money(row.id)) {
            EXPECT_FALSE(row.actual || row.differences) << "nothing has a price";
            continue;
        }
        ASSERT_TRUE(row.differences);
        EXPECT_EQ(row.differences->low, 0.0);
        EXPECT_EQ(row.differences->high, 0.0);
    }
    EXPECT_EQ(review->replications, 8U);
}

TEST(Review, DecisionsHaveWhatWasBeforeWhatCameAndWhatWouldHaveCome) {
    const ExerciseBundle& bundle = quiet_weekday();
    const Recorded recorded = record(bundle, evening());
    const auto review = review_of(recorded, bundle);
    ASSERT_TRUE(review);
    ASSERT_EQ(review->decisions.size(), 6U) << "the refused one changed nothing";
    // Nothing had been done before the first: the two rooms are one until then.
    const DecisionEffect& brief = review->decisions.front();
    EXPECT_EQ(brief.after.emergency_in_time, brief.none.emergency_in_time);
    EXPECT_EQ(brief.after.other_answer, brief.none.other_answer);
    EXPECT_EQ(
        brief.before.emergency_in_time.denominator,
        figures_of(review->none->course(), {.from = 0, .until = 5}).emergency_in_time.denominator);
    // Later the overflow takes calls that nobody else would.
    EXPECT_GT(*outcome(*review, OutcomeId::ContractorCalls).actual, 0.0);
    EXPECT_EQ(*outcome(*review, OutcomeId::ContractorCalls).none, 0.0);
    EXPECT_LT(*outcome(*review, OutcomeId::OtherAnswer).actual,
              *outcome(*review, OutcomeId::OtherAnswer).none);
    EXPECT_FALSE(outcome(*review, OutcomeId::OtherAnswer).differences);
    EXPECT_FALSE(outcome(*review, OutcomeId::OtherAnswer).luck);
    EXPECT_EQ(review->policies.size(), 3U);
}

TEST(Review, OtherDrawsSayWhatWasLuck) {
    const ExerciseBundle& bundle = quiet_weekday();
    const Recorded recorded = record(bundle, evening());
    const auto review = review_of(recorded, bundle, {.replications = 20, .jobs = 3});
    const auto again = review_of(recorded, bundle, {.replications = 20, .jobs = 1});
    ASSERT_TRUE(review && again);
    for (std::size_t row = 0; row < kReviewOutcomes; ++row) {
        const OutcomeReview& one = review->outcomes[row];
        const OutcomeReview& other = again->outcomes[row];
        if (is_money(one.id)) {
            continue;  // nothing has a price
        }
        ASSERT_TRUE(one.differences && other.differences);
        EXPECT_LE(one.differences->low, one.differences->median);
        EXPECT_LE(one.differences->median, one.differences->high);
        EXPECT_EQ(one.differences->median, other.differences->median);
        EXPECT_EQ(one.luck, other.luck);
    }
    EXPECT_EQ(review->void_commands.denominator, 20 * 5) << "a brief is no command of the room";
}

// The exercise heard live, and its replay by the review, give one statement.
TEST(Review, TheContractsMonthIsThatOfTheRoomItself) {
    const ExerciseBundle& bundle = contractor_half();
    const Recorded recorded = record(bundle, evening_of_overflow());
    const auto review = review_of(recorded, bundle, {.replications = 6, .jobs = 2});
    ASSERT_TRUE(review) << to_string(review.error().front());
    ASSERT_TRUE(review->contract);
    const ContractReview& contract = *review->contract;
    ContractMonth month(*review->plan);
    JournalReplay replay(*review->plan, month);
    for (const JournalRecord& row : recorded.records) {
        replay.take(row);
    }
    EXPECT_EQ(month.so_far(review->log.until), contract.played_so_far);
    EXPECT_EQ(month.whole(review->log.until), contract.played_whole);
    EXPECT_GT(contract.played_so_far.answered, 0);
    EXPECT_EQ(contract.none_so_far.answered, 0) << "nobody opens the overflow";
    EXPECT_EQ(contract.none_so_far.credits.payable, Money{});
    EXPECT_EQ(*outcome(*review, OutcomeId::ContractNet).actual,
              static_cast<double>(contract.played_whole.net.units) / 1e4);
    EXPECT_EQ(*outcome(*review, OutcomeId::ContractNet).none,
              static_cast<double>(contract.none_whole.net.units) / 1e4);
    EXPECT_EQ(outcome(*review, OutcomeId::ContractCredits).differences->count, 6U);
}

/// The calls that contract_calls.csv lists are those that the statement counted.
TEST(Review, TheContractsCallsAreThoseOfItsIndicators) {
    const Recorded recorded = record(contractor_half(), evening_of_overflow());
    const auto review = review_of(recorded, contractor_half());
    ASSERT_TRUE(review && review->contract);
    const SimTime until = review->log.until;
    const auto expect_equal = [](const std::vector<CountedCall>& calls,
                                 const Statement& statement) {
        std::int64_t offered = 0;
        for (const KpiLine& line : statement.kpis) {
            KpiCounts counted;
            for (const CountedCall& call : calls) {
                if (call.kpi == line.kpi) {
                    counted.merge(call.counts);
                    EXPECT_GE(call.date, line.from);
                    EXPECT_LE(call.date, line.until);
                }
            }
            EXPECT_EQ(counted.offered, line.counted_raw.offered);
            EXPECT_EQ(counted.answered_within, line.counted_raw.answered_within);
            EXPECT_EQ(counted.abandoned, line.counted_raw.abandoned);
            EXPECT_EQ(counted.abandoned_short, line.counted_raw.abandoned_short);
            EXPECT_EQ(counted.answered_wait_us, line.counted_raw.answered_wait_us);
            offered += counted.offered;
        }
        return offered;
    };
    ContractMonth& played = *review->actual->contract_month();
    ContractMonth& none = *review->none->contract_month();
    const ContractReview& contract = *review->contract;
    EXPECT_GT(expect_equal(played.counted_so_far(until), contract.played_so_far), 0);
    EXPECT_GT(expect_equal(played.counted_whole(until), contract.played_whole), 0);
    EXPECT_EQ(expect_equal(none.counted_so_far(until), contract.none_so_far), 0);
    expect_equal(none.counted_whole(until), contract.none_whole);
}

TEST(Review, AnExerciseThatNeverRanHasNone) {
    const ExerciseBundle& bundle = quiet_weekday();
    const Recorded recorded =
        record(bundle, {{.since = 0s, .text = "seat: 'c' join { role: CONTROLLER name: 'C' }"}});
    const auto review = review_of(recorded, bundle);
    ASSERT_FALSE(review);
    EXPECT_EQ(to_string(review.error().front()),
              "journal: must be of an exercise that has run; no simulated time has passed in it");
}

}  // namespace
}  // namespace fcr::test
