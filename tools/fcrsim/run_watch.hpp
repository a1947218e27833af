// Watching a run from a thread of its own: the progress line, and Ctrl-C.
#pragma once

#include "sim/experiment/experiment.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace fcr {

/// From construction to `end`: shows a line of progress when standard error is a terminal, and on
/// SIGINT or SIGTERM asks the run to finish the replications in hand and no more. A second signal
/// ends the program at once. One at a time.
class RunWatch {
public:
    /// What the line of progress says so long after the beginning; called by the watch's thread.
    using Line = std::function<std::string(std::chrono::duration<double> elapsed)>;

    /// `progress` must outlive the watch, and what `line` refers to.
    RunWatch(ExperimentProgress& progress, Line line);

    /// `what` names what it counts, in the plural.
    RunWatch(ExperimentProgress& progress,
             std::uint64_t replications,
             std::string_view what = "replications");
    RunWatch(const RunWatch&) = delete;
    RunWatch& operator=(const RunWatch&) = delete;
    ~RunWatch();

    /// Takes the line away and gives the signals back.
    void end();

    [[nodiscard]] bool interrupted() const { return interrupted_.load(); }

private:
    class Thread;

    std::atomic<bool> interrupted_{false};
    std::unique_ptr<Thread> thread_;
};

}  // namespace fcr
