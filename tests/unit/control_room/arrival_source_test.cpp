// Callers beside a line's own: surges, named callers, and days that are not 24 hours long.
#include "sim/control_room/arrival_source.hpp"

#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

namespace fcr::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Every caller of the first line, in order.
std::vector<Caller> callers_of(const Scenario& scenario, std::uint64_t replication = 0) {
    const auto compiled = compile(scenario);
    FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
    ArrivalSource source(*compiled, LineId{0});
    source.reset(Streams(20'261'125, replication));
    std::vector<Caller> callers;
    while (source.next_arrival() < kNever) {
        callers.push_back(source.take());
    }
    EXPECT_FALSE(source.overrun());
    return callers;
}

Scenario quiet_line(double per_hour, Duration measured) {
    return ScenarioBuilder().line("999", {.per_hour = per_hour}).measured(measured).build();
}

Surge crash(double calls, bool exactly) {
    return {.name = "crash",
            .call_class = CallClassId{0},
            .start = hours{2} + minutes{10},
            .spread = UniformLaw{.low_s = 0.0, .high_s = 180.0},
            .calls = calls,
            .exactly = exactly};
}

TEST(ArrivalSource, ASurgeBringsExactlyItsCallersInItsTime) {
    Scenario scenario = quiet_line(0.0, hours{24});
    scenario.surges.push_back(crash(40.0, true));

    const std::vector<Caller> callers = callers_of(scenario);

    ASSERT_EQ(callers.size(), 40U);
    std::set<std::uint64_t> keys;
    SimTime last = kStartOfRun;
    for (const Caller& caller : callers) {
        EXPECT_GE(caller.dialled, kStartOfRun + hours{2} + minutes{10});
        EXPECT_LT(caller.dialled, kStartOfRun + hours{2} + minutes{13});
        EXPECT_GE(caller.network_arrive, last);
        last = caller.network_arrive;
        keys.insert(caller.key);
    }
    EXPECT_EQ(keys.size(), 40U);
}

// Seed 20261125, 2,000 replications; the intervals are four standard errors wide to each side.
TEST(ArrivalSource, ASurgesCallersAreAPoissonNumber) {
    constexpr int replications = 2'000;
    constexpr double mean = 100.0;  // two chunks
    Scenario scenario = quiet_line(0.0, hours{24});
    scenario.surges.push_back(crash(mean, false));

    double sum = 0.0;
    double squares = 0.0;
    for (int replication = 0; replication < replications; ++replication) {
        const auto count = static_cast<double>(
            callers_of(scenario, static_cast<std::uint64_t>(replication)).size());
        sum += count;
        squares += count * count;
    }
    const double average = sum / replications;
    const double variance = squares / replications - average * average;

    EXPECT_NEAR(average, mean, 4.0 * std::sqrt(mean / replications));
    EXPECT_NEAR(variance / mean, 1.0, 4.0 * std::sqrt(2.0 / replications));
}

