// A compiled scenario: ids, flat tables and limits. It never changes; all replications share it.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"
#include "sim/domain/kpi_definition.hpp"
#include "sim/domain/shift.hpp"
#include "sim/random/distribution.hpp"
#include "sim/scenario/compiled_disruption.hpp"
#include "sim/scenario/compiled_follow_up.hpp"
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
using ShiftId = Id<struct ShiftKindTag>;
using ShiftBreakId = Id<struct ShiftBreakKindTag>;
using ProficiencyId = Id<struct ProficiencyKindTag>;
using MidnightId = Id<struct MidnightKindTag>;
using MeasuredHourId = Id<struct MeasuredHourKindTag>;
using HourWeightId = Id<struct HourWeightKindTag>;
using SurgeId = Id<struct SurgeKindTag>;
using NamedCallerId = Id<struct NamedCallerKindTag>;

/// A stretch of a flat table: rows [first, first + count).
struct Rows {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

using GateId = Id<struct GateKindTag>;
using PassBackId = Id<struct PassBackKindTag>;

struct CompiledLine {
    std::string name;
    bool emergency = false;
    bool digital = false;
    bool internal = false;
    bool has_operator_leg = false;
    bool has_message = false;
    Distribution operator_answer;
    Distribution operator_select;
    Distribution operator_connect;
    Distribution message;
    double message_leave_share = 0.0;
    double message_served_share = 0.0;
    std::optional<std::uint32_t> lines_max;
    Duration interval{0};        ///< of the arrival profile
    Rows rates;                  ///< expected calls by interval, from the start of the run
    double day_shape = 0.0;      ///< gamma shape of the day factor, 1 / cv^2; 0: no day factor
    double day_shape_own = 0.0;  ///< the part of the shape that is the line's own
    /// What the normal values of an hour and those before it weigh in the logarithm of the hour's
    /// factor; rows of `hour_weights`, none when there is no such factor.
    Rows hour_weights;
    double hour_log_mean = 0.0;            ///< of the factor's logarithm, -sigma^2 / 2
    std::uint32_t interval_calls_max = 0;  ///< limit: callers of one interval
    std::uint32_t other_calls_max = 0;     ///< limit: those of surges and named callers, besides
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
    Rows lanes;  ///< of `lanes`: one for each step of its route, more where steps have gates
    bool has_follow_ups = false;  ///< see `follow_ups`
    bool preempts = false;
    Interruption interruption = Interruption::Never;
    std::uint32_t resume_lane = 0;  ///< where interrupted work waits; behind its route's lanes
    std::uint32_t priority = 1;
};

/// A queue: the calls of one class at one step of its route. A step with a gate makes two lanes of
/// what follows: the calls it let in, and those that it did not and that wait on as before.
struct CompiledLane {
    CallClassId call_class;
    std::uint8_t step = 0;              ///< of the route: the last that counted for its calls
    bool closed = false;                ///< its step does not count: they wait on as before it
    bool divert = false;                ///< whoever comes here has left for another force
    Order order = Order::LongestIdle;   ///< among the newcomers
    Duration from{0};                   ///< time in the queue at which this step begins
    std::optional<Duration> next_step;  ///< time in the queue at which the next step begins
    LaneId next;                        ///< the next step's lane
    LaneId next_closed;                 ///< the same when its gate is closed
    std::optional<GateId> gate;         ///< of the next step
    std::optional<LaneId> previous;
    Duration head_start{0};   ///< credit over other lanes; strict priority is a huge one
    std::int64_t ageing = 0;  ///< weight of its wait, in thousandths; 0: the rule is not AGEING
    Rows newcomers;           ///< of `lane_pools`: pools that are asked from `from` on
    Rows pools;               ///< of `open_pools`: all that may take from it
    std::optional<PassBackId> pass_back;
};

/// A pool that joins a lane when the lane's step begins.
struct LanePool {
    PoolId pool;
    std::uint32_t seats_kept_free = 0;  ///< takes from the lane only with more free handlers
};
using LanePoolId = Id<struct LanePoolKindTag>;
using OpenPoolId = Id<struct OpenPoolKindTag>;

/// A lane that a pool's handlers may take calls from.
struct PoolLane {
    LaneId lane;
    std::uint32_t seats_kept_free = 0;  ///< takes from the lane only with more free handlers
    Duration presented_after{0};        ///< time in the queue at which the pool was first asked
    Duration head_start{0};             ///< the lane's, and this pool's preference
};
using PoolLaneId = Id<struct PoolLaneKindTag>;

/// How a pool's people act beside the rules; see BehaviourPlan.
struct CompiledBehaviour {
    BehaviourPlan plan;
    Distribution padding_talk;
};

struct CompiledPool {
    std::string name;
    EmployerId employer;
    SiteId site;
    Distribution pick_up;
    Distribution after_call_gap;
    double handling_factor = 1.0;
    std::uint32_t concurrency = 1;  ///< handlers to a seat: seats below are counted times this
    Rows seat_changes;              ///< of `seat_changes`
    bool rostered = false;          ///< handlers are people with shifts; there are no seat changes
    std::uint32_t seats_max = 0;    ///< of a rostered pool: people
    std::uint32_t first_handler = 0;  ///< handlers [first_handler, first_handler + seats_max)
    Rows lanes;                       ///< of `pool_lanes`: what its handlers may take
    std::optional<CompiledBehaviour> behaviour;
};

/// A break of a shift. One that is under way at the start of the run has its rest.
struct CompiledBreak {
    SimTime from;
    Duration length{0};
    BreakKind kind = BreakKind::Rest;
};

/// A shift of a person. It may have begun before the run.
struct CompiledShift {
    SimTime from;
    SimTime until;
    std::int32_t day = 0;  ///< the day it starts on; 0 is the first measured one
    Rows breaks;           ///< of `shift_breaks`, by rising start
};

/// A handler of a rostered pool.
struct CompiledPerson {
    PoolId pool;             ///< whose roster
    Rows shifts;             ///< of `shifts`, by rising start; they do not overlap
    std::uint32_t post = 0;  ///< who it is, for the draws
    bool zero_hours = false;
    bool recruit = false;
    SimTime alone_from;  ///< of a recruit: since when on the phones
};

/// How chance and time treat the people of a rostered pool.
struct CompiledPeople {
    double leave_share = 0.0;
    double abstraction_share = 0.0;  ///< leave and training
    double absence_share = 0.0;
    double sick_share = 0.0;
    double falls_sick = 0.0;      ///< probability that one who is well is sick a day later
    double recovers = 1.0;        ///< probability that one who is sick is well a day later
    double accept = 1.0;          ///< of an offer to people without guaranteed hours
    bool people_leave = false;    ///< there is attrition
    Distribution tenure;          ///< how long the holder of a post stays
    Duration replacement{0};      ///< from leaving to a recruit; kLongestSpan: never
    double fatigue_per_us = 0.0;  ///< added to the handling factor
    Duration fatigue_after{0};
    SimTime transferred = kNever;
    double transfer_factor = 1.0;
    Duration transfer_span{1};
    Rows proficiency;  ///< of `proficiency`
};

/// Calls that come together.
struct CompiledSurge {
    CallClassId call_class;
    SimTime start;
    Distribution spread;  ///< of the time from the start to a call
    double calls = 0.0;   ///< expected number
    bool exactly = false;
    std::uint32_t number = 0;  ///< among the scenario's surges, which their callers' keys hold
};

/// A Poisson process that begins anew each day.
struct CompiledNamedCaller {
    CallClassId call_class;
    double calls_per_day = 0.0;
    Distribution time_of_day;  ///< since midnight
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
    Table<OpenPoolId, PoolId> open_pools;
    Table<GateId, Gate> gates;
    Table<PassBackId, CompiledNextCall> pass_backs;
    Table<CallClassId, CompiledFollowUps> follow_ups;
    Table<DisruptionId, CompiledDisruption> disruptions;
    Table<DisruptionStageId, CompiledDisruptionStage> disruption_stages;  ///< by rising `from`
    Table<SeatChangeId, SeatChange> seat_changes;
    Table<PoolId, CompiledPeople> people;      ///< by pool; empty where no pool has a roster
    Table<HandlerId, CompiledPerson> persons;  ///< by handler; empty where no pool has a roster
    Table<ShiftId, CompiledShift> shifts;
    Table<ShiftBreakId, CompiledBreak> shift_breaks;
    Table<ProficiencyId, ProficiencyKnot> proficiency;
    Table<EmployerId, Employer> employers;
    Table<SiteId, std::string> sites;
    Table<KpiId, Kpi> kpis;
    Table<RecordedId, RecordedCall> load;  ///< in order of time; empty: arrivals are drawn
    /// When the local days begin, from the one the run starts in on: every 24 hours but for changed
    /// clocks. Empty without a calendar: then days have 24 hours from the measured part on.
    Table<MidnightId, SimTime> midnights;
    std::int64_t measured_day = 0;  ///< the row of the first measured day
    /// By hour of the measured part: the hour of the week on the clock on the wall, 0 for Monday
    /// 00:00. Empty without a calendar, and where less than a week is measured.
    Table<MeasuredHourId, std::uint8_t> hours_of_week;
    Table<HourWeightId, double> hour_weights;
    Table<SurgeId, CompiledSurge> surges;  ///< by start
    Table<NamedCallerId, CompiledNamedCaller> named_callers;
    double day_shape_shared = 0.0;  ///< gamma shape that all lines' day factors share
    /// Of a run that goes on where others ended: local days and hours from the first one's measured
    /// part to its own. The keys of days, hours and padding count on from there, so that a day has
    /// the same callers in whichever run it lies.
    std::int64_t days_before = 0;
    std::int64_t hours_before = 0;

    std::uint32_t handlers_max = 0;  ///< limit: seats of all pools together
    std::int32_t first_day = 0;      ///< the day the run starts on; 0 is the first measured one
    std::uint32_t waiting_calls_max = 0;    ///< limit: callers waiting or hearing an announcement
    std::uint32_t returning_calls_max = 0;  ///< limit: calls yet to come of those that came
    bool ageing = false;                    ///< the AGEING rule decides who is next
    /// Nothing but what a foundation's room has: no follow-ups, gates, pre-emption or disruptions.
    bool plain = true;

    std::optional<SupervisorPlan> supervisor;
    std::optional<CompiledResponse> response;  ///< none: nothing is told of what becomes of calls
};

}  // namespace fcr
