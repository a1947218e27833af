// Reading experiment files: what is understood, and every way to be refused.
#include "sim/design/experiment_file.hpp"

#include "tests/unit/scenario/scenario_files.hpp"

namespace fcr::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// The smallest experiment there is, one thing a line.
constexpr std::string_view kGrid = R"(scenario: "small.txtpb"
factors {
  paths: "pools[in_house].seats"
  values: ["3", "4"]
  source: "assumption: a test"
}
design {
  kind: GRID
}
)";

std::string grid_with(std::string_view part, std::string_view replacement) {
    return with(std::string(kGrid), part, replacement);
}

class ExperimentFile : public ScenarioFolder {
public:
    ExperimentFile() {
        write("small.txtpb",
              std::string(kSmall) +
                  R"(kpis { id: "answered" type: SERVICE_LEVEL threshold_s: 10 }
kpis { id: "abandoned" type: ABANDONMENT }
)");
    }

    [[nodiscard]] ExperimentPlan accepted(std::string text) const {
        Result<ExperimentPlan> plan = parse_experiment(std::move(text), path("e.txtpb").string());
        if (!plan) {
            for (const Problem& problem : plan.error()) {
                ADD_FAILURE() << to_string(problem);
            }
            return {};
        }
        return std::move(*plan);
    }

    /// Every problem as one line, without the folder's name.
    [[nodiscard]] std::vector<std::string> refused(std::string text) const {
        const Result<ExperimentPlan> plan =
            parse_experiment(std::move(text), path("e.txtpb").string());
        std::vector<std::string> lines;
        if (plan) {
            ADD_FAILURE() << "a bad experiment was accepted";
            return lines;
        }
        const std::string folder = path("").string();
        for (const Problem& problem : plan.error()) {
            std::string line = to_string(problem);
            for (std::size_t at = 0; (at = line.find(folder)) != std::string::npos;) {
                line.erase(at, folder.size());
            }
            lines.push_back(std::move(line));
        }
        return lines;
    }
};

TEST_F(ExperimentFile, IsUnderstoodWithItsDefaults) {
    const ExperimentPlan plan = accepted(std::string(kGrid));

    EXPECT_EQ(plan.title, "e");
    EXPECT_EQ(plan.scenario, path("small.txtpb"));
    EXPECT_EQ(plan.seed, 1U);
    EXPECT_EQ(plan.replications, 100U);
    EXPECT_THAT(plan.kpis, ElementsAre("answered", "abandoned"));
    ASSERT_EQ(plan.factors.size(), 1U);
    EXPECT_EQ(plan.factors[0].name, "pools[in_house].seats");
    EXPECT_THAT(plan.factors[0].values, ElementsAre("3", "4"));
    EXPECT_EQ(plan.design.kind, DesignKind::Grid);
    EXPECT_THAT(unsourced_factors(plan), IsEmpty());
}

