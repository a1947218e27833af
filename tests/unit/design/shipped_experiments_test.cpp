// The experiments that ship: they load, say where their numbers come from, and can be run.
#include "sim/design/experiment_file.hpp"
#include "sim/design/sweep_points.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace fcr {
namespace {

std::vector<std::filesystem::path> shipped() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator("config/experiments")) {
        if (entry.path().extension() == ".txtpb") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

ExperimentPlan accepted(const std::filesystem::path& file) {
    Result<ExperimentPlan> plan = load_experiment(file);
    if (!plan) {
        for (const Problem& problem : plan.error()) {
            ADD_FAILURE() << to_string(problem);
        }
        return {};
    }
    return std::move(*plan);
}

TEST(ShippedExperiments, LoadAndSayWhereTheirNumbersComeFrom) {
    const auto files = shipped();
    ASSERT_GE(files.size(), 3U);

    for (const auto& file : files) {
        const ExperimentPlan plan = accepted(file);
        EXPECT_GT(count_points(plan.factors, plan.design), 0U) << file;
        EXPECT_THAT(unsourced_factors(plan), testing::IsEmpty()) << file;
    }
}

// Loading tries each factor alone; this tries combinations, some sixteen of each experiment.
TEST(ShippedExperiments, TheirPointsAreScenariosThatCompile) {
    for (const auto& file : shipped()) {
        const ExperimentPlan plan = accepted(file);
        const auto points = sweep_points(plan);
        for (std::size_t row = 0; row < points.size(); row += points.size() / 16 + 1) {
            const auto scenario = load_scenario(plan.scenario, overrides_of(plan, points[row]));
            ASSERT_TRUE(scenario) << file << to_string(scenario.error().front());
            EXPECT_TRUE(compile(*scenario)) << file << row;
        }
    }
}

/// The seats of a pool as instants and numbers.
std::vector<std::pair<std::int64_t, std::uint32_t>> seats_of(const Scenario& scenario) {
    std::vector<std::pair<std::int64_t, std::uint32_t>> seats;
    for (const SeatChange& change : scenario.pools.front().seats) {
        if (seats.empty() || seats.back().second != change.seats) {
            seats.emplace_back(change.from.time_since_epoch().count(), change.seats);
        }
    }
    return seats;
}

TEST(ShippedExperiments, TheirSeatsByHourAreThoseOfTheScenario) {
    for (const char* file : {"config/experiments/mid_force_evening_seats.txtpb",
                             "config/experiments/mid_force_sensitivity.txtpb"}) {
        const ExperimentPlan plan = accepted(file);
        const auto as_it_is = load_scenario(plan.scenario);
        const auto changed = load_scenario(plan.scenario, plan.changes);
        ASSERT_TRUE(as_it_is && changed);
        EXPECT_EQ(seats_of(*as_it_is), seats_of(*changed));
    }
}

}  // namespace
}  // namespace fcr
