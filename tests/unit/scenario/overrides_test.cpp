#include "sim/scenario/overrides.hpp"

#include "proto/fcr/v1/scenario.pb.h"
#include "tests/unit/scenario/full_scenario.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <google/protobuf/text_format.h>

#include <string>
#include <vector>

namespace fcr::test {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Texts = std::vector<std::string>;

v1::Scenario full() {
    v1::Scenario message;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(std::string(kFull), &message));
    return message;
}

/// The full scenario with overrides; fails the test when one is refused.
v1::Scenario full_overridden(const Texts& overrides) {
    v1::Scenario message = full();
    Texts keys;
    for (const Problem& problem : apply_overrides(overrides, message, keys)) {
        ADD_FAILURE() << to_string(problem);
    }
    EXPECT_THAT(keys, SizeIs(overrides.size()));
    return message;
}

/// What is wrong with one override; the message must stay as it was.
std::string override_refusal(const std::string& text) {
    v1::Scenario message = full();
    Texts keys;
    const Problems problems = apply_overrides(Texts{text}, message, keys);
    EXPECT_EQ(message.SerializeAsString(), full().SerializeAsString());
    EXPECT_THAT(problems, SizeIs(1)) << text;
    return problems.empty() ? std::string{} : to_string(problems[0]);
}

TEST(Overrides, ANumberIsSetByNameOrIndex) {
    EXPECT_EQ(full_overridden({"pools[contractor].seats=12"}).pools(1).seats(), 12U);
    EXPECT_EQ(full_overridden({"pools[1].seats=12"}).pools(1).seats(), 12U);
    EXPECT_EQ(full_overridden({" pools[contractor].seats = 12 "}).pools(1).seats(), 12U);
    EXPECT_EQ(full_overridden({"run.measured_h=2"}).run().measured_h(), 2.0);
    EXPECT_EQ(full_overridden({"kpis[sl_999].threshold_s=15"}).kpis(0).threshold_s(), 15.0);
    EXPECT_EQ(full_overridden({"pools[in_house].seats_kept_free[101].seats=2"})
                  .pools(0)
                  .seats_kept_free(0)
                  .seats(),
              2U);
    EXPECT_EQ(full_overridden({"call_classes[urgent].route[1].after_s=10"})
                  .call_classes(0)
                  .route(1)
                  .after_s(),
              10.0);
}

TEST(Overrides, ANameOfDigitsGoesBeforeAnIndex) {
    EXPECT_EQ(full_overridden({"lines[101].lines_max=7"}).lines(1).lines_max(), 7U);
}

TEST(Overrides, TheLastOneWins) {
    EXPECT_EQ(full_overridden({"run.measured_h=2", "run.measured_h=3"}).run().measured_h(), 3.0);
}

TEST(Overrides, TextNeedsNoQuotes) {
    EXPECT_EQ(full_overridden({"title=A \"quoted\" \\ title"}).title(), "A \"quoted\" \\ title");
    EXPECT_EQ(full_overridden({"title=\"quoted\""}).title(), "quoted");
    EXPECT_EQ(full_overridden({"title="}).title(), "");
    EXPECT_EQ(full_overridden({"title=a=b [c] {d}"}).title(), "a=b [c] {d}");
    EXPECT_THAT(full_overridden({"skill_groups[all].call_classes=[urgent, 101]"})
                    .skill_groups(0)
                    .call_classes(),
                ElementsAre("urgent", "101"));
    EXPECT_EQ(full_overridden({"skill_groups[all].call_classes[2]=other"})
                  .skill_groups(0)
                  .call_classes(2),
              "other");
}

TEST(Overrides, AnEnumeratorIsSetByName) {
    EXPECT_EQ(full_overridden({"routing.priority_rule=STRICT"}).routing().priority_rule(),
              v1::STRICT);
}

