// Facts that the room reports, and who hears them.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/domain/incident.hpp"
#include "sim/domain/shift.hpp"

#include <cstdint>

namespace fcr {

/// Why a handler signs on or off: the shift or the plan of seats, or a break in a shift.
enum class SeatReason : std::uint8_t {
    Shift,
    Rest,
    Meal,
    Meeting,
    Moved,  ///< to another pool: what lies between is no break
};

/// A handler has signed on or off. Who goes on a break signs off, and signs on when it is over.
struct SeatTaken {
    SimTime at;
    HandlerId handler;
    PoolId pool;
    bool signed_on = true;
    std::uint32_t on_duty = 0;  ///< handlers of the pool now signed on
    SeatReason reason = SeatReason::Shift;
    /// Of a person on a roster: when it was to be; a call in hand makes it later.
    SimTime planned = kNever;
};

/// A person on a roster does not work a shift. Told when the shift begins.
struct ShiftMissed {
    HandlerId handler;
    PoolId pool;
    SimTime from;  ///< may lie before the run
    SimTime until;
    MissedReason reason = MissedReason::Absent;
};

/// The queue of a class has become longer.
struct QueueGrew {
    SimTime at;
    CallClassId call_class;
    std::uint32_t waiting = 0;  ///< calls of the class that wait for a person and have had none
};

/// A handler has set work aside for a more urgent call. What of the call is told here is not told
/// again when it is over: its later stretch begins at `resumed`.
struct WorkInterrupted {
    SimTime at;
    HandlerId handler;
    PoolId pool;
    CallClassId call_class;
    SimTime presented;     ///< of this stretch; rings from here until `taken_up`
    SimTime taken_up;      ///< answered, or resumed
    SimTime talked_until;  ///< `at`, or the end of talk when wrap-up was interrupted
};

/// A dispatcher has signed on or off.
struct DeskStaffed {
    SimTime at;
    TalkgroupId talkgroup;
    bool signed_on = true;
};

/// A patrol unit has come on or gone off duty.
struct UnitStaffed {
    SimTime at;
    UnitGroupId group;
    bool signed_on = true;
};

/// Hears every notice of one replication, in order of simulated time of the notice unless
/// needs_order() is false. Must not call back into the room.
class NoticeSink {
public:
    NoticeSink() = default;
    NoticeSink(const NoticeSink&) = delete;
    NoticeSink& operator=(const NoticeSink&) = delete;
    virtual ~NoticeSink() = default;

    /// A call is over: its caller has gone and, if it was answered, its wrap-up is done. Its time
    /// stamps also tell how its handler's time went.
    virtual void call_closed(const CallRecord& call) = 0;
    /// A handler has been offered a call: whether and when it is answered is known, and may lie
    /// some seconds ahead. Told once of a call, and only to who wants it.
    virtual void call_taken(const CallRecord& /*call*/) {}
    virtual void seat_taken(const SeatTaken& seat) = 0;
    virtual void queue_grew(const QueueGrew& queue) = 0;
    virtual void work_interrupted(const WorkInterrupted& /*work*/) {}
    /// By default nobody cares.
    virtual void shift_missed(const ShiftMissed& /*shift*/) {}

    // Of the response to calls; who does not care need not listen.

    /// An incident is over.
    virtual void incident_closed(const IncidentRecord& /*incident*/) {}
    /// A unit is done with an incident, its paperwork too, or was diverted from it.
    virtual void assignment_closed(const AssignmentRecord& /*assignment*/) {}
    virtual void desk_staffed(const DeskStaffed& /*desk*/) {}
    virtual void unit_staffed(const UnitStaffed& /*unit*/) {}

    /// Whether the order of notices matters. A sink that only adds up may say no; a room that can
    /// then reports a call as soon as its future is known, and lets the response lag behind. Asked
    /// once, when the room is built.
    [[nodiscard]] virtual bool needs_order() const { return true; }
    /// Whether call_taken is to be told. Asked once, when the room is built.
    [[nodiscard]] virtual bool wants_taken() const { return false; }
};

}  // namespace fcr
