// The course of a call, as far as its own draws and the scenario decide it.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/arrival_source.hpp"
#include "sim/control_room/lineage.hpp"
#include "sim/control_room/spans.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/random/recent_blocks.hpp"
#include "sim/random/streams.hpp"
#include "sim/scenario/compiled_scenario.hpp"

namespace fcr {

/// What a call's own draws say: its patience, and how it goes on once it rings. A
/// function of scenario, draws and call, whoever asks and whenever, so every engine of the room
/// lets the same call take the same course. Allocates in the constructor only. Not thread-safe: one
/// course, one replication.
class CallCourse {
public:
    /// The scenario must outlive it.
    explicit CallCourse(const CompiledScenario& scenario);

    /// Begins a replication with these draws.
    void reset(const Streams& streams) { draws_.reset(streams); }

    /// Draws what a caller brings who follows from another call and dials at `caller.dialled`:
    /// talk, wrap-up, patience, the operator leg of an emergency line, and whether the force
    /// reaches the caller.
    void draw_following(Caller& caller) const;

    /// Starts the record of a caller who reaches the force as the call of this number.
    void begin_record(CallRecord& call,
                      const Caller& caller,
                      LineId line,
                      std::uint64_t number) const;

    /// How long the announcement lasts for the caller, and whether the caller leaves during it.
    struct Message {
        Duration length{0};
        bool leaves = false;
        AbandonReason reason = AbandonReason::Announcement;
    };
    [[nodiscard]] Message message(const CallRecord& call) const;

    /// Whether the caller leaves rather than wait.
    [[nodiscard]] bool balks(const CallRecord& call) const;

    /// When the caller gives up unless answered; kNever for endless patience.
    [[nodiscard]] SimTime patience_end(const CallRecord& call, const CallDraws& draws) const;

    /// Lets the call ring at a handler of the pool from `presented` on and writes all that follows
    /// into the record: it is answered, talked through and wrapped up, or its caller gives up
    /// first. Everything is known now, because the call's draws are its own. `handler_factor`, the
    /// handler's own and that of the moment, multiplies the pool's.
    void ring(CallRecord& call,
              const CallDraws& draws,
              PoolId pool,
              SimTime presented,
              double handler_factor = 1.0) const;

    /// Lets an interrupted call go on at a handler of the pool, with what was left of it.
    void resume(CallRecord& call,
                Duration talk_left,
                Duration wrap_up_left,
                PoolId pool,
                SimTime from) const;

    /// A uniform in [0, 1) of the entity's own for this purpose.
    [[nodiscard]] double uniform(EntityKey entity, Purpose purpose) const {
        Draw draw = draws_.draw(purpose, entity);
        return draw.next_uniform();
    }
    [[nodiscard]] double uniform(const CallRecord& call, Purpose purpose) const {
        return uniform(entity_of(call), purpose);
    }
    /// A span of the entity's own for this purpose.
    [[nodiscard]] Duration span(EntityKey entity, Purpose purpose, const Distribution& law) const {
        return span_of(law, draws_.draw(purpose, entity));
    }
    [[nodiscard]] Duration span(const CallRecord& call,
                                Purpose purpose,
                                const Distribution& law) const {
        return span(entity_of(call), purpose, law);
    }

private:
    /// Which of a pool's delays there are at all.
    struct PoolDelays {
        bool pick_up = false;
        bool after_call_gap = false;
    };

    [[nodiscard]] Duration recording(const CallRecord& call) const;
    [[nodiscard]] DrawBlock delay_words(const CallRecord& call, PoolId pool) const;
    void end_work(CallRecord& call, const DrawBlock& words) const;

    const CompiledScenario& scenario_;
    mutable RecentBlocks draws_;  ///< remembers; asked twice, it gives the same
    Table<PoolId, PoolDelays> delays_;
};

}  // namespace fcr
