#include "sim/analysis/load_variation.hpp"

#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace fcr {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kNoKey = ~std::uint64_t{0};

/// A call every 100 s over whole days, classes in turn.
LoadIntake every_hundred_seconds(std::int64_t days) {
    LoadIntake intake;
    intake.days = days;
    intake.counts.by_class.resize(2);
    for (SimTime at = kStartOfRun; at < kStartOfRun + days * 24h; at += 100s) {
        intake.calls.push_back({.at = at, .call_class = CallClassId{intake.calls.size() % 2}});
    }
    return intake;
}

std::map<std::uint64_t, SimTime> by_caller(const LoadIntake& intake) {
    std::map<std::uint64_t, SimTime> callers;
    for (const RecordedCall& call : intake.calls) {
        EXPECT_TRUE(callers.emplace(call.caller.key_or(kNoKey), call.at).second)
            << "a caller twice";
    }
    return callers;
}

LoadIntake varied(const LoadVariation& variation, std::uint64_t seed = 7, std::int64_t days = 14) {
    LoadIntake intake = every_hundred_seconds(days);
    const Result<VariedLoad> told = vary_load(intake, variation, seed);
    EXPECT_TRUE(told.has_value());
    EXPECT_EQ(told->calls, intake.calls.size());
    EXPECT_TRUE(std::ranges::is_sorted(intake.calls, {}, &RecordedCall::at));
    return intake;
}

TEST(LoadVariation, ThinningKeepsWhoIsKeptAtEveryGreaterShare) {
    const auto all = by_caller(varied({.thin = 1.0}));
    const auto most = by_caller(varied({.thin = 0.8}));
    const auto few = by_caller(varied({.thin = 0.3}));

    EXPECT_EQ(all.size(), 14U * 864U);
    EXPECT_NEAR(static_cast<double>(most.size()), 0.8 * 14 * 864, 4 * 44);
    EXPECT_NEAR(static_cast<double>(few.size()), 0.3 * 14 * 864, 4 * 51);
    for (const auto& [caller, at] : few) {
        ASSERT_TRUE(most.contains(caller));
        EXPECT_EQ(most.at(caller), at);
    }
    for (const auto& [caller, at] : most) {
        EXPECT_EQ(at, kStartOfRun + static_cast<std::int64_t>(caller) * 100s) << "named by the row";
    }
}

TEST(LoadVariation, ScalingAddsOthersAndLeavesWhoWasThere) {
    const auto load = by_caller(varied({.scale = 1.25}));
    const auto more = by_caller(varied({.scale = 2.5}));

    EXPECT_NEAR(static_cast<double>(load.size()), 1.25 * 14 * 864, 4 * 48);
    EXPECT_NEAR(static_cast<double>(more.size()), 2.5 * 14 * 864, 4 * 55);
    for (std::uint64_t row = 0; row < 14 * 864; ++row) {
        ASSERT_TRUE(load.contains(row));
        EXPECT_EQ(load.at(row), kStartOfRun + static_cast<std::int64_t>(row) * 100s);
    }
    EXPECT_LT(by_caller(varied({.scale = 0.5})).size(), 0.55 * 14 * 864);
}

TEST(LoadVariation, JitterMovesEveryoneAndTheSameWayInAThinnedLoad) {
    const auto shifted = by_caller(varied({.jitter = 600s}));
    const auto both = by_caller(varied({.thin = 0.5, .jitter = 600s}));

    Duration greatest{0};
    for (const auto& [caller, at] : shifted) {
        const SimTime recorded = kStartOfRun + static_cast<std::int64_t>(caller) * 100s;
        greatest = std::max(greatest, at > recorded ? at - recorded : recorded - at);
        EXPECT_GE(at, kStartOfRun);
        EXPECT_LT(at, kStartOfRun + 14 * 24h);
    }
    EXPECT_LE(greatest, 600s);
    EXPECT_GT(greatest, 590s);
    for (const auto& [caller, at] : both) {
        EXPECT_EQ(shifted.at(caller), at);
    }
}

