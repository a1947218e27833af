#include "sim/scenario/validate.hpp"

#include "tests/unit/scenario/full_scenario.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <string>

namespace fcr::test {

namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string full_with(std::string_view part, std::string_view replacement) {
    return with(std::string(kFull), part, replacement);
}

TEST(Validate, EveryFaultIsToldInTheOrderOfTheFile) {
    const std::string text = R"(run { measured_h: -1 }
lines { name: "999" kind: EMERGENCY arrivals { weights: [1, 2, 3, 4, 5, 6, 7] } }
lines { name: "999" arrivals { calls_per_day: 1 weights: [nan] } }
call_classes { name: "a" line: "998" talk { exponential {} } }
employers { name: "force" }
skill_groups { name: "all" call_classes: "b" }
pools { name: "in_house" employer: "farce" skill_group: "all" seats: 5000 }
kpis { id: "sl" type: SERVICE_LEVEL }
published { kpi: "sm" value: 5 }
)";

    EXPECT_THAT(
        refused(text),
        ElementsAre(
            "small.txtpb:1:7: run.measured_h: must be above 0 and at most 78000 hours (found "
            "\"-1\")",
            "small.txtpb:2:48: lines[999].arrivals.weights: must be 1, 24, 48, 96 or another "
            "number of weights that splits the 1440 minutes of a day evenly; there are 7",
            "small.txtpb:3:1: lines[999].kind: must be given: EMERGENCY or NON_EMERGENCY",
            "small.txtpb:3:9: lines[999].name: must be unique; an earlier one has this name "
            "(found \"999\")",
            "small.txtpb:3:49: lines[999].arrivals.weights[0]: must be from 0 to 1000000000 "
            "(found \"nan\")",
            "small.txtpb:3:49: lines[999].arrivals.weights: must not all be 0",
            "small.txtpb:4:26: call_classes[a].line: must be the name of a line; did you mean "
            "\"999\"? (found \"998\")",
            "small.txtpb:4:45: call_classes[a].talk.exponential.mean_s: must be given, from "
            "0.000001 to 31622400 seconds",
            "small.txtpb:5:1: employers[force].kind: must be given: FORCE or CONTRACTOR",
            "small.txtpb:6:28: skill_groups[all].call_classes[0]: must be the name of a call "
            "class; did you mean \"a\"? (found \"b\")",
            "small.txtpb:7:26: pools[in_house].employer: must be the name of an employer; did you "
            "mean \"force\"? (found \"farce\")",
            "small.txtpb:7:63: pools[in_house].seats: must be from 0 to 4000 seats (found "
            "\"5000\")",
            "small.txtpb:8:1: kpis[sl].threshold_s: must be given, from 0 to 31622400 seconds",
            "small.txtpb:9:13: published[sm].kpi: must be the name of a KPI; did you mean \"sl\"? "
            "(found \"sm\")"));
}

TEST(Validate, WhatIsMissingAltogetherIsTold) {
    EXPECT_THAT(refused("title: \"nothing else\"\n"),
                ElementsAre("small.txtpb: lines: must be given, 1 to 16 times",
                            "small.txtpb: call_classes: must be given, 1 to 64 times",
                            "small.txtpb: employers: must be given, 1 to 16 times",
                            "small.txtpb: skill_groups: must be given, 1 to 64 times",
                            "small.txtpb: pools: must be given, 1 to 64 times"));
}

TEST(Validate, TooManyOfAKindAreRefusedOnce) {
    std::string text(kSmall);
    for (int count = 0; count < 20; ++count) {
        text += fmt::format("employers {{ name: \"e{}\" kind: FORCE }}\n", count);
    }

    EXPECT_THAT(refused(text),
                ElementsAre("small.txtpb:12:1: employers: must be given 1 to 16 times (found \"21 "
                            "of them\")"));
}

