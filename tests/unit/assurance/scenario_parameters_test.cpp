#include "sim/assurance/scenario_parameters.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <sstream>

namespace fcr::test {
namespace {

const ScenarioParameter& parameter_at(const std::vector<ScenarioParameter>& all,
                                      const std::string& path) {
    const auto found = std::ranges::find(all, path, &ScenarioParameter::path);
    EXPECT_NE(found, all.end()) << path;
    return found == all.end() ? all.front() : *found;
}

/// Values in a text of one field a line, those that only name or tell apart, lists counted once.
std::size_t values_in(const std::string& text) {
    static const std::regex field("^ *([a-z_0-9]+): .*");
    std::istringstream lines(text);
    std::size_t count = 0;
    std::string before;
    for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        const bool is_field = std::regex_match(line, match, field);
        const std::string name = is_field ? match[1].str() : std::string{};
        const bool is_word = name == "name" || name == "id" || name == "title" ||
                             name == "description" || name == "source";
        count += is_field && !is_word && name != before ? 1 : 0;
        before = name;
    }
    return count;
}

TEST(ScenarioParameters, EveryValueOfEveryShippedScenarioIsLogged) {
    for (const auto& entry : std::filesystem::directory_iterator("config/scenarios")) {
        const auto bundle = bundle_scenario(entry.path());
        ASSERT_TRUE(bundle) << entry.path();
        const std::vector<ScenarioParameter> all = parameters_of(*bundle);
        EXPECT_EQ(all.size(), values_in(bundle->text)) << entry.path();
        for (const ScenarioParameter& parameter : all) {
            EXPECT_FALSE(parameter.path.empty());
            EXPECT_FALSE(mark_of(parameter).empty());
            EXPECT_NE(parameter.standing, SourceStanding::UnknownKey)
                << entry.path() << ' ' << parameter.path << ": " << parameter.source;
        }
    }
}

TEST(ScenarioParameters, SourcesAreThoseOfTheNearestBlock) {
    const auto bundle = bundle_scenario("config/scenarios/mid_force.txtpb");
    ASSERT_TRUE(bundle);
    const std::vector<ScenarioParameter> all = parameters_of(*bundle);

    const ScenarioParameter& connect =
        parameter_at(all, "lines[999].operator_leg.connect.normal.mean_s");
    EXPECT_EQ(connect.value, "4.4");
    EXPECT_EQ(connect.unit, "s");
    EXPECT_EQ(connect.keys, (std::vector<std::string>{"C1", "C2"}));
    EXPECT_EQ(connect.standing, SourceStanding::Published);
    EXPECT_EQ(connect.date, "May 2022");  // of the publication: the source has none

    const ScenarioParameter& calls = parameter_at(all, "lines[999].arrivals.profile_csv");
    EXPECT_EQ(calls.standing, SourceStanding::PartAssumption);
    EXPECT_EQ(calls.date, "September 2024");
    EXPECT_EQ(mark_of(calls), "unverified in part: assumption");
    EXPECT_NE(calls.value.find("rows under: day_type,interval_start"), std::string::npos);

    EXPECT_EQ(mark_of(parameter_at(all, "lines[999].operator_leg.select.constant_s")),
              "unverified: assumption");
    EXPECT_EQ(mark_of(parameter_at(all, "kpis[mean_answer_999].type")),
              "definition of what is measured");
    EXPECT_EQ(mark_of(parameter_at(all, "employers[force].kind")), "unverified: no source");
    EXPECT_EQ(mark_of(parameter_at(all, "pools[in_house].seats_kept_free[101].seats")),
              "source stated");
}

TEST(ScenarioParameters, AnUnknownPublicationIsMarked) {
    const std::vector<std::string> changes{"pools[in_house].source=somebody said so [Z9]"};
    const auto bundle = bundle_scenario("config/scenarios/mid_force.txtpb", changes);
    ASSERT_TRUE(bundle);
    const std::vector<ScenarioParameter> all = parameters_of(*bundle);
    EXPECT_EQ(mark_of(parameter_at(all, "pools[in_house].seats_csv")),
              "unverified: publication not in SOURCES.md");
}

}  // namespace
}  // namespace fcr::test
