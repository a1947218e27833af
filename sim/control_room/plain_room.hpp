// A short way through rooms in which whatever a handler takes is certain at once.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/arrival_source.hpp"
#include "sim/control_room/call_course.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/control_room/queues.hpp"
#include "sim/control_room/ready_handlers.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/kernel/calendar.hpp"
#include "sim/random/streams.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace fcr {

/// A room without announcements, limited lines, seats kept free or response to calls. Nothing can
/// come between a handler and the call in hand, so the handler's next free moment is known when the
/// call begins to ring, and is an event only for a pool that has callers waiting or handlers to
/// send home. Tells its sink what ControlRoom tells it of such a room, but each call as soon as its
/// future is known: the sink must not need the order. Allocates in the constructor only.
class PlainRoom {
public:
    /// Whether the scenario is such a room and the sink can hear it this way.
    [[nodiscard]] static bool fits(const CompiledScenario& scenario, const NoticeSink& sink);

    /// Both must outlive the room; they must fit.
    PlainRoom(const CompiledScenario& scenario, NoticeSink& sink);

    /// Runs one replication with these draws, to its end or until a limit is reached.
    void run(const Streams& streams);

    [[nodiscard]] Limit limit_reached() const { return limit_; }
    [[nodiscard]] const CallCounts& counts() const { return counts_; }

private:
    /// The handlers of a pool and its seats.
    struct Pool {
        ReadyHandlers handlers;
        std::uint32_t on_duty = 0;
        std::uint32_t seats = 0;  ///< target; handlers above it leave as they become free
        std::uint32_t next_change = 0;
        std::uint32_t callers = 0;  ///< waiting in the queues that it takes from
    };
    using LanePoolRow = Id<struct LanePoolRowTag>;

    // The slots of the calendar, in the order of EventKind.
    [[nodiscard]] SlotId seats_slot(PoolId pool) const { return SlotId{pool.index()}; }
    [[nodiscard]] SlotId free_slot(PoolId pool) const {
        return SlotId{pools_.size() + pool.index()};
    }
    [[nodiscard]] SlotId slot_of(LineId line) const { return SlotId{first_line_ + line.index()}; }
    [[nodiscard]] SlotId slot_of(LaneId lane) const { return SlotId{first_lane_ + lane.index()}; }
    [[nodiscard]] SlotId slot_of(CallId call) const { return SlotId{first_call_ + call.index()}; }

    void begin(const Streams& streams);
    void handle(SlotId slot);
    void name_unfinished();

    void set_next_arrival(LineId line);
    [[gnu::flatten]] void on_arrival(LineId line);
    void wait_in(LaneId lane);
    void give_up(CallRecord& call);
    void on_caller(CallId call);

    void link_last(CallId call, LaneId lane);
    void unlink(CallId call);
    void time_step(LaneId lane);
    void on_step(LaneId lane);
    void enter_step(CallId call, LaneId lane);

    [[nodiscard]] std::optional<PoolId> find_pool(LaneId lane) const;
    void assign(PoolId pool,
                std::uint32_t row,
                CallRecord& call,
                const CallDraws& draws,
                Duration presented_after);
    void take_waiting(PoolId pool, std::uint32_t row);
    void on_free(PoolId pool);
    void on_seats(PoolId pool);
    void sign_on(PoolId pool);
    void sign_off(PoolId pool);
    void watch(PoolId pool);

    const CompiledScenario& scenario_;
    NoticeSink& sink_;
    CallCourse course_;
    std::size_t first_line_;
    std::size_t first_lane_;
    std::size_t first_call_;
    Calendar calendar_;
    Table<LineId, ArrivalSource> sources_;
    Table<PoolId, Pool> pools_;
    Queues waiting_;
    Table<LaneId, bool> step_timed_;         ///< the lane's slot is set
    Table<LaneId, Rows> pools_of_lane_;      ///< of lane_pools_
    Table<LanePoolRow, PoolId> lane_pools_;  ///< the pools that take from each lane
    CallRecord arriving_;
    CallDraws arriving_draws_;
    CallCounts counts_;
    SimTime busy_until_;           ///< the last wrap-up known so far ends
    std::uint32_t lines_dry_ = 0;  ///< lines from which no caller will come any more
    Limit limit_ = Limit::None;
};

}  // namespace fcr
