// How simulated time follows real time.
#pragma once

#include "sim/base/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace fcr {

/// Real time that never falls, since some moment; it goes on while the machine sleeps.
struct RealClock {
    using rep = std::int64_t;
    using period = std::nano;
    using duration = std::chrono::duration<rep, period>;
    using time_point = std::chrono::time_point<RealClock>;
    static constexpr bool is_steady = true;

    [[nodiscard]] static time_point now();
};

using RealTime = RealClock::time_point;

inline constexpr std::uint32_t kSlowestSpeed = 1;
inline constexpr std::uint32_t kFastestSpeed = 60;

/// Longer than this between two looks, and the machine stood still: the exercise pauses itself
/// rather than let everything happen at once (training.md 2).
inline constexpr std::chrono::seconds kStall{2};

/// Simulated time as a function of real time. It is reckoned from where it was started or changed
/// speed and never summed up tick by tick, so it does not drift. Pure: real time is passed in and
/// never falls.
class PaceClock {
public:
    /// Runs from `from`, at `speed` simulated seconds a second.
    void start(SimTime from, std::uint32_t speed, RealTime now);
    /// From now on at another speed; it must be running.
    void set_speed(std::uint32_t speed, RealTime now);
    /// Stands at the time it told last, until it is started again.
    void stop() { running_ = false; }

    /// A look at the clock, which must run: the time of `now`, which never falls; or empty when the
    /// last look (or start) was more than kStall ago, and the clock then stops.
    [[nodiscard]] std::optional<SimTime> look(RealTime now);

    [[nodiscard]] bool is_running() const { return running_; }
    /// The time of the last look or start.
    [[nodiscard]] SimTime told() const { return told_; }
    /// When that was.
    [[nodiscard]] RealTime looked() const { return looked_; }

private:
    [[nodiscard]] SimTime at(RealTime now) const;

    bool running_ = false;
    std::uint32_t speed_ = kSlowestSpeed;
    SimTime anchor_ = kStartOfRun;  ///< simulated time at `anchored_`
    RealTime anchored_{};
    SimTime told_ = kStartOfRun;
    RealTime looked_{};
};

}  // namespace fcr
