// A short way through rooms that are one queue before one pool.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/arrival_source.hpp"
#include "sim/control_room/call_course.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/control_room/ready_handlers.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
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
    struct WaitingKindTag;
    using WaitingId = Id<WaitingKindTag>;

    void sign_on();
    [[gnu::flatten]] void take_call();
    void wait(SimTime answered);
    [[nodiscard]] bool joins_queue(SimTime until, bool is_answered);
    void let_go();
    void present(SimTime presented);

    const CompiledScenario& scenario_;
    NoticeSink& sink_;
    CallCourse course_;
    ArrivalSource source_;
    ReadyHandlers ready_;
    CallRecord call_;  ///< the call that has just arrived
    CallDraws draws_;  ///< and its draws
    // Those who waited when a call last joined them, by how and when they stop.
    Table<WaitingId, SimTime> answered_at_;  ///< a ring; who comes first is answered first
    std::size_t first_answered_ = 0;
    std::size_t answered_count_ = 0;
    Table<WaitingId, SimTime> give_up_at_;  ///< in no order
    std::size_t give_up_count_ = 0;
    CallCounts counts_;
    Limit limit_ = Limit::None;
};

}  // namespace fcr
