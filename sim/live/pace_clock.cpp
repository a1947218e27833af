#include "sim/live/pace_clock.hpp"

#include "sim/base/check.hpp"

#include <ctime>

namespace fcr {
namespace {

void check_speed(std::uint32_t speed) {
    FCR_CHECK(speed >= kSlowestSpeed && speed <= kFastestSpeed, "an exercise runs at x1 to x60");
}

}  // namespace

RealTime RealClock::now() {
    // CLOCK_MONOTONIC, which is steady_clock, stands still while the machine sleeps.
    std::timespec since_boot{};
    FCR_CHECK(::clock_gettime(CLOCK_BOOTTIME, &since_boot) == 0, "Linux has this clock");
    return RealTime{std::chrono::seconds{since_boot.tv_sec} +
                    std::chrono::nanoseconds{since_boot.tv_nsec}};
}

void PaceClock::start(SimTime from, std::uint32_t speed, RealTime now) {
    check_speed(speed);
    running_ = true;
    speed_ = speed;
    anchor_ = from;
    anchored_ = now;
    told_ = from;
    looked_ = now;
}

void PaceClock::set_speed(std::uint32_t speed, RealTime now) {
    check_speed(speed);
    FCR_CHECK(running_, "a clock that stands has no speed");
    anchor_ = at(now);
    anchored_ = now;
    speed_ = speed;
}

std::optional<SimTime> PaceClock::look(RealTime now) {
    FCR_CHECK(running_, "nobody looks at a clock that stands");
    if (now - looked_ > kStall) {
        stop();
        return std::nullopt;
    }
    told_ = at(now);
    looked_ = now;
    return told_;
}

SimTime PaceClock::at(RealTime now) const {
    FCR_CHECK(now >= anchored_ && now >= looked_, "real time never falls");
    return anchor_ + std::chrono::duration_cast<Duration>((now - anchored_) * speed_);
}

}  // namespace fcr