TEST_F(ExperimentFile, IsUnderstoodWhole) {
    const ExperimentPlan plan = accepted(R"(
title: "Volume and talk"
description: "what if"
scenario: "small.txtpb"
set: "run.warm_up_h=24"
set: "pools[in_house].seats=6"
seed: 18446744073709551615
replications: 7
kpis: "abandoned"
factors { name: "volume" paths: "lines[999].arrivals.volume_factor" range { low: 0.9 high: 1.1 } }
factors {
  name: "talk"
  paths: "call_classes[urgent].talk.exponential.mean_s"
  times: 300
  normal { mean: 1 sd: 0.1 floor: 0.5 ceiling: 2 }
  source: "assumption: a test"
}
factors { paths: "call_classes[urgent].wrap_up.constant_s" lognormal { mean: 60 cv: 0.2 } }
factors { paths: "pools[in_house].handling_factor" pert { low: 0.8 mode: 1 high: 1.5 } }
factors { paths: "pools[in_house].pick_up.constant_s" whole: true triangular { low: 0 mode: 1 high: 9 } }
factors { paths: "routing.priority_rule" values: ["STRICT", "FIRST_COME"] labels: ["a", "b"] }
design { kind: MORRIS trajectories: 6 levels: 6 }
)");

    EXPECT_EQ(plan.title, "Volume and talk");
    EXPECT_THAT(plan.changes, ElementsAre("run.warm_up_h=24", "pools[in_house].seats=6"));
    EXPECT_EQ(plan.seed, 18446744073709551615U);
    EXPECT_EQ(plan.replications, 7U);
    EXPECT_THAT(plan.kpis, ElementsAre("abandoned"));
    ASSERT_EQ(plan.factors.size(), 6U);
    EXPECT_TRUE(std::holds_alternative<UniformInput>(*plan.factors[0].law));
    EXPECT_EQ(std::get<NormalInput>(*plan.factors[1].law).ceiling, 2.0);
    EXPECT_THAT(plan.factors[1].times, ElementsAre(300.0));
    EXPECT_EQ(std::get<LognormalInput>(*plan.factors[2].law).cv, 0.2);
    EXPECT_EQ(std::get<PertInput>(*plan.factors[3].law).mode, 1.0);
    EXPECT_TRUE(plan.factors[4].whole);
    EXPECT_THAT(plan.factors[5].labels, ElementsAre("a", "b"));
    EXPECT_EQ(plan.design.trajectories, 6U);
    EXPECT_EQ(plan.design.levels, 6U);
    EXPECT_THAT(unsourced_factors(plan),
                ElementsAre("volume",
                            "call_classes[urgent].wrap_up.constant_s",
                            "pools[in_house].handling_factor",
                            "pools[in_house].pick_up.constant_s",
                            "routing.priority_rule"));
}

TEST_F(ExperimentFile, ASyntaxErrorIsToldWithItsPlace) {
    EXPECT_THAT(refused("scenario: \"small.txtpb\"\nfactor {}\n"),
                ElementsAre(HasSubstr("e.txtpb:2:1: factor: there is no such field in Experiment; "
                                      "did you mean \"factors\"?")));
    EXPECT_THAT(refused(""), ElementsAre(HasSubstr("e.txtpb:1:1: is empty; an experiment needs")));
}

TEST_F(ExperimentFile, EverythingMissingIsToldAtOnce) {
    EXPECT_THAT(refused("title: \"nothing\""),
                testing::UnorderedElementsAre(HasSubstr("scenario: must be given"),
                                              HasSubstr("factors: must be given, 1 to 64 times"),
                                              HasSubstr("design: must be given")));
}

TEST_F(ExperimentFile, AnEmptyGridIsRefused) {
    EXPECT_THAT(
        refused(grid_with("  values: [\"3\", \"4\"]\n", "")),
        ElementsAre(HasSubstr("e.txtpb:2:1: factors[0]: must have values, or one of range")));
    EXPECT_THAT(refused(grid_with("values: [\"3\", \"4\"]", "range { low: 3 high: 4 }")),
                ElementsAre(HasSubstr("must have values for GRID, or a range with levels or whole "
                                      "numbers (found \"uniform from 3 to 4\")")));
}

TEST_F(ExperimentFile, APathThatLeadsNowhereIsRefused) {
    EXPECT_THAT(refused(grid_with("].seats\"", "].seat\"")),
                ElementsAre(HasSubstr("e.txtpb:3:3: factors[0].paths[0]: is refused by the "
                                      "scenario: pools[in_house].seat: there is no such field in "
                                      "Pool; did you mean \"seats\"?")));
    EXPECT_THAT(refused(grid_with("in_house", "in_hose")),
                ElementsAre(HasSubstr("there is no such element; the list has 1; did you mean "
                                      "\"in_house\"? (found \"pools[in_hose].seats\")")));
    EXPECT_THAT(refused(grid_with("pools[in_house].seats", "pools[in_house")),
                ElementsAre(HasSubstr("must be a field path, such as pools[in_house].seats")));
}

