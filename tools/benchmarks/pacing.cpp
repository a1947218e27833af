#include "tools/benchmarks/pacing.hpp"

#include "sim/live/pacer.hpp"

#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace fcr {
namespace {

constexpr double kP99MaxMs = 50.0;

}  // namespace

int measure_pacing(const PacingOptions& options) {
    boost::asio::io_context io(1);
    std::vector<std::int64_t> late_us;  // how much longer than kTick each tick was in coming
    bool stalled = false;
    SimTime last = kStartOfRun;
    RealTime last_real{};
    RealTime began{};
    std::unique_ptr<Pacer> pacer;
    const auto advance = [&](SimTime now) {
        const RealTime before = std::exchange(last_real, RealClock::now());
        last = now;
        const auto late = std::max(RealClock::duration{}, last_real - before - kTick);
        late_us.push_back(std::chrono::duration_cast<std::chrono::microseconds>(late).count());
        if (last_real - began > std::chrono::seconds{options.seconds}) {
            pacer->stop();
        }
    };
    pacer = std::make_unique<Pacer>(
        io, Pacer::Events{.advance = advance, .stalled = [&](auto) { stalled = true; }});
    began = RealClock::now();
    last_real = began;
    pacer->start(kStartOfRun, options.speed);
    io.run();

    std::ranges::sort(late_us);
    const auto at = [&](double share) {
        return static_cast<double>(late_us[static_cast<std::size_t>(
                   share * static_cast<double>(late_us.size() - 1))]) /
               1000.0;
    };
    const std::chrono::duration<double, std::milli> off =
        std::chrono::duration<double>(last - kStartOfRun) / options.speed - (last_real - began);
    fmt::print(
        "x{}: {} ticks, late p50 {:.2f} ms, p99 {:.2f} ms, most {:.2f} ms; after {} s time was "
        "{:.3f} ms off{}\n",
        options.speed,
        late_us.size(),
        at(0.5),
        at(0.99),
        at(1.0),
        options.seconds,
        off.count(),
        stalled ? "; it stalled" : "");
    if (at(0.99) > kP99MaxMs) {
        fmt::print(stderr, "exercise_load: p99 is above {} ms\n", kP99MaxMs);
        return 1;
    }
    return stalled ? 1 : 0;
}

}  // namespace fcr
