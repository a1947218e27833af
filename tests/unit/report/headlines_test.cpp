#include "sim/report/headlines.hpp"

#include "tests/unit/report/tiny_run.hpp"

#include <gmock/gmock.h>

namespace fcr::test {
namespace {

TEST(Headlines, AreServiceLevelAbandonmentAndWaitOfEveryLine) {
    const auto done = run(tiny_scenario());
    const RunSummary& summary = done.summary;

    const std::vector<Headline> rows = headlines(summary, *done.compiled);

    ASSERT_EQ(rows.size(), 6U);
    EXPECT_EQ(rows[0].label, summary.kpis[0].title);  // the line's first service level
    EXPECT_EQ(rows[0].value->value, summary.kpis[0].value->value);
    EXPECT_EQ(rows[1].label, "999 abandoned");
    EXPECT_EQ(rows[2].label, "999 mean wait, national clock");
    EXPECT_EQ(rows[2].value->value, summary.lines[0].figures.operator_clock->mean_s->value);
    EXPECT_EQ(rows[3].label, "101 answered below 10 s");  // no indicator tells its service level
    EXPECT_EQ(rows[3].value->value, summary.lines[1].figures.below_10s_percent->value);
    EXPECT_EQ(rows[4].unit, "%");
    EXPECT_EQ(rows[5].label, "101 mean wait");
    EXPECT_EQ(rows[5].unit, "s");
}

TEST(Headlines, AreTheIndicatorsWhosePrecisionWasAskedFor) {
    auto done = run(tiny_scenario());
    done.summary.precision = {
        {.kpi = 2, .half_width = 0.5, .reached = false, .predicted = std::nullopt}};
    done.summary.kpis[2].value = Estimate{.value = 12.345, .half_width = 0.61};

    const std::vector<Headline> rows = headlines(done.summary, *done.compiled);

    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].label, done.summary.kpis[2].title);
    EXPECT_EQ(value_words(rows[0]), "12.35 ±0.61 %, asked ±0.5");
}

}  // namespace
}  // namespace fcr::test