TEST(Validate, NamesThatCannotStandInAPathAreRefused) {
    for (const std::string bad : {"", "a]b", "a=b", "a\\nb", " a", "\\xff", "a,b"}) {
        EXPECT_THAT(refused(small_with("name: \"force\"", "name: \"" + bad + "\"")),
                    Contains(HasSubstr("small.txtpb:12:13: employers[0].name: must be a name of 1 "
                                       "to 64 bytes")));
    }
}

TEST(Validate, EnumeratorsThatSayNothingAreRefused) {
    EXPECT_THAT(refused(small_with("kind: EMERGENCY", "kind: LINE_KIND_UNSPECIFIED")),
                ElementsAre("small.txtpb:4:3: lines[999].kind: must be one of EMERGENCY, "
                            "NON_EMERGENCY, DIGITAL, INTERNAL (found \"LINE_KIND_UNSPECIFIED\")"));
    EXPECT_THAT(refused(small_with("kind: EMERGENCY", "kind: 7")),
                ElementsAre(HasSubstr("lines[999].kind: must be one of")));
    EXPECT_THAT(refused(small_with("kind: FORCE", "kind: EMPLOYER_KIND_UNSPECIFIED")),
                ElementsAre(HasSubstr("employers[force].kind: must be one of FORCE, CONTRACTOR")));
    for (const std::string field :
         {"type: KPI_TYPE_UNSPECIFIED",
          "type: COUNT clock: CLOCK_START_UNSPECIFIED",
          "type: SERVICE_LEVEL threshold_s: 1 comparator: COMPARATOR_UNSPECIFIED",
          "type: SERVICE_LEVEL threshold_s: 1 formula: SERVICE_LEVEL_FORMULA_UNSPECIFIED",
          "type: ABANDONMENT abandonment: ABANDONMENT_FORMULA_UNSPECIFIED"}) {
        EXPECT_THAT(refused(std::string(kSmall) + "kpis { id: \"k\" " + field + " }"),
                    ElementsAre(HasSubstr("must be one of")));
    }
    EXPECT_THAT(
        refused(std::string(kSmall) + "routing { priority_rule: PRIORITY_RULE_UNSPECIFIED }"),
        ElementsAre(HasSubstr("routing.priority_rule: must be one of STRICT, TIME_CREDIT")));
    EXPECT_THAT(refused(full_with("kind: WIDEN", "kind: STEP_KIND_UNSPECIFIED")),
                ElementsAre(HasSubstr("route[1].kind: must be one of WIDEN, MOVE")));
}

TEST(Validate, TheRunMustBeWholeIntervalsLong) {
    EXPECT_THAT(refused(full_with("measured_h: 48", "measured_h: 45")),
                ElementsAre("small.txtpb:4:21: run.measured_h: must be a multiple of 6 h, the "
                            "interval of line 999 (found \"45\")"));
    EXPECT_THAT(refused(full_with("warm_up_h: 24", "warm_up_h: 1.1")),
                ElementsAre(HasSubstr("multiple of 6 h, the interval of line 999"),
                            HasSubstr("multiple of 0.25 h, the interval of line 101")));
}

TEST(Validate, ARunBeyondTheClockIsRefused) {
    EXPECT_THAT(refused(small_with("measured_h: 24", "measured_h: 78000 drain_max_h: 8784")),
                ElementsAre("small.txtpb:1:1: run: warm_up_h, measured_h and drain_max_h together "
                            "must be at most 78187 h (found \"86784 h\")"));
}

TEST(Validate, ArrivalsNeedOneSourceOfCalls) {
    EXPECT_THAT(refused(small_with("arrivals { calls_per_day: 310 weights: 1 }", "")),
                ElementsAre(HasSubstr("small.txtpb:2:1: lines[999].arrivals: must be given")));
    EXPECT_THAT(refused(small_with("weights: 1", "")),
                ElementsAre(HasSubstr("small.txtpb:5:3: lines[999].arrivals: must have one of")));
    EXPECT_THAT(refused(small_with("weights: 1", "weights: 1 profile_csv: \"p.csv\"")),
                ElementsAre(HasSubstr("small.txtpb:5:3: lines[999].arrivals: must have one of")));
    EXPECT_THAT(refused(small_with("calls_per_day: 310", "")),
                ElementsAre("small.txtpb:5:3: lines[999].arrivals.calls_per_day: must be given, "
                            "from 0 to 1000000 calls"));
}

