// The calls in the room: a place for each, and the queues they wait in.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/arrival_source.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace fcr {

/// A call in the room: the facts so far, the draws that decide the rest, and its place in a queue.
struct alignas(64) RoomCall {
    static constexpr std::uint32_t kNobody = ~std::uint32_t{0};

    CallRecord record;
    CallDraws draws;
    LaneId lane;                      ///< the queue it waits in
    std::uint32_t before = kNobody;   ///< in the queue
    std::uint32_t after = kNobody;    ///< in the queue; also links the free places
    bool hears_message = false;       ///< not in a queue yet
    bool leaves_message = false;      ///< will leave before the announcement ends
    bool holds_line = false;          ///< one of the trunks of `trunk`
    bool reached = true;              ///< false: the force rings in vain
    std::uint8_t interruptions = 0;   ///< how often its work was interrupted
    LineId trunk;                     ///< the line it came in on
    std::uint32_t stage = kNobody;    ///< what it becomes when talk ends
    std::uint32_t held_by = kNobody;  ///< the handler who stays on the line until it is answered
    Duration talk_left{0};            ///< of interrupted work
    Duration wrap_up_left{0};
};

/// The call that a free handler takes.
struct NextCall {
    CallId call;
    Duration presented_after{0};  ///< time in the queue at which the pool was first asked
};

/// Places for calls, and a queue for each lane, first come first. Allocates in the constructor
/// only.
class Queues {
public:
    /// The scenario must outlive it. `places` is the greatest number of calls at once.
    Queues(const CompiledScenario& scenario, std::size_t places);

    /// Empties every queue and place.
    void reset();
    /// Has the calls of other queues of the same scenario.
    void copy_from(const Queues& other);

    /// The place left last, so that few places see use; else one that nobody has had yet.
    [[nodiscard]] CallId take_place() {
        if (free_place_ == RoomCall::kNobody) {
            FCR_CHECK(places_used_ < calls_.size(),
                      "the room has a place for every call it lets in");
            return CallId{places_used_++};
        }
        const CallId place{free_place_};
        free_place_ = calls_[place].after;
        return place;
    }
    void leave_place(CallId call) {
        calls_[call].after = free_place_;
        free_place_ = static_cast<std::uint32_t>(call.index());
    }
    [[nodiscard]] RoomCall& operator[](CallId call) { return calls_[call]; }
    [[nodiscard]] const RoomCall& operator[](CallId call) const { return calls_[call]; }
    /// Every place that was ever taken since the reset, in use or not.
    [[nodiscard]] std::span<RoomCall> places() { return calls_.rows().first(places_used_); }
    [[nodiscard]] std::span<const RoomCall> places() const {
        return calls_.rows().first(places_used_);
    }

    void link_last(CallId call, LaneId lane);
    void link_first(CallId call, LaneId lane);
    void unlink(CallId call);
    [[nodiscard]] std::optional<CallId> head(LaneId lane) const {
        const std::uint32_t row = ends_[lane].head;
        return row == RoomCall::kNobody ? std::nullopt : std::optional(CallId{row});
    }
    /// Calls of the class in all queues.
    [[nodiscard]] std::uint32_t waiting(CallClassId call_class) const {
        return waiting_of_class_[call_class];
    }

    /// Those of them whose work was interrupted.
    [[nodiscard]] std::uint32_t interrupted(CallClassId call_class) const {
        return interrupted_of_class_[call_class];
    }

    /// The call with the longest wait, head start added, among the heads of the queues that a pool
    /// with `free_handlers` may take from.
    [[nodiscard]] std::optional<NextCall> next_for(PoolId pool, std::uint32_t free_handlers) const;

    /// The call whose wait times its class's weight is greatest now: the AGEING rule.
    [[nodiscard]] std::optional<NextCall> oldest_for(PoolId pool,
                                                     std::uint32_t free_handlers,
                                                     SimTime now) const;

