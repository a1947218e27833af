// The next moment of every slot, soonest first.
#pragma once

#include "sim/base/check.hpp"
#include "sim/base/id.hpp"
#include "sim/base/time.hpp"
#include "sim/kernel/winner_tree.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace fcr {

using SlotId = Id<struct SlotKindTag>;

/// A slot whose moment has come.
struct Due {
    SimTime at;
    SlotId slot;
};

/// Where the second and the third stretch of slots begin.
struct Stretches {
    std::size_t second;
    std::size_t third;
};

/// Winner trees over slots: each slot owns the one time at which something next happens to it.
/// Equal times leave in slot order, so the order of slots is the order of events at one instant.
/// Holds up to 65,536 slots and 2^48 microseconds; allocates only in the constructor. Not
/// thread-safe: one calendar, one replication.
///
/// Slots that were never used cost nothing: the tree is as high as the highest slot ever set
/// since the last reset asks for, so that busy slots should have low numbers. The slots may be
/// divided into three stretches with a tree each, so that a few that are often set have a low tree
/// whatever the others do; it makes no difference to what happens.
class Calendar {
public:
    static constexpr std::size_t kSlotsMax = std::size_t{1} << 16;

    explicit Calendar(std::size_t slots) : Calendar(slots, {.second = slots, .third = slots}) {}
    Calendar(std::size_t slots, Stretches stretches);

    /// Clears every slot and puts the clock back to the start of a run.
    void reset();

    /// Has the moments and the clock of another calendar of the same slots.
    void copy_from(const Calendar& other);

    /// The clock: the time of the latest event, or the end of the latest run.
    [[nodiscard]] SimTime now() const { return now_; }

    /// Sets when the slot is due, replacing any earlier moment. A moment in the past is a bug.
    void set(SlotId slot, SimTime due) {
        FCR_CHECK(due >= now_ && due < kNever, "an event must lie between now and never");
        place(slot, key_of(due, slot));
    }

    [[nodiscard]] bool is_set_to(SlotId slot, SimTime due) const {
        return key(slot) == key_of(due, slot);
    }

    /// Clears the slot; nothing happens to it until it is set again.
    void clear(SlotId slot) { place(slot, WinnerTree::kCleared); }

    /// The same for a slot that is mostly clear already.
    void clear_if_due(SlotId slot) {
        if (key(slot) != WinnerTree::kCleared) {
            clear(slot);
        }
    }

    /// The first slot due at or before `end`; moves the clock to its time. Empty when there is
    /// none; the clock then moves to `end`. The slot stays due: whoever handles it must set or
    /// clear it before asking again, or it is handed out once more.
    [[nodiscard]] std::optional<Due> next_until(SimTime end) {
        const std::uint64_t first = winner();
        const Due due = due_of(first);
        if (first == WinnerTree::kCleared || due.at > end) {
            now_ = end > now_ ? end : now_;
            return std::nullopt;
        }
        now_ = due.at;
        return due;
    }

    /// Moves the clock to the time of the first slot due, which peek() has told.
    void go_to(SimTime at) { now_ = at; }

    /// The first slot due, without moving the clock. Empty when every slot is clear.
    [[nodiscard]] std::optional<Due> peek() const {
        const std::uint64_t first = winner();
        if (first == WinnerTree::kCleared) {
            return std::nullopt;
        }
        return due_of(first);
    }

    /// When the slot is due; empty when it is clear.
    [[nodiscard]] std::optional<SimTime> due(SlotId slot) const;

private:
    static std::uint64_t key_of(SimTime at, SlotId slot) {
        const auto microseconds = static_cast<std::uint64_t>(at.time_since_epoch().count());
        return (microseconds << 16U) | slot.index();
    }
    static Due due_of(std::uint64_t key) {
        return {.at = kStartOfRun + Duration{static_cast<std::int64_t>(key >> 16U)},
                .slot = SlotId{key & 0xFFFFU}};
    }

    [[nodiscard]] std::uint64_t winner() const {
        const std::uint64_t a = first_.winner();
        const std::uint64_t b = second_.winner();
        const std::uint64_t c = third_.winner();
        const std::uint64_t lesser = a < b ? a : b;
        return lesser < c ? lesser : c;
    }

    [[nodiscard]] std::uint64_t key(SlotId slot) const {
        const std::size_t row = slot.index();
        FCR_DEBUG_CHECK(row < slots_, "no such slot in the calendar");
        return row < stretches_.second  ? first_.key(row)
               : row < stretches_.third ? second_.key(row - stretches_.second)
                                        : third_.key(row - stretches_.third);
    }

    void place(SlotId slot, std::uint64_t key) {
        const std::size_t row = slot.index();
        FCR_DEBUG_CHECK(row < slots_, "no such slot in the calendar");
        if (row < stretches_.second) {
            first_.replay(row, key);
        } else if (row < stretches_.third) {
            second_.replay(row - stretches_.second, key);
        } else {
            third_.replay(row - stretches_.third, key);
        }
    }

    std::size_t slots_;
    Stretches stretches_;
    WinnerTree first_;
    WinnerTree second_;
    WinnerTree third_;
    SimTime now_ = kStartOfRun;
};

}  // namespace fcr