TEST(Validate, WeightsSayOnlyHowTheDayIsSpread) {
    const Scenario scenario = accepted(std::string(kFull));

    // 310 calls times 1.5, spread 1 : 2 : 3 : 4 over six-hour intervals.
    EXPECT_DOUBLE_EQ(scenario.lines[0].arrivals.calls[0], 46.5);
    EXPECT_DOUBLE_EQ(scenario.lines[0].arrivals.calls[3], 186.0);
    EXPECT_DOUBLE_EQ(scenario.lines[0].arrivals.calls[4], 46.5);
}

TEST(Validate, OnlyAnEmergencyLineHasAnOperator) {
    EXPECT_THAT(
        refused(small_with("kind: EMERGENCY",
                           "kind: NON_EMERGENCY operator_leg { answer { constant_s: 1 } }")),
        ElementsAre("small.txtpb:4:23: lines[999].operator_leg: only an EMERGENCY line "
                    "goes through the national operator"));
}

TEST(Validate, SharesOfALineMustSumToOne) {
    EXPECT_THAT(refused(full_with("share: 0.25", "share: 0.2")),
                ElementsAre("small.txtpb:21:30: call_classes[urgent].share: shares of the classes "
                            "of line 999 must sum to 1; they sum to 0.95 (found \"0.2\")"));
    EXPECT_THAT(refused(full_with("share: 0.25 ", "")),
                ElementsAre(HasSubstr("call_classes[urgent].share: shares of the classes of line "
                                      "999 must sum to 1; they sum to 1.75")));
}

TEST(Validate, ALineWithoutClassesIsRefused) {
    EXPECT_THAT(refused(std::string(kSmall) +
                        "lines { name: \"101\" kind: NON_EMERGENCY arrivals { calls_per_day: 1 "
                        "weights: 1 } }\n"),
                ElementsAre("small.txtpb:20:1: lines[101]: must have a call class: none names "
                            "this line"));
}

TEST(Validate, AClassNobodyCanAnswerIsRefused) {
    EXPECT_THAT(refused(full_with("[\"urgent\", \"other\", \"101\"]", "[\"urgent\", \"101\"]")),
                ElementsAre("small.txtpb:32:1: call_classes[other]: nobody can answer it: no "
                            "skill group lists this call class"));
    EXPECT_THAT(
        refused(with(full_with("[\"urgent\", \"other\", \"101\"]", "[\"urgent\", \"101\"]"),
                     "employers { name: \"acme\"",
                     "skill_groups { name: \"few\" call_classes: \"other\" } employers { name: "
                     "\"acme\"")),
        ElementsAre(HasSubstr("call_classes[other]: nobody can answer it: no pool has a skill "
                              "group with this call class"),
                    HasSubstr("skill_groups[few]: must be the skill group of a pool")));
}

TEST(Validate, APoolNobodyCanReachIsRefused) {
    const std::string text = full_with(
        "  talk { hyperexponential", "  route { pools: \"in_house\" }\n  talk { hyperexponential");

    EXPECT_THAT(refused(with(text, "route { after_s: 120 pools: \"digital\" kind: MOVE }", "")),
                ElementsAre("small.txtpb:66:1: pools[digital]: no call can reach it: no route of a "
                            "call class names this pool"));
}

