// Facts that the room reports, and who hears them.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/domain/incident.hpp"

#include <cstdint>

namespace fcr {

/// A handler has signed on or off.
struct SeatTaken {
    SimTime at;
    HandlerId handler;
    PoolId pool;
    bool signed_on = true;
    std::uint32_t on_duty = 0;  ///< handlers of the pool now signed on
};

/// The queue of a class has become longer.
struct QueueGrew {
    SimTime at;
    CallClassId call_class;
    std::uint32_t waiting = 0;  ///< calls of the class now waiting for a person
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
    virtual void seat_taken(const SeatTaken& seat) = 0;
    virtual void queue_grew(const QueueGrew& queue) = 0;

    // Of the response to calls; who does not care need not listen.

    /// An incident is over.
    virtual void incident_closed(const IncidentRecord& /*incident*/) {}
    /// A unit is done with an incident, its paperwork too, or was diverted from it.
    virtual void assignment_closed(const AssignmentRecord& /*assignment*/) {}
    virtual void desk_staffed(const DeskStaffed& /*desk*/) {}
    virtual void unit_staffed(const UnitStaffed& /*unit*/) {}

    /// Whether the order of notices matters. A sink that only adds up may say no; a room that can
    /// then reports a call as soon as its future is known. Asked once, when the room is built.
    [[nodiscard]] virtual bool needs_order() const { return true; }
};

}  // namespace fcr
