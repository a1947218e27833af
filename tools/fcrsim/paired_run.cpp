#include "tools/fcrsim/paired_run.hpp"

#include "sim/experiment/part.hpp"
#include "tools/fcrsim/console.hpp"

#include <algorithm>
#include <utility>

namespace fcr {

PairedRun::PairedRun(std::vector<const CompiledScenario*> scenarios,
                     std::uint64_t seed,
                     unsigned jobs)
    : scenarios_(std::move(scenarios)), seed_(seed), jobs_(jobs), results_(scenarios_.size()) {
    for (std::size_t row = 0; row < results_.size(); ++row) {
        results_[row].totals = std::make_unique<Recorder>(*scenarios_[row]);
    }
}

/// False when it was not finished.
bool PairedRun::run_round(std::uint64_t count, Ranks& ranks, ExperimentProgress& progress) {
    std::vector<ExperimentResult> round;
    for (std::size_t row = 0; row < scenarios_.size(); ++row) {
        round.push_back(ranks.run(*scenarios_[row],
                                  {.seed = seed_,
                                   .first_replication = replications_,
                                   .replications = count,
                                   .jobs = jobs_,
                                   .ledgers = nullptr},
                                  progress,
                                  [](const auto& words) { say("fcrsim: " + words); }));
        ranks.end_scenario();
        if (round.back().limit) {
            limit_ = {.scenario = row, .limit = *round.back().limit};
            return false;
        }
        if (round.back().replications.size() < count) {
            return false;
        }
    }
    for (std::size_t row = 0; row < scenarios_.size(); ++row) {
        join(results_[row], std::move(round[row]));
    }
    replications_ += count;
    return true;
}

void PairedRun::run_until(std::uint64_t replications, Ranks& ranks, ExperimentProgress& progress) {
    if (!piece_) {
        piece_.emplace(std::uint64_t{jobs_} * ranks.count());
    }
    while (replications_ < replications && !progress.stop) {
        const std::uint64_t count = std::min(piece_->next(), replications - replications_);
        piece_->begin();
        if (!run_round(count, ranks, progress)) {
            return;
        }
        piece_->end(count);
    }
}

void PairedRun::serve(Ranks& ranks) const {
    for (std::size_t row = 0; ranks.serve(*scenarios_[row], jobs_);
         row = (row + 1) % scenarios_.size()) {
    }
}

}  // namespace fcr
