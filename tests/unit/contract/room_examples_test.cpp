// M9 and M10 of contracts.md 2.18 played by the room itself, and measured.
#include "agents/behaviour/people_of_room.hpp"
#include "sim/contract/measuring.hpp"
#include "sim/metrics/ledger.hpp"
#include "tests/support/any_room.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"
#include "tests/unit/contract/measuring_case.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

using namespace std::chrono_literals;
using test::ScenarioBuilder;

/// A handler free from 12 s on, each call takes 10 s, calls at 0, 5 and 13 s.
Scenario room_of_m9(bool threshold_first, Law patience) {
    Scenario scenario =
        ScenarioBuilder()
            .line("101", {.emergency = false})
            .call_class("101", {.talk = ConstantLaw{10.0}, .patience = std::move(patience)})
            .pool("in_house",
                  {.seat_changes = {{.from = kStartOfRun, .seats = 0},
                                    {.from = kStartOfRun + 12s, .seats = 1}}})
            .load(test::calls_at({0, 5, 13}))
            .measured(2h)
            .build();
    if (threshold_first) {
        scenario.pools[0].behaviour = BehaviourPlan{.threshold_first = 10s};
    }
    return scenario;
}

/// The indicators of M9 of what the room makes of it: level in 10 s, mean and longest wait.
std::vector<KpiLine> measured(const Scenario& scenario, ServiceLevelFormula formula) {
    const auto compiled = compile(scenario);
    FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
    test::NoticeLog log;
    const PeopleOfRoom people(*compiled);
    ControlRoom room(*compiled, log, people.all());
    room.begin(Streams(1, 0));
    room.run_to_end();

    KpiTerms level = MeasuringCase::service_level();
    level.counting.threshold = 10s;
    level.counting.formula = formula;
    KpiTerms mean = level;
    mean.counting.type = KpiType::MeanWait;
    KpiTerms longest = level;
    longest.counting.type = KpiType::LongestWait;
    MeasuringCase month(level);
    month.terms.kpis = {level, mean, longest};
    for (const CallRecord& call : log.by_arrival()) {
        month.ledger.calls.add(ledger_row(call, *compiled));
    }
    return month.close(0);
}

TEST(RoomExamples, M9ThresholdFirstLiftsTheLevelAndWorsensTheLongestWait) {
    const auto honest = measured(room_of_m9(false, NeverLaw{}), ServiceLevelFormula::F2Offered);
    EXPECT_EQ(honest[0].raw, result(0, 3));
    EXPECT_EQ(honest[1].raw, result(48'000'000, 3));
    EXPECT_EQ(honest[2].raw.numerator, 19'000'000);

    const auto gamed = measured(room_of_m9(true, NeverLaw{}), ServiceLevelFormula::F2Offered);
    EXPECT_EQ(gamed[0].raw, result(2, 3));
    EXPECT_EQ(gamed[1].raw, result(48'000'000, 3));
    EXPECT_EQ(gamed[2].raw.numerator, 32'000'000);
}

TEST(RoomExamples, M10TheFormulaHidesTheCallerWhoGaveUp) {
    const Scenario room = room_of_m9(true, ConstantLaw{25.0});
    EXPECT_EQ(measured(room, ServiceLevelFormula::F1AnsweredOnly)[0].raw, result(2, 2));
    EXPECT_EQ(measured(room, ServiceLevelFormula::F2Offered)[0].raw, result(2, 3));
}

}  // namespace
}  // namespace fcr
