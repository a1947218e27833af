// The one timer that drives an exercise.
#pragma once

#include "sim/live/pace_clock.hpp"

#include <chrono>
#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace fcr {

/// Real time between two ticks.
inline constexpr std::chrono::milliseconds kTick{20};

/// Tells the simulated time every kTick while it runs. One thread, that of the io_context, which
/// outlives it.
class Pacer {
public:
    struct Events {
        /// Time has come to this moment, which never falls; may start and stop the pacer.
        std::function<void(SimTime)> advance;
        /// The machine stood still for longer than kStall. The pacer has stopped at the moment it
        /// told last; how long it was real time is told.
        std::function<void(std::chrono::milliseconds)> stalled;
    };

    Pacer(boost::asio::io_context& io, Events events);
    Pacer(const Pacer&) = delete;
    Pacer& operator=(const Pacer&) = delete;
    ~Pacer();

    /// From `from` on, at kSlowestSpeed to kFastestSpeed simulated seconds a second.
    void start(SimTime from, std::uint32_t speed);
    /// Nothing changes when it stands.
    void set_speed(std::uint32_t speed);
    /// No tick comes after.
    void stop();

    [[nodiscard]] bool is_running() const;
    /// The time told last: when what a person just did happens.
    [[nodiscard]] SimTime now() const;

private:
    class Timer;
    std::shared_ptr<Timer> timer_;
};

}  // namespace fcr
