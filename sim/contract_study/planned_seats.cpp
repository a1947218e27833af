#include "sim/contract_study/planned_seats.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace fcr {

std::uint32_t planned_at(const CompiledScenario& room, PoolId pool, SimTime at) {
    const Rows rows = room.pools[pool].seat_changes;
    const auto changes = room.seat_changes.rows().subspan(rows.first, rows.count);
    const auto next = std::ranges::upper_bound(changes, at, {}, &SeatChange::from);
    return next == changes.begin() ? 0 : std::prev(next)->seats;
}

SeatsByHour fewest_planned(const TermRun& run, PoolId pool) {
    SeatsByHour fewest;
    fewest.fill(std::numeric_limits<std::int32_t>::max());
    for (const ServicePeriod& period : run.periods) {
        for (const ServiceDay& day : period.days) {
            for (Duration at{0}; at < day.length; at += PeriodStaffing::kCell) {
                std::int32_t& hour = fewest[hour_of_week(day.weekday, time_of_day(day.date, at))];
                const std::uint32_t planned =
                    planned_at(run.room, pool, period.start + day.midnight + at);
                hour = std::min(hour, static_cast<std::int32_t>(planned));
            }
        }
    }
    for (std::int32_t& hour : fewest) {
        hour = hour == std::numeric_limits<std::int32_t>::max() ? 0 : hour;  // a part of a week
    }
    return fewest;
}

}  // namespace fcr