    /// By the same rules, of each queue the first call of which `wanted` is true, asked with its
    /// wait so far; without any such call as if it always were.
    template <typename Wanted>
    [[nodiscard]] std::optional<NextCall> next_where(
        PoolId pool, std::uint32_t free_handlers, SimTime now, bool ageing, Wanted wanted) const {
        std::optional<NextCall> best;
        std::int64_t best_age = 0;
        std::uint64_t best_number = 0;
        for_waiting(pool, free_handlers, [&](const PoolLane& entry, std::uint32_t row) {
            while (row != RoomCall::kNobody && !wanted(calls_[CallId{row}].record)) {
                row = calls_[CallId{row}].after;
            }
            if (row == RoomCall::kNobody) {
                return;
            }
            const CallRecord& call = calls_[CallId{row}].record;
            const Duration waited = now - call.times.offered + entry.head_start;
            const std::int64_t age =
                ageing ? waited.count() / 1000 * scenario_.lanes[entry.lane].ageing
                       : waited.count();
            if (!best || age > best_age || (age == best_age && call.number < best_number)) {
                best = NextCall{.call = CallId{row}, .presented_after = entry.presented_after};
                best_age = age;
                best_number = call.number;
            }
        });
        return best;
    }

    /// The first of the queues' calls of which `wanted` is true with the longest wait, to which
    /// `head_start` of its class and its queue's own head start is added.
    template <typename Wanted, typename HeadStart>
    [[nodiscard]] std::optional<NextCall> next_by_wait(PoolId pool,
                                                       std::uint32_t free_handlers,
                                                       SimTime now,
                                                       Wanted wanted,
                                                       HeadStart head_start) const {
        std::optional<NextCall> best;
        Duration best_age{0};
        for_waiting(pool, free_handlers, [&](const PoolLane& entry, std::uint32_t head) {
            const CallRecord& call = calls_[CallId{head}].record;
            if (!wanted(call)) {
                return;
            }
            const Duration age =
                now - call.times.offered + head_start(call.call_class, entry.head_start);
            if (!best || age > best_age ||
                (age == best_age && call.number < calls_[best->call].record.number)) {
                best = NextCall{.call = CallId{head}, .presented_after = entry.presented_after};
                best_age = age;
            }
        });
        return best;
    }

private:
    struct Ends {
        std::uint32_t head = RoomCall::kNobody;
        std::uint32_t tail = RoomCall::kNobody;
    };

    /// Whether calls wait in the queues that a pool may take from: a bit for each row of its lanes,
    /// in whole words.
    using WordId = Id<struct WaitingWordKindTag>;

    /// A queue's bit among those of a pool.
    struct Mark {
        WordId word;
        std::uint64_t bit = 0;
    };
    using MarkId = Id<struct QueueMarkKindTag>;

    void make_marks();
    /// Somebody waits in a queue that was empty, or nobody any more.
    void turn_marks(LaneId lane) {
        const Rows marks = marks_of_lane_[lane];
        for (const Mark& mark : marks_.rows().subspan(marks.first, marks.count)) {
            waiting_[mark.word] ^= mark.bit;
        }
    }

    /// Visits those of the pool's rows whose queues are not empty and that leave so many free
    /// handlers something to take, with the first call that waits there.
    template <typename Visit>
    void for_waiting(PoolId pool, std::uint32_t free_handlers, Visit visit) const {
        const Rows words = words_of_pool_[pool];
        const std::size_t first = scenario_.pools[pool].lanes.first;
        for (std::uint32_t word = 0; word < words.count; ++word) {
            for (std::uint64_t left = waiting_[WordId{words.first + word}]; left != 0;
                 left &= left - 1) {
                const auto row = static_cast<std::size_t>(std::countr_zero(left));
                const PoolLane& entry =
                    scenario_.pool_lanes[PoolLaneId{first + word * kWordBits + row}];
                if (free_handlers > entry.seats_kept_free) {
                    visit(entry, ends_[entry.lane].head);
                }
            }
        }
    }

    static constexpr std::uint32_t kWordBits = 64;

    const CompiledScenario& scenario_;
    Table<CallId, RoomCall> calls_;
    Table<LaneId, Ends> ends_;
    Table<WordId, std::uint64_t> waiting_;
    Table<PoolId, Rows> words_of_pool_;
    Table<MarkId, Mark> marks_;
    Table<LaneId, Rows> marks_of_lane_;
    Table<CallClassId, std::uint32_t> waiting_of_class_;
    Table<CallClassId, std::uint32_t> interrupted_of_class_;
    std::uint32_t free_place_ = RoomCall::kNobody;  ///< left last; links to the one left before
    std::uint32_t places_used_ = 0;                 ///< places [0, places_used_) have had a call
};

}  // namespace fcr
