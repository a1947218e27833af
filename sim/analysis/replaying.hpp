// Putting a recorded load into a scenario's room.
#pragma once

#include "sim/analysis/intake.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <vector>

namespace fcr {

/// Replaces the scenario's arrivals by the load: the run is the load's days, all of them measured,
/// without warm-up, and every day has the seats of the scenario's measured day. Drain and
/// everything else stay. The load's classes must be the scenario's (bug otherwise).
void put_load(Scenario& scenario, LoadIntake intake);

/// A pool's seats for a run of `days` whole days from midnight, each like the last 24 hours of the
/// run's measured part, whose days begin when it begins. A run shorter than 24 hours has the seats
/// of its end until they are over. `seats` are those of a pool of that run; days must be at least 1
/// (bug otherwise).
[[nodiscard]] std::vector<SeatChange> repeat_daily_seats(const std::vector<SeatChange>& seats,
                                                         const RunPlan& run,
                                                         std::int64_t days);

}  // namespace fcr
