// Exercise files: what they say, and what is told when they are wrong.
#include "sim/exercise/exercise_file.hpp"

#include "sim/exercise/describe_exercise.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr const char* kFolderFile = "config/exercises/test.txtpb";

Result<ExercisePlan> parsed(const std::string& more) {
    return parse_exercise("scenario: \"../scenarios/mid_force_training.txtpb\"\n" + more,
                          kFolderFile);
}

/// The only problem of a file, as it is printed.
std::string fault_of(const std::string& more) {
    const auto plan = parsed(more);
    if (plan || plan.error().size() != 1) {
        return plan ? "no fault" : std::to_string(plan.error().size()) + " faults";
    }
    return to_string(plan.error().front());
}

TEST(ExerciseFile, WhatIsLeftOutHasItsDefault) {
    const auto plan = parsed("");
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->title, "test");
    EXPECT_EQ(plan->seed, 1U);
    EXPECT_EQ(plan->start, kStartOfRun + 24h);
    EXPECT_EQ(plan->end, kStartOfRun + 28h);
    EXPECT_EQ(plan->terms.log_in, 2min);
    EXPECT_FALSE(plan->terms.pass_back);
}

TEST(ExerciseFile, PricesAreExactAndHaveASource) {
    const auto plan = parsed(
        "terms { prices { overflow_minute: \"0.9525\" lost_break: \"12\" source: \"assumption: "
        "test\" } "
        "desk_pool: \"in_house\" bureau_share: 0.3 site_travel_s: 1200 }\n");
    ASSERT_TRUE(plan) << to_string(plan.error().front());
    EXPECT_EQ(plan->terms.prices.overflow_minute, Money{9'525});
    EXPECT_EQ(plan->terms.prices.lost_break, Money::pounds(12));
    EXPECT_EQ(plan->terms.prices.aid_hour, Money{});
    EXPECT_EQ(plan->terms.desk_pool, PoolId{0});
    EXPECT_EQ(plan->terms.site_travel, 20min);
    const std::string told = describe(*plan);
    EXPECT_NE(told.find("prices: GBP 0.9525 a minute of overflow, GBP 12.00 a break cancelled"),
              std::string::npos)
        << told;
    EXPECT_NE(told.find("a major incident takes 2 of in_house to its desk after 10 min, sends 30 % "
                        "of 101 callers to a casualty bureau after 1 h"),
              std::string::npos)
        << told;
    EXPECT_NE(fault_of("terms { prices { aid_hour: \"a lot\" source: \"x\" } }\n")
                  .find("must be pounds from"),
              std::string::npos);
    EXPECT_NE(fault_of("terms { prices { aid_hour: \"1\" } }\n").find("where the prices come from"),
              std::string::npos);
    EXPECT_NE(fault_of("terms { site_factor: 0.5 }\n").find("site_factor"), std::string::npos);
    EXPECT_NE(fault_of("terms { message_patience: 20 }\n").find("message_patience"),
              std::string::npos);
    EXPECT_NE(fault_of("terms { call_in_rest_s: -1 }\n").find("call_in_rest_s"), std::string::npos);
}

TEST(ExerciseFile, ALineIsReadWhole) {
    const auto plan = parsed(R"(
objectives { id: "o" text: "shown" }
events {
  id: "a" title: "A" at_s: 60
  inject { burst { call_class: "999" calls: 5 over_s: 30 } }
  expected { actions: ["open_overflow", "call_in"] within_s: 120 }
  contingency: "b" objective: "o" controller: "lead"
}
events {
  id: "b" title: "B"
  inject { told { text: "hello" } }
}
events {
  id: "c" title: "C"
  when { measure: FREE pool: "in_house" below: 1 lasting_s: 30 }
  inject { staff_loss { pool: "contractor" share: 0.5 } }
})");
    ASSERT_TRUE(plan) << to_string(plan.error().front());
    ASSERT_EQ(plan->lines.size(), 3U);
    const EventLine& line = plan->lines[0];
    EXPECT_EQ(line.at, Duration{60s});
    EXPECT_EQ(std::get<BringCalls>(std::get<Command>(line.inject)).calls, 5U);
    ASSERT_EQ(line.expected.size(), 1U);
    EXPECT_EQ(line.expected[0].any_of.size(), 2U);
    EXPECT_EQ(line.expected[0].within, 2min);
    EXPECT_EQ(line.contingency, 1U);
    EXPECT_EQ(std::get<ExerciseMessage>(plan->lines[1].inject).text, "hello");
    EXPECT_FALSE(plan->lines[2].when->above);
    EXPECT_EQ(plan->lines[2].when->lasting, 30s);
}

TEST(ExerciseFile, EachFaultIsToldWithItsPlaceAndWhatWouldBeRight) {
    const auto event = [](const std::string& inside) {
        return "events {\n id: \"a\" title: \"A\"\n " + inside + "\n}\n";
    };
    const std::string told = "inject { told { text: \"x\" } }";
    EXPECT_EQ(fault_of("length_h: 30\n"),
              "config/exercises/test.txtpb:2:1: length_h: must end within the measured part, 24 h "
              "(found \"30\")");
    const auto expect_part = [](const std::string& fault, const std::string& part) {
        EXPECT_NE(fault.find(part), std::string::npos) << fault;
    };
    expect_part(fault_of(event("inject { burst { call_class: \"998\" calls: 5 over_s: 30 } }")),
                "test.txtpb:4:19: events[a].inject.burst.call_class: must be the name of a class "
                "of the scenario; did you mean \"999\"?");
    expect_part(fault_of(event(told + " at_s: 99999")), "must be before the end, 14400 s");
    expect_part(fault_of(event(told + " at_s: 5 when { measure: WAITING line: \"101\" above: 3 }")),
                "must not be given with when");
    expect_part(fault_of(event(told + " when { measure: WAITING line: \"101\" }")),
                "must have one of above and below");
    expect_part(fault_of(event(told + " when { measure: FREE line: \"101\" above: 3 }")), "faults");
    expect_part(fault_of(event(told + " contingency: \"b\"")), "faults");
    expect_part(fault_of(event(told + " expected { actions: \"dance\" within_s: 5 }")),
                "must be the name of an action");
    expect_part(fault_of(event("inject { }")), "must have what happens");
    expect_part(fault_of(event("inject { staff_loss { pool: \"in_house\" } }")),
                "must be given, or share");
    expect_part(fault_of(event("inject { system_fault { system: TELEPHONY line: \"999\" "
                               "handling_factor: 2 } }")),
                "is of COMMAND_AND_CONTROL alone");
    expect_part(fault_of(event("inject { demand { line: \"typing\" factor: 2 length_s: 60 } }")),
                "must be a line with expected calls");
    expect_part(fault_of("terms { pass_back_class: \"101\" }\n"),
                "must be a class of an internal line");
    expect_part(fault_of("terms { call_in_travel_min_s: 5000 }\n"),
                "call_in_travel_max_s must be at least the least, 5000 s");
    expect_part(fault_of("terms { off_duty { pool: \"in_house\" people: 5 } off_duty { pool: "
                         "\"in_house\" people: 5 } }\n"),
                "must be given once");
}

TEST(ExerciseFile, ARoomWhosePeopleHaveABehaviourIsRefused) {
    const auto plan =
        parse_exercise("scenario: \"../scenarios/mid_force_gaming.txtpb\"", kFolderFile);
    ASSERT_FALSE(plan);
    EXPECT_NE(to_string(plan.error().front()).find("must be a room whose people do what"),
              std::string::npos);
}

TEST(ExerciseFile, AMissingScenarioOrAnEmptyFileIsTold) {
    EXPECT_FALSE(parse_exercise("", kFolderFile));
    EXPECT_FALSE(parse_exercise("title: \"x\"", kFolderFile));
    EXPECT_FALSE(parse_exercise("scenario: \"nowhere.txtpb\"", kFolderFile));
    EXPECT_FALSE(load_exercise("config/exercises/nowhere.txtpb"));
}

}  // namespace
}  // namespace fcr::test
