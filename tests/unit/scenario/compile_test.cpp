#include "sim/scenario/compile.hpp"

#include "tests/support/scenario_builder.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <limits>
#include <string>
#include <tuple>
#include <vector>

namespace fcr::test {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

CompiledScenario compiled(const Scenario& scenario) {
    Result<CompiledScenario> result = compile(scenario);
    if (!result) {
        ADD_FAILURE() << to_string(result.error().at(0));
        return {};
    }
    return std::move(*result);
}

std::string refusal(const Scenario& scenario) {
    const Result<CompiledScenario> result = compile(scenario);
    if (result) {
        ADD_FAILURE() << "compiled what should be refused";
        return {};
    }
    EXPECT_THAT(result.error(), SizeIs(1));
    return to_string(result.error()[0]);
}

/// Pool, lane and time asked of every entry that a pool may take, in its order.
using Takes = std::vector<std::tuple<std::size_t, Duration>>;
Takes takes_of(const CompiledScenario& scenario, std::size_t pool) {
    Takes takes;
    const Rows rows = scenario.pools[PoolId{pool}].lanes;
    for (std::uint32_t row = rows.first; row < rows.first + rows.count; ++row) {
        const PoolLane& entry = scenario.pool_lanes[PoolLaneId{row}];
        takes.emplace_back(entry.lane.index(), entry.presented_after);
    }
    return takes;
}

std::vector<std::size_t> newcomers_of(const CompiledScenario& scenario, std::size_t lane) {
    std::vector<std::size_t> pools;
    const Rows rows = scenario.lanes[LaneId{lane}].newcomers;
    for (std::uint32_t row = rows.first; row < rows.first + rows.count; ++row) {
        pools.push_back(scenario.lane_pools[LanePoolId{row}].pool.index());
    }
    return pools;
}

TEST(Compile, TheRunIsLaidOutFromZero) {
    const CompiledScenario scenario = compiled(
        ScenarioBuilder().warm_up(hours{24}).measured(hours{48}).drain_max(hours{6}).build());

    EXPECT_EQ(scenario.measured_from, kStartOfRun + hours{24});
    EXPECT_EQ(scenario.measured_until, kStartOfRun + hours{72});
    EXPECT_EQ(scenario.latest_end, kStartOfRun + hours{78});
}

TEST(Compile, RatesOfEveryLineLieInOneTable) {
    const CompiledScenario scenario =
        compiled(ScenarioBuilder()
                     .line("999", {.per_interval = {1, 2, 3, 4}})
                     .line("101", {.per_interval = {5, 6}, .interval = minutes{30}})
                     .build());

    EXPECT_THAT(scenario.rates.rows(), ElementsAre(1.0, 2.0, 3.0, 4.0, 5.0, 6.0));
    EXPECT_EQ(scenario.lines[LineId{1}].rates.first, 4U);
    EXPECT_EQ(scenario.lines[LineId{1}].rates.count, 2U);
    EXPECT_EQ(scenario.lines[LineId{1}].interval, minutes{30});
}

TEST(Compile, SharesOfALineAreCumulativeAndEndAtOne) {
    const CompiledScenario scenario = compiled(ScenarioBuilder()
                                                   .line("999")
                                                   .line("101")
                                                   .call_class("a", {.line = "999", .share = 0.1})
                                                   .call_class("x", {.line = "101"})
                                                   .call_class("b", {.line = "999", .share = 0.2})
                                                   .call_class("c", {.line = "999", .share = 0.7})
                                                   .build());

    const Rows rows = scenario.lines[LineId{0}].classes;
    ASSERT_EQ(rows.count, 3U);
    EXPECT_EQ(scenario.class_shares[ClassShareId{rows.first}].call_class, CallClassId{0});
    EXPECT_EQ(scenario.class_shares[ClassShareId{rows.first + 1}].call_class, CallClassId{2});
    EXPECT_DOUBLE_EQ(scenario.class_shares[ClassShareId{rows.first + 1}].cumulative, 0.1 + 0.2);
    EXPECT_EQ(scenario.class_shares[ClassShareId{rows.first + 2}].cumulative, 1.0);
    EXPECT_EQ(scenario.lines[LineId{1}].classes.count, 1U);
}

TEST(Compile, AStepThatWidensIsOpenToTheEarlierPoolsToo) {
    const CompiledScenario scenario =
        compiled(ScenarioBuilder()
                     .call_class("a",
                                 {.route = {{.pools = {"p0"}},
                                            {.after = seconds{8}, .pools = {"p1", "p0"}},
                                            {.after = seconds{20}, .pools = {"p2"}}}})
                     .pool("p0")
                     .pool("p1")
                     .pool("p2")
                     .build());

    ASSERT_EQ(scenario.lanes.size(), 3U);
    EXPECT_EQ(scenario.classes[CallClassId{0}].lanes.count, 3U);
    EXPECT_EQ(scenario.lanes[LaneId{0}].from, Duration::zero());
    EXPECT_EQ(scenario.lanes[LaneId{0}].next_step, seconds{8});
    EXPECT_EQ(scenario.lanes[LaneId{1}].from, seconds{8});
    EXPECT_EQ(scenario.lanes[LaneId{1}].step, 1);
    EXPECT_EQ(scenario.lanes[LaneId{2}].next_step, std::nullopt);
    EXPECT_THAT(newcomers_of(scenario, 0), ElementsAre(0U));
    EXPECT_THAT(newcomers_of(scenario, 1), ElementsAre(1U));
    EXPECT_THAT(newcomers_of(scenario, 2), ElementsAre(2U));
    EXPECT_EQ(takes_of(scenario, 0), (Takes{{0, seconds{0}}, {1, seconds{0}}, {2, seconds{0}}}));
    EXPECT_EQ(takes_of(scenario, 1), (Takes{{1, seconds{8}}, {2, seconds{8}}}));
    EXPECT_EQ(takes_of(scenario, 2), (Takes{{2, seconds{20}}}));
}

TEST(Compile, AStepThatMovesLeavesTheEarlierPools) {
    const CompiledScenario scenario =
        compiled(ScenarioBuilder()
                     .call_class("a",
                                 {.route = {{.pools = {"p0"}},
                                            {.after = seconds{8}, .pools = {"p1"}, .move = true},
                                            {.after = seconds{20}, .pools = {"p0"}}}})
                     .pool("p0")
                     .pool("p1")
                     .build());

    EXPECT_THAT(newcomers_of(scenario, 1), ElementsAre(1U));
    EXPECT_THAT(newcomers_of(scenario, 2), ElementsAre(0U));
    EXPECT_EQ(takes_of(scenario, 0), (Takes{{0, seconds{0}}, {2, seconds{20}}}));
    EXPECT_EQ(takes_of(scenario, 1), (Takes{{1, seconds{8}}, {2, seconds{8}}}));
}

TEST(Compile, ABetterPriorityAlwaysWins) {
    const CompiledScenario scenario = compiled(ScenarioBuilder()
                                                   .call_class("late", {.priority = 255})
                                                   .call_class("soon", {.priority = 2})
                                                   .call_class("first", {.priority = 1})
                                                   .call_class("also_soon", {.priority = 2})
                                                   .build());

    EXPECT_EQ(takes_of(scenario, 0),
              (Takes{{2, seconds{0}}, {1, seconds{0}}, {3, seconds{0}}, {0, seconds{0}}}));
    const Duration first = scenario.lanes[LaneId{2}].head_start;
    const Duration soon = scenario.lanes[LaneId{1}].head_start;
    EXPECT_GT(first - soon, kLongestSpan);
    EXPECT_EQ(scenario.lanes[LaneId{0}].head_start, Duration::zero());
}

TEST(Compile, ATimeCreditIsAHeadStart) {
    const CompiledScenario scenario =
        compiled(ScenarioBuilder()
                     .call_class("101", {.priority = 1})
                     .call_class("999", {.priority = 2, .time_credit = seconds{90}})
                     .time_credit()
                     .build());

    EXPECT_EQ(scenario.lanes[LaneId{0}].head_start, seconds{0});
    EXPECT_EQ(scenario.lanes[LaneId{1}].head_start, seconds{90});
    EXPECT_EQ(takes_of(scenario, 0), (Takes{{1, seconds{0}}, {0, seconds{0}}}));
}

TEST(Compile, SeatsKeptFreeStandAtThePoolAndAtTheNewcomer) {
    const CompiledScenario scenario = compiled(ScenarioBuilder()
                                                   .call_class("999")
                                                   .call_class("101")
                                                   .pool("p", {.seats_kept_free = {{"101", 2}}})
                                                   .build());

    EXPECT_EQ(scenario.pool_lanes[PoolLaneId{0}].seats_kept_free, 0U);
    EXPECT_EQ(scenario.pool_lanes[PoolLaneId{1}].seats_kept_free, 2U);
    EXPECT_EQ(scenario.lane_pools[LanePoolId{1}].seats_kept_free, 2U);
}

TEST(Compile, HandlersOfAPoolAreNumberedInARow) {
    const CompiledScenario scenario =
        compiled(ScenarioBuilder()
                     .pool("p0",
                           {.seat_changes = {{kStartOfRun, 3},
                                             {kStartOfRun + minutes{10}, 7},
                                             {kStartOfRun + minutes{20}, 2}}})
                     .pool("p1", {.seats = 5})
                     .build());

    EXPECT_EQ(scenario.pools[PoolId{0}].first_handler, 0U);
    EXPECT_EQ(scenario.pools[PoolId{0}].seats_max, 7U);
    EXPECT_EQ(scenario.pools[PoolId{0}].seat_changes.count, 3U);
    EXPECT_EQ(scenario.pools[PoolId{1}].first_handler, 7U);
    EXPECT_EQ(scenario.pools[PoolId{1}].seat_changes.first, 3U);
    EXPECT_EQ(scenario.handlers_max, 12U);
}

TEST(Compile, EndlessPatienceIsNotDrawn) {
    const CompiledScenario scenario =
        compiled(ScenarioBuilder()
                     .call_class("a")
                     .call_class("b", {.patience = ExponentialLaw{240.0}})
                     .build());

    EXPECT_TRUE(scenario.classes[CallClassId{0}].patient_for_ever);
    EXPECT_FALSE(scenario.classes[CallClassId{1}].patient_for_ever);
    EXPECT_EQ(scenario.classes[CallClassId{1}].patience.kind(), DistributionKind::Exponential);
}

TEST(Compile, AMessageOfNoLengthIsNone) {
    const CompiledScenario scenario = compiled(ScenarioBuilder()
                                                   .line("999")
                                                   .line("101", {.message = ConstantLaw{12.0}})
                                                   .line("online", {.operator_leg = OperatorLeg{}})
                                                   .build());

    EXPECT_FALSE(scenario.lines[LineId{0}].has_message);
    EXPECT_FALSE(scenario.lines[LineId{0}].has_operator_leg);
    EXPECT_TRUE(scenario.lines[LineId{1}].has_message);
    EXPECT_TRUE(scenario.lines[LineId{2}].has_operator_leg);
}

TEST(Compile, DayFactorsShareAGammaPart) {
    const CompiledScenario scenario = compiled(ScenarioBuilder()
                                                   .line("999", {.day_factor_cv = 0.1})
                                                   .line("101", {.day_factor_cv = 0.2})
                                                   .line("online")
                                                   .day_factor_correlation(0.5)
                                                   .build());

    // Shapes 100 and 25: the shared part is 0.5 * sqrt(2500) = 25, all there is of the smaller.
    EXPECT_DOUBLE_EQ(scenario.lines[LineId{0}].day_shape, 100.0);
    EXPECT_DOUBLE_EQ(scenario.lines[LineId{1}].day_shape, 25.0);
    EXPECT_DOUBLE_EQ(scenario.day_shape_shared, 25.0);
    EXPECT_NEAR(scenario.lines[LineId{0}].day_shape_own, 75.0, 1e-9);
    EXPECT_NEAR(scenario.lines[LineId{1}].day_shape_own, 0.0, 1e-9);
    EXPECT_EQ(scenario.lines[LineId{2}].day_shape, 0.0);
    EXPECT_EQ(scenario.lines[LineId{2}].day_shape_own, 0.0);
}

TEST(Compile, OneDayFactorAloneSharesNothing) {
    const CompiledScenario scenario = compiled(ScenarioBuilder()
                                                   .line("999", {.day_factor_cv = 0.1})
                                                   .line("101")
                                                   .day_factor_correlation(0.9)
                                                   .build());

    EXPECT_EQ(scenario.day_shape_shared, 0.0);
    EXPECT_DOUBLE_EQ(scenario.lines[LineId{0}].day_shape_own, 100.0);
}

TEST(Compile, TheHighestCorrelationIsThatOfTheTwoWidestFactors) {
    const Scenario scenario = ScenarioBuilder()
                                  .line("a", {.day_factor_cv = 0.1})
                                  .line("b", {.day_factor_cv = 0.4})
                                  .line("c", {.day_factor_cv = 0.2})
                                  .build();

    EXPECT_NEAR(shared_day_shape(scenario).correlation_max, 0.5, 1e-12);
}

TEST(Compile, TheWaitingRoomIsTwentyBusyQuarterHours) {
    // 60 and 30 in the busiest quarter-hour.
    const CompiledScenario scenario =
        compiled(ScenarioBuilder()
                     .line("999", {.per_interval = {10, 60, 20, 5}})
                     .line("101", {.per_interval = {60, 10}, .interval = minutes{30}})
                     .build());

    EXPECT_EQ(scenario.waiting_calls_max, 20U * 90U);
}

TEST(Compile, AQuietWaitingRoomHasSixtyFourPlaces) {
    EXPECT_EQ(compiled(ScenarioBuilder().line("999", {.per_hour = 1}).build()).waiting_calls_max,
              64U);
}

TEST(Compile, LinesWithALimitBringTheirLimit) {
    EXPECT_EQ(
        compiled(
            ScenarioBuilder().line("999", {.lines_max = 30}).line("101", {.lines_max = 12}).build())
            .waiting_calls_max,
        42U);
    EXPECT_EQ(compiled(ScenarioBuilder()
                           .line("999", {.per_hour = 40, .lines_max = 30})
                           .line("101", {.per_hour = 40})
                           .build())
                  .waiting_calls_max,
              30U + 200U);
}

TEST(Compile, TheBusiestIntervalBoundsItsCallers) {
    const CompiledScenario scenario =
        compiled(ScenarioBuilder()
                     .line("999", {.per_interval = {10, 100, 20, 5}, .day_factor_cv = 0.1})
                     .build());

    // 100 * (1 + 12 * 0.1) = 220, and 12 * sqrt(220) = 177.99.
    EXPECT_EQ(scenario.lines[LineId{0}].interval_calls_max, 397U + 64U);
}

TEST(Compile, LimitsAreNamedWhenTheyAreReached) {
    EXPECT_EQ(
        refusal(
            ScenarioBuilder().pool("p0", {.seats = 15'000}).pool("p1", {.seats = 1'001}).build()),
        "pools: limit reached: at most 16000 seats in all pools together (found \"16001 "
        "seats\")");
    EXPECT_EQ(refusal(ScenarioBuilder()
                          .line("999", {.lines_max = 30'000})
                          .line("101", {.lines_max = 20'001})
                          .build()),
              "lines: limit reached: at most 50000 callers waiting at once; lower lines_max (found "
              "\"50001 waiting calls\")");
    EXPECT_THAT(refusal(ScenarioBuilder()
                            .line("999", {.lines_max = 50'000})
                            .pool("p0", {.seats = 15'000})
                            .build()),
                HasSubstr("scenario: limit reached: handlers, waiting calls, lanes and lines "
                          "together at most 64936"));
    EXPECT_THAT(refusal(ScenarioBuilder().line("999", {.per_hour = 4'000'004}).build()),
                HasSubstr("lines[999].arrivals: limit reached: at most 1000000 expected calls"));
}

TEST(Compile, AProfileMustSpanTheRun) {
    EXPECT_EQ(refusal(ScenarioBuilder().line("999", {.per_interval = {1, 2}}).build()),
              "lines[999].arrivals: must span warm-up and measured part, 3600 s (found \"2 "
              "intervals of 900 s\")");
}

TEST(Compile, ARecordedLoadReplacesTheArrivals) {
    const CallClassId a{0};
    const CompiledScenario scenario =
        compiled(ScenarioBuilder()
                     .line("999", {.per_hour = 1e9, .day_factor_cv = 0.1})
                     .load({{kStartOfRun, a},
                            {kStartOfRun + minutes{1}, a},
                            {kStartOfRun + minutes{1}, a},
                            {kStartOfRun + minutes{59}, a}})
                     .build());

    EXPECT_EQ(scenario.load.size(), 4U);
    EXPECT_EQ(scenario.rates.size(), 0U);
    EXPECT_EQ(scenario.lines[LineId{0}].rates.count, 0U);
    EXPECT_EQ(scenario.lines[LineId{0}].day_shape, 0.0);
    EXPECT_EQ(scenario.waiting_calls_max, 64U);
}

TEST(Compile, ALoadOutOfOrderOrOutsideTheRunIsRefused) {
    const CallClassId a{0};
    EXPECT_EQ(refusal(ScenarioBuilder()
                          .load({{kStartOfRun + minutes{2}, a}, {kStartOfRun + minutes{1}, a}})
                          .build()),
              "load[1]: must not be before the call above it, 120 s (found \"60 s\")");
    EXPECT_EQ(refusal(ScenarioBuilder().load({{kStartOfRun + minutes{60}, a}}).build()),
              "load[0]: must be dialled within the run, 0 to 3600 s (found \"3600 s\")");
    EXPECT_EQ(refusal(ScenarioBuilder().load({{kStartOfRun - seconds{1}, a}}).build()),
              "load[0]: must be dialled within the run, 0 to 3600 s (found \"-1 s\")");
}

TEST(Compile, ARouteWithoutStepsIsRefused) {
    Scenario scenario = ScenarioBuilder().build();
    scenario.call_classes[0].route.clear();

    EXPECT_EQ(refusal(scenario),
              "call_classes[999].route: must have 1 to 8 steps (found \"0 steps\")");
}

TEST(Laws, EveryLawHasItsMeanAndItsPhrase) {
    const std::vector<std::tuple<Law, double, std::string>> laws{
        {ConstantLaw{0.0}, 0.0, "none"},
        {ConstantLaw{2.5}, 2.5, "always 2.5 s"},
        {ExponentialLaw{300.0}, 300.0, "exponential, mean 300 s"},
        {LognormalLaw{300.0, 0.8}, 300.0, "lognormal, mean 300 s, cv 0.8"},
        {GammaLaw{60.0, 0.5}, 60.0, "gamma, mean 60 s, cv 0.5"},
        {UniformLaw{0.5, 3.5}, 2.0, "uniform, 0.5 to 3.5 s"},
        {HyperexponentialLaw{{{0.5, 60.0}, {0.5, 120.0}}},
         90.0,
         "mixture of 2 exponentials, mean 90 s"},
        {EmpiricalLaw{{{0.0, 0.0}, {100.0, 1.0}}}, 50.0, "table of 2 knots, mean 50 s"},
        {EmpiricalLaw{{{0.0, 0.0}, {100.0, 0.654}}},
         std::numeric_limits<double>::infinity(),
         "table of 2 knots, 34.6 % for ever"},
        {PiecewiseHazardLaw{{{0.0, 0.01}}}, 100.0, "hazard in 1 stretch, mean 100 s"},
        {NeverLaw{}, std::numeric_limits<double>::infinity(), "never"},
    };

    for (const auto& [law, mean, phrase] : laws) {
        EXPECT_DOUBLE_EQ(mean_s(law), mean) << phrase;
        EXPECT_EQ(to_string(law), phrase);
    }
}

TEST(Laws, AGammaLawIsGivenByMeanAndCv) {
    EXPECT_EQ(to_distribution(GammaLaw{60.0, 0.5}).kind(), DistributionKind::Gamma);
    EXPECT_DOUBLE_EQ(to_distribution(GammaLaw{60.0, 0.5}).mean(), 60.0);
}

}  // namespace

}  // namespace fcr::test
