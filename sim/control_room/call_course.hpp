// The course of a call, as far as its own draws and the scenario decide it.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/arrival_source.hpp"
#include "sim/control_room/fork_seed.hpp"
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
    /// What is known of the work on a call when the rest of it is drawn.
    struct RoomWork {
        CallDraws& draws;
        bool& reached;
        double factor = 1.0;
        Duration talk_spent{0};     ///< before it was last interrupted
        Duration wrap_up_spent{0};  ///< likewise
    };

    /// The scenario must outlive it.
    explicit CallCourse(const CompiledScenario& scenario);

    /// Begins a replication with these draws.
    void reset(const Streams& streams) {
        draws_.reset(streams);
        patience_known_below_ = 0;
    }

    /// Goes on with other draws.
    void draw_from(const Streams& streams) { draws_.reset(streams); }

    /// Of the calls whose number is below, CallDraws::patience_word is the moment at which their
    /// patience ends, in microseconds of the run, instead of the first word of its draw.
    void know_patience_below(std::uint64_t number) { patience_known_below_ = number; }
    [[nodiscard]] bool knows_patience_end(const CallRecord& call) const {
        return call.patience_is_moment || call.number < patience_known_below_;
    }

    /// Draws what a caller brings who follows from another call and dials at `caller.dialled`: the
    /// way to the force, and the work.
    void draw_following(Caller& caller) const {
        draw_way(caller);
        draw_work(caller);
    }
    /// When such a caller reaches the force: at once, or by the operator leg of an emergency line.
    void draw_way(Caller& caller) const;
    /// Talk, wrap-up, patience, and whether the force reaches the caller.
    void draw_work(Caller& caller) const;

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
    /// The same in a room of which no future was drawn.
    [[nodiscard]] SimTime drawn_patience_end(const CallRecord& call, const CallDraws& draws) const;

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

    // call_remainder.cpp: what is left of a call of which something is over. Each draws the rest of
    // what is under way given how long it has lasted, the later parts anew, and writes both into
    // the record; `factor` is the handler's as in ring(). What is over stays.

    /// The call rings since `presented`; the caller waits since it was offered.
    void draw_rest_of_ringing(
        CallRecord& call, CallDraws& draws, PoolId pool, double factor, SimTime now) const;
    /// The call is talked through; `spent` of the talk was before it was last interrupted.
    void draw_rest_of_talk(
        CallRecord& call, RoomWork& work, PoolId pool, const ForkSeed& seed, SimTime now);
    /// The talk has ended, or is as good as over, and the wrap-up is all yet to come.
    void draw_all_of_wrap_up(CallRecord& call, RoomWork& work, PoolId pool) const;
    /// It is wrapped up; likewise.
    void draw_rest_of_wrap_up(
        CallRecord& call, RoomWork& work, PoolId pool, const ForkSeed& seed, SimTime now);
    /// When the patience of a caller ends who waits since `since`; kNever for endless patience.
    [[nodiscard]] SimTime patience_left(const CallRecord& call, SimTime since, SimTime now) const;
    /// When a handler is ready whose gap after a call has lasted since `since`.
    [[nodiscard]] SimTime gap_left(PoolId pool, EntityKey entity, SimTime since, SimTime now) const;

    /// A uniform in [0, 1) of the entity's own for this purpose.
    [[nodiscard]] double uniform(EntityKey entity, Purpose purpose) const {
        return draws_.uniform(purpose, entity);
    }
    [[nodiscard]] double uniform(const CallRecord& call, Purpose purpose) const {
        return uniform(entity_of(call), purpose);
    }
    /// A span of the entity's own for this purpose.
    [[nodiscard]] Duration span(EntityKey entity, Purpose purpose, const Distribution& law) const;
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
    void draw_wrap_up(CallRecord& call, CallDraws& draws, PoolId pool, double factor) const;

    const CompiledScenario& scenario_;
    mutable RecentBlocks draws_;  ///< remembers; asked twice, it gives the same
    Table<PoolId, PoolDelays> delays_;
    std::uint64_t patience_known_below_ = 0;
};

}  // namespace fcr
