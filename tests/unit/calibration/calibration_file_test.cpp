#include "sim/calibration/calibration_file.hpp"

#include "sim/calibration/calibrated_scenario.hpp"
#include "sim/scenario/field_value.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace fcr::test {
namespace {

using ::testing::HasSubstr;

constexpr const char* kFile = "config/calibrations/tried.txtpb";

/// A calibration of mid_force with what is given in the place of its parts.
std::string file_with(const std::string& parameter,
                      const std::string& target = {},
                      const std::string& rest = {}) {
    return fmt::format("scenario: \"../scenarios/mid_force.txtpb\"\n{}\n{}\n{}\n",
                       parameter.empty()
                           ? "parameters { name: \"talk\" paths: "
                             "\"call_classes[101].talk.lognormal.mean_s\" low: 300 high: 600 }"
                           : parameter,
                       target.empty() ? "targets { kpi: \"mean_answer_101\" value: 114 "
                                        "tolerance: 20 }"
                                      : target,
                       rest);
}

/// All that is wrong with the text, a line each.
std::string told(const std::string& text) {
    const Result<CalibrationPlan> plan = parse_calibration(text, kFile);
    std::string lines;
    if (!plan) {
        for (const Problem& problem : plan.error()) {
            lines += to_string(problem) + '\n';
        }
    }
    return lines;
}

TEST(CalibrationFile, DefaultsAreFilledIn) {
    const auto plan = parse_calibration(file_with({}), kFile);
    ASSERT_TRUE(plan) << told(file_with({}));
    EXPECT_EQ(plan->title, "tried");
    EXPECT_EQ(plan->scenario, "config/scenarios/mid_force.txtpb");
    EXPECT_EQ(plan->seed, 1U);
    EXPECT_EQ(plan->replications, 50U);
    EXPECT_EQ(plan->check_replications, 200U);
    EXPECT_EQ(plan->budget.points, 300U);
    EXPECT_EQ(plan->budget.starts, 4U);
    EXPECT_EQ(plan->parameters.front().times, std::vector{1.0});
    EXPECT_FALSE(plan->targets.front().is_standard_error);
    EXPECT_EQ(unsourced_numbers(*plan),
              (std::vector<std::string>{"parameter talk", "target mean_answer_101"}));
}

TEST(CalibrationFile, EveryMistakeIsToldWhereItIs) {
    EXPECT_THAT(told(""), HasSubstr("is empty; a calibration needs at least"));
    EXPECT_THAT(told("scenario: \"none.txtpb\""),
                HasSubstr("tried.txtpb:1:1: scenario: there is no such file"));
    EXPECT_THAT(told(file_with("parameters { name: \"talk\" paths: \"call_classes[101].tlak\" "
                               "low: 1 high: 2 }")),
                HasSubstr("did you mean \"talk\""));
    EXPECT_THAT(told(file_with("parameters { paths: \"pools[in_house].seats\" low: 9 high: 4 }")),
                HasSubstr("high: must be above low, 9"));
    EXPECT_THAT(told(file_with("parameters { paths: \"pools[in_house].seats\" whole: true "
                               "low: 4.5 high: 9 }")),
                HasSubstr("low: must be a whole number"));
    EXPECT_THAT(told(file_with("parameters { paths: \"pools[in_house].seats\" low: 4 high: 9 }")),
                HasSubstr("is `whole: true` missing?"));
    EXPECT_THAT(told(file_with("parameters { paths: \"call_classes[101].talk.lognormal.mean_s\" "
                               "low: -5 high: 9 }")),
                HasSubstr("low: is refused by the scenario"));
    EXPECT_THAT(told(file_with("parameters { paths: \"call_classes[101].talk.lognormal.mean_s\" "
                               "times: 1 times: 2 low: 5 high: 9 }")),
                HasSubstr("must be as many as paths, 1, not 2"));
    EXPECT_THAT(told(file_with({}, "targets { kpi: \"mean_answer\" value: 1 tolerance: 1 }")),
                HasSubstr("kpi: must be the name of a KPI of the scenario"));
    EXPECT_THAT(told(file_with({}, "targets { kpi: \"mean_answer_101\" value: 1 }")),
                HasSubstr("must have one of tolerance and standard_error"));
    EXPECT_THAT(told(file_with({},
                               "targets { kpi: \"mean_answer_101\" value: 1 tolerance: 1 "
                               "standard_error: 1 }")),
                HasSubstr("must have one of tolerance and standard_error"));
    EXPECT_THAT(told(file_with({}, "targets { kpi: \"mean_answer_101\" value: 1 tolerance: 0 }")),
                HasSubstr("tolerance: must be above 0"));
    EXPECT_THAT(told(file_with({},
                               "targets { kpi: \"mean_answer_101\" value: 1 tolerance: 1 } "
                               "targets { kpi: \"mean_answer_101\" value: 2 tolerance: 1 }")),
                HasSubstr("must be given once; an earlier target is of it"));
    EXPECT_THAT(told(file_with({}, {}, "budget { points: 5 }")),
                HasSubstr("budget.points: must be from 10 to 100000"));
    EXPECT_THAT(told(file_with({}, {}, "replications: 1")),
                HasSubstr("replications: must be from 2 to 10000"));
    EXPECT_THAT(told(file_with({}, {}, "known { name: \"theirs\" values: 800 }")),
                HasSubstr("must be from 300 to 600, the bounds of talk"));
    EXPECT_THAT(told(file_with({}, {}, "known { name: \"theirs\" values: 400 values: 500 }")),
                HasSubstr("must have one value for each of the 1 parameters"));
    EXPECT_THAT(told(file_with({}, {}, "set: \"pools[in_house].seat=4\"")),
                HasSubstr("set[0]: is refused by the scenario"));
    EXPECT_THAT(told(file_with({}, {}, "colour: \"red\"")), HasSubstr("colour"));
}

TEST(CalibrationFile, TheShippedOnesLoadWithEveryNumberSourced) {
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator("config/calibrations")) {
        const auto plan = load_calibration(entry.path());
        ASSERT_TRUE(plan) << to_string(plan.error().front());
        EXPECT_TRUE(unsourced_numbers(*plan).empty()) << entry.path();
        EXPECT_THAT(describe(*plan), HasSubstr("replications"));
        ++files;
    }
    EXPECT_EQ(files, 2U);
}