TEST(ArrivalSource, ASurgeMayGoOnOverManyIntervalsAndEndsWithTheRun) {
    Scenario scenario = quiet_line(30.0, hours{6});
    scenario.surges.push_back(crash(5'000.0, true));
    scenario.surges[0].spread = ExponentialLaw{.mean_s = 3'600.0};

    const std::vector<Caller> callers = callers_of(scenario);

    EXPECT_GT(callers.size(), 4'500U);
    EXPECT_LT(callers.size(), 5'300U);
    for (std::size_t row = 1; row < callers.size(); ++row) {
        ASSERT_LE(callers[row - 1].network_arrive, callers[row].network_arrive);
    }
    EXPECT_LT(callers.back().dialled, kStartOfRun + hours{6});
}

TEST(ArrivalSource, SurgesAndNamedCallersLeaveTheLinesOwnCallersAsTheyWere) {
    const Scenario before = quiet_line(60.0, hours{48});
    Scenario after = before;
    after.surges.push_back(crash(40.0, true));
    after.named_callers.push_back({.name = "regular",
                                   .call_class = CallClassId{0},
                                   .calls_per_day = 5.0,
                                   .hour_weights = std::vector<double>(24, 1.0)});

    const std::vector<Caller> own = callers_of(before);
    std::vector<Caller> all = callers_of(after);

    EXPECT_GT(all.size(), own.size() + 40);
    std::erase_if(all, [](const Caller& caller) { return caller.key >> 56U != 0; });
    ASSERT_EQ(all.size(), own.size());
    for (std::size_t row = 0; row < own.size(); ++row) {
        EXPECT_EQ(all[row].key, own[row].key);
        EXPECT_EQ(all[row].dialled, own[row].dialled);
        EXPECT_EQ(all[row].draws.talk_s, own[row].draws.talk_s);
    }
}

TEST(ArrivalSource, ALargerSurgeKeepsItsCallers) {
    Scenario scenario = quiet_line(0.0, hours{24});
    scenario.surges.push_back(crash(100.0, false));
    const std::vector<Caller> fewer = callers_of(scenario);
    scenario.surges[0].calls = 130.0;
    const std::vector<Caller> more = callers_of(scenario);

    std::set<std::uint64_t> keys;
    for (const Caller& caller : more) {
        keys.insert(caller.key);
    }
    for (const Caller& caller : fewer) {
        EXPECT_EQ(keys.count(caller.key), 1U);
    }
    EXPECT_GT(more.size(), fewer.size());
}

// Seed 20261125, 1,000 days; four standard errors.
TEST(ArrivalSource, ANamedCallerRingsAsOftenAndWhenItIsSaid) {
    constexpr int days = 1'000;
    constexpr double per_day = 3.0;
    Scenario scenario = quiet_line(0.0, hours{24 * days});
    std::vector<double> weights(24, 0.0);
    weights[18] = 3.0;
    weights[19] = 1.0;
    scenario.named_callers.push_back({.name = "regular",
                                      .call_class = CallClassId{0},
                                      .calls_per_day = per_day,
                                      .hour_weights = weights});

    const std::vector<Caller> callers = callers_of(scenario);

    const auto count = static_cast<double>(callers.size());
    EXPECT_NEAR(count, per_day * days, 4.0 * std::sqrt(per_day * days));
    std::vector<int> of_day(days, 0);
    double at_six = 0.0;
    for (const Caller& caller : callers) {
        const Duration since = caller.dialled - kStartOfRun;
        ++of_day[static_cast<std::size_t>(since / hours{24})];
        const Duration of_its_day = since % hours{24};
        EXPECT_GE(of_its_day, hours{18});
        EXPECT_LT(of_its_day, hours{20});
        at_six += of_its_day < hours{19} ? 1.0 : 0.0;
    }
    EXPECT_NEAR(at_six / count, 0.75, 4.0 * std::sqrt(0.75 * 0.25 / count));
    double squares = 0.0;
    for (const int calls : of_day) {
        squares += (calls - per_day) * (calls - per_day);
    }
    EXPECT_NEAR(squares / days / per_day, 1.0, 4.0 * std::sqrt((2.0 + 1.0 / per_day) / days));
}

TEST(ArrivalSource, ARunThatBeginsWithinADayHasTheRestOfItsNamedCalls) {
    Scenario scenario = ScenarioBuilder()
                            .line("999", {.per_hour = 0.0})
                            .warm_up(hours{36})
                            .measured(hours{24})
                            .build();
    scenario.named_callers.push_back({.name = "regular",
                                      .call_class = CallClassId{0},
                                      .calls_per_day = 60.0,
                                      .hour_weights = std::vector<double>(24, 1.0)});

    const std::vector<Caller> callers = callers_of(scenario);

    EXPECT_NEAR(static_cast<double>(callers.size()), 150.0, 4.0 * std::sqrt(150.0));
    EXPECT_GE(callers.front().dialled, kStartOfRun);
    EXPECT_LT(callers.front().dialled, kStartOfRun + hours{2});
}

/// Sunday 29 March 2026 of 23 hours and the Monday after it.
Scenario spring_days() {
    Scenario scenario = ScenarioBuilder()
                            .line("999", {.per_hour = 60.0, .day_factor_cv = 0.5})
                            .measured(hours{47})
                            .build();
    scenario.calendar =
        lay_out_days(Date{std::chrono::year{2026} / 3 / 29}, Duration::zero(), hours{71});
    return scenario;
}

TEST(ArrivalSource, DayFactorsAndKeysFollowTheLocalDays) {
    const std::vector<Caller> callers = callers_of(spring_days());

    for (const Caller& caller : callers) {
        const std::uint64_t day = caller.key >> 40U & 0xFFFFU;
        EXPECT_EQ(day, caller.dialled < kStartOfRun + hours{23} ? 0U : 1U);
    }
    // The first interval of Monday has Monday's first key.
    const auto monday = std::ranges::find_if(
        callers, [](const Caller& caller) { return caller.dialled >= kStartOfRun + hours{23}; });
    ASSERT_NE(monday, callers.end());
    EXPECT_EQ(monday->key >> 24U & 0xFFFFU, 0U);
}

TEST(ArrivalSource, ARunThatGoesOnHasTheDaysItWouldHaveHad) {
    // Three days in one run, and the last two in a run that goes on after the first.
    const auto days = [](int count) {
        return ScenarioBuilder()
            .line("999", {.per_hour = 20.0, .day_factor_cv = 0.5})
            .measured(count * hours{24})
            .build();
    };
    const auto whole = compile(days(3));
    auto rest = compile(days(2));
    ASSERT_TRUE(whole && rest);
    rest->days_before = 1;
    rest->hours_before = 24;
    const Streams streams(20'261'126, 3);
    ArrivalSource first(*whole, LineId{0});
    ArrivalSource second(*rest, LineId{0});
    first.reset(streams);
    second.reset(streams);
    while (first.next_arrival() < kStartOfRun + hours{24}) {
        static_cast<void>(first.take());
    }

    std::size_t callers = 0;
    while (first.next_arrival() < kNever) {
        ASSERT_LT(second.next_arrival(), kNever);
        const Caller here = first.take();
        const Caller there = second.take();
        EXPECT_EQ(here.key, there.key);
        EXPECT_EQ(here.dialled, there.dialled + hours{24});
        EXPECT_EQ(here.draws.talk_s, there.draws.talk_s);
        ++callers;
    }
    EXPECT_EQ(second.next_arrival(), kNever);
    EXPECT_GT(callers, 500U);
}

TEST(ArrivalSource, OrdinaryDatesChangeNoCaller) {
    Scenario scenario = ScenarioBuilder()
                            .line("999", {.per_hour = 60.0, .day_factor_cv = 0.2})
                            .warm_up(hours{30})
                            .measured(hours{48})
                            .build();
    const std::vector<Caller> without = callers_of(scenario);
    scenario.calendar = lay_out_days(Date{std::chrono::year{2026} / 11 / 25}, hours{30}, hours{72});
    const std::vector<Caller> with = callers_of(scenario);

    ASSERT_EQ(with.size(), without.size());
    for (std::size_t row = 0; row < with.size(); ++row) {
        EXPECT_EQ(with[row].key, without[row].key);
        EXPECT_EQ(with[row].dialled, without[row].dialled);
    }
}

}  // namespace
}  // namespace fcr::test
