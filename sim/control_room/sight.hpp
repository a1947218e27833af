// What anybody in the room can see of it: the wallboard, a supervisor, a condition of an exercise.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"

#include <cstdint>
#include <optional>

namespace fcr {

struct LineSight {
    std::uint32_t waiting = 0;  ///< calls in queues for a person who has not spoken to them
    Duration longest_wait{0};   ///< of those, since entering the queue; 0 when nobody waits
    std::uint32_t in_hand = 0;  ///< ringing, in conversation or being wrapped up
};

struct PoolSight {
    std::uint32_t on_duty = 0;
    std::uint32_t free = 0;
    std::uint32_t ringing = 0;
    std::uint32_t talking = 0;
    std::uint32_t wrapping_up = 0;
    std::uint32_t after_call = 0;  ///< in the gap before the next call
    std::uint32_t on_break = 0;    ///< not among those on duty
    std::uint32_t seats = 0;       ///< to be filled now; 0 of a rostered pool
    std::uint32_t coming = 0;      ///< people who were moved or called in and are not here yet
};

/// What somebody is doing.
enum class Doing : std::uint8_t {
    Away,  ///< not at work
    Free,
    Ringing,
    Talking,
    WrappingUp,
    AfterCall,  ///< in the gap before the next call
    OnBreak,    ///< in a shift, away from the calls
    OnTheWay,   ///< to another pool, by order
};

struct PersonSight {
    Doing doing = Doing::Away;
    PoolId pool{};                     ///< where they work now
    std::optional<LineId> line{};      ///< of the call in hand
    std::optional<SimTime> since{};    ///< when that began, where somebody saw it
    std::optional<SimTime> back_at{};  ///< of a break or a way: its end
    // Of a roster:
    std::optional<SimTime> shift_until{};  ///< by the plan
    std::optional<SimTime> next_break{};   ///< by the plan and orders, of those to come
};

/// Incidents of the most urgent grade that no dispatcher has taken up.
struct UndispatchedSight {
    std::uint32_t count = 0;
    Duration oldest{0};  ///< since it was opened (T5); 0 when there is none
};

/// Calls that were answered while records were on paper, over and without a log.
struct UnreconciledSight {
    std::uint32_t count = 0;
    Duration oldest{0};  ///< since it was over; 0 when there is none
};

/// What is in force by command.
struct OrderSight {
    bool overflow_open = false;
    bool overflow_refused = false;
    bool emergencies_only = false;
    bool diversion_live = false;
    bool message_on = false;
    bool call_backs_on = true;
    bool on_paper = false;
    bool command_and_control_down = false;
    std::uint32_t records_on_paper = 0;  ///< to be typed in
    bool triage_on = false;
    bool bureau_open = false;               ///< of casualties; its number is given out
    bool at_other_site = false;             ///< all of the force's people are there
    bool changes_site = false;              ///< half of them are on the way
    std::uint32_t at_desk = 0;              ///< people at the desk of a major incident
    std::optional<Duration> spill_after{};  ///< waits after which others may take calls
    bool longest_wait_first = false;
};

}  // namespace fcr