TEST(Overrides, ListsAreReplacedWholeOrByElement) {
    EXPECT_THAT(
        full_overridden({"lines[999].arrivals.weights=[5, 6]"}).lines(0).arrivals().weights(),
        ElementsAre(5.0, 6.0));
    EXPECT_THAT(full_overridden({"lines[999].arrivals.weights=5,6"}).lines(0).arrivals().weights(),
                ElementsAre(5.0, 6.0));
    EXPECT_THAT(full_overridden({"lines[999].arrivals.weights[3]=9"}).lines(0).arrivals().weights(),
                ElementsAre(1.0, 2.0, 3.0, 9.0));
    EXPECT_THAT(full_overridden({"call_classes[urgent].route=[]"}).call_classes(0).route(),
                IsEmpty());
    EXPECT_THAT(full_overridden({"call_classes[urgent].route={pools: \"in_house\"}"})
                    .call_classes(0)
                    .route(),
                SizeIs(1));
    EXPECT_EQ(full_overridden({"employers[1]={name: \"other\" kind: FORCE}"}).employers(1).name(),
              "other");
}

TEST(Overrides, BlocksOnTheWayAreMade) {
    const v1::Scenario message = full_overridden({"call_classes[other].wrap_up.constant_s=30",
                                                  "lines[101].operator_leg.connect.normal.sd_s=1"});

    EXPECT_EQ(message.call_classes(1).wrap_up().constant_s(), 30.0);
    EXPECT_EQ(message.lines(1).operator_leg().connect().normal().sd_s(), 1.0);
}

TEST(Overrides, ANewLawRemovesTheOldOne) {
    EXPECT_TRUE(full_overridden({"call_classes[urgent].talk.exponential.mean_s=200"})
                    .call_classes(0)
                    .talk()
                    .has_exponential());
    const v1::Scenario message =
        full_overridden({"call_classes[101].talk={lognormal{mean_s:300 cv:0.8}}"});
    EXPECT_FALSE(message.call_classes(2).talk().has_empirical());
    EXPECT_EQ(message.call_classes(2).talk().lognormal().cv(), 0.8);
}

TEST(Overrides, AnotherWayToGiveSeatsOrCallsRemovesTheOldOne) {
    const v1::Scenario message =
        full_overridden({"pools[in_house].seats=5", "lines[999].arrivals.profile_csv=calls.csv"});

    EXPECT_EQ(message.pools(0).seats_by_interval_size(), 0);
    EXPECT_EQ(message.pools(0).seats(), 5U);
    EXPECT_EQ(message.lines(0).arrivals().weights_size(), 0);
    EXPECT_EQ(message.lines(0).arrivals().profile_csv(), "calls.csv");
}

TEST(Overrides, AnUnknownPartOfAPathIsNamedWithTheNearestOne) {
    EXPECT_EQ(override_refusal("pool[contractor].seats=1"),
              "--set: pool: there is no such field in Scenario; did you mean \"pools\"?");
    EXPECT_EQ(override_refusal("pools[contracter].seats=1"),
              "--set: pools[contracter]: there is no such element; the list has 3; did you mean "
              "\"contractor\"?");
    EXPECT_EQ(override_refusal("pools[3].seats=1"),
              "--set: pools[3]: there is no such element; the list has 3: in_house, contractor, "
              "digital");
    EXPECT_EQ(override_refusal("pools[contractor].seat=1"),
              "--set: pools[contractor].seat: there is no such field in Pool; did you mean "
              "\"seats\"?");
    EXPECT_EQ(override_refusal("lines[999].arrivals.weights[4]=1"),
              "--set: lines[999].arrivals.weights[4]: there is no such element; the list has 4");
    EXPECT_EQ(override_refusal("lines[999].arrivals.weights[-1]=1"),
              "--set: lines[999].arrivals.weights[-1]: there is no such element; the list has 4");
}

TEST(Overrides, AStepThatTheFieldCannotTakeIsRefused) {
    EXPECT_EQ(override_refusal("pools.seats=1"),
              "--set: pools: is a list: say which one, such as pools[0]: in_house, contractor, "
              "digital");
    EXPECT_EQ(override_refusal("run[0].measured_h=1"),
              "--set: run: is not a list: leave out the brackets");
    EXPECT_EQ(override_refusal("title.length=1"), "--set: title: has no fields of its own");
}

TEST(Overrides, WhatHasNoFormIsRefused) {
    for (const std::string bad : {"",
                                  "=",
                                  "pools",
                                  "=5",
                                  ".run=1",
                                  "run.=1",
                                  "run..measured_h=1",
                                  "pools[=1",
                                  "pools[]=1",
                                  "pools[0]seats=1",
                                  "[0]=1",
                                  "pools[0",
                                  "pools[0=1"}) {
        EXPECT_THAT(override_refusal(bad),
                    testing::StartsWith("--set: must be path=value, such as pools[0].seats=12"))
            << bad;
    }
}

