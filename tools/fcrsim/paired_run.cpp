#include "tools/fcrsim/paired_run.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <utility>

namespace fcr {

PairedRun::PairedRun(std::vector<PairedScenario> scenarios, unsigned jobs) : jobs_(jobs) {
    for (PairedScenario& scenario : scenarios) {
        parts_.emplace_back(scenario.compiled, std::move(scenario.origin));
        results_.push_back(no_result(scenario.compiled));
    }
}

std::optional<std::string> PairedRun::keep_in(const std::filesystem::path& file) {
    for (KeptParts& parts : parts_) {
        if (auto wrong = parts.keep_in(file)) {
            discard();
            return wrong;
        }
    }
    return std::nullopt;
}

bool PairedRun::has_kept() const {
    return std::ranges::any_of(parts_, &KeptParts::has_kept);
}

void PairedRun::discard() {
    // The first has made the file if anybody has: it goes when all have closed it.
    for (auto parts = parts_.rbegin(); parts != parts_.rend(); ++parts) {
        parts->discard();
    }
}

/// The earlier scenario that is the same by all that it means.
std::optional<std::size_t> PairedRun::equal_to(std::size_t row) const {
    for (std::size_t other = 0; other < row; ++other) {
        if (parts_[other].origin().scenario.digest == parts_[row].origin().scenario.digest) {
            return other;
        }
    }
    return std::nullopt;
}

std::uint64_t PairedRun::stored(std::uint64_t replications) const {
    std::uint64_t count = 0;
    for (std::size_t row = 0; row < parts_.size(); ++row) {
        if (!equal_to(row)) {
            count +=
                parts_[row].stored({.first = replications_, .count = replications - replications_});
        }
    }
    return count;
}

std::uint64_t PairedRun::missing(std::uint64_t replications) const {
    std::uint64_t count = 0;
    for (std::size_t row = 0; row < parts_.size(); ++row) {
        count += equal_to(row) ? 0 : replications - replications_;
    }
    return count - stored(replications);
}

/// As many replications as take about two seconds, or more where a stored part would be cut.
std::uint64_t PairedRun::end_of_round(std::uint64_t replications) const {
    std::uint64_t end = replications_ + std::min(piece_->next(), replications - replications_);
    for (std::uint64_t before = 0; before != end;) {
        before = end;
        for (const KeptParts& parts : parts_) {
            end = parts.whole_until(replications_, end, replications);
        }
    }
    return end;
}

/// False when it was not finished.
bool PairedRun::run_round(std::uint64_t end, Ranks& ranks, ExperimentProgress& progress) {
    const ShardRows rows{.first = replications_, .count = end - replications_};
    std::vector<ExperimentResult> round;
    for (std::size_t row = 0; row < parts_.size(); ++row) {
        KeptParts& parts = parts_[row];
        if (const auto same = equal_to(row)) {
            auto copy = from_words(parts.scenario(), to_words(round[*same]));
            FCR_CHECK(copy.has_value(), "a result is that of an equal scenario");
            round.push_back(std::move(*copy));
        } else {
            round.push_back(no_result(parts.scenario()));
            parts.run(rows, ranks, {.jobs = jobs_}, progress, round.back());
        }
        ranks.end_scenario();
        const ExperimentResult& result = round.back();
        if (parts.failure()) {
            failure_ = parts.failure();
            return false;
        }
        if (result.limit) {
            limit_ = {.scenario = row, .limit = *result.limit};
            return false;
        }
        if (result.replications.size() < rows.count) {
            return false;
        }
    }
    for (std::size_t row = 0; row < parts_.size(); ++row) {
        join(results_[row], std::move(round[row]));
        results_[row].stopped = false;
    }
    replications_ = end;
    return true;
}

void PairedRun::run_until(std::uint64_t replications, Ranks& ranks, ExperimentProgress& progress) {
    if (!piece_) {
        piece_.emplace(std::uint64_t{jobs_} * ranks.count());
    }
    while (replications_ < replications && !progress.stop) {
        const std::uint64_t end = end_of_round(replications);
        const std::uint64_t count = end - replications_;
        const bool is_run = missing(end) > 0;
        piece_->begin();
        if (!run_round(end, ranks, progress)) {
            return;
        }
        if (is_run) {
            piece_->end(count);
        }
    }
}

void PairedRun::serve(Ranks& ranks) const {
    for (std::size_t row = 0; ranks.serve(parts_[row].scenario(), jobs_);
         row = (row + 1) % parts_.size()) {
    }
}

std::optional<std::string> PairedRun::put_results(std::size_t scenario, const RunSummary& summary) {
    return parts_[scenario].put_results(summary, results_[scenario]);
}

}  // namespace fcr
