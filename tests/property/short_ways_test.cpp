// The short ways through a room tell what the full room tells, call by call and seat by seat.
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/plain_room.hpp"
#include "sim/control_room/single_queue.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/support/any_room.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

namespace fcr::test {
namespace {

/// Everything a room said, in an order that does not depend on when it said it.
class Told final : public NoticeSink {
public:
    explicit Told(bool needs_order) : needs_order_(needs_order) {}

    void call_closed(const CallRecord& call) override {
        const CallTimes& times = call.times;
        lines.emplace_back(call.number,
                           std::vector<std::int64_t>{
                               static_cast<std::int64_t>(call.caller),
                               static_cast<std::int64_t>(call.call_class.index()),
                               static_cast<std::int64_t>(call.outcome),
                               call.route_step,
                               call.pool ? static_cast<std::int64_t>(call.pool->index()) : -1,
                               call.handler ? static_cast<std::int64_t>(call.handler->index()) : -1,
                               us(times.dialled),
                               us(times.network_arrive),
                               us(times.offered),
                               us(times.segment_presented),
                               us(times.presented),
                               us(times.answered),
                               us(times.abandoned),
                               us(times.ended),
                               us(times.wrapped_up),
                               us(times.ready)});
    }
    void seat_taken(const SeatTaken& seat) override {
        seats.emplace_back(us(seat.at), seat.handler, seat.signed_on, seat.on_duty);
    }
    void queue_grew(const QueueGrew& queue) override {
        queues.emplace_back(us(queue.at), queue.call_class, queue.waiting);
    }
    [[nodiscard]] bool needs_order() const override { return needs_order_; }

    void sort() {
        std::ranges::sort(lines);
        std::ranges::sort(seats);
        std::ranges::sort(queues);
    }

    std::vector<std::pair<std::uint64_t, std::vector<std::int64_t>>> lines;
    std::vector<std::tuple<std::int64_t, HandlerId, bool, std::uint32_t>> seats;
    std::vector<std::tuple<std::int64_t, CallClassId, std::uint32_t>> queues;

private:
    static std::int64_t us(SimTime at) { return at.time_since_epoch().count(); }

    bool needs_order_;
};

/// The random room without what only the full room can do.
Scenario any_plain_room(std::uint64_t seed) {
    Scenario scenario = any_room(seed);
    for (Line& line : scenario.lines) {
        line.message = ConstantLaw{};
        line.lines_max.reset();
    }
    for (Pool& pool : scenario.pools) {
        pool.after_call_gap = ConstantLaw{};
        pool.seats_kept_free.clear();
    }
    return scenario;
}

/// The same with one class, one pool and seats that stay.
Scenario any_single_queue(std::uint64_t seed) {
    Scenario scenario = any_plain_room(seed);
    scenario.lines.resize(1);
    scenario.call_classes.resize(1);
    scenario.call_classes[0].share = 1.0;
    scenario.call_classes[0].route = {{.after = Duration{0}, .pools = {PoolId{0}}}};
    scenario.pools.resize(1);
    scenario.pools[0].skills = {CallClassId{0}};
    scenario.pools[0].seats = {
        {.from = kStartOfRun, .seats = 1 + static_cast<std::uint32_t>(seed % 7)}};
    return scenario;
}

/// Returns the limit that was reached, after which what was told does not count.
Limit run_full(const CompiledScenario& scenario, const Streams& streams, Told& told) {
    ControlRoom room(scenario, told);
    room.begin(streams);
    room.run_to_end();
    told.sort();
    return room.limit_reached();
}

template <typename Room>
Limit run_short(const CompiledScenario& scenario, const Streams& streams, Told& told) {
    Room room(scenario, told);
    room.run(streams);
    told.sort();
    return room.limit_reached();
}

template <typename Room>
void expect_same_told(const CompiledScenario& scenario, const Streams& streams) {
    Told full(true);
    Told quick(false);
    const Limit limit = run_full(scenario, streams, full);
    ASSERT_EQ(run_short<Room>(scenario, streams, quick), limit);
    if (limit != Limit::None) {
        return;
    }
    ASSERT_EQ(full.lines.size(), quick.lines.size());
    for (std::size_t row = 0; row < full.lines.size(); ++row) {
        ASSERT_EQ(full.lines[row], quick.lines[row]) << "call " << row;
    }
    EXPECT_EQ(full.seats, quick.seats);
    EXPECT_EQ(full.queues, quick.queues);
}

class AnyPlainRoom : public testing::TestWithParam<int> {
protected:
    [[nodiscard]] std::uint64_t seed() const { return static_cast<std::uint64_t>(GetParam()); }
};

TEST_P(AnyPlainRoom, TellsTheSameTheShortWay) {
    const auto compiled = compile(any_plain_room(seed()));
    ASSERT_TRUE(compiled);
    const Streams streams(1, seed());
    ASSERT_TRUE(PlainRoom::fits(*compiled, Told(false)));

    expect_same_told<PlainRoom>(*compiled, streams);
}

TEST_P(AnyPlainRoom, WithOneQueueTellsTheSameCallByCall) {
    const auto compiled = compile(any_single_queue(seed()));
    ASSERT_TRUE(compiled);
    const Streams streams(1, seed());
    ASSERT_TRUE(SingleQueue::fits(*compiled, Told(false)));

    expect_same_told<PlainRoom>(*compiled, streams);
    expect_same_told<SingleQueue>(*compiled, streams);
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyPlainRoom, testing::Range(1, 201));

}  // namespace
}  // namespace fcr::test
