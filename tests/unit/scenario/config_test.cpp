// Every scenario that is shipped: it loads, compiles, and says where its numbers come from.
#include "sim/scenario/compile.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <algorithm>

namespace fcr::test {

namespace {

std::vector<std::filesystem::path> shipped_scenarios() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator("config/scenarios")) {
        if (entry.path().extension() == ".txtpb") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

TEST(Config, EveryShippedScenarioLoadsAndCompiles) {
    const auto files = shipped_scenarios();
    ASSERT_FALSE(files.empty());

    for (const auto& file : files) {
        const Result<Scenario> scenario = load_scenario(file);
        ASSERT_TRUE(scenario.has_value()) << to_string(scenario.error()[0]);
        const Result<CompiledScenario> compiled = compile(*scenario);
        EXPECT_TRUE(compiled.has_value()) << file << ": " << to_string(compiled.error()[0]);
    }
}

TEST(Config, EveryNumberOfAShippedScenarioHasASource) {
    for (const auto& file : shipped_scenarios()) {
        const Result<std::vector<std::string>> unsourced = unsourced_blocks(file);

        ASSERT_TRUE(unsourced.has_value()) << file;
        EXPECT_THAT(*unsourced, testing::IsEmpty()) << file;
    }
}

}  // namespace

}  // namespace fcr::test
