// The replications of a run, of which what is finished is kept whatever happens to the program.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/part.hpp"
#include "sim/ranks/ranks.hpp"
#include "sim/report/store.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// Runs replications in parts of about two seconds and puts each finished one into a store; what
/// an earlier run has put there is not run again. How the replications are cut makes no difference
/// to what they come to.
class KeptRun {
public:
    /// The scenario must outlive it.
    KeptRun(const CompiledScenario& scenario, PartOrigin origin);
    KeptRun(const KeptRun&) = delete;
    KeptRun& operator=(const KeptRun&) = delete;
    /// A store that this run has made and put nothing worth keeping into goes away.
    ~KeptRun();

    /// Keeps what is finished in this file, and takes what is there of the first `take`
    /// replications. Returns what went wrong.
    [[nodiscard]] std::optional<std::string> keep_in(const std::filesystem::path& file,
                                                     std::uint64_t take);

    /// Replications of the origin's shard that are there already.
    [[nodiscard]] std::uint64_t taken() const { return result_.replications.size(); }

    /// Runs the others. With ledgers nothing must have been taken, and no part is put into the
    /// store: they are to have every call of every replication.
    void run(Ranks& ranks, unsigned jobs, LedgerConsumer* ledgers, ExperimentProgress& progress);

    /// Runs until the first `count` replications are there, taking what is stored of them.
    void run_until(std::uint64_t count,
                   Ranks& ranks,
                   const ExperimentOptions& options,
                   ExperimentProgress& progress);

    [[nodiscard]] const ExperimentResult& result() const { return result_; }
    [[nodiscard]] const std::optional<std::string>& failure() const { return failure_; }

    /// Whether a store has the figures of all these replications already.
    [[nodiscard]] bool has_figures();

    /// Puts the figures into the store, if there is one.
    [[nodiscard]] std::optional<std::string> put_figures(const RunSummary& summary);

    /// What has been put into the store is of no use.
    void discard() { worth_keeping_ = false; }

private:
    void take_stored(std::uint64_t count);
    [[nodiscard]] std::uint64_t missing_from(std::uint64_t row, std::uint64_t end) const;
    void run_part(ShardRows rows,
                  Ranks& ranks,
                  const ExperimentOptions& options,
                  ExperimentProgress& progress);

    const CompiledScenario& scenario_;
    PartOrigin origin_;
    ShardRows rows_;  ///< of the experiment that this run is to do
    ExperimentResult result_;
    Store store_;
    std::vector<StoredPart> stored_;  ///< what has been taken has no words
    std::filesystem::path made_;      ///< the store's file, if it was not there before
    bool keeps_ = false;
    bool worth_keeping_ = true;
    std::optional<std::string> failure_;
};

}  // namespace fcr