TEST_F(ExperimentFile, EachValueThatTheScenarioRefusesIsTold) {
    EXPECT_THAT(
        refused(grid_with("\"3\", \"4\"", "\"3\", \"9999\", \"4\", \"many\", \"-1\"")),
        ElementsAre(
            HasSubstr("e.txtpb:4:3: factors[0].values[1]: is refused by the scenario: "
                      "pools[in_house].seats: must be from 0 to 4000 seats (found \"9999\")"),
            HasSubstr("factors[0].values[3]: is refused by the scenario: "
                      "pools[in_house].seats: must be a whole number"),
            HasSubstr("factors[0].values[4]")));
}

TEST_F(ExperimentFile, AnEndOfARangeThatTheScenarioRefusesIsTold) {
    EXPECT_THAT(
        refused(R"(scenario: "small.txtpb"
factors { name: "volume" paths: "lines[999].arrivals.volume_factor" range { low: -1 high: 2 } }
design { kind: SOBOL points: 8 }
)"),
        ElementsAre(HasSubstr("e.txtpb:2:69: factors[volume].range: is refused by the scenario: "
                              "lines[999].arrivals.volume_factor: must be from 0 to 100 (found "
                              "\"-1\")")));
}

// 64 draws of a law that has no floor: the lowest is below 0.
TEST_F(ExperimentFile, ADrawnNumberThatTheScenarioRefusesIsTold) {
    const auto lines = refused(R"(scenario: "small.txtpb"
replications: 2
factors {
  name: "volume"
  paths: "lines[999].arrivals.volume_factor"
  normal { mean: 1 sd: 2 }
}
design { kind: INPUT_UNCERTAINTY draws: 64 }
)");

    ASSERT_EQ(lines.size(), 1U);
    EXPECT_THAT(lines[0], HasSubstr("e.txtpb:6:3: factors[volume].normal: is refused by"));
    EXPECT_THAT(lines[0], HasSubstr("(found \"-"));
}

TEST_F(ExperimentFile, AnUnknownKpiIsRefused) {
    EXPECT_THAT(
        refused("kpis: \"answerd\"\nkpis: [\"abandoned\", \"abandoned\"]\n" + std::string(kGrid)),
        ElementsAre(HasSubstr("e.txtpb:1:1: kpis[0]: must be the name of a KPI of the scenario; "
                              "did you mean \"answered\"? (found \"answerd\")"),
                    HasSubstr("kpis[2]: must be given once")));
}

TEST_F(ExperimentFile, TooManyPointsAreRefusedWithTheLimit) {
    EXPECT_THAT(refused(R"(scenario: "small.txtpb"
factors { paths: "pools[in_house].seats" whole: true range { low: 1 high: 1000 } }
factors { paths: "call_classes[urgent].talk.exponential.mean_s" range { low: 1 high: 9 levels: 101 } }
design { kind: GRID }
)"),
                ElementsAre(HasSubstr("e.txtpb:4:1: design: limit reached: at most 100000 points "
                                      "(found \"101000 points\")")));
    EXPECT_THAT(refused(R"(scenario: "small.txtpb"
replications: 100000
factors { paths: "pools[in_house].seats" values: ["1", "2"] }
design { kind: SOBOL points: 1000 }
)"),
                ElementsAre(HasSubstr("limit reached: at most 10000000 replications in all")));
}

TEST_F(ExperimentFile, SizesOfAnotherDesignAreRefused) {
    EXPECT_THAT(
        refused(grid_with("kind: GRID", "kind: GRID points: 8")),
        ElementsAre(HasSubstr("e.txtpb:8:14: design.points: must be left out: it is used by "
                              "LATIN_HYPERCUBE and SOBOL only (found \"8\")")));
    EXPECT_THAT(refused(grid_with("kind: GRID", "kind: SOBOL")),
                ElementsAre(HasSubstr("design.points: must be given, from 1 to 100000")));
    EXPECT_THAT(refused(grid_with("kind: GRID", "kind: MORRIS levels: 5")),
                ElementsAre(HasSubstr("design.levels: must be even, from 2 to 100")));
    EXPECT_THAT(refused(grid_with("kind: GRID", "kind: KIND_UNSPECIFIED")),
                ElementsAre(HasSubstr("design.kind: must be one of GRID, ONE_AT_A_TIME")));
    EXPECT_THAT(refused(grid_with("  kind: GRID\n", "")),
                ElementsAre(HasSubstr("design.kind: must be given: GRID, ONE_AT_A_TIME")));
}

