// Replications of a scenario, run in parts of which what is finished is kept.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/part.hpp"
#include "sim/ranks/ranks.hpp"
#include "sim/report/store.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "tools/fcrsim/piece_size.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fcr {

/// Runs replications of one scenario and seed in parts of about two seconds and puts each finished
/// one into a store; what an earlier run has put there is not run again. How the replications are
/// cut makes no difference to what they come to. Rows are counted from the origin's first
/// replication.
class KeptParts {
public:
    /// The scenario must outlive it.
    KeptParts(const CompiledScenario& scenario, PartOrigin origin);

    /// Keeps what is finished in this file from now on. Returns what went wrong: then a file that
    /// was not there before is not there now.
    [[nodiscard]] std::optional<std::string> keep_in(const std::filesystem::path& file);
    /// Whether a part is in the file: the same command then goes on from it.
    [[nodiscard]] bool has_kept() const { return has_kept_; }

    /// What has been put into the file is of no use: it is closed, and goes away if it was not
    /// there before.
    void discard();

    /// How many of the rows are in parts that the store had from the beginning and that nobody has
    /// taken yet.
    [[nodiscard]] std::uint64_t stored(ShardRows rows) const;

    /// The row before which a piece from `begin` on may end without cutting a stored part: `end`,
    /// or one after it, `last` at most.
    [[nodiscard]] std::uint64_t whole_until(std::uint64_t begin,
                                            std::uint64_t end,
                                            std::uint64_t last) const;

    /// Puts into the result what is stored of the rows and not in it. A part is taken whole or not
    /// at all: its totals do not come apart.
    void take(ShardRows rows, ExperimentResult& into);

    /// Takes what is stored of the rows and runs what then is not in the result, until it is there,
    /// the progress is told to stop, or something fails. With ledgers nothing is taken and nothing
    /// is put into the store: they are to have every call of every replication.
    void run(ShardRows rows,
             Ranks& ranks,
             const ExperimentOptions& options,
             ExperimentProgress& progress,
             ExperimentResult& into);

    /// `told` hears of all that is in the result whenever a part is finished: about every two
    /// seconds, later more rarely. Without a store it runs in parts only for that.
    void tell(std::function<void(const ExperimentResult&)> told) { told_ = std::move(told); }

    /// Why a part could not be taken or kept.
    [[nodiscard]] const std::optional<std::string>& failure() const { return failure_; }

    [[nodiscard]] const CompiledScenario& scenario() const { return scenario_; }
    [[nodiscard]] const PartOrigin& origin() const { return origin_; }

    /// Whether the store has the figures of so many replications already.
    [[nodiscard]] bool has_figures(std::uint64_t replications);

    /// Puts the figures and ledger totals of the result into the store, if there is one.
    [[nodiscard]] std::optional<std::string> put_results(const RunSummary& summary,
                                                         const ExperimentResult& result);

private:
    [[nodiscard]] std::optional<std::string> open(const std::filesystem::path& file);
    [[nodiscard]] ShardRows rows_of_part(const StoredPart& part) const;
    void run_part(ShardRows rows,
                  Ranks& ranks,
                  const ExperimentOptions& options,
                  ExperimentProgress& progress,
                  ExperimentResult& into);

    const CompiledScenario& scenario_;
    PartOrigin origin_;
    Store store_;
    std::vector<StoredPart> stored_;  ///< what has been taken has no words
    std::filesystem::path made_;      ///< the store's file, if it was not there before
    bool keeps_ = false;
    bool has_kept_ = false;
    std::optional<PieceSize> piece_;  ///< of a part
    std::function<void(const ExperimentResult&)> told_;
    std::optional<std::string> failure_;
};

/// A result of no replications.
[[nodiscard]] ExperimentResult no_result(const CompiledScenario& scenario);

}  // namespace fcr