TEST(Validate, APoolOfARouteMustHaveTheSkill) {
    EXPECT_THAT(
        refused(
            with(full_with("pools { name: \"digital\" employer: \"force\" skill_group: \"all\"",
                           "pools { name: \"digital\" employer: \"force\" skill_group: \"few\""),
                 "employers { name: \"acme\"",
                 "skill_groups { name: \"few\" call_classes: \"other\" } employers { name: "
                 "\"acme\"")),
        ElementsAre("small.txtpb:45:24: call_classes[101].route[1].pools[0]: must have the skill: "
                    "skill group few of this pool does not list call class 101 (found "
                    "\"digital\")"));
}

TEST(Validate, ARouteToAnUnknownPoolIsToldOnce) {
    EXPECT_THAT(refused(full_with("route { after_s: 8 pools: \"contractor\"",
                                  "route { after_s: 8 pools: \"contractors\"")),
                ElementsAre("small.txtpb:30:22: call_classes[urgent].route[1].pools[0]: must be "
                            "the name of a pool; did you mean \"contractor\"? (found "
                            "\"contractors\")"));
}

TEST(Validate, StepsOfARouteMustNotGoBack) {
    EXPECT_THAT(refused(full_with("route { after_s: 0 pools", "route { after_s: 9 pools")),
                ElementsAre("small.txtpb:29:11: call_classes[urgent].route[0].after_s: must be 0 "
                            "in the first step, or left out (found \"9\")",
                            "small.txtpb:30:11: call_classes[urgent].route[1].after_s: must not be "
                            "before the step above it, 9 s (found \"8\")"));
    EXPECT_THAT(refused(full_with("route { pools: \"in_house\" }",
                                  "route { pools: \"in_house\" kind: MOVE }")),
                ElementsAre(HasSubstr("route[0].kind: the first step has nothing to move from")));
    EXPECT_THAT(refused(full_with("route { after_s: 8 pools: \"contractor\" kind: WIDEN }",
                                  "route { after_s: 8 }")),
                Contains(HasSubstr("route[1].pools: must be given, 1 to 64 times")));
    EXPECT_THAT(refused(full_with("pools: \"contractor\" kind",
                                  "pools: \"contractor\" pools: \"contractor\" kind")),
                ElementsAre(HasSubstr("route[1].pools[1]: must be named once in a step")));
}

TEST(Validate, SeatsAreGivenInOneWay) {
    EXPECT_THAT(refused(small_with("  seats: 4\n", "")),
                ElementsAre("small.txtpb:14:1: pools[in_house]: must have one of seats, "
                            "seats_by_interval, seats_csv and roster"));
    EXPECT_THAT(refused(small_with("seats: 4", "seats: 4 seats_by_interval: 4")),
                ElementsAre(HasSubstr("pools[in_house]: must have one of")));
    EXPECT_THAT(refused(small_with("seats: 4", "seats_by_interval: [1, 2, 3, 4, 5, 6, 7]")),
                ElementsAre(HasSubstr("small.txtpb:18:3: pools[in_house].seats_by_interval: must "
                                      "be 24, 48, 96")));
}

TEST(Validate, SeatsAboveTheLimitAreRefused) {
    EXPECT_THAT(refused(small_with("seats: 4", "seats: 4001")),
                ElementsAre("small.txtpb:18:3: pools[in_house].seats: must be from 0 to 4000 "
                            "seats (found \"4001\")"));
    EXPECT_THAT(refused(small_with("seats: 4", "seats_by_interval: [4000, 4001]")),
                ElementsAre("small.txtpb:18:3: pools[in_house].seats_by_interval[1]: must be from "
                            "0 to 4000 seats (found \"4001\")"));
    std::string text = small_with("seats: 4", "seats: 4000");
    for (int pool = 0; pool < 4; ++pool) {
        text += fmt::format(
            "pools {{ name: \"p{}\" employer: \"force\" skill_group: \"all\" seats: 4000 }}\n",
            pool);
    }
    EXPECT_THAT(refused(text),
                ElementsAre("small.txtpb:23:1: pools[p3]: limit reached: all pools together at "
                            "most 16000 seats at their fullest (found \"20000 seats\")"));
}

