// Several scenarios run side by side, so that at any time they have the same finished replications.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/part.hpp"
#include "sim/ranks/ranks.hpp"
#include "sim/report/summary.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "tools/fcrsim/kept_parts.hpp"
#include "tools/fcrsim/piece_size.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// One of the scenarios. The compiled one must outlive the run.
struct PairedScenario {
    const CompiledScenario& compiled;
    PartOrigin origin;  ///< of a whole experiment; the same seed and first replication for all
};

/// Runs every scenario in rounds of about two seconds. A round that not every scenario finished
/// counts for none, but what was finished of it is kept. How replications are cut into rounds makes
/// no difference to the results. A scenario that is equal to an earlier one is not run again.
class PairedRun {
public:
    PairedRun(std::vector<PairedScenario> scenarios, unsigned jobs);

    /// Keeps what is finished in this file, and takes what is there. Returns what went wrong.
    [[nodiscard]] std::optional<std::string> keep_in(const std::filesystem::path& file);

    /// Replications of all scenarios together, up to so many of each, that are in the file and in
    /// no round yet.
    [[nodiscard]] std::uint64_t stored(std::uint64_t replications) const;
    /// Those that are still to be run.
    [[nodiscard]] std::uint64_t missing(std::uint64_t replications) const;

    /// The first rank alone: runs on until there are so many replications of each scenario, the
    /// progress is told to stop, a limit is reached or something fails.
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

    /// Why something could not be taken or kept.
    [[nodiscard]] const std::optional<std::string>& failure() const { return failure_; }

    /// Puts figures and ledger totals of a scenario into the file, if there is one.
    [[nodiscard]] std::optional<std::string> put_results(std::size_t scenario,
                                                         const RunSummary& summary);

    /// Whether something is in the file that the same command will go on from.
    [[nodiscard]] bool has_kept() const;
    /// What has been put into the file is of no use: it goes away if it was not there before.
    void discard();

private:
    [[nodiscard]] std::uint64_t end_of_round(std::uint64_t replications) const;
    [[nodiscard]] bool run_round(std::uint64_t end, Ranks& ranks, ExperimentProgress& progress);
    [[nodiscard]] std::optional<std::size_t> equal_to(std::size_t row) const;

    std::deque<KeptParts> parts_;  ///< by scenario
    unsigned jobs_;
    std::uint64_t replications_ = 0;
    std::optional<PieceSize> piece_;  ///< of a round
    std::vector<ExperimentResult> results_;
    std::optional<ReachedBy> limit_;
    std::optional<std::string> failure_;
};

}  // namespace fcr
