#include "sim/control_room/queues.hpp"

#include <algorithm>

namespace fcr {

Queues::Queues(const CompiledScenario& scenario, std::size_t places)
    : scenario_(scenario),
      calls_(places),
      ends_(scenario.lanes.size()),
      words_of_pool_(scenario.pools.size()),
      marks_(scenario.pool_lanes.size()),
      marks_of_lane_(scenario.lanes.size()),
      waiting_of_class_(scenario.classes.size()),
      interrupted_of_class_(scenario.classes.size()) {
    make_marks();
}

void Queues::make_marks() {
    std::uint32_t words = 0;
    for (std::size_t row = 0; row < scenario_.pools.size(); ++row) {
        const std::uint32_t lanes = scenario_.pools[PoolId{row}].lanes.count;
        words_of_pool_[PoolId{row}] = {.first = words,
                                       .count = (lanes + kWordBits - 1) / kWordBits};
        words += words_of_pool_[PoolId{row}].count;
    }
    waiting_ = Table<WordId, std::uint64_t>(words);
    std::uint32_t marks = 0;
    for (std::size_t lane = 0; lane < marks_of_lane_.size(); ++lane) {
        Rows& own = marks_of_lane_[LaneId{lane}];
        own.first = marks;
        for (std::size_t pool = 0; pool < scenario_.pools.size(); ++pool) {
            const Rows entries = scenario_.pools[PoolId{pool}].lanes;
            for (std::uint32_t row = 0; row < entries.count; ++row) {
                if (scenario_.pool_lanes[PoolLaneId{entries.first + row}].lane == LaneId{lane}) {
                    marks_[MarkId{marks++}] = {
                        .word = WordId{words_of_pool_[PoolId{pool}].first + row / kWordBits},
                        .bit = std::uint64_t{1} << (row % kWordBits)};
                }
            }
        }
        own.count = marks - own.first;
    }
}

void Queues::reset() {
    for (Ends& ends : ends_) {
        ends = Ends{};
    }
    std::ranges::fill(waiting_.rows(), std::uint64_t{0});
    std::ranges::fill(waiting_of_class_.rows(), 0U);
    std::ranges::fill(interrupted_of_class_.rows(), 0U);
    free_place_ = RoomCall::kNobody;
    places_used_ = 0;
}

void Queues::copy_from(const Queues& other) {
    calls_.copy_first(other.places_used_, other.calls_);
    ends_.copy_from(other.ends_);
    waiting_.copy_from(other.waiting_);
    waiting_of_class_.copy_from(other.waiting_of_class_);
    interrupted_of_class_.copy_from(other.interrupted_of_class_);
    free_place_ = other.free_place_;
    places_used_ = other.places_used_;
}

void Queues::link_last(CallId id, LaneId lane) {
    Ends& queue = ends_[lane];
    RoomCall& call = calls_[id];
    const auto row = static_cast<std::uint32_t>(id.index());
    call.lane = lane;
    call.before = queue.tail;
    call.after = RoomCall::kNobody;
    if (queue.tail == RoomCall::kNobody) {
        queue.head = row;
        turn_marks(lane);
    } else {
        calls_[CallId{queue.tail}].after = row;
    }
    queue.tail = row;
    ++waiting_of_class_[call.record.call_class];
    interrupted_of_class_[call.record.call_class] += call.interruptions > 0;
}

void Queues::link_first(CallId id, LaneId lane) {
    Ends& queue = ends_[lane];
    RoomCall& call = calls_[id];
    const auto row = static_cast<std::uint32_t>(id.index());
    call.lane = lane;
    call.before = RoomCall::kNobody;
    call.after = queue.head;
    if (queue.head == RoomCall::kNobody) {
        queue.tail = row;
        turn_marks(lane);
    } else {
        calls_[CallId{queue.head}].before = row;
    }
    queue.head = row;
    ++waiting_of_class_[call.record.call_class];
    interrupted_of_class_[call.record.call_class] += call.interruptions > 0;
}

void Queues::unlink(CallId id) {
    const RoomCall& call = calls_[id];
    Ends& queue = ends_[call.lane];
    if (call.before == RoomCall::kNobody) {
        queue.head = call.after;
    } else {
        calls_[CallId{call.before}].after = call.after;
    }
    if (call.after == RoomCall::kNobody) {
        queue.tail = call.before;
    } else {
        calls_[CallId{call.after}].before = call.before;
    }
    if (queue.head == RoomCall::kNobody) {
        turn_marks(call.lane);
    }
    --waiting_of_class_[call.record.call_class];
    interrupted_of_class_[call.record.call_class] -= call.interruptions > 0;
}

std::optional<NextCall> Queues::next_for(PoolId pool, std::uint32_t free_handlers) const {
    std::uint32_t best = RoomCall::kNobody;
    Duration presented_after{0};
    SimTime best_rank;
    std::uint64_t best_number = 0;
    for_waiting(pool, free_handlers, [&](const PoolLane& entry, std::uint32_t head) {
        const CallRecord& call = calls_[CallId{head}].record;
        const SimTime rank = call.times.offered - entry.head_start;
        if (best == RoomCall::kNobody || rank < best_rank ||
            (rank == best_rank && call.number < best_number)) {
            best = head;
            presented_after = entry.presented_after;
            best_rank = rank;
            best_number = call.number;
        }
    });
    if (best == RoomCall::kNobody) {
        return std::nullopt;
    }
    return NextCall{.call = CallId{best}, .presented_after = presented_after};
}

std::optional<NextCall> Queues::oldest_for(PoolId pool,
                                           std::uint32_t free_handlers,
                                           SimTime now) const {
    std::optional<NextCall> best;
    std::int64_t best_age = -1;
    std::uint64_t best_number = 0;
    for_waiting(pool, free_handlers, [&](const PoolLane& entry, std::uint32_t head) {
        const CallRecord& call = calls_[CallId{head}].record;
        // Whole milliseconds times thousandths stay below 2^63 for waits of years.
        const Duration waited = now - call.times.offered + entry.head_start;
        const std::int64_t age = waited.count() / 1000 * scenario_.lanes[entry.lane].ageing;
        if (!best || age > best_age || (age == best_age && call.number < best_number)) {
            best = NextCall{.call = CallId{head}, .presented_after = entry.presented_after};
            best_age = age;
            best_number = call.number;
        }
    });
    return best;
}

}  // namespace fcr
