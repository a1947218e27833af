// Fuzzes the reading of a scenario: text format, CSV profiles and --set overrides.
//
// The first byte chooses what the rest is. 0: a scenario, which is validated, compiled and
// described. 1: a CSV profile. 2: lines of path=value for a scenario that uses every block, then
// as 0. 3: a CSV of shifts. What is refused must say why; what is accepted must compile or name a
// limit.
#include "sim/base/check.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/describe.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/profiles.hpp"
#include "sim/scenario/roster_csv.hpp"
#include "tests/unit/scenario/full_scenario.hpp"

#include <google/protobuf/stubs/logging.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

void check_problems(const fcr::Problems& problems) {
    FCR_CHECK(!problems.empty(), "a refusal without a problem");
    FCR_CHECK(problems.size() < 20'000, "more problems than anybody can read");
    for (const fcr::Problem& problem : problems) {
        FCR_CHECK(!problem.remedy.empty(), "a problem that does not say what would be right");
        FCR_CHECK(problem.line >= 0 && problem.column >= 0, "a place before the file");
    }
}

void read_scenario(const std::string& text, const std::vector<std::string>& overrides) {
    const fcr::Result<fcr::Scenario> scenario =
        fcr::parse_scenario(text, "/nowhere/fuzz.txtpb", overrides);
    if (!scenario) {
        check_problems(scenario.error());
        return;
    }
    FCR_CHECK(!fcr::describe(*scenario).empty(), "nothing was understood");
    const fcr::Result<fcr::CompiledScenario> compiled = fcr::compile(*scenario);
    if (!compiled) {
        check_problems(compiled.error());
    }
}

void read_profile(std::string_view bytes) {
    const fcr::Result<fcr::Profile> profile = fcr::parse_profile(bytes, "fuzz.csv");
    if (!profile) {
        check_problems(profile.error());
        return;
    }
    for (const fcr::Profile::Day& day : profile->days) {
        FCR_CHECK(day.lines.size() == profile->intervals(), "a day that is not filled");
        FCR_CHECK(day.values.size() == day.lines.size() * profile->columns.size(), "a lost cell");
    }
}

void read_roster(std::string_view bytes) {
    const fcr::Result<std::vector<fcr::ListedPerson>> people =
        fcr::parse_roster_csv(bytes, "fuzz.csv", bytes.size() % 2 == 0 ? 0 : 7);
    if (!people) {
        check_problems(people.error());
        return;
    }
    for (const fcr::ListedPerson& person : *people) {
        FCR_CHECK(!person.shifts.empty(), "a person without a shift");
        for (std::size_t row = 1; row < person.shifts.size(); ++row) {
            const fcr::PlannedShift& before = person.shifts[row - 1];
            FCR_CHECK(before.from + before.length <= person.shifts[row].from, "shifts overlap");
        }
    }
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*arguments*/) {
    google::protobuf::SetLogHandler(nullptr);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 4) {
        case 0: read_scenario(std::string(rest), {}); break;
        case 1: read_profile(rest); break;
        case 2: read_scenario(std::string(fcr::test::full_without_files()), lines_of(rest)); break;
        default: read_roster(rest); break;
    }
    return 0;
}
