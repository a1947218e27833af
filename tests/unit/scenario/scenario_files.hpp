// Scenario files for tests: a small valid one to change, and a folder that goes away.
#pragma once

#include "sim/base/result.hpp"
#include "sim/scenario/load.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fcr::test {

/// The smallest scenario there is, one thing a line.
inline constexpr std::string_view kSmall = R"(run { warm_up_h: 0 measured_h: 24 }
lines {
  name: "999"
  kind: EMERGENCY
  arrivals { calls_per_day: 310 weights: 1 }
}
call_classes {
  name: "urgent"
  line: "999"
  talk { exponential { mean_s: 300 } }
}
employers { name: "force" kind: FORCE }
skill_groups { name: "all" call_classes: "urgent" }
pools {
  name: "in_house"
  employer: "force"
  skill_group: "all"
  seats: 4
}
)";

/// The text with the only occurrence of a part replaced; anything but one occurrence is a bug.
inline std::string with(std::string text, std::string_view part, std::string_view replacement) {
    const std::size_t at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    EXPECT_EQ(text.find(part, at + 1), std::string::npos) << part;
    return text.replace(at, part.size(), replacement);
}

inline std::string small_with(std::string_view part, std::string_view replacement) {
    return with(std::string(kSmall), part, replacement);
}

/// What was understood; fails the test when there are problems.
inline Scenario accepted(std::string text, std::span<const std::string> overrides = {}) {
    Result<Scenario> scenario = parse_scenario(std::move(text), "small.txtpb", overrides);
    if (!scenario) {
        for (const Problem& problem : scenario.error()) {
            ADD_FAILURE() << to_string(problem);
        }
        return {};
    }
    return std::move(*scenario);
}

/// Every problem as one line; fails the test when there is none.
inline std::vector<std::string> refused(std::string text,
                                        std::span<const std::string> overrides = {}) {
    const Result<Scenario> scenario = parse_scenario(std::move(text), "small.txtpb", overrides);
    std::vector<std::string> lines;
    if (scenario) {
        ADD_FAILURE() << "a bad scenario was accepted";
        return lines;
    }
    for (const Problem& problem : scenario.error()) {
        lines.push_back(to_string(problem));
    }
    return lines;
}

/// A folder of its own for each test, removed at its end.
class ScenarioFolder : public testing::Test {
public:
    ScenarioFolder() { std::filesystem::create_directories(folder_); }
    ~ScenarioFolder() override {
        std::error_code ignored;  // what cannot be removed stays in the temporary folder
        std::filesystem::remove_all(folder_, ignored);
    }
    ScenarioFolder(const ScenarioFolder&) = delete;
    ScenarioFolder& operator=(const ScenarioFolder&) = delete;

    [[nodiscard]] std::filesystem::path path(const std::string& name) const {
        return folder_ / name;
    }

    std::filesystem::path write(const std::string& name, std::string_view bytes) const {
        std::ofstream file(path(name), std::ios::binary);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path(name);
    }

    /// The problems of a file in the folder, without the folder's name.
    [[nodiscard]] std::vector<std::string> problems_of(const std::string& name) const {
        const Result<Scenario> scenario = load_scenario(path(name));
        std::vector<std::string> lines;
        if (scenario) {
            ADD_FAILURE() << "a bad scenario was accepted";
            return lines;
        }
        for (const Problem& problem : scenario.error()) {
            std::string line = to_string(problem);
            for (std::size_t at = 0;
                 (at = line.find(folder_.string() + '/')) != std::string::npos;) {
                line.erase(at, folder_.string().size() + 1);
            }
            lines.push_back(std::move(line));
        }
        return lines;
    }

private:
    static std::string unique_name() {
        static std::atomic<int> count{0};
        return fmt::format("fcr_scenario_test_{}_{}", getpid(), ++count);
    }

    std::filesystem::path folder_ = std::filesystem::temp_directory_path() / unique_name();
};

}  // namespace fcr::test
