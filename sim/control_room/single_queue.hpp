// A short way through rooms that are one queue before one pool.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/arrival_source.hpp"
#include "sim/control_room/call_course.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/kernel/calendar.hpp"
#include "sim/random/streams.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstdint>

namespace fcr {

/// A room of one class and one pool whose seats never change, call by call instead of event by
/// event: first come first served, a call is answered by the handler who is ready first, so its
/// wait is known when it arrives (Kiefer and Wolfowitz, "On the theory of queues with many
/// servers", 1955). Tells its sink what ControlRoom tells it of such a room, but each call as soon
/// as its future is known: the sink must not need the order. Allocates in the constructor only.
class SingleQueue {
public:
    /// Whether the scenario is such a room and the sink can hear it this way.
    [[nodiscard]] static bool fits(const CompiledScenario& scenario, const NoticeSink& sink);

    /// Both must outlive the room; they must fit.
    SingleQueue(const CompiledScenario& scenario, NoticeSink& sink);

    /// Runs one replication with these draws, to its end or until a limit is reached.
    void run(const Streams& streams);

    [[nodiscard]] Limit limit_reached() const { return limit_; }
    [[nodiscard]] const CallCounts& counts() const { return counts_; }

private:
    /// When a call stops waiting. One who is answered at an instant has left before a caller
    /// arrives then, one who gives up at it has not.
    using Leaving = std::uint64_t;
    static constexpr Leaving kAnsweredThen = 0;
    static constexpr Leaving kGivesUpThen = 1;
    static Leaving leaving(SimTime at, Leaving how) {
        return static_cast<Leaving>(at.time_since_epoch().count()) * 2 + how;
    }
    struct WaitingKindTag;
    using WaitingId = Id<WaitingKindTag>;

    void sign_on();
    [[gnu::flatten]] void take_call();
    void wait(SimTime answered);
    [[nodiscard]] bool joins_queue(Leaving leaves);
    void present(SimTime presented);

    const CompiledScenario& scenario_;
    NoticeSink& sink_;
    CallCourse course_;
    ArrivalSource source_;
    Calendar ready_;                     ///< when each handler is ready for the next call
    CallRecord call_;                    ///< the call that has just arrived
    CallDraws draws_;                    ///< and its draws
    Table<WaitingId, Leaving> waiting_;  ///< of the calls that waited when one last joined them
    std::size_t waiting_count_ = 0;
    CallCounts counts_;
    Limit limit_ = Limit::None;
};

}  // namespace fcr
