// An incident: what an answered call becomes, and the facts it leaves behind.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"

#include <cstddef>
#include <cstdint>

namespace fcr {

/// Where the clock of an attendance target starts; it stops when the first unit is at scene.
enum class TargetStart : std::uint8_t {
    Answered,     ///< T4
    Incident,     ///< T5
    Graded,       ///< T6
    Dispatched,   ///< T9
    Appointment,  ///< the agreed time; T6 where there is none
};

/// How an incident ended. Every incident ends in exactly one of these.
enum class IncidentOutcome : std::uint8_t {
    Attended,        ///< a unit was at scene
    Resolved,        ///< without deployment
    NeverResourced,  ///< nobody was sent, and it was closed
    Unfinished,      ///< open when the run ended
};
inline constexpr std::size_t kIncidentOutcomes = 4;

/// The time stamps of an incident, model.md 4.1. An instant that never came is kNever.
struct IncidentTimes {
    SimTime answered = kNever;          ///< T4 of its call
    SimTime opened = kNever;            ///< T5
    SimTime graded = kNever;            ///< T6
    SimTime appointment = kNever;       ///< the agreed time, of grades with appointments
    SimTime dispatch_begun = kNever;    ///< a dispatcher takes it up
    SimTime dispatch_decided = kNever;  ///< and is done with it
    SimTime assigned = kNever;          ///< T9: the first unit is assigned
    SimTime mobile = kNever;            ///< T10: the unit that arrived first sets off
    SimTime at_scene = kNever;          ///< T11: the first unit arrives
    SimTime closed = kNever;            ///< T12
};

/// All that is known of an incident once it is over.
struct IncidentRecord {
    std::uint64_t number = 0;   ///< order of the answered calls that make incidents, from 0
    std::uint64_t caller = 0;   ///< the caller's key, see CallRecord
    std::uint16_t matter = 0;   ///< see CallRecord
    std::uint64_t lineage = 1;  ///< of its call
    std::uint64_t call = 0;     ///< the number of its call
    CallClassId call_class;
    PoolId pool;  ///< whose handler graded it
    TalkgroupId talkgroup;
    GradeId true_grade;
    GradeId given_grade;
    IncidentOutcome outcome = IncidentOutcome::Unfinished;
    bool grade_lowered = false;     ///< because units were short
    std::uint8_t units_needed = 0;  ///< 0 without deployment
    std::uint32_t units_sent = 0;   ///< assignments, those that were diverted too
    std::uint32_t diversions = 0;   ///< units on their way that were taken from it
    IncidentTimes times;

    /// When it could first be sent to: T6, or the agreed time.
    [[nodiscard]] SimTime due() const {
        return times.appointment != kNever ? times.appointment : times.graded;
    }
};

/// The instant from which the attendance of an incident is timed.
[[nodiscard]] inline SimTime target_start(const IncidentRecord& incident, TargetStart start) {
    switch (start) {
        case TargetStart::Answered: return incident.times.answered;
        case TargetStart::Incident: return incident.times.opened;
        case TargetStart::Graded: return incident.times.graded;
        case TargetStart::Dispatched: return incident.times.assigned;
        case TargetStart::Appointment: return incident.due();
    }
    return incident.times.answered;
}

/// One unit's way to one incident, once it is over. An instant that never came is kNever.
struct AssignmentRecord {
    std::uint64_t incident = 0;  ///< its number
    std::uint32_t ordinal = 0;   ///< among the incident's assignments, from 0
    UnitId unit;
    UnitGroupId group;
    bool diverted = false;      ///< the unit was sent elsewhere on its way
    SimTime assigned = kNever;  ///< T9 of this unit
    SimTime mobile = kNever;    ///< T10
    SimTime at_scene = kNever;  ///< T11
    SimTime left_scene = kNever;
    SimTime ended = kNever;  ///< free again, or diverted, or the run ended
};

}  // namespace fcr