TEST(CalibratedScenario, SaysWhatWasCalibratedToWhat) {
    const auto plan = parse_calibration(
        file_with({},
                  "targets { kpi: \"mean_answer_101\" value: 114 tolerance: 28.5 source: "
                  "\"Cleveland \\\"22/23\\\" [C9]\" }"),
        kFile);
    ASSERT_TRUE(plan);
    const auto bundle = calibrated_scenario(*plan, {setting_of_number(plan->parameters[0], 412.5)});
    ASSERT_TRUE(bundle) << to_string(bundle.error().front());
    EXPECT_EQ(field_value(*bundle, "call_classes[101].talk.lognormal.mean_s"), "412.5");
    const auto source = field_value(*bundle, "call_classes[101].talk.source");
    ASSERT_TRUE(source);
    EXPECT_THAT(*source,
                HasSubstr("calibrated: talk 412.5 by fcrsim calibrate tried.txtpb, seed 1"));
    EXPECT_THAT(*source, HasSubstr("mean_answer_101 114"));
    EXPECT_THAT(*source, HasSubstr("[C9]"));
    EXPECT_THAT(*source, HasSubstr("all else here, and before: derived: model.md 2.3"));
    EXPECT_TRUE(bundle->text.starts_with("# proto-file: proto/fcr/v1/scenario.proto\n"));
    EXPECT_TRUE(load_bundle(*bundle, "calibrated"));
}

}  // namespace
}  // namespace fcr::test
