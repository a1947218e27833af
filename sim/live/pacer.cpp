#include "sim/live/pacer.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <utility>

namespace fcr {

/// Kept alive by the wait that is pending, so that a tick that is due when the pacer goes finds it.
class Pacer::Timer : public std::enable_shared_from_this<Timer> {
public:
    Timer(boost::asio::io_context& io, Events events) : timer_(io), events_(std::move(events)) {}

    void start(SimTime from, std::uint32_t speed) {
        clock_.start(from, speed, RealClock::now());
        ++round_;
        due_ = std::chrono::steady_clock::now();
        wait();
    }

    void stop() {
        clock_.stop();
        ++round_;
        timer_.cancel();
    }

    PaceClock& clock() { return clock_; }

private:
    /// Ticks are due at whole multiples from the start; those that were missed are left out.
    void wait() {
        const auto now = std::chrono::steady_clock::now();
        due_ += kTick;
        if (due_ < now) {
            due_ = now + kTick;
        }
        timer_.expires_at(due_);
        timer_.async_wait([self = shared_from_this(), round = round_](const auto& error) {
            // A tick that was due already when it was stopped comes without an error.
            if (!error && round == self->round_) {
                self->tick();
            }
        });
    }

    void tick() {
        const RealTime now = RealClock::now();
        const RealTime looked = clock_.looked();
        const std::uint64_t round = round_;
        const std::optional<SimTime> time = clock_.look(now);
        if (!time) {
            ++round_;
            events_.stalled(std::chrono::duration_cast<std::chrono::milliseconds>(now - looked));
            return;
        }
        events_.advance(*time);
        if (round == round_) {
            wait();
        }
    }

    boost::asio::steady_timer timer_;
    Events events_;
    PaceClock clock_;
    std::uint64_t round_ = 0;  ///< changes when it is started or stopped
    std::chrono::steady_clock::time_point due_;
};

Pacer::Pacer(boost::asio::io_context& io, Events events)
    : timer_(std::make_shared<Timer>(io, std::move(events))) {}

Pacer::~Pacer() {
    timer_->stop();
}

void Pacer::start(SimTime from, std::uint32_t speed) {
    timer_->start(from, speed);
}

void Pacer::set_speed(std::uint32_t speed) {
    if (is_running()) {
        timer_->clock().set_speed(speed, RealClock::now());
    }
}

void Pacer::stop() {
    timer_->stop();
}

bool Pacer::is_running() const {
    return timer_->clock().is_running();
}

SimTime Pacer::now() const {
    return timer_->clock().told();
}

}  // namespace fcr