TEST(LoadVariation, DrawsWholeDaysAndKeepsWeekdaysWhereAsked) {
    LoadIntake intake = every_hundred_seconds(21);
    std::erase_if(intake.calls, [](const RecordedCall& call) {
        // Day d of the load has d calls: it is known by their number.
        const Duration since = call.at - kStartOfRun;
        return since % 24h >= (since / 24h) * 100s;
    });
    LoadIntake any = intake;
    ASSERT_TRUE(vary_load(any, {.resample = DayChoice::Any, .days = 100}, 3).has_value());
    LoadIntake weekdays = intake;
    ASSERT_TRUE(
        vary_load(weekdays, {.resample = DayChoice::SameWeekday, .days = 100}, 3).has_value());

    const auto per_day = [](const LoadIntake& load) {
        std::vector<std::int64_t> counts(static_cast<std::size_t>(load.days));
        for (const RecordedCall& call : load.calls) {
            ++counts[static_cast<std::size_t>((call.at - kStartOfRun) / 24h)];
        }
        return counts;
    };
    EXPECT_EQ(any.days, 100);
    const auto drawn = per_day(any);
    EXPECT_GT(std::set(drawn.begin(), drawn.end()).size(), 15U);
    EXPECT_TRUE(std::ranges::all_of(drawn, [](std::int64_t calls) { return calls < 21; }));
    const auto by_weekday = per_day(weekdays);
    for (std::size_t place = 0; place < by_weekday.size(); ++place) {
        EXPECT_EQ(by_weekday[place] % 7, static_cast<std::int64_t>(place % 7));
    }
    by_caller(any);
}

TEST(LoadVariation, AnotherSeedIsAnotherLoadAndTheSameTheSame) {
    const LoadVariation asked{.resample = DayChoice::Any, .thin = 0.9, .scale = 1.1, .jitter = 60s};

    EXPECT_EQ(by_caller(varied(asked, 1)), by_caller(varied(asked, 1)));
    EXPECT_NE(by_caller(varied(asked, 1)), by_caller(varied(asked, 2)));
}

TEST(LoadVariation, ExtraCallsAreCallersOfTheirOwn) {
    LoadVariation asked;
    asked.extra = {{.at = kStartOfRun + 50s, .call_class = CallClassId{0}}};

    const LoadIntake load = varied(asked);

    EXPECT_EQ(load.calls.size(), 14U * 864U + 1U);
    EXPECT_EQ(load.calls[1].at, kStartOfRun + 50s);
    by_caller(load);
}

TEST(LoadVariation, RefusesMoreCallsThanALoadMayHave) {
    LoadIntake intake = every_hundred_seconds(300);

    const auto told = vary_load(intake, {.scale = 100.0}, 1);

    ASSERT_FALSE(told.has_value());
    EXPECT_EQ(to_string(told.error().front()),
              "--scale: limit reached: at most 20000000 calls in a load");
}

/// The rows of calls of a run, by what is the caller's own.
class CallsByCaller final : public LedgerConsumer {
public:
    void replication(std::uint64_t /*number*/, const ReplicationLedgers& ledgers) override {
        for (const CallLedgerRow& row : ledgers.calls) {
            const CallTimes& times = row.call.times;
            calls[row.call.caller] = {times.network_arrive, times.ended - times.answered};
        }
    }
    std::map<std::uint64_t, std::pair<SimTime, Duration>> calls;
};

TEST(LoadVariation, AKeptCallerHasTheSameWorkInTheRoom) {
    const auto run = [](double share) {
        LoadIntake intake = every_hundred_seconds(1);
        EXPECT_TRUE(vary_load(intake, {.thin = share}, 5).has_value());
        for (RecordedCall& call : intake.calls) {
            call.call_class = CallClassId{0};
        }
        Scenario scenario = test::ScenarioBuilder().build();
        scenario.load = intake.calls;
        scenario.run.warm_up = Duration{0};
        scenario.run.measured = 24h;
        for (Pool& pool : scenario.pools) {
            pool.seats = {{.from = kStartOfRun, .seats = 200}};
        }
        const auto compiled = compile(scenario);
        EXPECT_TRUE(compiled.has_value());
        CallsByCaller calls;
        ExperimentProgress progress;
        const auto result =
            run_experiment(*compiled, {.seed = 1, .replications = 1, .ledgers = &calls}, progress);
        EXPECT_FALSE(result.limit);
        return calls.calls;
    };

    const auto all = run(1.0);
    const auto thinned = run(0.5);

    EXPECT_GT(thinned.size(), 300U);
    EXPECT_LT(thinned.size(), all.size());
    for (const auto& [caller, call] : thinned) {
        ASSERT_TRUE(all.contains(caller));
        EXPECT_EQ(all.at(caller), call);
    }
}

}  // namespace
}  // namespace fcr