TEST(Overrides, AValueOfAnotherTypeIsToldWhatWouldBeRight) {
    EXPECT_EQ(override_refusal("pools[contractor].seats=many"),
              "--set: pools[contractor].seats: must be a whole number from 0 to 4294967295 (found "
              "\"many\")");
    EXPECT_EQ(override_refusal("pools[contractor].seats="),
              "--set: pools[contractor].seats: must be a whole number from 0 to 4294967295");
    EXPECT_EQ(override_refusal("run.measured_h=a day"),
              "--set: run.measured_h: must be a number (found \"a day\")");
    EXPECT_EQ(override_refusal("routing.priority_rule=FAIR"),
              "--set: routing.priority_rule: must be one of STRICT, TIME_CREDIT, AGEING, "
              "FIRST_COME (found \"FAIR\")");
    EXPECT_EQ(override_refusal("pools[contractor].pick_up=3"),
              "--set: pools[contractor].pick_up: must be a block in braces with constant_s, "
              "exponential, lognormal, gamma, uniform, normal, hyperexponential, empirical and 3 "
              "more (found \"3\")");
    EXPECT_EQ(override_refusal("lines[999].arrivals.weights=[1, two]"),
              "--set: lines[999].arrivals.weights[1]: must be a number (found \"two\")");
}

TEST(Overrides, AFaultInsideABlockIsToldByItsPath) {
    EXPECT_EQ(override_refusal("call_classes[urgent].talk={lognormal{mean:300}}"),
              "--set: call_classes[urgent].talk.lognormal.mean: there is no such field in "
              "Lognormal; did you mean \"mean_s\"?");
}

TEST(Overrides, NothingElseCanBeSetAlongTheWay) {
    EXPECT_THAT(override_refusal("pools[contractor].seats=1 name: \"x\""),
                HasSubstr("must be a whole"));
    EXPECT_THAT(override_refusal("run.measured_h=1 } lines {"), HasSubstr("must be a number"));
    EXPECT_THAT(override_refusal("lines[999].arrivals.weights[0]=1 weights: 2"),
                HasSubstr("must be a"));
    EXPECT_THAT(override_refusal("title=\"a\" description: \"b\""), HasSubstr("must be text"));
}

TEST(Overrides, AllThatAreWrongAreTold) {
    v1::Scenario message = full();
    Texts keys;

    EXPECT_THAT(apply_overrides(Texts{"a=1", "run.measured_h=2", "b=1"}, message, keys), SizeIs(2));
    EXPECT_EQ(message.SerializeAsString(), full().SerializeAsString());
}

TEST(Overrides, AFaultOfMeaningIsToldAsTheCommandLines) {
    EXPECT_THAT(refused(small_with("kind: EMERGENCY", "kind: LINE_KIND_UNSPECIFIED"),
                        Texts{"pools[in_house].seats=4001", "call_classes[0].talk.constant_s=nan"}),
                ElementsAre("small.txtpb:4:3: lines[999].kind: must be one of EMERGENCY, "
                            "NON_EMERGENCY, DIGITAL, INTERNAL (found \"LINE_KIND_UNSPECIFIED\")",
                            "--set: call_classes[urgent].talk.constant_s: must be from 0 to "
                            "31622400 seconds (found \"nan\")",
                            "--set: pools[in_house].seats: must be from 0 to 4000 seats (found "
                            "\"4001\")"));
}

TEST(Overrides, FaultsOfTheFileAreToldBesideAnOverrideThatFails) {
    EXPECT_THAT(refused(small_with("seats: 4", "seats: 4001"), Texts{"run.warm_up=1"}),
                ElementsAre(HasSubstr("small.txtpb:18:3: pools[in_house].seats"),
                            HasSubstr("--set: run.warm_up: there is no such field in Run; did you "
                                      "mean \"warm_up_h\"?")));
}

TEST(Overrides, TheScenarioHasWhatWasSet) {
    const Scenario scenario =
        accepted(std::string(kSmall),
                 Texts{"pools[in_house].seats=9", "lines[999].arrivals.calls_per_day=96"});

    EXPECT_EQ(scenario.pools[0].seats[0].seats, 9U);
    EXPECT_DOUBLE_EQ(scenario.lines[0].arrivals.calls[0], 1.0);
}

}  // namespace

}  // namespace fcr::test
