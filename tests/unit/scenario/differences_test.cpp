#include "sim/scenario/differences.hpp"

#include <gmock/gmock.h>

namespace fcr::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ScenarioBundle bundle(std::string text, std::vector<ScenarioBundle::File> files = {}) {
    return {.text = std::move(text), .files = std::move(files), .digest = {}, .sources = {}};
}

TEST(Differences, AreNoneOfAScenarioWithItself) {
    const ScenarioBundle one = bundle("pools { name: 'a' seats: 8 }");

    EXPECT_THAT(differences(one, one), IsEmpty());
}

TEST(Differences, NameElementsWhereverTheyStand) {
    EXPECT_THAT(differences(bundle("pools { name: 'a' seats: 8 } pools { name: 'b' seats: 1 }"),
                            bundle("pools { name: 'b' seats: 1 } pools { name: 'a' seats: 9 }")),
                ElementsAre("pools[a].seats: 8 -> 9"));
}

TEST(Differences, TellWhatIsThereInOneOnly) {
    EXPECT_THAT(differences(bundle("pools { name: 'a' seats: 8 } run { warm_up_h: 24 }"),
                            bundle("pools { name: 'b' seats_by_interval: [1, 2] }")),
                ElementsAre("run: {warm_up_h: 24} -> none",
                            "pools[a]: {name: \"a\" seats: 8} -> none",
                            "pools[b]: none -> {name: \"b\" seats_by_interval: 1 "
                            "seats_by_interval: 2}"));
}

TEST(Differences, LeaveOutWordsAndWhatIsOnlyMeasured) {
    EXPECT_THAT(differences(bundle("title: 'A' pools { name: 'a' source: 'x' } kpis { id: 'k' }"),
                            bundle("title: 'B' pools { name: 'a' source: 'y' }")),
                IsEmpty());
}

TEST(Differences, LookIntoFilesNotAtTheirNames) {
    const ScenarioBundle first =
        bundle("pools { name: 'a' seats_csv: 'input_2.csv' }", {{"input_2.csv", "1,2"}});

    EXPECT_THAT(differences(first,
                            bundle("pools { name: 'a' seats_csv: 'input_1.csv' }",
                                   {{"input_1.csv", "1,2"}})),
                IsEmpty());
    EXPECT_THAT(differences(first,
                            bundle("pools { name: 'a' seats_csv: 'input_1.csv' }",
                                   {{"input_1.csv", "1,3"}})),
                ElementsAre("pools[a].seats_csv: a file -> another file"));
}

}  // namespace
}  // namespace fcr::test
