#include "sim/kernel/calendar.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <utility>
#include <vector>

namespace fcr {
namespace {

using std::chrono::microseconds;

SimTime at(std::int64_t us) {
    return kStartOfRun + microseconds{us};
}

TEST(Calendar, GivesTheSoonestSlotFirst) {
    Calendar calendar(3);
    calendar.set(SlotId{0}, at(30));
    calendar.set(SlotId{1}, at(10));
    calendar.set(SlotId{2}, at(20));

    const auto due = calendar.next_until(at(100));

    ASSERT_TRUE(due);
    EXPECT_EQ(due->slot, SlotId{1});
    EXPECT_EQ(due->at, at(10));
    EXPECT_EQ(calendar.now(), at(10));
}

TEST(Calendar, SlotsDueAtOneInstantLeaveInSlotOrder) {
    Calendar calendar(4);
    calendar.set(SlotId{3}, at(5));
    calendar.set(SlotId{1}, at(5));
    calendar.set(SlotId{2}, at(5));

    std::vector<std::size_t> order;
    while (const auto due = calendar.next_until(at(5))) {
        order.push_back(due->slot.index());
        calendar.clear(due->slot);
    }

    EXPECT_EQ(order, (std::vector<std::size_t>{1, 2, 3}));
}

TEST(Calendar, AnEmptyCalendarMovesTheClockToTheEnd) {
    Calendar calendar(2);

    EXPECT_FALSE(calendar.next_until(at(70)));
    EXPECT_EQ(calendar.now(), at(70));
}

TEST(Calendar, WhatLiesBeyondTheEndStays) {
    Calendar calendar(2);
    calendar.set(SlotId{1}, at(71));

    EXPECT_FALSE(calendar.next_until(at(70)));
    EXPECT_EQ(calendar.due(SlotId{1}), at(71));
    EXPECT_TRUE(calendar.next_until(at(71)));
}

TEST(Calendar, SettingASlotAgainReplacesItsMoment) {
    Calendar calendar(2);
    calendar.set(SlotId{0}, at(10));
    calendar.set(SlotId{0}, at(90));

    EXPECT_FALSE(calendar.next_until(at(50)));
    EXPECT_EQ(calendar.peek()->at, at(90));
}

TEST(Calendar, ResetForgetsEverything) {
    Calendar calendar(1000);
    for (std::size_t slot = 0; slot < 1000; ++slot) {
        calendar.set(SlotId{slot}, at(static_cast<std::int64_t>(slot) + 1));
    }
    (void)calendar.next_until(at(500));

    calendar.reset();

    EXPECT_EQ(calendar.now(), kStartOfRun);
    EXPECT_FALSE(calendar.peek());
    for (std::size_t slot = 0; slot < 1000; ++slot) {
        EXPECT_FALSE(calendar.due(SlotId{slot}));
    }
}

TEST(CalendarDeathTest, AMomentInThePastIsABug) {
    Calendar calendar(2);
    calendar.set(SlotId{0}, at(10));
    (void)calendar.next_until(at(10));

    EXPECT_DEATH(calendar.set(SlotId{1}, at(9)), "between now and never");
}

#ifndef NDEBUG  // too dear for the hot loop of a release build
TEST(CalendarDeathTest, ASlotBeyondTheCalendarIsABug) {
    Calendar calendar(2);

    EXPECT_DEATH(calendar.set(SlotId{2}, at(9)), "no such slot");
}
#endif

/// A calendar as a newcomer would write it: a sorted list of (time, slot).
class SortedList {
public:
    explicit SortedList(std::size_t slots) : due_(slots, -1) {}

    void set(std::size_t slot, std::int64_t time) {
        clear(slot);
        due_[slot] = time;
        list_.emplace(time, slot);
    }
    void clear(std::size_t slot) {
        if (due_[slot] >= 0) {
            list_.erase({due_[slot], slot});
            due_[slot] = -1;
        }
    }
    [[nodiscard]] const std::set<std::pair<std::int64_t, std::size_t>>& list() const {
        return list_;
    }

private:
    std::vector<std::int64_t> due_;
    std::set<std::pair<std::int64_t, std::size_t>> list_;
};

/// Property: over random sets, clears and pops the winner tree and the sorted list agree at every
/// step. Slot numbers cluster low, as a room's do, so that the root is raised on the way.
TEST(Calendar, AgreesWithASortedListOnRandomWork) {
    for (const std::size_t slots : {1U, 2U, 3U, 7U, 64U, 65U, 1000U, 65536U}) {
        std::mt19937_64 random(20261123 + slots);
        Calendar calendar(slots);
        SortedList reference(slots);
        std::int64_t now = 0;
        for (int step = 0; step < 20'000; ++step) {
            const std::size_t span = 1 + random() % slots;
            const std::size_t slot = random() % span;
            switch (random() % 4) {
                case 0:
                case 1: {
                    const auto time = now + static_cast<std::int64_t>(random() % 50);
                    calendar.set(SlotId{slot}, at(time));
                    reference.set(slot, time);
                    break;
                }
                case 2:
                    calendar.clear(SlotId{slot});
                    reference.clear(slot);
                    break;
                default: {
                    const std::int64_t end = now + static_cast<std::int64_t>(random() % 30);
                    const auto due = calendar.next_until(at(end));
                    const auto& list = reference.list();
                    if (list.empty() || list.begin()->first > end) {
                        ASSERT_FALSE(due);
                        now = end;
                    } else {
                        ASSERT_TRUE(due);
                        ASSERT_EQ(due->slot.index(), list.begin()->second);
                        ASSERT_EQ(due->at, at(list.begin()->first));
                        now = list.begin()->first;
                        calendar.clear(due->slot);
                        reference.clear(due->slot.index());
                    }
                    ASSERT_EQ(calendar.now(), at(now));
                }
            }
        }
    }
}

}  // namespace
}  // namespace fcr
