#include "sim/analysis/replaying.hpp"

#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fcr {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

/// `hours:seats` in a row.
std::vector<std::string> told(const std::vector<SeatChange>& seats) {
    std::vector<std::string> told;
    told.reserve(seats.size());
    for (const SeatChange& change : seats) {
        told.push_back(std::to_string((change.from - kStartOfRun) / 1h) + ':' +
                       std::to_string(change.seats));
    }
    return told;
}

SeatChange at(std::chrono::hours hour, std::uint32_t seats) {
    return {.from = kStartOfRun + hour, .seats = seats};
}

RunPlan plan(Duration warm_up, Duration measured) {
    return {.warm_up = warm_up, .measured = measured, .drain_max = 24h, .day_type = {}};
}

TEST(RepeatDailySeats, SeatsThatNeverChangeStayOneRow) {
    EXPECT_THAT(told(repeat_daily_seats({at(0h, 7)}, plan(24h, 24h), 14)), ElementsAre("0:7"));
}

TEST(RepeatDailySeats, EveryDayIsLikeTheMeasuredOne) {
    const std::vector<SeatChange> seats{
        at(0h, 90), at(12h, 91), at(24h, 3), at(31h, 8), at(46h, 5)};

    EXPECT_THAT(told(repeat_daily_seats(seats, plan(24h, 24h), 3)),
                ElementsAre("0:3", "7:8", "22:5", "24:3", "31:8", "46:5", "48:3", "55:8", "70:5"));
}

TEST(RepeatDailySeats, SeatsFromBeforeTheDayLastIntoIt) {
    const std::vector<SeatChange> seats{at(0h, 4), at(20h, 6), at(30h, 9)};

    EXPECT_THAT(told(repeat_daily_seats(seats, plan(24h, 24h), 2)),
                ElementsAre("0:6", "6:9", "24:6", "30:9"));
}

TEST(RepeatDailySeats, OfALongerRunTheLastDayCounts) {
    const std::vector<SeatChange> seats{at(0h, 1), at(24h, 2), at(36h, 3), at(48h, 4)};

    EXPECT_THAT(told(repeat_daily_seats(seats, plan(0h, 48h), 2)),
                ElementsAre("0:2", "12:3", "24:2", "36:3"));
}

TEST(RepeatDailySeats, AMeasuredPartOfSomeHoursTakesTheRestFromBeforeIt) {
    // Measured from 24:00 (midnight) to 32:00; the last 24 hours begin at 8:00.
    const std::vector<SeatChange> seats{at(0h, 1), at(8h, 2), at(20h, 3), at(26h, 4)};

    EXPECT_THAT(told(repeat_daily_seats(seats, plan(24h, 8h), 2)),
                ElementsAre("0:3", "2:4", "8:2", "20:3", "26:4", "32:2", "44:3"));
}

TEST(RepeatDailySeats, AShortRunLastsOnWithTheSeatsOfItsEnd) {
    EXPECT_THAT(told(repeat_daily_seats({at(0h, 1), at(1h, 2)}, plan(0h, 2h), 2)),
                ElementsAre("0:1", "1:2", "24:1", "25:2"));
}

LoadIntake intake_of(std::vector<RecordedCall> calls, std::int64_t days, std::size_t classes) {
    LoadIntake intake;
    intake.calls = std::move(calls);
    intake.midnight = std::chrono::local_days{std::chrono::year{2023} / 1 / 1};
    intake.days = days;
    intake.counts.kept = intake.calls.size();
    intake.counts.by_class.resize(classes);
    return intake;
}

std::uint64_t offered(const Scenario& scenario) {
    const Result<CompiledScenario> compiled = compile(scenario);
    EXPECT_TRUE(compiled.has_value());
    ReplicationRunner runner(*compiled);
    const auto result = runner.run(1, 0);
    EXPECT_TRUE(result.has_value()) << "a limit was reached";
    EXPECT_TRUE(!result || result->counts.conserved());
    return result ? result->counts.offered : 0;
}

TEST(PutLoad, TheRunIsTheLoadsDays) {
    Scenario scenario = test::ScenarioBuilder()
                            .pool("desk", {.seat_changes = {at(0h, 1), at(24h, 2), at(36h, 3)}})
                            .warm_up(24h)
                            .measured(24h)
                            .build();
    put_load(scenario, intake_of({{.at = kStartOfRun + 47h, .call_class = CallClassId{0}}}, 2, 1));

    EXPECT_EQ(scenario.run.warm_up, 0h);
    EXPECT_EQ(scenario.run.measured, 48h);
    EXPECT_EQ(scenario.run.drain_max, 24h);
    EXPECT_EQ(scenario.run.day_type, "2023-01-01 to 2023-01-02");
    EXPECT_THAT(told(scenario.pools[0].seats), ElementsAre("0:2", "12:3", "24:2", "36:3"));
    EXPECT_EQ(offered(scenario), 1U);
}

TEST(PutLoad, CallsOfOneSecondAllArrive) {
    Scenario scenario = test::ScenarioBuilder().build();
    const std::vector<RecordedCall> calls(500,
                                          {.at = kStartOfRun + 10h, .call_class = CallClassId{0}});
    put_load(scenario, intake_of(calls, 1, 1));

    EXPECT_EQ(offered(scenario), 500U);
}

}  // namespace
}  // namespace fcr
