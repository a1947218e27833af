#include "tools/benchmarks/overload.hpp"

#include "tools/benchmarks/load_client.hpp"
#include "tools/benchmarks/load_controller.hpp"
#include "tools/benchmarks/load_writers.hpp"
#include "tools/benchmarks/percentile.hpp"
#include "tools/benchmarks/process_watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <stop_token>
#include <thread>

namespace fcr {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// What the server is to bear (spec/reliability.md 3): 500 browsers certified, 2,000 without
// failure, 200 commands a second.
constexpr std::size_t kWalls = 500;
constexpr std::size_t kWriters = 199;  // with the controller all the seats that an exercise has
constexpr std::size_t kClientsMax = 2000;
constexpr double kNotes = 200.0;
constexpr std::size_t kTimes = 4;
constexpr std::uint64_t kResidentMax = 512 << 10;  // KiB
constexpr std::uint32_t kSpeed = 60;
/// Who was refused tries again so soon; the pages wait longer.
constexpr auto kAgain = 5s;

class Overload {
public:
    explicit Overload(const OverloadOptions& options)
        : options_(options),
          controller_(io_, options.port, options.code),
          walls_(io_, options.port),
          writers_(io_, options.port, options.evaluators) {}

    int run() {
        if (const std::string wrong = controller_.start(kSpeed); !wrong.empty()) {
            fmt::print(stderr, "exercise_load: the exercise was not started: {}\n", wrong);
            return 1;
        }
        walls_.open(kWalls);
        writers_.open(kWriters);
        if (!run_until(60s, [this] {
                return walls_.joined() == kWalls && writers_.joined() == kWriters;
            })) {
            fmt::print(stderr,
                       "exercise_load: {} walls and {} seats have joined\n",
                       walls_.joined(),
                       writers_.joined());
            return 1;
        }
        fmt::print("{:<10}{:>8}{:>9}{:>8}{:>8}{:>7}{:>9}{:>9}{:>8}{:>8}{:>8}{:>8}{:>6}{:>7}\n",
                   "",
                   "states",
                   "p50 ms",
                   "p99 ms",
                   "max ms",
                   "lost",
                   "notes/s",
                   "p50 ms",
                   "p99 ms",
                   "max ms",
                   "away",
                   "core %",
                   "MiB",
                   "speed");
        measure("before", 30s, kNotes);
        overload();
        static_cast<void>(run_until(10s, [] { return false; }));
        measure("after", 30s, kNotes);
        expect(writers_.joined() == kWriters, "a seat did not come back");
        LoadClients one_more(io_, options_.port);
        one_more.open(1);
        expect(run_until(10s, [&] { return one_more.joined() == 1; }), "nobody is let in again");
        return failed_ ? 1 : 0;
    }

private:
    /// Those who press in have a thread of their own, so that those whose times are noted do not
    /// wait for them.
    void overload() {
        boost::asio::io_context io{1};
        LoadClients others(io, options_.port);
        others.press(kTimes * kClientsMax - kWalls - kWriters - 1, kAgain);
        std::jthread pressing([&io](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                io.run_for(100ms);
                io.restart();
            }
        });
        measure("overload", std::chrono::seconds{options_.seconds}, kTimes * kNotes);
        writers_.write(0.0);
        pressing.request_stop();
        pressing.join();
        const LoadClients::Refusals& refusals = others.refusals();
        const std::uint32_t in = walls_.notes().connected_max;
        fmt::print(
            "{} of {} were in at most; refused with 503: {}, closed unanswered: {}, "
            "otherwise: {}\n",
            in,
            kTimes * kClientsMax,
            refusals.full,
            refusals.unanswered,
            refusals.others);
        expect(in <= kClientsMax, "more were let in than may be");
        expect(others.joined() > 0 && refusals.full > 0, "it was no overload");
        expect(refusals.others == 0, "somebody was refused with another answer than 503");
    }

    template <typename Condition>
    bool run_until(std::chrono::seconds at_most, Condition condition) {
        const auto until = Clock::now() + at_most;
        while (!condition() && Clock::now() < until) {
            io_.restart();
            io_.run_for(20ms);
        }
        return condition();
    }

    void expect(bool is_so, std::string_view otherwise) {
        if (!is_so) {
            fmt::print(stderr, "exercise_load: {}\n", otherwise);
            failed_ = true;
        }
    }

    [[nodiscard]] ProcessUse used() const {
        return process_use(options_.process).value_or(ProcessUse{});
    }

    void measure(std::string_view what, std::chrono::seconds time, double notes_per_second) {
        writers_.write(notes_per_second);
        static_cast<void>(run_until(1s, [] { return false; }));
        const ProcessUse before = used();
        walls_.notes().clear();
        writers_.notes() = {};
        const auto began = Clock::now();
        std::uint64_t resident_max = 0;
        static_cast<void>(run_until(time, [&] {
            resident_max = std::max(resident_max, used().resident_kib);
            return false;
        }));
        const std::chrono::duration<double> passed = Clock::now() - began;
        const std::chrono::duration<double> processor = used().processor - before.processor;
        LoadNotes& states = walls_.notes();
        WriterNotes& notes = writers_.notes();
        const double speed =
            static_cast<double>(states.last_now - states.first_now) / 1e6 / passed.count();
        fmt::print(
            "{:<10}{:>8}{:>9.1f}{:>8.1f}{:>8.1f}{:>7}{:>9.0f}{:>9.1f}{:>8.1f}{:>8.1f}{:>8}"
            "{:>8.1f}{:>6.0f}{:>7.1f}\n",
            what,
            states.state_to_receipt.size(),
            percentile_ms(states.state_to_receipt, 0.5),
            percentile_ms(states.state_to_receipt, 0.99),
            percentile_ms(states.state_to_receipt, 1.0),
            states.lost + notes.lost,
            static_cast<double>(notes.written_to_answer.size()) / passed.count(),
            percentile_ms(notes.written_to_answer, 0.5),
            percentile_ms(notes.written_to_answer, 0.99),
            percentile_ms(notes.written_to_answer, 1.0),
            notes.sent_away,
            100.0 * processor / passed,
            static_cast<double>(resident_max) / 1024.0,
            speed);
        std::fflush(stdout);
        expect(states.lost + notes.lost == 0, "somebody who was there was lost");
        expect(notes.refused == 0, "a note was refused");
        expect(resident_max <= kResidentMax, "more memory than 512 MiB");
        expect(speed > 0.9 * kSpeed, "the exercise did not go on");
    }

    OverloadOptions options_;
    boost::asio::io_context io_{1};
    LoadController controller_;
    LoadClients walls_;
    LoadWriters writers_;
    bool failed_ = false;
};

}  // namespace

int measure_overload(const OverloadOptions& options) {
    try {
        return Overload(options).run();
    } catch (const std::exception& failure) {
        fmt::print(stderr, "exercise_load: {}\n", failure.what());
        return 1;
    }
}

}  // namespace fcr
