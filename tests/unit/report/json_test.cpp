#include "sim/report/json.hpp"

#include "tests/unit/report/tiny_run.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

namespace fcr::test {
namespace {

namespace json = boost::json;

TEST(Json, ReadsBackWithLinesInOrder) {
    const RunSummary summary = run(tiny_scenario(), {.seed = 9'007'199'254'740'991}).summary;
    const json::value report = json::parse(to_json(summary, "1.2.3"));

    EXPECT_EQ(report.at("format").as_int64(), 1);
    EXPECT_EQ(report.at("fcrsim_version").as_string(), "1.2.3");
    EXPECT_EQ(report.at("run").at("seed").to_number<std::int64_t>(), 9'007'199'254'740'991);
    const json::array& lines = report.at("lines").as_array();
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].at("name").as_string(), "999");
    EXPECT_EQ(lines[1].at("name").as_string(), "101");
    EXPECT_EQ(report.at("intervals").as_array().size(), 4U);
    EXPECT_EQ(report.at("intervals").at(1).at("from").as_string(), "00:15");
}

TEST(Json, HoldsTheSummarysFiguresToSixDigits) {
    const RunSummary summary = run(tiny_scenario()).summary;
    const json::value report = json::parse(to_json(summary, "0.0.0"));

    const json::value& national = report.at("kpis").at(0);
    EXPECT_NEAR(
        national.at("value").at("value").to_number<double>(), summary.kpis[0].value->value, 5e-5);
    EXPECT_EQ(national.at("unit").as_string(), "PERCENT");
    EXPECT_EQ(national.at("numerator").to_number<std::int64_t>(),
              summary.kpis[0].counts.answered_within);
    EXPECT_EQ(report.at("published").at(2).at("within_tolerance").as_bool(), false);
    EXPECT_FALSE(report.at("published").at(1).as_object().contains("within_tolerance"));
}

TEST(Json, LeavesOutWhatWasNotMeasured) {
    const FinishedRun quiet = run(ScenarioBuilder().line("999", {.per_hour = 0.0}));
    const json::value report = json::parse(to_json(quiet.summary, "0.0.0"));

    const json::object& figures = report.at("lines").at(0).at("figures").as_object();
    EXPECT_EQ(figures.at("offered").at("value").to_number<double>(), 0.0);
    EXPECT_FALSE(figures.contains("answered_percent"));
    EXPECT_FALSE(figures.contains("longest_wait_s"));
    EXPECT_FALSE(figures.at("force_clock").as_object().contains("mean_s"));
}

TEST(Json, HoldsNothingOfTheMachine) {
    const std::string text = to_json(run(tiny_scenario()).summary, "0.0.0");

    for (const char* const word : {"host", "wall", "jobs", "command", "started"}) {
        EXPECT_THAT(text, testing::Not(testing::HasSubstr(word)));
    }
}

TEST(RunRecord, HoldsWhatResultsDoNot) {
    const json::value record =
        json::parse(to_json(RunRecord{.command_line = {"fcrsim", "run", "a\xff"},
                                      .fcrsim_version = "1.2.3",
                                      .compiler = "GCC",
                                      .host = "here",
                                      .started = "2026-11-23T12:00:00Z",
                                      .wall_s = 1.25,
                                      .jobs = 2,
                                      .calls = 12'000'000'000}));

    EXPECT_EQ(record.at("command_line").at(2).as_string(), "a?");
    EXPECT_EQ(record.at("jobs").as_int64(), 2);
    EXPECT_EQ(record.at("wall_s").to_number<double>(), 1.25);
    EXPECT_EQ(record.at("calls").to_number<std::int64_t>(), 12'000'000'000);
}

}  // namespace
}  // namespace fcr::test
