#include "sim/analysis/warm_up_search.hpp"

#include "sim/analysis/simple_room.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/support/rosters.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gmock/gmock.h>

namespace fcr::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;

/// Ten handlers, calls of 300 s, so many an hour.
RoomFromEmpty queue(double arrivals_per_hour) {
    return [arrivals_per_hour](Duration span) -> Result<Scenario> {
        return to_scenario({.title = "Queue",
                            .classes = {{.arrivals_per_hour = arrivals_per_hour}},
                            .service = ExponentialLaw{300.0},
                            .handlers = 10,
                            .measured = span});
    };
}

TEST(WarmUpSearch, LooksAtTheCallsInTheRoomAtEachTime) {
    // One seat and calls of 300 s: the first from 0 to 300 s, the second waits from 60 s on and is
    // done at 600 s.
    const CompiledScenario scenario =
        *compile(ScenarioBuilder()
                     .call_class("999", {.talk = ConstantLaw{300.0}})
                     .pool("in_house", {.seats = 1})
                     .load({{.at = kStartOfRun, .call_class = CallClassId{0}},
                            {.at = kStartOfRun + seconds{60}, .call_class = CallClassId{0}}})
                     .measured(minutes{15})
                     .build());

    const std::vector<double> in_room = mean_in_room(scenario, {.replications = 3, .jobs = 2});

    const double both_and_one = 1.0 + 120.0 / 180.0;
    EXPECT_THAT(in_room,
                testing::Pointwise(testing::DoubleNear(1e-9),
                                   {both_and_one, both_and_one, 1.0, 60.0 / 180.0, 0.0}));
}

TEST(WarmUpSearch, FindsTheSameOnAnyNumberOfThreads) {
    const Result<WarmUpFound> one = find_warm_up(queue(100.0), {.seed = 3, .jobs = 1});
    const Result<WarmUpFound> three = find_warm_up(queue(100.0), {.seed = 3, .jobs = 3});

    ASSERT_TRUE(one && three);
    EXPECT_EQ(one->warm_up, three->warm_up);
    EXPECT_GT(one->warm_up, Duration::zero());
    EXPECT_LE(one->warm_up, one->pilot / 2 + hours{1});
    EXPECT_FALSE(one->by_days);
}

TEST(WarmUpSearch, RefusesARoomThatNeverSettles) {
    const Result<WarmUpFound> found = find_warm_up(queue(130.0), {.replications = 5});

    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().front().field, "--long-run");
    EXPECT_THAT(found.error().front().remedy, HasSubstr("finds no steady state"));
}

TEST(WarmUpSearch, DropsWholeDaysWhereTheRoomRepeatsItsDay) {
    const RoomFromEmpty room = [](Duration span) -> Result<Scenario> {
        std::vector<double> calls;
        for (Duration at{0}; at < span; at += minutes{15}) {
            calls.push_back(at % hours{24} < hours{12} ? 5.0 : 15.0);
        }
        return ScenarioBuilder().line("999", {.per_interval = calls}).measured(span).build();
    };

    const Result<WarmUpFound> found = find_warm_up(room, {.replications = 5});

    ASSERT_TRUE(found);
    EXPECT_TRUE(found->by_days);
    EXPECT_EQ(found->warm_up % hours{24}, Duration::zero());
}

TEST(LongRun, IsOfARoomThatGoesOnForEver) {
    EXPECT_FALSE(why_no_long_run(ScenarioBuilder().build()));
    EXPECT_FALSE(repeats_daily(ScenarioBuilder().build()));

    Scenario surges = ScenarioBuilder().build();
    surges.surges.push_back({.name = "crash", .call_class = CallClassId{0}, .calls = 10.0});
    EXPECT_THAT(why_no_long_run(surges).value(), HasSubstr("surge crash happens once"));

    Scenario disrupted = ScenarioBuilder().build();
    disrupted.disruptions.push_back({.name = "outage", .stages = {}});
    EXPECT_THAT(why_no_long_run(disrupted).value(), HasSubstr("disruption outage happens once"));

    Scenario dated = ScenarioBuilder().build();
    dated.calendar.emplace();
    EXPECT_THAT(why_no_long_run(dated).value(), HasSubstr("have dates"));

    EXPECT_THAT(
        why_no_long_run(
            ScenarioBuilder().load({{.at = kStartOfRun, .call_class = CallClassId{0}}}).build())
            .value(),
        HasSubstr("recorded load"));

    People leavers;
    leavers.leave_per_year = 0.1;
    const Roster roster = every_day(2, hours{8}, hours{8}, {});
    EXPECT_THAT(
        why_no_long_run(ScenarioBuilder().pool("people", {.staff = Staff{roster, leavers}}).build())
            .value(),
        HasSubstr("people of pool people change"));
    EXPECT_TRUE(repeats_daily(
        ScenarioBuilder().pool("people", {.staff = Staff{roster, People{}}}).build()));
}

}  // namespace
}  // namespace fcr::test