TEST(Validate, SeatsFollowTheIntervalsOfTheDay) {
    const Scenario scenario = accepted(std::string(kFull));

    // Eight-hour intervals over 24 h warm-up, 48 h measured and 12 h drain.
    const std::vector<SeatChange>& seats = scenario.pools[0].seats;
    ASSERT_THAT(seats, SizeIs(11));
    EXPECT_EQ(seats[0].from, kStartOfRun);
    EXPECT_EQ(seats[0].seats, 4U);
    EXPECT_EQ(seats[2].from, kStartOfRun + std::chrono::hours{16});
    EXPECT_EQ(seats[2].seats, 9U);
    EXPECT_EQ(seats[10].from, kStartOfRun + std::chrono::hours{80});
    EXPECT_EQ(seats[10].seats, 8U);
}

TEST(Validate, SeatsAreKeptFreeOfClassesThePoolCanAnswer) {
    EXPECT_THAT(refused(full_with("call_class: \"101\" seats: 1", "seats: 1")),
                ElementsAre(HasSubstr("pools[in_house].seats_kept_free[0].call_class: must be "
                                      "given, the name of a call class")));
    EXPECT_THAT(
        refused(full_with("call_class: \"101\" seats: 1", "call_class: \"101\"")),
        ElementsAre(HasSubstr("pools[in_house].seats_kept_free[101].seats: must be given")));
    EXPECT_THAT(refused(full_with("seats_kept_free { call_class: \"101\" seats: 1 }",
                                  "seats_kept_free { call_class: \"101\" seats: 1 } "
                                  "seats_kept_free { call_class: \"101\" seats: 2 }")),
                ElementsAre(HasSubstr("must be named once in a pool")));
}

TEST(Validate, AnUnusedSkillGroupIsRefused) {
    EXPECT_THAT(refused(std::string(kSmall) +
                        "skill_groups { name: \"spare\" call_classes: \"urgent\" }\n"),
                ElementsAre("small.txtpb:20:1: skill_groups[spare]: must be the skill group of a "
                            "pool; none names it"));
}

TEST(Validate, ACorrelationBeyondTheFactorsIsRefused) {
    EXPECT_THAT(
        refused(with(full_with("volume_factor: 1.5 day_factor_cv: 0.1",
                               "volume_factor: 1.5 day_factor_cv: 0.25"),
                     "day_factor_correlation: 0.5",
                     "day_factor_correlation: 0.41")),
        ElementsAre("small.txtpb:5:10: demand.day_factor_correlation: must be at most 0.4 with "
                    "these lines' day_factor_cv: their day factors cannot go together more closely "
                    "(found \"0.41\")"));
}

TEST(Validate, LawsMustBeComplete) {
    EXPECT_THAT(refused(small_with("exponential { mean_s: 300 }", "")),
                ElementsAre(HasSubstr("small.txtpb:10:3: call_classes[urgent].talk: must name a "
                                      "law: constant_s, exponential")));
    EXPECT_THAT(refused(small_with("  talk { exponential { mean_s: 300 } }\n", "")),
                ElementsAre(HasSubstr("call_classes[urgent].talk: must be given")));
    EXPECT_THAT(refused(full_with("high_s: 8", "high_s: 3")),
                ElementsAre(HasSubstr("select.uniform.high_s: must be above low_s, 3")));
    EXPECT_THAT(refused(full_with("weight: 0.4", "weight: 0.3")),
                ElementsAre(HasSubstr("talk.hyperexponential: weights of the branches must sum to "
                                      "1 (found \"0.9\")")));
    EXPECT_THAT(refused(full_with("branches { weight: 0.4 mean_s: 60 }", "")),
                ElementsAre(HasSubstr("hyperexponential.branches: must be given 2 to 16 times")));
    EXPECT_THAT(refused(full_with("value_s: 300 ", "value_s: 3 ")),
                ElementsAre(HasSubstr("empirical.knots[1].value_s: must not fall from one knot to "
                                      "the next; the one before has 10")));
    EXPECT_THAT(refused(full_with("value_s: 900 cumulative: 1", "value_s: 900 cumulative: 0.99")),
                ElementsAre(HasSubstr("empirical.knots[2].cumulative: must be 1 at the last")));
    EXPECT_THAT(refused(full_with("still_waiting: 0.3", "still_waiting: 0.9")),
                ElementsAre(HasSubstr("survival.knots[2].still_waiting: must not rise from one "
                                      "knot to the next; the one before has 0.8")));
    EXPECT_THAT(refused(full_with("stretches { from_s: 0 ", "stretches { from_s: 1 ")),
                ElementsAre(HasSubstr("stretches[0].from_s: must be 0 in the first stretch")));
    EXPECT_THAT(refused(full_with("stretches { from_s: 120 ", "stretches { from_s: 0 ")),
                ElementsAre(HasSubstr("stretches[1].from_s: must be above the stretch before")));
}

