// The scenarios that ship: they load, say where their numbers come from, and meet the published
// figures they name.
#include "sim/experiment/experiment.hpp"
#include "sim/metrics/kpi.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/load.hpp"
#include "tests/support/golden_file.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

namespace fcr {
namespace {

using namespace std::chrono_literals;

std::vector<std::filesystem::path> shipped() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator("config/scenarios")) {
        if (entry.path().extension() == ".txtpb") {
            files.push_back(entry.path());
        }
    }
    return files;
}

std::string text_of(const Problems& problems) {
    std::string text;
    for (const Problem& problem : problems) {
        text += to_string(problem) + "\n";
    }
    return text;
}

/// Pooled counts of an indicator over 400 replications of a shipped scenario, seed 20261123.
class ShippedRun {
public:
    explicit ShippedRun(const std::string& name, const std::vector<std::string>& overrides = {}) {
        auto scenario = load_scenario("config/scenarios/" + name + ".txtpb", overrides);
        FCR_CHECK(scenario.has_value(), "a shipped scenario does not load");
        auto compiled = compile(*scenario);
        FCR_CHECK(compiled.has_value(), "a shipped scenario does not compile");
        scenario_ = std::move(*scenario);
        ExperimentProgress progress;
        const auto result =
            run_experiment(*compiled, {.seed = 20261123, .replications = 400, .jobs = 2}, progress);
        for (std::size_t row = 0; row < scenario_.kpis.size(); ++row) {
            KpiCounts counts;
            for (const ReplicationResult& replication : result.replications) {
                counts.merge(replication.kpis[row].counts);
            }
            counts_.push_back(counts);
        }
    }

    /// Shares in percent, waits in seconds.
    [[nodiscard]] double value(const std::string& id) const {
        for (std::size_t row = 0; row < scenario_.kpis.size(); ++row) {
            const Kpi& kpi = scenario_.kpis[row];
            if (kpi.id == id) {
                const double value = kpi_value(kpi.definition, counts_[row]).value();
                return kpi.definition.type == KpiType::MeanWait ? value / 1e6 : value * 100.0;
            }
        }
        ADD_FAILURE() << "no indicator " << id;
        return std::nan("");
    }

private:
    Scenario scenario_;
    std::vector<KpiCounts> counts_;
};

TEST(ShippedScenarios, LoadAndCompile) {
    const auto files = shipped();
    ASSERT_GE(files.size(), 4U);
    for (const auto& file : files) {
        const auto scenario = load_scenario(file, {});
        ASSERT_TRUE(scenario) << text_of(scenario.error());
        const auto compiled = compile(*scenario);
        EXPECT_TRUE(compiled) << text_of(compiled.error());
    }
}

// The interval of 400 replications is about half a point: the tolerances below are the issue's.
TEST(ShippedScenarios, MidForceMeetsClevelandsFiguresAllAtOnce) {
    const ShippedRun run("mid_force");

    EXPECT_NEAR(run.value("answered_999_below_10s"), 87.5, 3.0);
    EXPECT_GE(run.value("answered_999_within_60s"), 99.0);
    EXPECT_NEAR(run.value("answered_101_within_120s"), 67.8, 5.0);
    EXPECT_NEAR(run.value("mean_answer_101"), 114.0, 0.25 * 114.0);
    EXPECT_NEAR(run.value("abandoned_101"), 14.0, 3.0);
}

// model.md 3.4, fourth row: 98.2 % below 10 s, 99.4 % and 2.1 s on the force's clock, 101 85 % in
// 120 s, mean 46 s, 5.6 % abandoned.
TEST(ShippedScenarios, LargeForceMeetsItsCalibrationRow) {
    const ShippedRun run("large_force");

    EXPECT_NEAR(run.value("answered_999_below_10s"), 98.2, 3.0);
    EXPECT_NEAR(run.value("answered_999_below_10s_force_clock"), 99.4, 3.0);
    EXPECT_GE(run.value("answered_999_within_60s"), 99.0);
    EXPECT_NEAR(run.value("answered_101_within_120s"), 85.0, 3.0);
    EXPECT_NEAR(run.value("mean_answer_101"), 46.0, 0.25 * 46.0);
    EXPECT_NEAR(run.value("abandoned_101"), 5.6, 3.0);
}

// The roster's posts were chosen so that 999 comes out as with seats laid out by demand.
TEST(ShippedScenarios, VacanciesAndSicknessCostBothLines) {
    const ShippedRun roster("mid_force_roster");
    const ShippedRun vacancies("mid_force_vacancies");

    EXPECT_NEAR(roster.value("answered_999_below_10s"), 87.5, 3.0);
    EXPECT_LT(vacancies.value("answered_999_below_10s"), roster.value("answered_999_below_10s"));
    EXPECT_LT(vacancies.value("answered_101_within_120s"),
              roster.value("answered_101_within_120s"));
    EXPECT_GT(vacancies.value("abandoned_101"), roster.value("abandoned_101"));
}

TEST(ShippedScenarios, AContractorForTheOverflowHelpsBothLines) {
    const ShippedRun alone("mid_force");
    const ShippedRun with_contractor("mid_force_contractor");

    EXPECT_GT(with_contractor.value("answered_999_below_10s"),
              alone.value("answered_999_below_10s"));
    EXPECT_GT(with_contractor.value("answered_101_within_120s"),
              alone.value("answered_101_within_120s"));
}

