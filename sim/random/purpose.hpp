// What a random draw is for. A draw is a function of (seed, replication, purpose, entity).
#pragma once

#include <cstdint>

namespace fcr {

/// The purpose of a draw. Four neighbours share one Philox block, so what the hot path of a call
/// needs together stands together. The numbers are part of the model: changing one changes every
/// result, so new purposes are added at the end of a block of four or in a new one.
enum class Purpose : std::uint8_t {
    // Block 0: every caller.
    ArrivalOffset = 0,  ///< moment inside the arrival interval
    Talk = 1,           ///< conversation with the handler
    WrapUp = 2,         ///< work after the caller has gone
    Patience = 3,       ///< how long the caller waits before giving up
    // Block 1: callers of richer rooms.
    CallClass = 4,     ///< which class of its line the call belongs to
    PickUp = 5,        ///< human delay before a presented call is answered
    AfterCallGap = 6,  ///< pause between wrap-up and the next call
    Balk = 7,          ///< whether the caller leaves at once unless served at once
    // Block 2: the legs before the force's queue.
    OperatorAnswer = 8,    ///< national operator's own answer delay
    OperatorSelect = 9,    ///< operator asks which service
    OperatorConnect = 10,  ///< operator connects the call to the force
    Message = 11,          ///< recorded announcement
    // Block 3: a line's day.
    ArrivalCount = 12,     ///< how many callers an interval brings
    DayFactorShared = 13,  ///< the part of a day's factor that all lines share
    DayFactorOwn = 14,     ///< a line's own part
    Strike = 15,           ///< whether a person stays away while staff are cut
    // Block 4: what else makes callers come.
    HourFactor = 16,  ///< an hour's own part of the hour factors
    SurgeCount = 17,  ///< how many callers a surge brings
    NamedCount = 18,  ///< how often a named caller rings in a day
    PaddingGap = 19,  ///< time to the next moment at which staff may ring their own line
    // Blocks 6 and 7: people on a roster.
    Absence = 24,      ///< whether a person fails to come on the day
    Abstraction = 25,  ///< whether a shift is lost to leave or training
    Sickness = 26,     ///< whether a person is sick on a day
    Acceptance = 27,   ///< whether an offered shift is accepted
    Tenure = 28,       ///< how long the holder of a post stays
    // Block 10: what an answered call becomes.
    Incident = 40,    ///< whether it becomes an incident
    TrueGrade = 41,   ///< how urgent the incident is
    GivenGrade = 42,  ///< how urgent the handler takes it to be
    Talkgroup = 43,   ///< where it is
    // Block 11: grading.
    IncidentDelay = 44,  ///< answer to the opening of the incident
    GradeDelay = 45,     ///< opening to grade
    GradePressure = 46,  ///< whether a shortage of units lowers the grade
    UnitsNeeded = 47,    ///< how many units it needs
    // Block 12: an incident's wait.
    DispatchWork = 48,  ///< the dispatcher's work on it
    Appointment = 49,   ///< grade to the agreed time
    GiveUp = 50,        ///< whether it may be closed without a unit
    Chase = 51,         ///< whether its caller rings again
    // Block 13: one unit's way to an incident.
    Mobilise = 52,   ///< assignment to setting off
    Travel = 53,     ///< setting off to arrival
    OnScene = 54,    ///< arrival to leaving
    Paperwork = 55,  ///< leaving to being free
    // Blocks 14 to 16: what becomes of a call.
    LossChoice = 56,      ///< whether a caller who was lost rings again
    LossDelay = 57,       ///< and when
    ChangeChoice = 58,    ///< whether the caller tries another line
    RepeatChoice = 59,    ///< whether an answered caller has to ring again
    RepeatDelay = 60,     ///< and when
    RingBackChoice = 61,  ///< whether an abandoned call is rung back
    CallBackChoice = 62,  ///< whether the caller accepts a call back
    Reached = 63,         ///< whether the caller is reached
    NextStage = 64,       ///< what an answered call becomes
    Recording = 65,       ///< whether there is more work after it
    RecordingWork = 66,   ///< and how much
    MessageLeave = 67,    ///< who leaves during an announcement, and when
    ClusterSize = 68,     ///< how many calls an incident begets
    ClusterGap = 69,      ///< time to the next of them
    Recognised = 70,      ///< whether it is recognised as a duplicate
    RouteShare = 71,      ///< a step's share of callers
    RandomHandler = 72,   ///< which free handler
    FollowDelay = 73,     ///< until work that follows is in the queue
    ConnectLoss = 74,     ///< whether a connection is lost
    Disruption = 75,      ///< whether a disruption happens
    // Block 19: what happens to a contract in a year.
    RiskCount = 76,         ///< how often a risk event begins
    RiskStart = 77,         ///< when it does
    RiskLength = 78,        ///< how long it lasts
    MobilisationSlip = 79,  ///< by how much the start is late
    // Blocks 20 and 21: a recorded load in another shape.
    LoadThin = 80,      ///< whether a recorded caller is kept
    LoadCopies = 81,    ///< whether there is one more of a recorded caller
    LoadCopyTime = 82,  ///< when that one dials
    LoadJitter = 83,    ///< by how much the moment shifts
    LoadDay = 84,       ///< which recorded day stands in a day's place
};

}  // namespace fcr
