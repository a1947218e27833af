// The seats that a room's plan has, before anybody fills them otherwise.
#pragma once

#include "sim/contract_study/hours_of_week.hpp"
#include "sim/contract_study/term_rooms.hpp"

#include <cstdint>

namespace fcr {

/// Of a pool with seats, at a moment.
[[nodiscard]] std::uint32_t planned_at(const CompiledScenario& room, PoolId pool, SimTime at);

/// The fewest that are planned in each hour of the week, over the periods of a run.
[[nodiscard]] SeatsByHour fewest_planned(const TermRun& run, PoolId pool);

}  // namespace fcr
