// Simulated time follows real time without drift and does not catch up after a standstill.
#include "sim/live/pace_clock.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

using namespace std::chrono_literals;

constexpr RealTime kPowerOn{1000h};
constexpr SimTime kNine = kStartOfRun + 9h;

TEST(PaceClock, RunsAtItsSpeedFromWhereItWasStarted) {
    PaceClock clock;

    clock.start(kNine, 60, kPowerOn);

    EXPECT_EQ(clock.look(kPowerOn), kNine);
    EXPECT_EQ(clock.look(kPowerOn + 20ms), kNine + 1200ms);
    EXPECT_EQ(clock.look(kPowerOn + 1s), kNine + 60s);
}

TEST(PaceClock, EightHoursOfUnevenTicksDriftByNothing) {
    for (const std::uint32_t speed : {1U, 7U, 60U}) {
        PaceClock clock;
        clock.start(kNine, speed, kPowerOn);
        RealTime now = kPowerOn;
        std::uint64_t state = 12345;
        SimTime last = kNine;

        // 20 ms and up to 40 ms of lateness, in odd nanoseconds, as a loaded machine has them.
        while (last - kNine < 8h) {
            state = state * 6364136223846793005U + 1442695040888963407U;
            now += 20ms + std::chrono::nanoseconds{state >> 39U};
            const auto time = clock.look(now);
            ASSERT_TRUE(time.has_value());
            ASSERT_GE(*time, last);
            last = *time;
        }

        const auto exact = std::chrono::duration_cast<Duration>((now - kPowerOn) * speed);
        EXPECT_EQ(last, kNine + exact);
    }
}

TEST(PaceClock, AChangeOfSpeedLosesNothingAndTimeNeverFalls) {
    PaceClock clock;
    clock.start(kNine, 1, kPowerOn);
    ASSERT_EQ(clock.look(kPowerOn + 1s), kNine + 1s);

    clock.set_speed(60, kPowerOn + 1500ms);

    EXPECT_EQ(clock.look(kPowerOn + 1500ms), kNine + 1500ms);
    EXPECT_EQ(clock.look(kPowerOn + 2500ms), kNine + 61500ms);
    clock.set_speed(1, kPowerOn + 2500ms);
    EXPECT_EQ(clock.look(kPowerOn + 3500ms), kNine + 62500ms);
}

TEST(PaceClock, AThousandChangesOfSpeedCostAtMostAMillisecond) {
    PaceClock clock;
    clock.start(kNine, 1, kPowerOn);
    RealTime now = kPowerOn;
    Duration expected{};

    for (std::uint32_t i = 0; i < 1000; ++i) {
        const std::uint32_t speed = 1 + i % 60;
        clock.set_speed(speed, now);
        now += 33333333ns;
        expected += std::chrono::duration_cast<Duration>(33333333ns * speed);
        ASSERT_TRUE(clock.look(now).has_value());
    }

    EXPECT_LE(clock.told() - kNine - expected, 1ms);
    EXPECT_GE(clock.told() - kNine - expected, -1ms);
}

TEST(PaceClock, AStandstillOfMoreThanTwoSecondsStopsItWhereItWasSeenLast) {
    PaceClock clock;
    clock.start(kNine, 60, kPowerOn);
    ASSERT_EQ(clock.look(kPowerOn + 1s), kNine + 60s);

    EXPECT_EQ(clock.look(kPowerOn + 1s + 2s + 1ns), std::nullopt);

    EXPECT_FALSE(clock.is_running());
    EXPECT_EQ(clock.told(), kNine + 60s);
}

TEST(PaceClock, TwoSecondsAreNoStandstill) {
    PaceClock clock;
    clock.start(kNine, 60, kPowerOn);

    EXPECT_EQ(clock.look(kPowerOn + 2s), kNine + 120s);
    EXPECT_EQ(clock.look(kPowerOn + 4s), kNine + 240s);
}

TEST(PaceClock, AStandstillBeforeAChangeOfSpeedIsStillSeen) {
    PaceClock clock;
    clock.start(kNine, 1, kPowerOn);

    clock.set_speed(10, kPowerOn + 10min);

    EXPECT_EQ(clock.look(kPowerOn + 10min), std::nullopt);
    EXPECT_EQ(clock.told(), kNine);
}

TEST(PaceClock, StandsAtTheTimeItToldUntilItIsStartedAgain) {
    PaceClock clock;
    clock.start(kNine, 5, kPowerOn);
    ASSERT_EQ(clock.look(kPowerOn + 1s), kNine + 5s);

    clock.stop();
    EXPECT_EQ(clock.told(), kNine + 5s);
    clock.start(clock.told(), 2, kPowerOn + 1h);

    EXPECT_EQ(clock.look(kPowerOn + 1h + 1s), kNine + 7s);
}

TEST(RealClock, NeverFalls) {
    RealTime last = RealClock::now();
    for (int i = 0; i < 1000; ++i) {
        const RealTime now = RealClock::now();
        ASSERT_GE(now, last);
        last = now;
    }
}

}  // namespace
}  // namespace fcr
