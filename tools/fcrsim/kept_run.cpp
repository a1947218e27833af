#include "tools/fcrsim/kept_run.hpp"

#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/piece_size.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace fcr {
KeptRun::KeptRun(const CompiledScenario& scenario, PartOrigin origin)
    : scenario_(scenario),
      origin_(std::move(origin)),
      rows_(rows_of(origin_.shard, origin_.replications)) {
    result_.totals = std::make_unique<Recorder>(scenario);
}

KeptRun::~KeptRun() {
    if (made_.empty() || worth_keeping_) {
        return;
    }
    store_.close();
    std::error_code ignored;  // a file that stays is a store without figures, and no harm
    std::filesystem::remove(made_, ignored);
}

std::optional<std::string> KeptRun::keep_in(const std::filesystem::path& file, std::uint64_t take) {
    std::error_code ignored;  // whether it is there is found out by opening it
    if (!std::filesystem::exists(file, ignored)) {
        made_ = file;
    }
    if (auto wrong = store_.open(file, origin_.fcrsim_version)) {
        return wrong;
    }
    if (auto wrong = store_.take_up(origin_)) {
        return wrong;
    }
    if (auto wrong = store_.read_parts(stored_)) {
        return wrong;
    }
    keeps_ = true;
    take_stored(take);
    return failure_;
}

/// A part is taken whole or not at all: its totals do not come apart.
void KeptRun::take_stored(std::uint64_t count) {
    const std::uint64_t first = origin_.first_replication + rows_.first;
    const std::uint64_t end = rows_.first + count;
    for (StoredPart& part : stored_) {
        const bool inside = part.first >= first && part.first + part.count <= first + count;
        if (part.words.empty() || !inside ||
            missing_from(part.first - origin_.first_replication, end) < part.count) {
            continue;
        }
        std::optional<ExperimentResult> result = from_words(scenario_, part.words);
        if (!result || result->replications.size() != part.count) {
            failure_ = "the store is damaged: a part of a run is not what it says";
            return;
        }
        join(result_, std::move(*result));
        part.words.clear();
    }
}

/// How many replications from this row on are not there, up to the next that is or to the end.
std::uint64_t KeptRun::missing_from(std::uint64_t row, std::uint64_t end) const {
    const std::uint64_t number = origin_.first_replication + row;
    const auto next =
        std::ranges::lower_bound(result_.replications, number, {}, &ReplicationResult::number);
    return next == result_.replications.end() ? end - row
                                              : std::min(end - row, next->number - number);
}

void KeptRun::run_part(ShardRows rows,
                       Ranks& ranks,
                       const ExperimentOptions& options,
                       ExperimentProgress& progress) {
    ExperimentOptions of_part = options;
    of_part.first_replication = origin_.first_replication + rows.first;
    of_part.replications = rows.count;
    const bool with_ledgers = options.ledgers != nullptr;
    ExperimentResult part = with_ledgers
                                ? run_experiment(scenario_, of_part, progress)
                                : ranks.run(scenario_, of_part, progress, [](const auto& words) {
                                      say("fcrsim: " + words);
                                  });
    if (keeps_ && !with_ledgers && !part.limit && !part.replications.empty()) {
        failure_ = store_.add_part({.first = of_part.first_replication,
                                    .count = part.replications.size(),
                                    .words = to_words(part)});
    }
    join(result_, std::move(part));
}

void KeptRun::run(Ranks& ranks,
                  unsigned jobs,
                  LedgerConsumer* ledgers,
                  ExperimentProgress& progress) {
    run_until(rows_.count, ranks, {.jobs = jobs, .ledgers = ledgers}, progress);
}

void KeptRun::run_until(std::uint64_t count,
                        Ranks& ranks,
                        const ExperimentOptions& options,
                        ExperimentProgress& progress) {
    ExperimentOptions of_run = options;
    of_run.seed = origin_.seed;
    PieceSize piece(std::uint64_t{options.jobs} * ranks.count());
    const std::uint64_t end = rows_.first + count;
    const bool in_parts = keeps_ && options.ledgers == nullptr;
    if (in_parts) {
        take_stored(count);
    }
    for (std::uint64_t row = rows_.first; row < end && !progress.stop && !failure_;) {
        const std::uint64_t missing = missing_from(row, end);
        if (missing == 0) {
            ++row;
            continue;
        }
        const std::uint64_t rows = in_parts ? std::min(piece.next(), missing) : missing;
        piece.begin();
        run_part({.first = row, .count = rows}, ranks, of_run, progress);
        piece.end(rows);
        row += rows;
    }
    result_.stopped = !result_.limit && result_.replications.size() < count;
}

bool KeptRun::has_figures() {
    return keeps_ && store_.has_figures(result_.replications.size(), origin_.confidence);
}

std::optional<std::string> KeptRun::put_figures(const RunSummary& summary) {
    return keeps_ ? store_.put_figures(summary) : std::nullopt;
}

}  // namespace fcr
