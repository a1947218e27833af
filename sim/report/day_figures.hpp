// The figures of a line over the day and the week. docs/measures.md defines each.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/kpi_definition.hpp"
#include "sim/metrics/day_spread.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

/// How much days differ in one quarter-hour: quantiles over the days that have a value, empty where
/// none has.
struct BandInterval {
    Duration from{0};        ///< since midnight
    std::uint64_t days = 0;  ///< on which at least one call was offered in it
    std::optional<DayQuantiles> service_level_percent;
    std::optional<DayQuantiles> mean_wait_s;  ///< of answered calls, force clock
    std::optional<DayQuantiles> mean_queue;   ///< calls waiting for a person
};

/// One hour of the week, over all weeks and replications.
struct WeekHour {
    std::optional<double> offered;  ///< calls in one such hour
    std::optional<double> service_level_percent;
    std::optional<double> mean_wait_s;  ///< of answered calls, force clock
};

/// Waits from the bucket before to less than `below_s`; without it, all that are longer.
struct WaitBucket {
    std::optional<double> below_s;
    std::optional<double> answered_percent;   ///< of the line's answered calls
    std::optional<double> abandoned_percent;  ///< of the line's abandoned calls
};

/// How long callers waited, over all replications.
struct WaitDistribution {
    ClockStart clock = ClockStart::NetworkArrive;
    std::uint64_t answered = 0;   ///< calls
    std::uint64_t abandoned = 0;  ///< calls
    std::vector<WaitBucket> buckets;
};

/// Of a line.
struct LineDays {
    /// The indicator whose share the service level is, a row of RunSummary::kpis; empty: answered
    /// below 10 s, of answered calls.
    std::optional<std::size_t> service_level;
    std::vector<BandInterval> bands;      ///< quarter-hours that the measured part touches
    std::vector<WeekHour> week;           ///< from Monday 00:00; empty where there are no weeks
    std::vector<WaitDistribution> waits;  ///< by clock; none where nobody was answered or gave up
};

}  // namespace fcr
