// What a terminal shows while a scenario runs: how far it is, and the figures as they stand.
#pragma once

#include "sim/report/headlines.hpp"
#include "sim/report/summary.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "tools/fcrsim/console.hpp"

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// Figures of the replications so far.
struct RunningFigures {
    std::uint64_t replications = 0;  ///< 0: none yet
    double confidence = 0.95;        ///< of the intervals
    std::vector<Headline> rows;
    /// Replications that a precision asked for will take, by what they show; empty unless asked for
    /// or where nobody can tell.
    std::optional<std::uint64_t> needed;
};

/// How far the run is.
struct RunCourse {
    std::uint64_t finished = 0;
    std::uint64_t replications = 0;  ///< that are to be run, of a precision at most
    std::chrono::duration<double> elapsed{0};
    bool until_known = false;  ///< ends when the precision asked for is reached
};

/// The lines, each narrower than the terminal and fewer than it has; from 20 columns on.
[[nodiscard]] std::vector<std::string> dashboard_lines(const std::string& title,
                                                       const RunCourse& course,
                                                       const RunningFigures& figures,
                                                       TerminalSize size);

/// The figures of a run, told by the thread that runs it and shown by another.
class Dashboard {
public:
    /// The scenario must outlive it.
    Dashboard(const CompiledScenario& scenario, std::string title)
        : scenario_(scenario), title_(std::move(title)) {}

    /// The figures so far.
    void tell(const RunSummary& summary);

    [[nodiscard]] std::vector<std::string> lines(const RunCourse& course, TerminalSize size) const;

private:
    const CompiledScenario& scenario_;
    std::string title_;
    mutable std::mutex mutex_;
    RunningFigures figures_;
};

}  // namespace fcr
