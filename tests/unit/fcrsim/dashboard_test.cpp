#include "tools/fcrsim/dashboard.hpp"

#include "sim/report/text_table.hpp"

#include <gmock/gmock.h>

namespace fcr {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;

RunningFigures two_figures() {
    return {.replications = 320,
            .confidence = 0.95,
            .rows = {{.label = "999 answered below 10 s, operator clock",
                      .unit = "%",
                      .value = Estimate{.value = 88.04, .half_width = 0.55}},
                     {.label = "101 mean wait",
                      .unit = "s",
                      .value = Estimate{.value = 117.2, .half_width = 4.31}}},
            .needed = std::nullopt};
}

TEST(Dashboard, ShowsHowFarItIsAndTheFiguresSoFar) {
    EXPECT_THAT(dashboard_lines("Force",
                                {.finished = 400, .replications = 1000, .elapsed = seconds{4}},
                                two_figures(),
                                {.columns = 61, .rows = 24}),
                ElementsAre("Force",
                            "400 of 1000 replications, about 6 s left",
                            "[################........................] 40 %",
                            "So far, of 320; ± at 95 %",
                            "999 answered below 10 s, operator clock          88.0 ±0.6 %",
                            "101 mean wait                                   117.2 ±4.4 s"));
}

TEST(Dashboard, ShowsNoFiguresBeforeThereAreAny) {
    EXPECT_THAT(
        dashboard_lines(
            "Force", {.finished = 0, .replications = 1000, .elapsed = seconds{1}}, {}, {}),
        ElementsAre(
            "Force", "0 of 1000 replications", "[........................................] 0 %"));
}

TEST(Dashboard, TellsHowWellAnIndicatorIsKnownBesideWhatWasAsked) {
    RunningFigures figures{.replications = 110,
                           .confidence = 0.9,
                           .rows = {{.label = "101 abandoned",
                                     .unit = "%",
                                     .value = Estimate{.value = 14.123, .half_width = 0.5004},
                                     .asked = 0.5}},
                           .needed = 130};

    EXPECT_THAT(
        dashboard_lines(
            "Force",
            {.finished = 117, .replications = 10000, .elapsed = seconds{9}, .until_known = true},
            figures,
            {}),
        ElementsAre("Force",
                    "117 of about 130 replications, about 1 s left",
                    "[####################################....] 90 %",
                    "So far, of 110; ± at 90 %",
                    "101 abandoned                                  14.12 ±0.51 %, asked ±0.5"));
    figures.needed.reset();
    EXPECT_EQ(
        dashboard_lines(
            "Force", {.finished = 117, .replications = 10000, .until_known = true}, figures, {})[1],
        "117 replications, at most 10000");
}

TEST(Dashboard, IsNarrowerThanAnyTerminalAndLowerToo) {
    RunningFigures figures = two_figures();
    figures.rows.front().asked = 0.5;
    for (std::size_t columns = 20; columns < 100; ++columns) {
        for (const std::string& line : dashboard_lines("A force with a rather long name",
                                                       {.finished = 400, .replications = 1000},
                                                       figures,
                                                       {.columns = columns, .rows = 24})) {
            EXPECT_LT(characters(line), columns) << line;
        }
    }
    EXPECT_EQ(
        dashboard_lines(
            "Force", {.finished = 400, .replications = 1000}, figures, {.columns = 80, .rows = 5})
            .size(),
        4U);
}

TEST(Dashboard, GivesALongLabelALineOfItsOwnWhereThereIsNoRoom) {
    const auto lines = dashboard_lines("Force",
                                       {.finished = 400, .replications = 1000},
                                       two_figures(),
                                       {.columns = 31, .rows = 24});

    EXPECT_EQ(lines[4], "999 answered below 10 s, oper…");
    EXPECT_EQ(lines[5], "  88.0 ±0.6 %");
}

}  // namespace
}  // namespace fcr
