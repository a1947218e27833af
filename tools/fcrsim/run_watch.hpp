// Watching a run from a thread of its own: what the terminal shows meanwhile, and Ctrl-C.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "tools/fcrsim/console.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// From construction to `end`: shows how far the run is where may_show_progress(), four times a
/// second in the same place, and on SIGINT or SIGTERM asks the run to finish the replications in
/// hand and no more. A second signal ends the program at once. One at a time.
class RunWatch {
public:
    /// The lines to show so long after the beginning, each narrower than the terminal; called by
    /// the watch's thread.
    using Frame = std::function<std::vector<std::string>(std::chrono::duration<double> elapsed,
                                                         TerminalSize size)>;
    /// The same of one line of any width.
    using Line = std::function<std::string(std::chrono::duration<double> elapsed)>;

    /// `progress` must outlive the watch, and what `frame` or `line` refers to.
    RunWatch(ExperimentProgress& progress, Frame frame);
    RunWatch(ExperimentProgress& progress, Line line);

    /// `what` names what it counts, in the plural.
    RunWatch(ExperimentProgress& progress,
             std::uint64_t replications,
             std::string_view what = "replications");
    RunWatch(const RunWatch&) = delete;
    RunWatch& operator=(const RunWatch&) = delete;
    ~RunWatch();

    /// Takes the lines away and gives the signals back.
    void end();

    [[nodiscard]] bool interrupted() const { return interrupted_.load(); }

private:
    class Thread;

    std::atomic<bool> interrupted_{false};
    std::unique_ptr<Thread> thread_;
};

}  // namespace fcr