TEST_F(ExperimentFile, AListOfValuesIsNoInputThatIsNotKnown) {
    EXPECT_THAT(refused(grid_with("kind: GRID", "kind: INPUT_UNCERTAINTY draws: 9")),
                ElementsAre(HasSubstr("must be a range or law for INPUT_UNCERTAINTY")));
}

TEST_F(ExperimentFile, FaultsOfAFactorAreTold) {
    EXPECT_THAT(
        refused(R"(scenario: "small.txtpb"
factors { name: "a" paths: "pools[in_house].seats" range { low: 5 high: 5 } }
factors { name: "a" paths: "pools[in_house].seats" values: ["1", "2"] range { low: 1 high: 2 } }
factors { name: "b" paths: "run.drain_max_h" times: [1, 2] triangular { low: 1 mode: 9 high: 3 } }
factors { name: "c" paths: "run.measured_h" whole: true values: ["24", "24"] labels: "x" }
factors { name: "d" paths: "run.warm_up_h" whole: true range { low: 0.5 high: 9 levels: 4 } }
factors { name: "[" paths: "run.source" values: ["one", "two"] }
design { kind: SOBOL points: 4 }
)"),
        ElementsAre(HasSubstr("2:67: factors[a].range.high: must be above low, 5"),
                    HasSubstr("3:11: factors[a].name: must be unique"),
                    HasSubstr("3:21: factors[a].paths[0]: must be given once"),
                    HasSubstr("factors[a].values[0]: must be left out: a range or law is given"),
                    HasSubstr("factors[b].times: must be as many as paths, 1, not 2"),
                    HasSubstr("factors[b].triangular.mode: must be from low to high, 1 to 3"),
                    HasSubstr("factors[c].whole: must be left out"),
                    HasSubstr("factors[c].values[1]: must be given once"),
                    HasSubstr("factors[c].labels: must be as many as values, 2, not 1"),
                    HasSubstr("factors[d].range.low: must be a whole number"),
                    HasSubstr("factors[d].range.levels: must be left out: it is used by GRID only"),
                    HasSubstr("factors[5].name: must be a name of 1 to 64 bytes")));
}

TEST_F(ExperimentFile, FaultsOfTheScenarioAreToldWithTheirOwnPlace) {
    write("small.txtpb", small_with("seats: 4", "seats: 5000"));

    EXPECT_THAT(refused(std::string(kGrid)),
                ElementsAre(HasSubstr("small.txtpb:18:3: pools[in_house].seats: must be from 0 to "
                                      "4000 seats (found \"5000\")")));
    EXPECT_THAT(refused(grid_with("small.txtpb", "nowhere.txtpb")),
                ElementsAre(HasSubstr("e.txtpb:1:1: scenario: ")));
}

TEST_F(ExperimentFile, AChangeOfAllPointsThatTheScenarioRefusesIsTold) {
    EXPECT_THAT(refused("set: \"pools[in_house].seats=2\"\nset: \"pools[x].seats=2\"\n" +
                        std::string(kGrid)),
                ElementsAre(HasSubstr("set[1]: is refused by the scenario: pools[x]: there is no "
                                      "such element")));
    EXPECT_THAT(refused("set: \"pools[in_house].seats=9999\"\n" + std::string(kGrid)),
                ElementsAre(HasSubstr("set[0]: is refused by the scenario: pools[in_house].seats: "
                                      "must be from 0 to 4000")));
}

TEST_F(ExperimentFile, AChangeOfAllPointsComesBeforeTheFactors) {
    const ExperimentPlan plan = accepted(
        "set: \"pools[in_house].seats_by_interval=[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, "
        "1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\"\n" +
        grid_with("].seats", "].seats_by_interval[18]"));

    EXPECT_EQ(plan.changes.size(), 1U);
}

}  // namespace
}  // namespace fcr::test
