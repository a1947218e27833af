// What screens show is a function of the inputs and their times: the same at any step of the clock.
#include "sim/exercise/input_reading.hpp"
#include "tests/unit/hosting/hosted.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

std::unique_ptr<LiveRoom> played(Duration step, bool jumps = false) {
    auto room =
        std::make_unique<LiveRoom>(std::make_shared<const ExercisePlan>(quiet_weekday().plan));
    const auto put_in = [&room](const std::string& text) {
        const auto answer = room->submit(*input_bytes_of_text(text));
        FCR_CHECK(answer.has_value() && answer->accepted, "a test's input is refused");
    };
    const auto to = [&](Duration since) {
        if (jumps) {
            put_in("id: 'j" + std::to_string(since.count()) +
                   "' seat: 'c' run { kind: JUMP span_us: " + std::to_string(since.count()) + " }");
            return;
        }
        const SimTime end = room->plan().start + since;
        while (room->exercise().now() < end) {
            room->advance_to(std::min(end, room->exercise().now() + step));
        }
    };
    put_in("id: '1' seat: 'c' join { role: CONTROLLER name: 'C' }");
    put_in("id: '2' seat: 'c' run { kind: OPEN_LOBBY }");
    put_in("id: '3' seat: 's' join { role: SUPERVISOR name: 'S' }");
    put_in("id: '4' seat: 'c' run { kind: START }");
    to(50min + 20s);
    put_in("id: '5' seat: 's' action { kind: 'open_overflow' }");
    put_in("id: '6' seat: 'c' note { text: 'well done' }");
    to(2h);
    return room;
}

std::vector<std::string> all_of(const Feed& feed) {
    std::vector<std::string> frames;
    for (std::uint64_t have = 0; have < feed.through();) {
        Feed::Frame frame = feed.frame(have, feed.through(), have == 0, 0);
        frames.push_back(std::move(frame.bytes));
        have = frame.through;
    }
    return frames;
}

TEST(LiveRoom, TheFeedIsTheSameAtEveryStepOfTheClock) {
    const auto once = played(4h);
    for (const Duration step : {Duration{20ms}, Duration{1200ms}, Duration{37s}}) {
        const auto stepped = played(step);
        EXPECT_EQ(all_of(stepped->everybody()), all_of(once->everybody()));
        EXPECT_EQ(all_of(stepped->directing()), all_of(once->directing()));
        EXPECT_EQ(stepped->exercise().digests(), once->exercise().digests());
    }
}

TEST(LiveRoom, AJumpIsSeenSecondBySecondToo) {
    const auto once = played(4h);
    const auto jumped = played(4h, true);
    EXPECT_EQ(all_of(jumped->everybody()), all_of(once->everybody()));
    EXPECT_EQ(jumped->wall().alarms().raised(), once->wall().alarms().raised());
}

TEST(LiveRoom, AWatcherChangesNothing) {
    const auto watched = played(4h);
    class Silent final : public NoticeSink {
        void call_closed(const CallRecord& /*call*/) override {}
        void seat_taken(const SeatTaken& /*seat*/) override {}
        void queue_grew(const QueueGrew& /*queue*/) override {}
    } silent;
    Exercise alone(watched->plan(), silent);
    for (const char* const text : {"id: '1' seat: 'c' join { role: CONTROLLER name: 'C' }",
                                   "id: '2' seat: 'c' run { kind: OPEN_LOBBY }",
                                   "id: '3' seat: 's' join { role: SUPERVISOR name: 'S' }",
                                   "id: '4' seat: 'c' run { kind: START }"}) {
        const auto input = read_input(*input_bytes_of_text(text), watched->plan());
        ASSERT_TRUE(alone.submit(*input).accepted);
    }
    alone.advance_to(watched->plan().start + 50min);
    ASSERT_EQ(alone.digests().size(), 50U);
    for (std::size_t minute = 0; minute < 50; ++minute) {
        EXPECT_EQ(alone.digests()[minute], watched->exercise().digests()[minute]);
    }
}

/// The counts of the minutes and of the whole are those of the same calls.
TEST(LiveRoom, MinutesAddUpToTheWhole) {
    const auto room = played(1s);
    std::vector<std::uint64_t> answered(room->counts().lines().size(), 0);
    std::vector<std::uint64_t> abandoned(answered);
    for (const std::string& frame : all_of(room->everybody())) {
        v1::ServerMessage message;
        ASSERT_TRUE(message.ParseFromString(frame));
        for (const v1::FeedEntry& entry : message.feed().entries()) {
            for (int row = 0; row < entry.minute().lines_size(); ++row) {
                answered[static_cast<std::size_t>(row)] += entry.minute().lines(row).answered();
                abandoned[static_cast<std::size_t>(row)] += entry.minute().lines(row).abandoned();
            }
        }
    }
    std::uint64_t by_pools = 0;
    for (std::size_t row = 0; row < answered.size(); ++row) {
        EXPECT_EQ(answered[row], static_cast<std::uint64_t>(room->counts().lines()[row].answered));
        EXPECT_EQ(abandoned[row],
                  static_cast<std::uint64_t>(room->counts().lines()[row].abandoned));
    }
    EXPECT_GT(answered[0], 20U);
    for (const PoolCounts& pool : room->counts().pools()) {
        by_pools += pool.emergency_answered + pool.other_answered;
        EXPECT_LE(pool.emergency_in_time, pool.emergency_answered);
    }
    std::uint64_t by_lines = 0;
    for (const std::uint64_t line : answered) {
        by_lines += line;
    }
    EXPECT_EQ(by_pools, by_lines);
}

}  // namespace
}  // namespace fcr::test
