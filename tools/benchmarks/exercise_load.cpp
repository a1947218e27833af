// How an exercise's server bears its browsers; tools/bench exercise says how it is used.
#include "tools/benchmarks/load_client.hpp"
#include "tools/benchmarks/load_controller.hpp"
#include "tools/benchmarks/load_server.hpp"
#include "tools/benchmarks/overload.hpp"
#include "tools/benchmarks/pacing.hpp"
#include "tools/benchmarks/percentile.hpp"
#include "tools/benchmarks/process_watch.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>

namespace fcr {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// Per cent of memory over an hour.
constexpr double kGrowthMax = 5.0;
/// Of 500 clients, and of the others while some have stopped.
constexpr double kP99MaxMs = 250.0;
constexpr double kP99MaxStoppedMs = 275.0;
constexpr double kMostMs = 1'000.0;
constexpr double kCoreMax = 40.0;                 ///< per cent
constexpr std::uint64_t kStoppedKib = 32 * 1024;  ///< of memory, while some have stopped

struct LoadOptions {
    std::uint16_t port = 0;
    pid_t process = 0;  ///< of the server
    std::size_t clients = 500;
    int seconds = 30;         ///< of measuring
    int times = 1;            ///< it is measured so, without a break
    std::size_t stopped = 0;  ///< that read nothing for `stopped_seconds`
    int stopped_seconds = 60;
    std::string code;          ///< of a controller, who starts the exercise; empty: nobody does
    std::uint32_t speed = 60;  ///< at which it then runs
    bool one_more = false;     ///< try another client, which must be refused
    bool goals = false;        ///< fail where latency, time of a core or memory is above its goal
};

class Load {
public:
    explicit Load(const LoadOptions& options) : options_(options), clients_(io_, options.port) {}

    int run() {
        if (!options_.code.empty() && !start_exercise()) {
            return 1;
        }
        clients_.open(options_.clients);
        if (!wait_until(60s, [this] { return clients_.joined() == options_.clients; })) {
            fmt::print(stderr,
                       "exercise_load: {} of {} clients have joined, {} were refused ({})\n",
                       clients_.joined(),
                       options_.clients,
                       clients_.refused(),
                       clients_.refusal_status());
            return 1;
        }
        fmt::print("{:<24}{:>8}{:>8}{:>8}{:>8}{:>10}{:>8}{:>8}{:>8}{:>10}{:>6}\n",
                   "",
                   "states",
                   "p50 ms",
                   "p99 ms",
                   "max ms",
                   "event p99",
                   "max ms",
                   "core %",
                   "MiB",
                   "handles",
                   "lost");
        std::fflush(stdout);  // who reads it knows now that all are there
        if (!soak()) {
            return 1;
        }
        if (options_.stopped > 0 && !stop_some()) {
            return 1;
        }
        if (options_.one_more && !try_one_more()) {
            return 1;
        }
        return missed_ ? 1 : 0;
    }

private:
    bool start_exercise() {
        std::string wrong;
        try {
            controller_.emplace(io_, options_.port, options_.code);
            wrong = controller_->start(options_.speed);
        } catch (const std::exception& failure) {
            wrong = failure.what();
        }
        if (!wrong.empty()) {
            fmt::print(stderr, "exercise_load: the exercise was not started: {}\n", wrong);
        }
        return wrong.empty();
    }

    template <typename Condition>
    bool wait_until(std::chrono::seconds at_most, Condition condition) {
        const auto until = Clock::now() + at_most;
        while (!condition() && Clock::now() < until) {
            io_.run_for(20ms);
            io_.restart();
        }
        return condition();
    }

    /// Measures as often as asked. False when memory or descriptors grew more than they may from
    /// the first time to the last.
    bool soak() {
        ProcessUse first;
        ProcessUse last;
        for (int time = 0; time < options_.times; ++time) {
            last = measure(fmt::format("{} clients", options_.clients),
                           std::chrono::seconds{options_.seconds},
                           kP99MaxMs);
            if (time == 0) {
                first = last;
            }
        }
        if (options_.times == 1) {
            return true;
        }
        const double growth = 100.0 * (static_cast<double>(last.resident_kib) /
                                           static_cast<double>(first.resident_kib) -
                                       1.0);
        fmt::print("memory grew by {:.1f} % (at most {} %), handles from {} to {}\n",
                   growth,
                   kGrowthMax,
                   first.descriptors,
                   last.descriptors);
        return growth <= kGrowthMax && last.descriptors <= first.descriptors;
    }

    /// What the server used: the most memory, and the descriptors at the end.
    ProcessUse measure(std::string_view what, std::chrono::seconds time, double p99_max_ms) {
        const ProcessUse before = process_use(options_.process).value_or(ProcessUse{});
        const auto began = Clock::now();
        clients_.notes().clear();
        std::uint64_t resident_max = 0;
        static_cast<void>(wait_until(time, [&] {
            resident_max = std::max(resident_max, used().resident_kib);
            return false;
        }));
        const std::chrono::duration<double> passed = Clock::now() - began;
        ProcessUse after = used();
        LoadNotes& notes = clients_.notes();
        const std::chrono::duration<double> processor = after.processor - before.processor;
        const double p99 = percentile_ms(notes.state_to_receipt, 0.99);
        const double most = percentile_ms(notes.state_to_receipt, 1.0);
        fmt::print(
            "{:<24}{:>8}{:>8.1f}{:>8.1f}{:>8.1f}{:>10.1f}{:>8.1f}{:>8.1f}{:>8.1f}{:>10}{:>6}\n",
            what,
            notes.state_to_receipt.size(),
            percentile_ms(notes.state_to_receipt, 0.5),
            p99,
            most,
            percentile_ms(notes.event_to_receipt, 0.99),
            percentile_ms(notes.event_to_receipt, 1.0),
            100.0 * processor / passed,
            static_cast<double>(resident_max) / 1024.0,
            after.descriptors,
            notes.lost);
        std::fflush(stdout);
        require(notes.lost == 0, "clients were lost");
        if (options_.goals) {
            require(!notes.state_to_receipt.empty(), "no state was received");
            require(p99 <= p99_max_ms, fmt::format("p99 is above {} ms", p99_max_ms));
            require(most <= kMostMs, fmt::format("the latest is above {} ms", kMostMs));
            require(100.0 * processor / passed <= kCoreMax,
                    fmt::format("the server took more than {} % of a core", kCoreMax));
        }
        after.resident_kib = resident_max;
        return after;
    }

