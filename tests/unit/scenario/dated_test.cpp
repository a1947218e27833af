#include "sim/scenario/dated.hpp"

#include "sim/scenario/compile.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <numeric>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

Date date(int year, unsigned month, unsigned day) {
    return Date{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

double calls_in_all(const Scenario& scenario) {
    const std::vector<double>& calls = scenario.lines[0].arrivals.calls;
    return std::accumulate(calls.begin(), calls.end(), 0.0);
}

using Dated = ScenarioFolder;

TEST_F(Dated, MidnightsLieAsFarApartAsTheClocksSay) {
    EXPECT_EQ(between_midnights(date(2027, 4, 1), date(2028, 4, 1)), 366 * 24h);
    EXPECT_EQ(between_midnights(date(2027, 3, 28), date(2027, 3, 29)), 23h);
    EXPECT_EQ(between_midnights(date(2027, 10, 31), date(2027, 11, 1)), 25h);
    EXPECT_EQ(between_midnights(date(2027, 4, 1), date(2027, 4, 1)), 0h);
}

TEST_F(Dated, AFileWithoutDatesHasItsMeasuredDayEveryDay) {
    const auto file = write("room.txtpb", std::string(kSmall));
    const auto scenario = load_scenario_on_dates(file,
                                                 {},
                                                 {.first = date(2027, 10, 30),
                                                  .until = date(2027, 11, 2),
                                                  .warm_up = 24h,
                                                  .level = date(2027, 4, 1)});

    ASSERT_TRUE(scenario.has_value());
    EXPECT_EQ(scenario->run.warm_up, 24h);
    EXPECT_EQ(scenario->run.measured, 73h);  // one day has 25 hours
    ASSERT_TRUE(scenario->calendar.has_value());
    EXPECT_EQ(scenario->calendar->level_date, date(2027, 4, 1));
    EXPECT_NEAR(calls_in_all(*scenario), 310.0 * 97.0 / 24.0, 1e-6);
}

TEST_F(Dated, AFileWithDatesKeepsItsLevelAndGrowth) {
    const std::string text = small_with("arrivals { calls_per_day: 310 weights: 1 }",
                                        "arrivals { calls_per_day: 310 weights: 1 "
                                        "yearly_factor: 1.1 }") +
                             "calendar { start_date: \"2026-01-01\" }";
    const auto file = write("room.txtpb", text);
    const RunDates dates{.first = date(2027, 1, 1),
                         .until = date(2027, 1, 2),
                         .warm_up = 0h,
                         .level = date(2027, 1, 1)};

    const auto scenario = load_scenario_on_dates(file, {}, dates);

    ASSERT_TRUE(scenario.has_value());
    EXPECT_EQ(scenario->calendar->level_date, date(2026, 1, 1));
    EXPECT_NEAR(calls_in_all(*scenario), 341.0, 0.1);
}

TEST_F(Dated, FaultsOfTheFileAreToldAsEver) {
    const auto file = write("room.txtpb", small_with("seats: 4", "seats: 5000"));

    const auto scenario = load_scenario_on_dates(
        file,
        {},
        {.first = date(2027, 1, 1), .until = date(2027, 1, 2), .level = date(2027, 1, 1)});

    ASSERT_FALSE(scenario.has_value());
    EXPECT_EQ(scenario.error()[0].field, "pools[in_house].seats");
}

}  // namespace
}  // namespace fcr::test
