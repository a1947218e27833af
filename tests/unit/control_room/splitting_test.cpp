// The named ways to share a line with a contractor, each by hand on the same callers.
#include "sim/scenario/load.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace fcr::test {
namespace {

constexpr std::string_view kRoom = R"(run { warm_up_h: 0 measured_h: 24 }
lines { name: "101" kind: NON_EMERGENCY arrivals { calls_per_day: 10 weights: 1 } }
lines { name: "999" kind: EMERGENCY arrivals { calls_per_day: 10 weights: 1 } }
call_classes {
  name: "101"
  line: "101"
  talk { constant_s: 100 }
  SPLIT
}
call_classes { name: "999" line: "999" talk { constant_s: 100 } route { pools: "ours" } }
employers { name: "force" kind: FORCE }
employers { name: "acme" kind: CONTRACTOR }
skill_groups { name: "all" call_classes: ["101", "999"] }
pools { name: "ours" employer: "force" skill_group: "all" seats: 1 }
pools { name: "theirs" employer: "acme" skill_group: "all" seats: 1 }
)";

/// Two callers at a time at 0, 4,000 and 8,000 s; the third hour begins at 7,200 s.
constexpr std::initializer_list<double> kCallers{0, 1, 4000, 4001, 8000, 8001};

std::vector<CallRecord> calls_with(std::string_view split) {
    std::string text(kRoom);
    text.replace(text.find("SPLIT"), 5, split);
    Result<Scenario> scenario = parse_scenario(text, "split.txtpb");
    if (!scenario) {
        ADD_FAILURE() << to_string(scenario.error().front());
        return {};
    }
    scenario->load = calls_at(kCallers);
    return calls_of(*scenario);
}

/// Who answers, a letter a call (o: ours, t: theirs), and when it is answered.
struct SplitCase {
    std::string_view name;
    std::string_view split;
    std::string_view who;
    std::vector<double> answered_s;
};
std::ostream& operator<<(std::ostream& out, const SplitCase& row) {
    return out << row.name;
}

class Splitting : public testing::TestWithParam<SplitCase> {};

TEST_P(Splitting, SharesTheLineAsItSays) {
    const std::vector<CallRecord> calls = calls_with(GetParam().split);

    ASSERT_EQ(calls.size(), kCallers.size());
    std::string who;
    for (std::size_t row = 0; row < calls.size(); ++row) {
        who += calls[row].pool == PoolId{0} ? 'o' : 't';
        EXPECT_EQ(calls[row].times.answered, at_s(GetParam().answered_s[row])) << row;
    }
    EXPECT_EQ(who, GetParam().who);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds,
    Splitting,
    testing::Values(
        SplitCase{"all_to_contractor",
                  R"(split { kind: ALL_TO_CONTRACTOR contractor: "theirs" })",
                  "tttttt",
                  {0, 100, 4000, 4100, 8000, 8100}},
        // Who has waited for 30 s leaves our queue for theirs.
        SplitCase{"overflow",
                  R"(split { kind: OVERFLOW in_house: "ours" contractor: "theirs" after_s: 30 })",
                  "ototot",
                  {0, 31, 4000, 4031, 8000, 8031}},
        SplitCase{"time_of_day",
                  R"(split { kind: TIME_OF_DAY in_house: "ours" contractor: "theirs"
                             from_h: 1 until_h: 2 })",
                  "oottoo",
                  {0, 100, 4000, 4100, 8000, 8100}},
        SplitCase{"share_of_none",
                  R"(split { kind: FIXED_SHARE in_house: "ours" contractor: "theirs" share: 0 })",
                  "oooooo",
                  {0, 100, 4000, 4100, 8000, 8100}},
        SplitCase{"share_of_all",
                  R"(split { kind: FIXED_SHARE in_house: "ours" contractor: "theirs" share: 1 })",
                  "tttttt",
                  {0, 100, 4000, 4100, 8000, 8100}},
        // Ours were idle since 0 as theirs; then those who had been idle longer.
        SplitCase{"joint_queue",
                  R"(split { kind: JOINT_QUEUE in_house: "ours" contractor: "theirs" })",
                  "ototot",
                  {0, 1, 4000, 4001, 8000, 8001}},
        SplitCase{"contractor_first",
                  R"(split { kind: CONTRACTOR_FIRST in_house: "ours" contractor: "theirs" })",
                  "tototo",
                  {0, 1, 4000, 4001, 8000, 8001}},
        // The contractor's people join ours in the second hour alone.
        SplitCase{"off_peak",
                  R"(split { kind: OFF_PEAK in_house: "ours" contractor: "theirs"
                             from_h: 1 until_h: 2 })",
                  "oootoo",
                  {0, 100, 4000, 4001, 8000, 8100}}),
    [](const testing::TestParamInfo<SplitCase>& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace fcr::test
