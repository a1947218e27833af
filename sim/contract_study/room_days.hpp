// Single days of a room as ledgers, and a month put together of them: what a month costs in which
// only one day was played.
#pragma once

#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract_study/scope_map.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {

/// Which days of a room are run: one each of the replications from `first_replication` on.
struct RoomDays {
    std::uint64_t seed = 1;
    std::uint64_t first_replication = 0;
    std::size_t count = 0;
    SimTime midnight{};  ///< when the day begins, on the room's clock; it has 24 hours
};

/// The ledgers of days on which nobody commands the room, on the room's clock. What is open at the
/// end of a day is waited for where the run goes on, twelve hours at most; else it is censored.
[[nodiscard]] std::vector<PeriodLedger> run_room_days(const ContractTerms& terms,
                                                      const ScopeMap& scope,
                                                      const CompiledScenario& room,
                                                      const RoomDays& days);

/// Where a day's ledger is put into a month's.
struct PlaceInMonth {
    Duration later{0};           ///< the day's times become so much later
    std::size_t first_cell = 0;  ///< of the month's staffing: where the day's first cell comes
    SimTime from{};              ///< on the day's clock: what was before is left out
    SimTime until = kNever;      ///< likewise
};

/// Adds to a month the calls of a day that belong to the span, and its staffing in quarter-hours
/// that begin within it and that the month has. Calls that were censored count in both.
void add_day(const PeriodLedger& day,
             BelongsTo belongs_to,
             SimTime day_start,
             const PlaceInMonth& place,
             PeriodLedger& month);

/// The first `days` of a period: a period of its own, of the same number and calendar month.
[[nodiscard]] ServicePeriod first_days(const ServicePeriod& period, std::size_t days);

}  // namespace fcr
