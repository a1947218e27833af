// What the control room keeps of each handler, pool, person and line.
#pragma once

#include "sim/base/time.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/control_room/shift_course.hpp"
#include "sim/domain/ids.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstddef>
#include <cstdint>

namespace fcr {

/// No handler of the room.
inline constexpr std::uint32_t kNoHandler = ~std::uint32_t{0};

/// What a handler is doing. Each phase ends with the handler's next event.
enum class HandlerPhase : std::uint8_t {
    OffDuty,
    Idle,
    Ringing,     ///< the caller will give up before the pick-up
    Talking,     ///< only where something happens when talk ends
    Conferring,  ///< until the next stage answers or the caller goes
    Handling,    ///< until wrap-up ends; includes the ringing and the talk before it
    AfterCall,   ///< the gap before the next call
    OnBreak,     ///< in a shift, away from the calls; not on duty
};
inline constexpr std::size_t kHandlerPhases = 8;

/// Who takes calls: a seat of the plan, or a person of a roster.
struct alignas(32) HandlerState {
    HandlerPhase phase = HandlerPhase::OffDuty;
    PoolId pool;
    std::uint32_t next_idle = kNoHandler;  ///< the handler who became idle just after
    CallId call;                           ///< the call in hand
    SimTime ready;  ///< end of the after-call gap; of an idle handler, since when
    SimTime since;  ///< of the after-call gap
};

/// The free handlers of a pool, longest idle first, and its seats.
struct alignas(32) PoolState {
    std::uint32_t longest_idle = kNoHandler;
    std::uint32_t latest_idle = kNoHandler;
    std::uint32_t idle = 0;
    std::uint32_t on_duty = 0;
    std::uint32_t seats = 0;  ///< target; handlers above it leave when their call is done
    std::uint32_t next_change = 0;
    std::uint32_t planned = 0;    ///< seats of the plan
    std::uint32_t filled = 0;     ///< what the employer fills of them, before disruptions
    double multiplier = 1.0;      ///< of disruptions
    double followed = 1.0;        ///< of a roster: what its people have heard of `multiplier`
    double presence = 1.0;        ///< share of the plan that is filled
    std::uint32_t called_in = 0;  ///< seats beside the plan
    bool rostered = false;        ///< its people have shifts; `seats` stays 0
};

/// Where a person is in its shifts. Rows of the scenario's tables.
struct alignas(64) PersonState {
    // What every call asks for, in one line of the cache.
    PersonCourse course;
    std::uint32_t shift = 0;  ///< the one being worked, or the next
    std::uint32_t breaks_begun = 0;
    std::uint32_t breaks_due = 0;  ///< breaks [begun, due) wait for the call in hand
    bool at_work = false;          ///< on duty or on a break
    bool leaving = false;          ///< the shift has ended, the call in hand has not
    SeatReason break_reason = SeatReason::Rest;
    bool asked = false;        ///< to come in while off duty
    SimTime on_shift_since{};  ///< start of the shift being worked
    bool works_extra = false;  ///< that shift is `extra`
    // What shifts and orders ask for.
    CompiledShift extra{};  ///< beside the roster, by order
    SimTime break_until{};
    std::uint64_t breaks_lost = 0;   ///< bits by place in the shift: cancelled by order
    std::uint64_t breaks_moved = 0;  ///< likewise: begin at `breaks_moved_to`
    SimTime breaks_moved_to{};
    PoolId lost_from{};
    SimTime lost_until{};    ///< end of the shift that the person left; kStartOfRun of nobody lost
    SimTime struck_until{};  ///< likewise, of who left because of a cut of staff
};

/// A telephone line: its calls in progress and what is looked up for each arrival.
struct LineState {
    std::uint32_t in_use = 0;
    std::uint32_t in_use_max = ~std::uint32_t{0};
    bool has_message = false;
    double connect_loss_share = 0.0;  ///< by command
};

/// How a class was served lately, in two neighbouring quarter-hours. For gates.
struct RecentService {
    Duration within{0};
    std::int64_t quarter = -1;
    std::uint32_t left[2] = {};    ///< calls that left the queue, this quarter and the last
    std::uint32_t served[2] = {};  ///< of those, answered within the limit
};

}  // namespace fcr