TEST(Validate, OnlyPatienceMayLastForEver) {
    const std::string for_ever = "survival { knots { at_s: 60 still_waiting: 0.5 } }";

    EXPECT_THAT(refused(small_with("exponential { mean_s: 300 }", for_ever)),
                ElementsAre(HasSubstr("talk.survival.knots[0].still_waiting: must be 0 at the last "
                                      "knot: only patience may last for ever")));
    const Scenario scenario = accepted(
        small_with("  line: \"999\"\n", "  line: \"999\" patience { " + for_ever + " }\n"));
    EXPECT_EQ(to_string(scenario.call_classes[0].patience), "table of 2 knots, 50 % for ever");
}

TEST(Validate, KpisMustHaveWhatTheirFormulaNeeds) {
    const auto kpi = [](const std::string& fields) {
        return std::string(kSmall) + "kpis { id: \"k\" " + fields + " }\n";
    };

    EXPECT_THAT(refused(kpi("")), ElementsAre(HasSubstr("kpis[k].type: must be given")));
    EXPECT_THAT(refused(kpi("type: SERVICE_LEVEL")),
                ElementsAre(HasSubstr("kpis[k].threshold_s: must be given")));
    EXPECT_THAT(refused(kpi("type: PERCENTILE")),
                ElementsAre(HasSubstr("kpis[k].percentile: must be given, above 0")));
    for (const std::string formula : {"F5_EXCL_SHORT", "F6_SHORT_IS_MET"}) {
        EXPECT_THAT(refused(kpi("type: SERVICE_LEVEL threshold_s: 10 formula: " + formula)),
                    ElementsAre(HasSubstr("kpis[k].short_abandon_s: must be given")));
        EXPECT_THAT(
            refused(
                kpi("type: SERVICE_LEVEL threshold_s: 10 short_abandon_s: 11 formula: " + formula)),
            ElementsAre(HasSubstr("kpis[k].short_abandon_s: must not be above "
                                  "threshold_s, 10 (found \"11\")")));
    }
    for (const std::string formula : {"AB2", "AB3"}) {
        EXPECT_THAT(refused(kpi("type: ABANDONMENT abandonment: " + formula)),
                    ElementsAre(HasSubstr("kpis[k].short_abandon_s: must be given")));
    }
    EXPECT_THAT(refused(with(kpi("type: COUNT"), "\"k\"", "\"K-1\"")),
                ElementsAre(HasSubstr("kpis[K-1].id: must be of the letters a to z")));
}

