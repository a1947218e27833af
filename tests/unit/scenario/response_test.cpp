// The response to calls as files state it: what is understood, what is refused and how.
#include "sim/scenario/compile.hpp"
#include "sim/scenario/compile_response.hpp"
#include "sim/scenario/describe.hpp"
#include "sim/scenario/load.hpp"
#include "tests/unit/scenario/full_scenario.hpp"
#include "tests/unit/scenario/rich_scenario.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace fcr::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// The smallest response there is, one thing a line; it begins at line 20 of the file.
constexpr std::string_view kResponse = R"(response {
  grades {
    name: "Immediate"
    priority: 1
    on_scene { constant_s: 600 }
  }
  grading {
    call_class: "urgent"
    incident_probability: 0.6
    mix: 1
  }
  talkgroups {
    name: "north"
    desks: 1
  }
  units {
    name: "cars"
    count: 10
  }
}
)";

std::string responding() {
    return std::string(kSmall) + std::string(kResponse);
}

std::string responding_with(std::string_view part, std::string_view replacement) {
    return with(responding(), part, replacement);
}

/// The same where a contractor is the second employer.
std::string with_contractor(std::string_view part, std::string_view replacement) {
    return with(with(responding(),
                     "employers { name: \"force\" kind: FORCE }",
                     "employers { name: \"force\" kind: FORCE } employers { name: \"acme\" kind: "
                     "CONTRACTOR }"),
                part,
                replacement);
}

TEST(ResponseFile, TheSmallestIsUnderstood) {
    const Scenario scenario = accepted(responding());

    ASSERT_TRUE(scenario.response);
    const ResponsePlan& plan = *scenario.response;
    EXPECT_EQ(plan.grades.at(0).name, "Immediate");
    EXPECT_TRUE(plan.grades.at(0).needs_deployment);
    EXPECT_FALSE(plan.grades.at(0).target);
    EXPECT_FALSE(plan.grades.at(0).diverts_units);
    EXPECT_FALSE(plan.grade_pressure);
    EXPECT_EQ(plan.grading.at(0).given, (std::vector<std::vector<double>>{{1.0}}));
    EXPECT_FALSE(plan.units.at(0).talkgroup);
    EXPECT_EQ(plan.units.at(0).paperwork_factor, 1.0);
    const auto compiled = compile(scenario);
    ASSERT_TRUE(compiled);
    EXPECT_EQ(compiled->response->units_max, 10U);
    EXPECT_GE(compiled->response->incidents_max, 256U);
}

TEST(ResponseFile, WithoutOneNothingIsTold) {
    EXPECT_FALSE(accepted(std::string(kSmall)).response);
}

TEST(ResponseFile, AContractorDispatchesOnlyWhereItIsAgreed) {
    const std::vector<std::string> problems =
        refused(with_contractor("    desks: 1\n", "    desks: 1\n    employer: \"acme\"\n"));

    EXPECT_THAT(problems,
                ElementsAre("small.txtpb:34:5: response.talkgroups[north].employer: must be a "
                            "FORCE: a contractor may dispatch on a talkgroup only where that is "
                            "agreed with the chief constable; say dispatch_agreed: true if it is "
                            "(found \"acme\")"));
    const Scenario agreed = accepted(with_contractor(
        "    desks: 1\n", "    desks: 1\n    employer: \"acme\"\n    dispatch_agreed: true\n"));
    EXPECT_EQ(agreed.response->talkgroups.at(0).employer, EmployerId{1});
}

TEST(ResponseFile, AContractorNeverHasDirectionAndControl) {
    const std::vector<std::string> problems =
        refused(with_contractor("    count: 10\n", "    count: 10\n    employer: \"acme\"\n"));

    EXPECT_THAT(problems,
                ElementsAre("small.txtpb:38:5: response.units[cars].employer: must be a FORCE: "
                            "direction and control of police units never lies with a contractor, "
                            "whatever is agreed (found \"acme\")"));
}

TEST(ResponseFile, AContractorNeverHasCommand) {
    const std::vector<std::string> problems =
        refused(with_contractor("response {\n", "response {\n  command_employer: \"acme\"\n"));

    EXPECT_THAT(problems,
                ElementsAre("small.txtpb:21:3: response.command_employer: must be a FORCE: grading "
                            "policy, command decisions and direction and control stay with the "
                            "chief constable and are never a contractor's (found \"acme\")"));
}

TEST(ResponseFile, WithoutAForceNobodyMaySendUnits) {
    const std::vector<std::string> problems =
        refused(responding_with("kind: FORCE", "kind: CONTRACTOR"));

    EXPECT_THAT(problems, Contains(HasSubstr("response.command_employer: must be a FORCE")));
    EXPECT_THAT(problems, Contains(HasSubstr("response.units[cars].employer: must be a FORCE")));
}

