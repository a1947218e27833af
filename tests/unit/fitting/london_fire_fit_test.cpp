// London's fire brigade tells how many calls came about each incident: a fit takes that over, and
// the room then brings as many. Needs the folder that FCR_DATA names.
#include "sim/experiment/experiment.hpp"
#include "sim/fitting/fit.hpp"
#include "sim/fitting/fitted_scenario.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/scenario_bundle.hpp"
#include "tests/unit/analysis/extract_file.hpp"
#include "tests/unit/fitting/known_calls.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

namespace fcr {
namespace {

constexpr const char* kFireBase = R"(
title: "Fire"
run { warm_up_h: 0 measured_h: 240 drain_max_h: 100 }
lines { name: "999" kind: EMERGENCY arrivals { calls_per_day: 24 weights: 1 source: "assumption: a test" } }
call_classes { name: "fire" line: "999" priority: 1 talk { constant_s: 60 } source: "assumption: a test" }
employers { name: "brigade" kind: FORCE }
skill_groups { name: "all" call_classes: ["fire"] }
pools { name: "room" employer: "brigade" skill_group: "all" seats: 40 source: "assumption: a test" }
)";

constexpr const char* kFireMapping = R"(
zone: LOCAL
only_line: "fire"
offered: "at"
wait_s: "wait"
outcome: "end"
outcomes { value: "H" name: "answered" }
incident: "incident"
)";

/// The rows of a CSV file without quoted cells.
std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& file) {
    gzFile packed = gzopen(file.c_str(), "rb");
    std::vector<std::vector<std::string>> rows;
    std::array<char, 4096> line{};
    while (gzgets(packed, line.data(), static_cast<int>(line.size())) != nullptr) {
        std::string text(line.data());
        text.erase(text.find_last_not_of("\r\n") + 1);
        std::vector<std::string>& cells = rows.emplace_back();
        std::size_t at = 0;
        for (std::size_t end = text.find(','); end != std::string::npos; end = text.find(',', at)) {
            cells.push_back(text.substr(at, end - at));
            at = end + 1;
        }
        cells.push_back(text.substr(at));
    }
    gzclose(packed);
    return rows;
}

struct Sizes {
    std::size_t incidents = 0;
    std::size_t singles = 0;
    std::size_t calls = 0;

    void add(std::size_t of_incident) {
        ++incidents;
        singles += of_incident == 1 ? 1 : 0;
        calls += of_incident;
    }
    [[nodiscard]] double mean() const {
        return static_cast<double>(calls) / static_cast<double>(incidents);
    }
    [[nodiscard]] double share_of_singles() const {
        return static_cast<double>(singles) / static_cast<double>(incidents);
    }
};

/// Counts the calls of each incident that the room has.
class IncidentCounter final : public LedgerSink {
public:
    void call(const CallLedgerRow& row) override { ++calls[row.call.caller]; }
    void staffing(const StaffingLedgerRow& /*row*/) override {}

    std::map<std::uint64_t, std::size_t> calls;
};

class LondonFire : public testing::Test {
protected:
    void SetUp() override {
        const std::filesystem::path file =
            test::data_folder() / "london_fire_2023" / "incidents.csv.gz";
        if (!std::filesystem::exists(file)) {
            GTEST_SKIP() << "set FCR_DATA to the folder with london_fire_2023/incidents.csv.gz";
        }
        folder = std::filesystem::path(testing::TempDir()) / "fcr_london_fire";
        std::filesystem::create_directories(folder);
        put_calls(rows_of(file));
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    /// A row for each call: the file has one for each incident, with how many calls came. When the
    /// later ones came it does not say: a minute or so after the one before.
    void put_calls(const std::vector<std::vector<std::string>>& rows) {
        const auto column = [&](const char* name) {
            return static_cast<std::size_t>(std::ranges::find(rows.front(), name) -
                                            rows.front().begin());
        };
        test::KnownDraws draws(1);
        std::vector<std::pair<LocalTime, std::size_t>> calls;
        for (std::size_t row = 1; row < rows.size(); ++row) {
            const std::vector<std::string>& cells = rows[row];
            const auto first =
                parse_local_time(cells[column("date")] + ' ' + cells[column("time")]);
            const std::size_t count = std::stoul(cells[column("calls")]);
            observed.add(count);
            LocalTime at = *first;
            for (std::size_t call = 0; call < count; ++call) {
                calls.emplace_back(at, row);
                at += std::chrono::seconds{static_cast<int>(draws.exponential(70.0))};
            }
        }
        std::ranges::sort(calls);
        std::ofstream text(folder / "calls.csv", std::ios::binary);
        text << "at,wait,end,incident\n";
        for (const auto& [at, incident] : calls) {
            text << fmt::format("{},1,H,{}\n", to_string(at), incident);
        }
        std::ofstream(folder / "mapping.txtpb", std::ios::binary) << kFireMapping;
        std::ofstream(folder / "base.txtpb", std::ios::binary) << kFireBase;
    }

    std::filesystem::path folder;
    Sizes observed;
};

TEST_F(LondonFire, CallsPerIncidentAreReproducedByTheRoom) {
    const Result<Scenario> base = load_scenario(folder / "base.txtpb");
    ASSERT_TRUE(base.has_value()) << to_string(base.error().front());
    const Result<FitExtract> extract = read_fit_extract({.extract = folder / "calls.csv",
                                                         .mapping = folder / "mapping.txtpb",
                                                         .ledger_start = std::nullopt},
                                                        *base);
    ASSERT_TRUE(extract.has_value()) << to_string(extract.error().front());
    FitRequest request;
    request.options.bootstrap = 0;
    const Result<ScenarioFit> fit = fit_scenario(*extract, *base, request);
    ASSERT_TRUE(fit.has_value()) << to_string(fit.error().front());
    const Result<ScenarioBundle> bundle = bundle_scenario(folder / "base.txtpb");
    ASSERT_TRUE(bundle.has_value());
    const Result<FittedScenario> written = write_fitted(*bundle, *base, *fit);
    ASSERT_TRUE(written.has_value()) << to_string(written.error().front());
    Result<Scenario> fitted = parse_scenario(written->text, (folder / "fitted.txtpb").string());
    ASSERT_TRUE(fitted.has_value()) << to_string(fitted.error().front());
    const Result<CompiledScenario> compiled = compile(*fitted);
    ASSERT_TRUE(compiled.has_value()) << to_string(compiled.error().front());

    Sizes simulated;
    ReplicationRunner runner(*compiled);
    for (std::uint64_t number = 0; number < 100; ++number) {
        IncidentCounter counter;
        ASSERT_TRUE(runner.run(1, number, counter).has_value());
        for (const auto& [incident, calls] : counter.calls) {
            simulated.add(calls);
        }
    }

    EXPECT_EQ(observed.incidents, 10'000U);
    EXPECT_GE(simulated.incidents, 10'000U);
    EXPECT_NEAR(simulated.mean(), observed.mean(), 0.05 * observed.mean());
    EXPECT_NEAR(simulated.share_of_singles(), observed.share_of_singles(), 0.02);
    RecordProperty("observed_mean", fmt::format("{:.4f}", observed.mean()));
    RecordProperty("simulated_mean", fmt::format("{:.4f}", simulated.mean()));
    RecordProperty("observed_singles", fmt::format("{:.4f}", observed.share_of_singles()));
    RecordProperty("simulated_singles", fmt::format("{:.4f}", simulated.share_of_singles()));
    RecordProperty("simulated_incidents", fmt::format("{}", simulated.incidents));
}

}  // namespace
}  // namespace fcr
