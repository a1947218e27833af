// The same results for every number of threads, and for a replication run alone.
#include "sim/experiment/experiment.hpp"

#include "sim/scenario/compile.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

CompiledScenario small_force() {
    auto compiled = compile(ScenarioBuilder()
                                .line("999", {.per_hour = 30.0, .day_factor_cv = 0.1})
                                .call_class("999", {.patience = ExponentialLaw{240}})
                                .pool("in_house", {.seats = 4})
                                .kpi("within_10s", KpiDefinition{.threshold = 10s})
                                .measured(8h)
                                .build());
    FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
    return std::move(*compiled);
}

class LedgerOrder final : public LedgerConsumer {
public:
    void replication(std::uint64_t number, const ReplicationLedgers& ledgers) override {
        order.push_back(number);
        rows.push_back(ledgers.calls.size() + ledgers.staffing.size());
    }
    std::vector<std::uint64_t> order;
    std::vector<std::size_t> rows;
};

bool same(const Rollup& left, const Rollup& right) {
    return std::memcmp(&left, &right, sizeof(Rollup)) == 0;
}

TEST(Experiment, GivesTheSameResultsOnOneTwoAndEightThreads) {
    const CompiledScenario scenario = small_force();
    std::vector<ExperimentResult> results;
    std::vector<LedgerOrder> ledgers(3);
    std::size_t row = 0;
    for (const unsigned jobs : {1U, 2U, 8U}) {
        ExperimentProgress progress;
        results.push_back(run_experiment(
            scenario, {.replications = 40, .jobs = jobs, .ledgers = &ledgers[row++]}, progress));
        EXPECT_EQ(progress.finished.load(), 40U);
    }

    for (std::size_t other = 1; other < results.size(); ++other) {
        EXPECT_EQ(ledgers[other].order, ledgers[0].order);
        EXPECT_EQ(ledgers[other].rows, ledgers[0].rows);
        ASSERT_EQ(results[other].replications.size(), 40U);
        for (std::size_t number = 0; number < 40; ++number) {
            const ReplicationResult& left = results[0].replications[number];
            const ReplicationResult& right = results[other].replications[number];
            EXPECT_EQ(left.number, right.number);
            EXPECT_EQ(left.kpis[0].counts, right.kpis[0].counts);
            for (std::size_t population = 0; population < left.populations.size(); ++population) {
                EXPECT_TRUE(same(left.populations[population], right.populations[population]));
            }
        }
        for (std::size_t interval = 0; interval < kResultIntervals; ++interval) {
            EXPECT_TRUE(same(results[0].totals->total(PoolId{0}, IntervalId{interval}),
                             results[other].totals->total(PoolId{0}, IntervalId{interval})));
        }
    }
}

TEST(Experiment, AReplicationRunAloneIsTheSame) {
    const CompiledScenario scenario = small_force();
    ExperimentProgress progress;
    const auto all = run_experiment(scenario, {.seed = 5, .replications = 10, .jobs = 2}, progress);
    ExperimentProgress alone_progress;
    const auto alone = run_experiment(
        scenario, {.seed = 5, .first_replication = 7, .replications = 1}, alone_progress);

    ASSERT_EQ(alone.replications.size(), 1U);
    EXPECT_EQ(alone.replications[0].number, 7U);
    EXPECT_TRUE(same(alone.replications[0].populations[0], all.replications[7].populations[0]));
}

TEST(Experiment, AStopKeepsWhatIsFinishedWithoutAGap) {
    const CompiledScenario scenario = small_force();
    ExperimentProgress progress;
    progress.stop = true;

    const auto result = run_experiment(scenario, {.replications = 10, .jobs = 2}, progress);

    EXPECT_TRUE(result.stopped);
    EXPECT_TRUE(result.replications.empty());
}

TEST(Experiment, ALimitIsReportedWithItsReplication) {
    auto compiled = compile(ScenarioBuilder()
                                .line("999", {.per_hour = 600.0})
                                .call_class("999", {.talk = ConstantLaw{3600.0}})
                                .pool("in_house", {.seats = 1})
                                .measured(24h)
                                .build());
    ASSERT_TRUE(compiled);
    ExperimentProgress progress;

    const auto result = run_experiment(*compiled, {.replications = 4, .jobs = 2}, progress);

    ASSERT_TRUE(result.limit);
    EXPECT_EQ(result.limit->limit, Limit::WaitingRoom);
    EXPECT_EQ(result.limit->replication, 0U);
}

}  // namespace
}  // namespace fcr::test
