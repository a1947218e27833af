// A compiled scenario: ids, flat tables and limits. It never changes; all replications share it.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"
#include "sim/domain/kpi_definition.hpp"
#include "sim/random/distribution.hpp"
#include "sim/scenario/compiled_response.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace fcr {

/// Row numbers of the flat tables below.
using RateId = Id<struct RateKindTag>;
using SeatChangeId = Id<struct SeatChangeKindTag>;
using RecordedId = Id<struct RecordedKindTag>;

/// A stretch of a flat table: rows [first, first + count).
struct Rows {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

struct CompiledLine {
    std::string name;
    bool emergency = false;
    bool has_operator_leg = false;
    bool has_message = false;
    Distribution operator_answer;
    Distribution operator_select;
    Distribution operator_connect;
    Distribution message;
    std::optional<std::uint32_t> lines_max;
    Duration interval{0};        ///< of the arrival profile
    Rows rates;                  ///< expected calls by interval, from the start of the run
    double day_shape = 0.0;      ///< gamma shape of the day factor, 1 / cv^2; 0: no day factor
    double day_shape_own = 0.0;  ///< the part of the shape that is the line's own
    std::uint32_t interval_calls_max = 0;  ///< limit: callers of one interval
    Rows classes;                          ///< of class_shares
};

/// One class of a line with the cumulative share up to and with it.
struct ClassShare {
    CallClassId call_class;
    double cumulative = 1.0;
};
using ClassShareId = Id<struct ClassShareKindTag>;

struct CompiledClass {
    std::string name;
    LineId line;
    Distribution talk;
    Distribution wrap_up;
    Distribution patience;
    bool patient_for_ever = true;
    double balk_probability = 0.0;
    Rows lanes;  ///< of `lanes`: one for each step of its route
};

/// A queue: the calls of one class at one step of its route.
struct CompiledLane {
    CallClassId call_class;
    std::uint8_t step = 0;
    Duration from{0};                   ///< time in the queue at which this step begins
    std::optional<Duration> next_step;  ///< time in the queue at which the next step begins
    Duration head_start{0};             ///< credit over other lanes; strict priority is a huge one
    Rows newcomers;                     ///< of `lane_pools`: pools that are asked from `from` on
};

/// A pool that joins a lane when the lane's step begins.
struct LanePool {
    PoolId pool;
    std::uint32_t seats_kept_free = 0;  ///< takes from the lane only with more free handlers
};
using LanePoolId = Id<struct LanePoolKindTag>;

/// A lane that a pool's handlers may take calls from.
struct PoolLane {
    LaneId lane;
    std::uint32_t seats_kept_free = 0;  ///< takes from the lane only with more free handlers
    Duration presented_after{0};        ///< time in the queue at which the pool was first asked
};
using PoolLaneId = Id<struct PoolLaneKindTag>;

struct CompiledPool {
    std::string name;
    EmployerId employer;
    SiteId site;
    Distribution pick_up;
    Distribution after_call_gap;
    double handling_factor = 1.0;
    Rows seat_changes;  ///< of `seat_changes`
    std::uint32_t seats_max = 0;
    std::uint32_t first_handler = 0;  ///< handlers [first_handler, first_handler + seats_max)
    Rows lanes;                       ///< of `pool_lanes`: what its handlers may take
};

/// What is simulated, when, and how large everything may become.
struct CompiledScenario {
    SimTime measured_from;   ///< start of the measured part; the run starts at zero
    SimTime measured_until;  ///< its end; no caller dials after it
    SimTime latest_end;      ///< calls unfinished then are counted and named

    Table<LineId, CompiledLine> lines;
    Table<RateId, double> rates;
    Table<ClassShareId, ClassShare> class_shares;
    Table<CallClassId, CompiledClass> classes;
    Table<LaneId, CompiledLane> lanes;
    Table<LanePoolId, LanePool> lane_pools;
    Table<PoolId, CompiledPool> pools;
    Table<PoolLaneId, PoolLane> pool_lanes;
    Table<SeatChangeId, SeatChange> seat_changes;
    Table<EmployerId, Employer> employers;
    Table<SiteId, std::string> sites;
    Table<KpiId, Kpi> kpis;
    Table<RecordedId, RecordedCall> load;  ///< in order of time; empty: arrivals are drawn
    double day_shape_shared = 0.0;         ///< gamma shape that all lines' day factors share

    std::uint32_t handlers_max = 0;       ///< limit: seats of all pools together
    std::uint32_t waiting_calls_max = 0;  ///< limit: callers waiting or hearing an announcement

    std::optional<CompiledResponse> response;  ///< none: nothing is told of what becomes of calls
};

}  // namespace fcr
