// What is written of a review: the same bytes, and people's words as text.
#include "sim/exercise/exercise_contract.hpp"
#include "sim/report/review_files.hpp"
#include "tests/unit/review/reviewed.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

ReviewOutput output_of(const std::vector<ScriptedInput>& script, unsigned jobs = 1) {
    const ExerciseBundle& bundle = quiet_weekday();
    const Recorded recorded = record(bundle, script);
    const auto review = review_of(recorded, bundle, {.replications = 6, .jobs = jobs});
    FCR_CHECK(review.has_value(), "a test's exercise has no review");
    PlanReader reader;
    for (const JournalRecord& row : recorded.records) {
        reader.take(row);
    }
    return review_output({.review = *review, .fcrsim_version = "test"}, *reader.texts());
}

const std::string& file(const ReviewOutput& output, const std::string& name) {
    return std::ranges::find_if(output.files,
                                [&](const ReviewFile& row) { return row.name == name; })
        ->bytes;
}

TEST(ReviewReport, IsTheSameTwiceAndOnAnyNumberOfThreads) {
    const ReviewOutput one = output_of(evening(), 1);
    const ReviewOutput other = output_of(evening(), 3);
    ASSERT_EQ(one.files.size(), other.files.size());
    for (std::size_t row = 0; row < one.files.size(); ++row) {
        EXPECT_EQ(one.files[row].bytes, other.files[row].bytes) << one.files[row].name;
    }
    EXPECT_EQ(one.text, other.text);
}

TEST(ReviewReport, WordsOfPeopleAreTextEverywhere) {
    std::vector<ScriptedInput> script = evening();
    script[2].text = "seat: 'd' join { role: SUPERVISOR name: '=cmd|x' }";
    script[6].text = "seat: 'e' note { text: '</script><img src=x onerror=alert(1)>' }";
    const ReviewOutput output = output_of(script);
    EXPECT_EQ(file(output, "review.html").find("<img src=x"), std::string::npos);
    EXPECT_NE(file(output, "review.html").find("\\u003cimg src=x"), std::string::npos);
    EXPECT_NE(file(output, "decisions.csv").find("\"'=cmd|x\""), std::string::npos);
    EXPECT_EQ(file(output, "decisions.csv").find(",=cmd"), std::string::npos);
}

TEST(ReviewReport, EveryPrintedPageIsMarkedAsAnExercise) {
    const ReviewOutput output = output_of(evening());
    EXPECT_TRUE(output.text.starts_with("EXERCISE Quiet weekday"));
    EXPECT_NE(file(output, "review.html").find("\"title\":\"EXERCISE: Quiet weekday\""),
              std::string::npos);
    EXPECT_NE(file(output, "review.json").find("EXERCISE Quiet weekday"), std::string::npos);
}

TEST(ReviewReport, CostsAreToldByLineBesideNoAction) {
    ExerciseBundle priced = quiet_weekday();
    priced.plan.terms.prices.call_in_hour = *parse_money("300.005");
    const Recorded recorded = record(quiet_weekday(), evening());
    const auto review = review_of(recorded, priced, {.replications = 3, .jobs = 1});
    ASSERT_TRUE(review.has_value());
    const Costs costs = review->log.exercise->costs();
    ASSERT_EQ(costs.lines.size(), 1U);
    ASSERT_GE(costs.total, Money::pounds(1'000));
    PlanReader reader;
    for (const JournalRecord& row : recorded.records) {
        reader.take(row);
    }
    const ReviewOutput output =
        review_output({.review = *review, .fcrsim_version = "test"}, *reader.texts());
    std::string sum = to_string(costs.total);
    EXPECT_NE(file(output, "review.json").find("\"costs_total\": \"" + sum + "\""),
              std::string::npos);
    EXPECT_NE(file(output, "review.html").find(sum), std::string::npos);
    EXPECT_NE(output.text.find(sum), std::string::npos);
    std::erase(sum, ',');
    const std::string csv = file(output, "costs.csv");
    EXPECT_NE(csv.find(",300.005," + sum + ",0.00\r\n"), std::string::npos) << csv;
    EXPECT_NE(csv.find("total,,,," + sum + ",0.00\r\n"), std::string::npos) << csv;
    // Without prices there is no table, and the outcome is not measured.
    EXPECT_EQ(file(output_of(evening()), "costs.csv"),
              "line,unit,amount,price_gbp,sum_gbp,no_action_gbp\r\n");
}

TEST(ReviewReport, TheContractsMonthHasARowForEachIndicatorChargeAndSum) {
    const Recorded recorded = record(contractor_half(), evening_of_overflow());
    const auto review = review_of(recorded, contractor_half());
    ASSERT_TRUE(review.has_value());
    PlanReader reader;
    for (const JournalRecord& row : recorded.records) {
        reader.take(row);
    }
    const ReviewOutput output =
        review_output({.review = *review, .fcrsim_version = "test"}, *reader.texts());
    const ContractTerms& terms = review->plan->contract->terms;
    const std::string csv = file(output, "contract.csv");
    EXPECT_EQ(std::ranges::count(csv, '\n'),
              static_cast<std::ptrdiff_t>(1 + terms.kpis.size() + terms.charges.size() + 5));
    std::string net = to_string(review->contract->played_whole.net);
    EXPECT_NE(output.text.find("net £" + net), std::string::npos) << output.text;
    EXPECT_NE(file(output, "review.json").find(net), std::string::npos);
    std::erase(net, ',');
    EXPECT_NE(csv.find(net), std::string::npos) << csv;
    EXPECT_EQ(std::ranges::count(file(output_of(evening()), "contract.csv"), '\n'), 1)
        << "no contract, no rows";
}

TEST(ReviewReport, ACommentOfTheDebriefHasNoAuthor) {
    const std::string debrief = file(output_of(evening()), "debrief.csv");
    EXPECT_EQ(debrief,
              "heading,text\r\nWhy,the contractor came late\r\nWithout a heading,thanks\r\n");
}

}  // namespace
}  // namespace fcr::test
