#include "tools/fcrsim/run_watch.hpp"

#include "sim/report/text_table.hpp"
#include "tools/fcrsim/progress.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <csignal>
#include <string>
#include <thread>
#include <utility>

namespace fcr {
namespace {

using std::chrono::steady_clock;

constexpr auto kRedrawEvery = std::chrono::milliseconds{250};

}  // namespace

/// The thread's own state; only `end` is called from outside.
class RunWatch::Thread {
public:
    Thread(ExperimentProgress& progress, Frame frame, std::atomic<bool>& interrupted)
        : progress_(progress), frame_(std::move(frame)), interrupted_(interrupted) {
        wait_for_signal();
        if (draws_) {
            wait_to_draw();
            returns_.add(SIGCONT);
            wait_for_return();
        }
        thread_ = std::thread([this] { context_.run(); });
    }
    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;
    ~Thread() {
        boost::asio::post(context_, [this] {
            signals_.cancel();
            signals_.clear();
            returns_.cancel();
            returns_.clear();
            timer_.cancel();
            ended_ = true;
        });
        thread_.join();
        clear_frame();
    }

private:
    void wait_for_signal() {
        signals_.async_wait([this](boost::system::error_code error, int /*signal*/) {
            if (error) {
                return;
            }
            interrupted_.store(true);
            progress_.stop.store(true);
            say("Stopping when the replications in hand are finished; again to stop at once.");
            signals_.clear();  // the next one does what it does by default
        });
    }

    void wait_to_draw() {
        timer_.expires_after(kRedrawEvery);
        timer_.async_wait([this](boost::system::error_code error) {
            if (error || ended_) {
                return;
            }
            show_frame(frame_(steady_clock::now() - begun_, terminal_size()));
            wait_to_draw();
        });
    }

    /// The user stopped the program by Ctrl-Z and lets it go on: the shell has written meanwhile.
    void wait_for_return() {
        returns_.async_wait([this](boost::system::error_code error, int /*signal*/) {
            if (error || ended_) {
                return;
            }
            forget_frame();
            wait_for_return();
        });
    }

    ExperimentProgress& progress_;
    Frame frame_;
    std::atomic<bool>& interrupted_;
    bool draws_ = may_show_progress();
    bool ended_ = false;
    steady_clock::time_point begun_ = steady_clock::now();
    boost::asio::io_context context_{1};
    boost::asio::signal_set signals_{context_, SIGINT, SIGTERM};
    boost::asio::signal_set returns_{context_};
    boost::asio::steady_timer timer_{context_};
    std::thread thread_;
};

RunWatch::RunWatch(ExperimentProgress& progress, Frame frame)
    : thread_(std::make_unique<Thread>(progress, std::move(frame), interrupted_)) {}

RunWatch::RunWatch(ExperimentProgress& progress, Line line)
    : RunWatch(progress, [line = std::move(line)](auto elapsed, TerminalSize size) {
          return std::vector{shortened(line(elapsed), size.columns - 1)};
      }) {}

RunWatch::RunWatch(ExperimentProgress& progress, std::uint64_t replications, std::string_view what)
    : RunWatch(progress, [&progress, replications, what = std::string(what)](auto elapsed) {
          return progress_line(progress.finished.load(), replications, elapsed, what);
      }) {}

RunWatch::~RunWatch() = default;

void RunWatch::end() {
    thread_.reset();
}

}  // namespace fcr
