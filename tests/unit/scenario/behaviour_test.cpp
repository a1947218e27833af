// People who act beside the rules, and who watches them, as files state it: read right, and refused
// where it is wrong.
#include "tests/unit/scenario/rich_scenario.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;

std::string rich_with(std::string_view part, std::string_view replacement) {
    return with(std::string(kRich), part, replacement);
}

/// Against a walk through the day minute by minute.
TEST(HoursOfDay, PassWhileTheyLast) {
    for (const HoursOfDay hours : {HoursOfDay{.from = 2h, .until = 5h},
                                   HoursOfDay{.from = 22h, .until = 6h},
                                   HoursOfDay{.from = 9h, .until = 24h},
                                   HoursOfDay{.from = 0h, .until = 24h},
                                   HoursOfDay{}}) {
        for (Duration begin = 0min; begin < 24h; begin += 47min) {
            Duration passed = 0min;
            for (Duration since = 0min; since < 72h; since += 1min) {
                if (hours.contain((begin + since) % Duration{24h})) {
                    EXPECT_EQ(hours.until_passed(begin, passed), since)
                        << begin.count() << " us of the day, " << passed.count() << " us";
                    EXPECT_EQ(hours.until_passed(begin, passed + 59s), since + 59s);
                    passed += 1min;
                }
            }
        }
    }
}

TEST(BehaviourFile, IsReadAsWritten) {
    const Scenario scenario = accepted(std::string(kRich));

    ASSERT_TRUE(scenario.pools[1].behaviour);
    const BehaviourPlan& behaviour = *scenario.pools[1].behaviour;
    EXPECT_EQ(behaviour.threshold_first, Duration{30s});
    EXPECT_EQ(behaviour.hurry_queue, 4U);
    EXPECT_DOUBLE_EQ(behaviour.hurry_factor, 0.85);
    EXPECT_DOUBLE_EQ(behaviour.padding_per_hour, 6.0);
    EXPECT_EQ(behaviour.padding_hours.from, Duration{2h});
    EXPECT_EQ(behaviour.padding_hours.until, Duration{5h});
    EXPECT_EQ(behaviour.padding_free, 2U);
    EXPECT_DOUBLE_EQ(behaviour.withdrawn_share, 0.25);
    EXPECT_EQ(behaviour.withdrawn_hours.from, Duration{17h});
    ASSERT_TRUE(scenario.supervisor);
    EXPECT_EQ(scenario.supervisor->rule, SupervisorRule::AskEarly);
    EXPECT_EQ(scenario.supervisor->wait, Duration{90s});
    EXPECT_EQ(scenario.supervisor->queue, 4U);
    EXPECT_EQ(scenario.supervisor->seats, 2U);
    EXPECT_EQ(scenario.supervisor->lag, Duration{600s});
    EXPECT_EQ(scenario.supervisor->stay, Duration{3600s});
}

TEST(BehaviourFile, WhatIsLeftOutIsNotDone) {
    const Scenario scenario = accepted(rich_with("threshold_first_s: 30\n", "\n"));

    EXPECT_FALSE(scenario.pools[1].behaviour->threshold_first);
    EXPECT_FALSE(scenario.pools[0].behaviour);
}

TEST(BehaviourFile, NumbersOutOfRangeAreRefused) {
    EXPECT_THAT(refused(rich_with("hurry { queue_at_least: 4", "hurry { queue_at_least: 0")),
                Contains(HasSubstr("hurry.queue_at_least")));
    EXPECT_THAT(refused(rich_with("factor: 0.85", "factor: 1.2")),
                Contains(HasSubstr("hurry.factor")));
    EXPECT_THAT(refused(rich_with("padding { calls_per_hour: 6", "padding { calls_per_hour: 0")),
                Contains(HasSubstr("padding.calls_per_hour")));
    EXPECT_THAT(refused(rich_with("cross_client { share: 0.25", "cross_client { share: 1.5")),
                Contains(HasSubstr("cross_client.share")));
    EXPECT_THAT(refused(rich_with("policy: ASK_EARLY wait_s: 90", "policy: ASK_EARLY wait_s: -1")),
                Contains(HasSubstr("supervisor.wait_s")));
    EXPECT_THAT(refused(rich_with("stay_s: 3600", "stay_s: 0")),
                Contains(HasSubstr("supervisor.stay_s")));
}

TEST(BehaviourFile, WhatIsNeededIsAskedFor) {
    EXPECT_THAT(
        refused(rich_with("hurry { queue_at_least: 4 factor: 0.85 }", "hurry { factor: 0.85 }")),
        Contains(HasSubstr("queue_at_least: must be given")));
    EXPECT_THAT(
        refused(rich_with("free_at_least: 2 call_class: \"101\" talk", "free_at_least: 2 talk")),
        Contains(HasSubstr("call_class: must be given, the name of a call class")));
    EXPECT_THAT(
        refused(rich_with("call_class: \"101\" talk { constant_s: 10 }", "call_class: \"101\"")),
        Contains(HasSubstr("talk: must be given, such as talk { constant_s: 10 }")));
    EXPECT_THAT(refused(rich_with("share: 0.25 from_h: 17 until_h: 20", "share: 0.25 from_h: 17")),
                Contains(HasSubstr("until_h: must be given")));
    EXPECT_THAT(refused(rich_with("supervisor { policy: ASK_EARLY", "supervisor {")),
                Contains(HasSubstr("DO_NOTHING, OPEN_OVERFLOW, ALL_TO_999 or ASK_EARLY")));
    EXPECT_THAT(refused(rich_with("pool: \"contractor\" seats: 2", "seats: 2")),
                Contains(HasSubstr("supervisor.pool: must be given, the name of a pool")));
    EXPECT_THAT(refused(rich_with("seats: 2 lag_s: 600", "lag_s: 600")),
                Contains(HasSubstr("supervisor.seats: must be given")));
}

TEST(BehaviourFile, WhatCannotBeIsRefused) {
    EXPECT_THAT(refused(rich_with("from_h: 17 until_h: 20", "from_h: 17 until_h: 17")),
                Contains(HasSubstr("until_h: must differ from from_h")));
    EXPECT_THAT(refused(rich_with("call_class: \"101\" talk { constant_s: 10 }",
                                  "call_class: \"102\" talk { constant_s: 10 }")),
                Contains(HasSubstr("102")));
    EXPECT_THAT(refused(rich_with("pool: \"contractor\" seats: 2", "pool: \"desk\" seats: 2")),
                Contains(HasSubstr("must be a pool with seats and one call to a seat")));
    EXPECT_THAT(refused(rich_with("pool: \"contractor\" seats: 2", "pool: \"digital\" seats: 2")),
                Contains(HasSubstr("must be a pool with seats and one call to a seat")));
    EXPECT_THAT(
        refused(rich_with(
            "transfer { day: 30 handling_factor: 1.2 weeks: 8 } from_day: -3 until_day: 40\n  }",
            "from_day: -3 until_day: 40\n  }\n  behaviour { cross_client "
            "{ share: 0.25 from_h: 17 until_h: 20 } }")),
        Contains(HasSubstr("must be left out where handlers are people")));
}

}  // namespace
}  // namespace fcr::test
