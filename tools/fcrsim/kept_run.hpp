// The replications of a run, of which what is finished is kept whatever happens to the program.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/part.hpp"
#include "sim/ranks/ranks.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "tools/fcrsim/kept_parts.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace fcr {

/// The rows of the origin's shard, as far as they are done.
class KeptRun {
public:
    /// The scenario must outlive it.
    KeptRun(const CompiledScenario& scenario, PartOrigin origin);

    /// Keeps what is finished in this file, and takes what is there of the first `take`
    /// replications. Returns what went wrong.
    [[nodiscard]] std::optional<std::string> keep_in(const std::filesystem::path& file,
                                                     std::uint64_t take);

    /// Replications of the origin's shard that are there already.
    [[nodiscard]] std::uint64_t taken() const { return result_.replications.size(); }

    /// See KeptParts.
    void tell(std::function<void(const ExperimentResult&)> told) { parts_.tell(std::move(told)); }

    /// Runs the others. With ledgers nothing must have been taken, see KeptParts::run.
    void run(Ranks& ranks, unsigned jobs, LedgerConsumer* ledgers, ExperimentProgress& progress);

    /// Runs until the first `count` replications are there, taking what is stored of them.
    void run_until(std::uint64_t count,
                   Ranks& ranks,
                   const ExperimentOptions& options,
                   ExperimentProgress& progress);

    [[nodiscard]] const ExperimentResult& result() const { return result_; }
    [[nodiscard]] const std::optional<std::string>& failure() const { return parts_.failure(); }

    /// Whether the same command would go on from what is in the store.
    [[nodiscard]] bool has_kept() const { return parts_.has_kept(); }

    /// Whether a store has the figures of all these replications already.
    [[nodiscard]] bool has_figures();

    /// Puts figures and ledger totals into the store, if there is one.
    [[nodiscard]] std::optional<std::string> put_results(const RunSummary& summary);

    /// What has been put into the store is of no use, see KeptParts.
    void discard() { parts_.discard(); }

private:
    KeptParts parts_;
    ShardRows rows_;  ///< of the experiment that this run is to do
    ExperimentResult result_;
};

}  // namespace fcr
