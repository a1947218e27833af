// The processes of an MPI job, among which an experiment's replications are shared out.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace fcr {

/// One process of an MPI job (Open MPI), or the only one there is. The first rank hands the others
/// rows of replications whenever they are free, works itself, and joins what comes back: the result
/// is that of one process. Every process goes through the same experiments in the same order, the
/// first by `run`, the others by `serve`. One object a program; not thread-safe.
class Ranks {
public:
    /// Whether this program was built with MPI.
    [[nodiscard]] static bool is_built_in();

    /// Joins the job if the program was started as one of several ranks.
    Ranks();
    Ranks(const Ranks&) = delete;
    Ranks& operator=(const Ranks&) = delete;
    /// The first rank tells the others that there will be no more.
    ~Ranks();

    [[nodiscard]] bool is_first() const;
    [[nodiscard]] unsigned count() const;

    /// The first rank alone: runs the experiment on all ranks, `jobs` threads on this one. Without
    /// ledgers. When it is stopped, `told` hears of the ranks that have work in hand.
    [[nodiscard]] ExperimentResult run(const CompiledScenario& scenario,
                                       const ExperimentOptions& options,
                                       ExperimentProgress& progress,
                                       const std::function<void(const std::string&)>& told);

    /// The first rank alone: this scenario's experiments are over; the others return from `serve`.
    void end_scenario();

    /// The other ranks: work for the first until it ends the scenario. False when there is nothing
    /// more to do at all.
    [[nodiscard]] bool serve(const CompiledScenario& scenario, unsigned jobs);

private:
    class Link;
    std::unique_ptr<Link> link_;  ///< null: alone
};

}  // namespace fcr
