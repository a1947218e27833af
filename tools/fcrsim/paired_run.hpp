// Several scenarios run side by side, so that at any time they have the same finished replications.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/ranks/ranks.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "tools/fcrsim/piece_size.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fcr {

/// Runs every scenario in rounds of about two seconds. A round that not every scenario finished
/// counts for none. How replications are cut into rounds makes no difference to the results.
class PairedRun {
public:
    /// The scenarios must outlive it.
    PairedRun(std::vector<const CompiledScenario*> scenarios, std::uint64_t seed, unsigned jobs);

    /// The first rank alone: runs on until there are so many replications of each scenario, the
    /// progress is told to stop, or a limit is reached.
    void run_until(std::uint64_t replications, Ranks& ranks, ExperimentProgress& progress);

    /// The other ranks: works for the first until there is nothing more to do.
    void serve(Ranks& ranks) const;

    /// Finished by all.
    [[nodiscard]] std::uint64_t replications() const { return replications_; }
    /// By scenario. Of no use after a limit.
    [[nodiscard]] const std::vector<ExperimentResult>& results() const { return results_; }

    struct ReachedBy {
        std::size_t scenario = 0;
        LimitReached limit;
    };
    [[nodiscard]] const std::optional<ReachedBy>& limit() const { return limit_; }

private:
    [[nodiscard]] bool run_round(std::uint64_t count, Ranks& ranks, ExperimentProgress& progress);

    std::vector<const CompiledScenario*> scenarios_;
    std::uint64_t seed_;
    unsigned jobs_;
    std::uint64_t replications_ = 0;
    std::optional<PieceSize> piece_;  ///< of a round
    std::vector<ExperimentResult> results_;
    std::optional<ReachedBy> limit_;
};

}  // namespace fcr