// docs/guide.md: who waits in vain on 101 rings 999. Two handlers fewer from 7 to 23 h make 5 %
// more 999 calls; fewer of them are answered in time, and the loss is greater than in mid_force,
// where nobody turns from one line to the other.
TEST(ShippedScenarios, CuttingTheHandlersOf101MakesMore999Calls) {
    const std::vector<std::string> cut{
        "pools[in_house].seats_by_interval="
        "[4,4,4,4,4,4,4,6,6,6,6,6,6,6,6,7,7,7,7,7,7,7,7,4]"};
    const ShippedRun planned("mid_force_redial");
    const ShippedRun fewer("mid_force_redial", cut);
    const ShippedRun plain("mid_force");
    const ShippedRun plain_fewer("mid_force", cut);
    const auto lost = [](const ShippedRun& before, const ShippedRun& after) {
        return before.value("answered_999_below_10s") - after.value("answered_999_below_10s");
    };

    EXPECT_GT(fewer.value("offered_999"), 1.03 * planned.value("offered_999"));
    EXPECT_GT(fewer.value("switched_to_999"), 2.0 * planned.value("switched_to_999"));
    EXPECT_GT(lost(planned, fewer), lost(plain, plain_fewer) + 0.5);
}

/// Every indicator of a scenario, a line each: scenario, indicator, numerator (calls or
/// microseconds) and denominator.
std::string results_of(const std::filesystem::path& file) {
    const auto scenario = load_scenario(file, {});
    FCR_CHECK(scenario.has_value(), "a shipped scenario does not load");
    const auto compiled = compile(*scenario);
    FCR_CHECK(compiled.has_value(), "a shipped scenario does not compile");
    // A year of days, or ten of them.
    const std::uint64_t replications = scenario->run.measured > 400h ? 1 : 10;
    ExperimentProgress progress;
    const auto result = run_experiment(
        *compiled, {.seed = 20261123, .replications = replications, .jobs = 2}, progress);
    EXPECT_FALSE(result.limit) << file;
    std::string text;
    for (std::size_t row = 0; row < scenario->kpis.size(); ++row) {
        const Kpi& kpi = scenario->kpis[row];
        KpiCounts counts;
        for (const ReplicationResult& replication : result.replications) {
            counts.merge(replication.kpis[row].counts);
        }
        const Ratio value = kpi_value(kpi.definition, counts);
        text += fmt::format(
            "{}\t{}\t{}\t{}\n", file.stem().string(), kpi.id, value.numerator, value.denominator);
    }
    return text;
}

// Every preset gives what it gave. With FCR_WRITE_GOLDEN set the file is written: read the diff.
TEST(ShippedScenarios, GiveTheirStoredResults) {
    auto files = shipped();
    std::ranges::sort(files);
    std::string text;
    for (const auto& file : files) {
        text += results_of(file);
    }
    test::expect_stored(text, "tests/unit/config/golden/shipped_results.tsv");
}

/// Mean minutes from a grade's start event to attendance, by grade, over some replications.
std::vector<double> minutes_to_attend(const std::string& name, std::uint64_t replications) {
    const auto scenario = load_scenario("config/scenarios/" + name + ".txtpb", {});
    FCR_CHECK(scenario.has_value(), "a shipped scenario does not load");
    const auto compiled = compile(*scenario);
    FCR_CHECK(compiled.has_value(), "a shipped scenario does not compile");
    ExperimentProgress progress;
    const auto result = run_experiment(
        *compiled, {.seed = 20261123, .replications = replications, .jobs = 2}, progress);
    EXPECT_FALSE(result.limit);
    std::vector<double> minutes;
    for (std::size_t grade = 0; grade < compiled->response->grades.size(); ++grade) {
        IncidentTally sum;
        for (const ReplicationResult& replication : result.replications) {
            sum.merge(replication.response.grades[grade].incidents);
        }
        minutes.push_back(static_cast<double>(sum.response_us) / 60e6 /
                          static_cast<double>(sum.attended));
    }
    return minutes;
}

// Cleveland 2023: Emergency 12 min 35 s on average, model.md 3.3.
TEST(ShippedScenarios, MidForceAttendsEmergenciesLikeCleveland) {
    const std::vector<double> minutes = minutes_to_attend("mid_force_response", 100);

    EXPECT_NEAR(minutes[0], 12.6, 1.2);
    EXPECT_LT(minutes[1], 60.0);
}

// Model.md 3.5, preset 16: Priority 3 h 19 min and Standard 17.5 h while Emergency stayed.
TEST(ShippedScenarios, StarvedOfUnitsOnlyTheLessUrgentWait) {
    const std::vector<double> minutes = minutes_to_attend("mid_force_starved_units", 20);

    EXPECT_NEAR(minutes[0], 12.6, 1.5);
    EXPECT_GT(minutes[1], 90.0);
    EXPECT_LT(minutes[1], 240.0);
    EXPECT_NEAR(minutes[2] / 60.0, 17.5, 4.0);
}

}  // namespace
}  // namespace fcr
