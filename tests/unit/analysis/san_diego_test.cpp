// San Diego's calls for service, 1-14 January 2023, through the dispatch desk of config/. Needs
// the folder that FCR_DATA names.
#include "sim/analysis/intake.hpp"
#include "sim/analysis/replaying.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/load.hpp"
#include "tests/unit/analysis/extract_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace fcr {
namespace {

using testing::ElementsAre;

constexpr std::uint64_t kEvents = 18'471;

class SanDiego : public testing::Test {
protected:
    void SetUp() override {
        extract = test::data_folder() / "san_diego_2023" / "calls.csv.gz";
        if (!std::filesystem::exists(extract)) {
            GTEST_SKIP() << "set FCR_DATA to the folder with san_diego_2023/calls.csv.gz";
        }
        Result<Scenario> loaded = load_scenario("config/scenarios/san_diego_dispatch.txtpb");
        ASSERT_TRUE(loaded.has_value()) << to_string(loaded.error().front());
        scenario = std::move(*loaded);
        Result<LoadMapping> mapping = read_mapping("config/mappings/san_diego_2023.txtpb");
        ASSERT_TRUE(mapping.has_value()) << to_string(mapping.error().front());
        mapping->span = {.from = parse_local_time("2023-01-01"),
                         .to = parse_local_time("2023-01-15")};
        Result<LoadIntake> read = read_load(extract, *mapping, scenario);
        ASSERT_TRUE(read.has_value()) << to_string(read.error().front());
        intake = std::move(*read);
    }

    std::filesystem::path extract;
    Scenario scenario;
    LoadIntake intake;
};

TEST_F(SanDiego, KeepsEveryEventOfTheFortnight) {
    EXPECT_EQ(intake.counts.read, 26'595U);
    EXPECT_EQ(intake.counts.kept, kEvents);
    EXPECT_EQ(intake.counts.before, 0U);
    EXPECT_EQ(intake.counts.after, 26'595U - kEvents);
    EXPECT_EQ(intake.counts.empty, 0U);
    EXPECT_EQ(intake.counts.out_of_order, 0U);
    EXPECT_EQ(intake.calls.size(), kEvents);
    EXPECT_EQ(intake.days, 14);
    EXPECT_EQ(intake.days_without_calls, 0);
    EXPECT_EQ(to_string(intake.midnight), "2023-01-01 00:00:00");
    EXPECT_EQ(to_string(intake.local_time(intake.calls.front().at)), "2023-01-01 00:00:05");
    EXPECT_TRUE(std::ranges::is_sorted(intake.calls, {}, &RecordedCall::at));
}

TEST_F(SanDiego, CountsByPriorityAreThoseOfTheFile) {
    // zcat calls.csv.gz | awk -F, 'NR>1 && $1<"2023-01-15"{p[$5]++} END{for(x in p)print x,p[x]}'
    EXPECT_THAT(intake.counts.by_class, ElementsAre(1'116U, 3'704U, 8'315U, 3'836U, 1'283U, 217U));
}

TEST_F(SanDiego, EveryEventGoesThroughTheRoomInOrder) {
    /// The calls of the last replication in the order in which they reached the room.
    class Arrivals : public LedgerConsumer {
    public:
        void replication(std::uint64_t /*number*/, const ReplicationLedgers& ledgers) override {
            arrived.assign(ledgers.calls.size(), {});
            for (const CallLedgerRow& row : ledgers.calls) {
                arrived.at(row.call.number) = {.at = row.call.times.network_arrive,
                                               .call_class = row.call.call_class};
            }
        }
        std::vector<RecordedCall> arrived;
    };
    put_load(scenario, std::move(intake));
    const Result<CompiledScenario> compiled = compile(scenario);
    ASSERT_TRUE(compiled.has_value()) << to_string(compiled.error().front());
    Arrivals arrivals;
    ExperimentProgress progress;
    const ExperimentResult result = run_experiment(
        *compiled,
        {.seed = 1, .first_replication = 0, .replications = 2, .jobs = 1, .ledgers = &arrivals},
        progress);

    EXPECT_FALSE(result.limit.has_value());
    ASSERT_EQ(result.replications.size(), 2U);
    for (const ReplicationResult& replication : result.replications) {
        EXPECT_EQ(replication.counts.offered, kEvents);
        EXPECT_EQ(replication.counts.answered, kEvents);
        EXPECT_TRUE(replication.counts.conserved());
    }
    ASSERT_EQ(arrivals.arrived.size(), kEvents);
    for (std::size_t row = 0; row < kEvents; ++row) {
        ASSERT_EQ(arrivals.arrived[row].at, scenario.load->at(row).at) << row;
        ASSERT_EQ(arrivals.arrived[row].call_class, scenario.load->at(row).call_class) << row;
    }
}

}  // namespace
}  // namespace fcr
