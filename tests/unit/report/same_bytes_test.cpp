// Equal runs give equal bytes: whatever the number of threads, and again.
#include "sim/report/atomic_file.hpp"
#include "sim/report/days_csv.hpp"
#include "sim/report/intervals_csv.hpp"
#include "sim/report/json.hpp"
#include "sim/report/ledger_csv.hpp"
#include "sim/report/text.hpp"
#include "tests/unit/report/temporary_folder.hpp"
#include "tests/unit/report/tiny_run.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

constexpr RunRequest kRequest{.seed = 7, .replications = 20};

TEST(SameBytes, ReportsDoNotDependOnTheNumberOfThreads) {
    const RunSummary one = run(tiny_scenario(), kRequest, 1).summary;
    for (const unsigned jobs : {2U, 8U}) {
        const RunSummary many = run(tiny_scenario(), kRequest, jobs).summary;

        EXPECT_EQ(to_json(one, "0.0.0"), to_json(many, "0.0.0")) << jobs;
        EXPECT_EQ(intervals_csv(one), intervals_csv(many)) << jobs;
        EXPECT_EQ(bands_csv(one), bands_csv(many)) << jobs;
        EXPECT_EQ(waits_csv(one), waits_csv(many)) << jobs;
        EXPECT_EQ(to_text(one, {}), to_text(many, {})) << jobs;
    }
}

/// The two ledgers of a run, as files.
std::pair<std::string, std::string> ledgers(unsigned jobs) {
    const TemporaryFolder folder;
    const CompiledScenario scenario = *compile(tiny_scenario().build());
    AtomicFile calls(folder.path() / "calls.csv");
    AtomicFile staffing(folder.path() / "staffing.csv");
    ExperimentProgress progress;
    LedgerCsv csv(scenario, {.calls = &calls, .staffing = &staffing}, progress);
    const ExperimentResult result = run_experiment(
        scenario,
        {.seed = 7, .first_replication = 0, .replications = 20, .jobs = jobs, .ledgers = &csv},
        progress);
    EXPECT_EQ(result.replications.size(), 20U);
    EXPECT_FALSE(calls.commit());
    EXPECT_FALSE(staffing.commit());
    return {folder.read("calls.csv"), folder.read("staffing.csv")};
}

TEST(SameBytes, LedgersDoNotDependOnTheNumberOfThreads) {
    const auto one = ledgers(1);

    EXPECT_GT(one.first.size(), 10'000U);
    for (const unsigned jobs : {2U, 8U}) {
        EXPECT_TRUE(one == ledgers(jobs)) << jobs;
    }
}

TEST(SameBytes, AReplicationAloneIsItselfAmongTheOthers) {
    const FinishedRun all = run(tiny_scenario(), {.replications = 6});
    const FinishedRun alone = run(tiny_scenario(), {.first_replication = 4, .replications = 1});
    const ReplicationResult& fifth = all.result.replications[4];
    const ReplicationResult& same = alone.result.replications[0];

    EXPECT_EQ(same.number, 4U);
    EXPECT_EQ(same.counts.offered, fifth.counts.offered);
    EXPECT_EQ(same.kpis[0].counts, fifth.kpis[0].counts);
    EXPECT_EQ(same.kpis[4].percentile_us, fifth.kpis[4].percentile_us);
}

}  // namespace
}  // namespace fcr::test
