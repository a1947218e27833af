#include "sim/scenario/field_value.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

ScenarioBundle bundle_of(std::string text) {
    return {.text = std::move(text), .files = {}, .digest = {}, .sources = {}};
}

TEST(FieldValue, IsWhatTheTextSaysWhereThePathLeads) {
    const ScenarioBundle room = bundle_of(
        "run { warm_up_h: 24 } routing { priority_rule: STRICT }"
        "pools { name: 'a' seats: 8 } pools { name: 'b' seats_by_interval: [1, 2] }"
        "call_classes { name: '101' talk { lognormal { mean_s: 460 cv: 0.8 } } }");

    EXPECT_EQ(field_value(room, "run.warm_up_h"), "24");
    EXPECT_EQ(field_value(room, "pools[a].seats"), "8");
    EXPECT_EQ(field_value(room, "pools[0].seats"), "8");
    EXPECT_EQ(field_value(room, "pools[b].seats_by_interval"), "[1, 2]");
    EXPECT_EQ(field_value(room, "pools[b].seats_by_interval[1]"), "2");
    EXPECT_EQ(field_value(room, "routing.priority_rule"), "STRICT");
    EXPECT_EQ(field_value(room, "call_classes[101].talk.lognormal.mean_s"), "460");
    EXPECT_EQ(field_value(room, "call_classes[101].talk"), "{lognormal { mean_s: 460 cv: 0.8 }}");
}

TEST(FieldValue, IsNoneWhereTheScenarioSaysNothing) {
    const ScenarioBundle room = bundle_of("pools { name: 'a' seats: 8 }");

    EXPECT_EQ(field_value(room, "pools[a].seats_csv"), std::nullopt);
    EXPECT_EQ(field_value(room, "pools[b].seats"), std::nullopt);
    EXPECT_EQ(field_value(room, "run.warm_up_h"), std::nullopt);
    EXPECT_EQ(field_value(room, "pools.seats"), std::nullopt);
    EXPECT_EQ(field_value(room, "chairs"), std::nullopt);
    EXPECT_EQ(field_value(room, ""), std::nullopt);
}

}  // namespace
}  // namespace fcr::test
