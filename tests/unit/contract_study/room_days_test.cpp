// Days of a room, and months put together of them.
#include "sim/contract_study/room_days.hpp"

#include "sim/contract/evaluate.hpp"
#include "sim/contract_study/month_ledger.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/random/streams.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/unit/contract_study/small_contract.hpp"

#include <algorithm>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr Duration kDay = 24h;

class RoomDaysOfMonth : public testing::Test {
protected:
    RoomDaysOfMonth()
        : terms(small_contract(3)),
          scenario(accepted(std::string(kContractRoom))),
          scope(*map_scope(terms, scenario, "room.txtpb")),
          room(*compile(scenario)),
          days(run_room_days(
              terms,
              scope,
              room,
              {.seed = 5, .first_replication = 40, .count = 3, .midnight = room.measured_from})),
          march(service_periods(terms.term.start, 3, terms.term.start).front()) {}

    [[nodiscard]] PeriodLedger empty(const ServicePeriod& period) const {
        PeriodLedger ledger;
        ledger.staffing = PeriodStaffing(
            terms.scope.pools.size(),
            static_cast<std::size_t>((period.end - period.start) / PeriodStaffing::kCell));
        return ledger;
    }
    void put(std::size_t day, std::size_t row, const ServicePeriod& period, PeriodLedger& ledger) {
        const Duration midnight = period.days[row].midnight;
        add_day(days[day],
                terms.belongs_to,
                room.measured_from,
                {.later = period.start + midnight - room.measured_from,
                 .first_cell = static_cast<std::size_t>(midnight / PeriodStaffing::kCell),
                 .from = room.measured_from},
                ledger);
    }

    ContractTerms terms;
    Scenario scenario;
    ScopeMap scope;
    CompiledScenario room;
    std::vector<PeriodLedger> days;
    ServicePeriod march;
};

TEST_F(RoomDaysOfMonth, AreThoseOfTheirReplications) {
    ASSERT_EQ(days.size(), 3U);
    EXPECT_NE(days[0].calls.size(), days[1].calls.size());
    // The run ends with the day: what is open then is censored.
    for (const PeriodLedger& day : days) {
        EXPECT_EQ(day.staffing.cells(), 96U);
        EXPECT_LE(day.censored, 10U);
        EXPECT_GT(day.calls.size(), 200U);
        // Two people for twelve hours and three for twelve; whoever has a caller stays a little.
        const Duration planned = 12h * 2 + 12h * 3;
        EXPECT_GE(staffed_hours(terms.scope, day.staffing), planned);
        EXPECT_LE(staffed_hours(terms.scope, day.staffing), planned + 1h);
    }
    const auto again = run_room_days(
        terms,
        scope,
        room,
        {.seed = 5, .first_replication = 42, .count = 1, .midnight = room.measured_from});
    EXPECT_EQ(again.front().calls.size(), days[2].calls.size());
    EXPECT_EQ(again.front().censored, days[2].censored);
}

TEST_F(RoomDaysOfMonth, OnAnyDayOfTheMonthCostTheSame) {
    PeriodLedger early = empty(march);
    PeriodLedger late = empty(march);
    put(0, 2, march, early);
    put(1, 5, march, early);
    put(0, 20, march, late);
    put(1, 26, march, late);
    Statement one = Evaluator(terms).close(march, early);
    Statement other = Evaluator(terms).close(march, late);
    EXPECT_EQ(one.offered, static_cast<std::int64_t>(days[0].calls.size() + days[1].calls.size()));
    EXPECT_TRUE(one.kpis.front().after_relief.measured());
    one.ledger_hash.clear();
    other.ledger_hash.clear();
    EXPECT_EQ(one, other);
    EXPECT_EQ(staffed_hours(terms.scope, early.staffing),
              staffed_hours(terms.scope, days[0].staffing) +
                  staffed_hours(terms.scope, days[1].staffing));
}

TEST_F(RoomDaysOfMonth, ADayInTwoPartsIsTheDay) {
    const SimTime noon = room.measured_from + 12h;
    PeriodLedger parts = empty(march);
    for (const bool morning : {true, false}) {
        add_day(days[0],
                terms.belongs_to,
                room.measured_from,
                {.later = march.start - room.measured_from,
                 .from = morning ? room.measured_from : noon,
                 .until = morning ? noon : kNever},
                parts);
    }
    PeriodLedger whole = empty(march);
    put(0, 0, march, whole);
    EXPECT_EQ(parts.calls.size(), whole.calls.size());
    EXPECT_EQ(staffed_hours(terms.scope, parts.staffing),
              staffed_hours(terms.scope, whole.staffing));
    Statement of_parts = Evaluator(terms).close(march, parts);
    Statement of_whole = Evaluator(terms).close(march, whole);
    EXPECT_EQ(of_parts.net, of_whole.net);
    EXPECT_EQ(of_parts.kpis, of_whole.kpis);
}

TEST_F(RoomDaysOfMonth, ThePartOfAPeriodEndsWithItsLastDay) {
    const ServicePeriod part = first_days(march, 28);
    EXPECT_EQ(part.last, on(2027, 3, 28));
    EXPECT_EQ(part.end - part.start, 27 * kDay + 23h) << "the clocks go forward on the 28th";
    EXPECT_EQ(part.days_of_month, 31);
    EXPECT_EQ(first_days(march, 31), march);
}

}  // namespace
}  // namespace fcr::test