    void require(bool holds, std::string_view missed) {
        if (!holds) {
            missed_ = true;
            fmt::print(stderr, "exercise_load: {}\n", missed);
        }
    }

    [[nodiscard]] ProcessUse used() const {
        return process_use(options_.process).value_or(ProcessUse{});
    }

    bool stop_some() {
        const std::uint64_t before = used().resident_kib;
        clients_.stop_reading(options_.stopped);
        const ProcessUse most = measure(fmt::format("{} of them stopped", options_.stopped),
                                        std::chrono::seconds{options_.stopped_seconds},
                                        kP99MaxStoppedMs);
        if (options_.goals) {
            require(most.resident_kib <= before + kStoppedKib,
                    fmt::format("memory grew by more than {} MiB", kStoppedKib / 1024));
        }
        const auto began = Clock::now();
        clients_.read_again();
        const bool all = wait_until(30s, [this] { return clients_.resumed() == options_.stopped; });
        const std::chrono::duration<double> passed = Clock::now() - began;
        fmt::print("{} of {} that had stopped see the room again after {:.1f} s\n",
                   clients_.resumed(),
                   options_.stopped,
                   passed.count());
        return all;
    }

    bool try_one_more() {
        clients_.open(1);
        static_cast<void>(wait_until(10s, [this] { return clients_.refused() == 1; }));
        fmt::print("one more: {}\n",
                   clients_.refused() == 0
                       ? std::string("let in")
                       : fmt::format("refused with {}", clients_.refusal_status()));
        return clients_.refusal_status() == 503;
    }

    boost::asio::io_context io_{1};
    LoadOptions options_;
    LoadClients clients_;
    std::optional<LoadController> controller_;
    bool missed_ = false;
};

/// Thousands of sockets.
void raise_descriptors() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        static_cast<void>(::setrlimit(RLIMIT_NOFILE, &limit));
    }
}

}  // namespace
}  // namespace fcr

int main(int argc, char** argv) {
    CLI::App app("Load on an exercise's server.");
    app.require_subcommand(1);

    fcr::LoadServerOptions server{
        .port = 0, .bytes = 2048, .every = std::chrono::milliseconds{250}};
    std::int64_t every_ms = server.every.count();
    CLI::App* const serve = app.add_subcommand("serve", "the transport alone, without an exercise");
    serve->add_option("--port", server.port, "0: any that is free");
    serve->add_option("--bytes", server.bytes, "of a state");
    serve->add_option("--every-ms", every_ms, "between two states");

    fcr::LoadOptions load;
    CLI::App* const clients =
        app.add_subcommand("clients", "wallboards on a server of this machine");
    clients->add_option("--port", load.port)->required();
    clients->add_option("--process", load.process, "of the server")->required();
    clients->add_option("--clients", load.clients);
    clients->add_option("--seconds", load.seconds, "to measure");
    clients->add_option("--times", load.times, "it is measured, each on a row; tells the growth")
        ->check(CLI::Range(1, 10'000));
    clients->add_option("--stopped", load.stopped, "how many then stop reading");
    clients->add_option("--stopped-seconds", load.stopped_seconds, "for how long");
    clients->add_option("--code", load.code, "of a controller, who starts the exercise");
    clients->add_option("--speed", load.speed, "at which it then runs");
    clients->add_flag("--goals", load.goals, "fail above the goals of 500 clients");
    clients->add_flag("--one-more", load.one_more, "another is to be refused with 503");

    fcr::OverloadOptions overload;
    CLI::App* const press =
        app.add_subcommand("overload", "four times of what a server of this machine is to bear");
    press->add_option("--port", overload.port)->required();
    press->add_option("--process", overload.process, "of the server")->required();
    press->add_option("--code", overload.code, "of a controller")->required();
    press->add_option("--evaluators", overload.evaluators, "code of the seats that write")
        ->required();
    press->add_option("--seconds", overload.seconds, "of overload");

    fcr::PacingOptions pacing;
    CLI::App* const pace = app.add_subcommand("pacing", "the timer of simulated time");
    pace->add_option("--seconds", pacing.seconds);
    pace->add_option("--speed", pacing.speed);

    CLI11_PARSE(app, argc, argv);
    fcr::raise_descriptors();
    server.every = std::chrono::milliseconds{every_ms};
    if (*serve) {
        return fcr::serve_load(server);
    }
    if (*press) {
        return fcr::measure_overload(overload);
    }
    return *clients ? fcr::Load(load).run() : fcr::measure_pacing(pacing);
}