TEST(Validate, KpiFieldsWithoutUseAreRefused) {
    const auto kpi = [](const std::string& fields) {
        return std::string(kSmall) + "kpis { id: \"k\" " + fields + " }\n";
    };

    EXPECT_THAT(refused(kpi("type: MEAN_WAIT threshold_s: 10")),
                ElementsAre(HasSubstr("kpis[k].threshold_s: must be left out: it is used by "
                                      "SERVICE_LEVEL only")));
    EXPECT_THAT(refused(kpi("type: COUNT percentile: 0.5 formula: F2_OFFERED comparator: LT "
                            "abandonment: AB1 short_abandon_s: 3")),
                SizeIs(5));
}

TEST(Validate, FiltersOfAKpiMustNotExcludeEachOther) {
    EXPECT_THAT(refused(full_with("type: COUNT call_class: \"urgent\"",
                                  "type: COUNT call_class: \"urgent\" line: \"101\"")),
                ElementsAre(HasSubstr("kpis[count].call_class: must be a call class of the line")));
    EXPECT_THAT(refused(full_with("type: MEAN_WAIT pool: \"in_house\"",
                                  "type: MEAN_WAIT pool: \"in_house\" employer: \"acme\"")),
                ElementsAre(HasSubstr("kpis[mean].pool: must be a pool of the employer")));
}

TEST(Validate, PublishedSharesAreInPercent) {
    EXPECT_THAT(refused(full_with("value: 86.2", "value: 100.5")),
                ElementsAre("small.txtpb:64:27: published[sl_999].value: must be from 0 to 100 "
                            "percent (found \"100.5\")"));
    EXPECT_THAT(refused(full_with("value: 86.2 ", "")),
                ElementsAre(HasSubstr("published[sl_999].value: must be given")));
}

TEST(Validate, EveryPartOfTheFullScenarioIsUnderstood) {
    const Scenario scenario = accepted(std::string(kFull));

    EXPECT_EQ(scenario.title, "Everything");
    EXPECT_DOUBLE_EQ(scenario.day_factor_correlation, 0.5);
    EXPECT_EQ(scenario.priority_rule, PriorityRule::TimeCredit);
    EXPECT_EQ(scenario.lines[0].lines_max, 100U);
    ASSERT_TRUE(scenario.lines[0].operator_leg.has_value());
    EXPECT_EQ(to_string(scenario.lines[0].operator_leg->connect),
              "normal, mean 4.4 s, sd 1 s, at least 1 s");
    EXPECT_EQ(to_string(scenario.lines[0].message), "always 12 s");
    EXPECT_EQ(scenario.call_classes[0].time_credit, std::chrono::seconds{90});
    EXPECT_TRUE(std::holds_alternative<NeverLaw>(scenario.call_classes[1].patience));
    ASSERT_THAT(scenario.call_classes[2].route, SizeIs(2));
    EXPECT_TRUE(scenario.call_classes[2].route[1].move);
    EXPECT_EQ(scenario.call_classes[2].route[1].after, std::chrono::seconds{120});
    EXPECT_THAT(scenario.call_classes[1].route[0].pools,
                ElementsAre(PoolId{0}, PoolId{1}, PoolId{2}));
    EXPECT_THAT(scenario.sites, ElementsAre("HQ", "acme", "force"));
    EXPECT_TRUE(scenario.employers[1].contractor);
    EXPECT_EQ(scenario.pools[0].seats_kept_free[0].call_class, CallClassId{2});
    EXPECT_EQ(scenario.kpis[0].title, "999 in 10 s");
    EXPECT_EQ(scenario.kpis[1].title, "ab_101");
    EXPECT_EQ(scenario.kpis[0].definition.clock, ClockStart::OperatorConnect);
    EXPECT_EQ(scenario.kpis[0].definition.comparator, Comparator::Below);
    EXPECT_EQ(scenario.kpis[0].definition.short_abandon, std::chrono::seconds{5});
    EXPECT_EQ(scenario.kpis[2].definition.employer, EmployerId{1});
    EXPECT_THAT(scenario.published, SizeIs(1));
    EXPECT_EQ(scenario.published[0].tolerance, 3.0);
}

}  // namespace

}  // namespace fcr::test