TEST(ResponseFile, WhatIsMissingIsNamed) {
    EXPECT_THAT(refused(responding_with("    priority: 1\n", "")),
                Contains(HasSubstr("response.grades[Immediate].priority: must be given")));
    EXPECT_THAT(refused(responding_with("    on_scene { constant_s: 600 }\n", "")),
                Contains(HasSubstr("response.grades[Immediate].on_scene: must be given")));
    EXPECT_THAT(refused(responding_with("    mix: 1\n", "")),
                Contains(HasSubstr("response.grading[urgent].mix: must have 1 shares")));
    EXPECT_THAT(refused(responding_with("    desks: 1\n", "")),
                Contains(HasSubstr("must have one of desks and desks_by_interval")));
    EXPECT_THAT(refused(responding_with("    count: 10\n", "")),
                Contains(HasSubstr("must have one of count and count_by_interval")));
    EXPECT_THAT(refused(std::string(kSmall) + "response { }\n"),
                Contains(HasSubstr("response.grades: must be given")));
}

TEST(ResponseFile, SharesMustSumToOne) {
    EXPECT_THAT(
        refused(responding_with("    mix: 1\n", "    mix: 0.9\n")),
        ElementsAre("small.txtpb:29:5: response.grading[urgent].mix: must sum to 1; they sum to "
                    "0.9"));
    EXPECT_THAT(refused(responding_with("    desks: 1\n", "    desks: 1\n    share: 0.4\n")),
                ElementsAre(HasSubstr("response.talkgroups[north].share: shares of the talkgroups "
                                      "must sum to 1; they sum to 0.4")));
    EXPECT_THAT(
        refused(responding_with("    mix: 1\n",
                                "    mix: 1\n    misgrade { grade: \"Immediate\" given: 0.5 }\n")),
        ElementsAre(HasSubstr("response.grading[urgent].misgrade[0].given: must sum to 1")));
}

TEST(ResponseFile, WhatMakesNoSenseIsRefused) {
    EXPECT_THAT(refused(responding_with("    priority: 1\n",
                                        "    priority: 1\n    give_up_probability: 0.5\n")),
                ElementsAre(HasSubstr("response.grades[Immediate].give_up_probability: must be "
                                      "left out: there is no time after which it applies")));
    EXPECT_THAT(refused(responding_with("    priority: 1\n",
                                        "    priority: 1\n    needs_deployment: false\n")),
                ElementsAre(HasSubstr("response.grades[Immediate].on_scene: must be left out of a "
                                      "grade without deployment")));
    EXPECT_THAT(
        refused(responding_with("    count: 10\n", "    count: 10\n    talkgroup: \"nort\"\n")),
        Contains(HasSubstr("response.units[cars].talkgroup")));
    EXPECT_THAT(
        refused(
            responding_with("  units {\n",
                            "  talkgroups { name: \"south\" share: 0 desks: 1 }\n  units {\n    "
                            "talkgroup: \"north\"\n")),
        Contains(HasSubstr("response.talkgroups[south]: no unit can be sent: no group of units "
                           "serves this talkgroup")));
    EXPECT_THAT(refused(responding_with("  grading {\n",
                                        "  grades { name: \"Other\" priority: 1 on_scene { "
                                        "constant_s: 1 } }\n  grading {\n")),
                Contains(HasSubstr("response.grades[Other].priority: must be unique; grade "
                                   "Immediate has it")));
}

TEST(ResponseFile, AChaserCallNeedsALineWithCallers) {
    EXPECT_THAT(refused(responding_with("priority: 1", "priority: 1 chase_class: \"urgent\"")),
                ElementsAre(HasSubstr("grades[Immediate].chase_class: needs chase_after_s")));
    const std::string rich(kRich);
    EXPECT_THAT(
        refused(with(rich, "chase_after_s: 1800", "chase_after_s: 1800 chase_class: \"work\"")),
        ElementsAre(HasSubstr("chase_class: must be a class of a line with callers")));
    EXPECT_THAT(
        refused(with(rich,
                     "grader_errors {",
                     "grading { call_class: \"work\" incident_probability: 1 mix: [1, 0, 0] } "
                     "grader_errors {")),
        ElementsAre(HasSubstr("chase_class: must be given: calls of work, of an INTERNAL line, "
                              "tell incidents too")));
}

TEST(ResponseFile, WhatWasUnderstoodIsTold) {
    const std::string text = describe(accepted(std::string(kFull)));

    EXPECT_THAT(text, HasSubstr("\nGrades\n"));
    EXPECT_THAT(text, HasSubstr("900 s of the answer"));
    EXPECT_THAT(text, HasSubstr("no deployment"));
    EXPECT_THAT(text, HasSubstr("pool contractor makes 2 times the errors"));
    EXPECT_THAT(text,
                HasSubstr("with fewer than 2 units free, 25 % are given the next less urgent "
                          "grade"));
    EXPECT_THAT(text, HasSubstr("acme (contractor, agreed)"));
    EXPECT_THAT(text, HasSubstr("grading policy and command lie with force"));
    EXPECT_THAT(describe(accepted(std::string(kSmall))), Not(HasSubstr("Grades")));
}

TEST(ResponseFile, TooManyUnitsAreALimit) {
    Scenario scenario = accepted(responding());
    scenario.response->units[0].units[0].count = kUnitsMax + 1;

    const auto compiled = compile(scenario);

    ASSERT_FALSE(compiled);
    EXPECT_EQ(compiled.error().at(0).field, "response.units");
}

}  // namespace
}  // namespace fcr::test
