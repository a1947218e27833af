// What the reports look like, byte for byte.
#include "sim/report/days_csv.hpp"
#include "sim/report/intervals_csv.hpp"
#include "sim/report/json.hpp"
#include "sim/report/text.hpp"
#include "tests/unit/report/golden_file.hpp"
#include "tests/unit/report/tiny_run.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

namespace fcr::test {
namespace {

TEST(Golden, Text) {
    expect_golden(to_text(run(tiny_scenario()).summary, {}), "tiny.txt");
}

TEST(Golden, TextOfOneReplication) {
    const FinishedRun one = run(tiny_scenario(), {.first_replication = 2, .replications = 1});

    expect_golden(to_text(one.summary, {}), "tiny_replication_2.txt");
}

TEST(Golden, TextOfALineThatNobodyRang) {
    const FinishedRun quiet = run(ScenarioBuilder()
                                      .line("999", {.per_hour = 0.0})
                                      .kpi("level", service_level_kpi(0, ClockStart::NetworkArrive))
                                      .published("level", 90.0, 1.0),
                                  {.replications = 2});

    expect_golden(to_text(quiet.summary, {}), "quiet.txt");
}

TEST(Golden, Json) {
    expect_golden(to_json(run(tiny_scenario()).summary, "0.0.0"), "tiny.json");
}

TEST(Golden, IntervalTable) {
    expect_golden(intervals_csv(run(tiny_scenario()).summary), "tiny_intervals.csv");
}

TEST(Golden, DayTables) {
    const RunSummary summary = run(tiny_scenario()).summary;

    expect_golden(bands_csv(summary), "tiny_bands.csv");
    expect_golden(waits_csv(summary), "tiny_waits.csv");
    EXPECT_FALSE(has_weeks(summary));
}

TEST(Text, HasLinesOfAtMostAHundredCharacters) {
    ScenarioBuilder builder = tiny_scenario();
    FinishedRun long_names = run(builder);
    long_names.summary.title.assign(300, 'x');
    for (ClassSummary& call_class : long_names.summary.classes) {
        call_class.name.assign(64, 'y');
    }
    for (KpiSummary& kpi : long_names.summary.kpis) {
        kpi.title.assign(200, 'z');
    }
    std::istringstream lines(to_text(long_names.summary, {}));
    for (std::string line; std::getline(lines, line);) {
        const auto continues = [](char byte) {
            return (static_cast<unsigned>(byte) & 0xC0U) == 0x80U;
        };
        const auto more_bytes = std::ranges::count_if(line, continues);
        EXPECT_LE(static_cast<std::ptrdiff_t>(line.size()) - more_bytes, 100) << line;
        EXPECT_EQ(line.find_last_not_of(' ') + 1, line.size()) << "blanks at the end: " << line;
    }
}

TEST(Text, HasHeadingsInBoldOnlyWhereColoursAreWanted) {
    const RunSummary summary = run(tiny_scenario()).summary;

    EXPECT_THAT(to_text(summary, {.colour = true}), testing::StartsWith("\x1b[1mtest\x1b[0m\n"));
    EXPECT_THAT(to_text(summary, {}), testing::Not(testing::HasSubstr("\x1b")));
}

}  // namespace
}  // namespace fcr::test
