#include "tools/fcrsim/kept_parts.hpp"

#include "tools/fcrsim/console.hpp"

#include <algorithm>
#include <memory>
#include <system_error>
#include <utility>

namespace fcr {
namespace {

/// A part that nobody keeps takes at least an eighth of the time before it.
constexpr double kShareOfTime = 0.125;

std::uint64_t end_of(ShardRows rows) {
    return rows.first + rows.count;
}

bool is_inside(ShardRows part, ShardRows rows) {
    return part.first >= rows.first && end_of(part) <= end_of(rows);
}

/// How many replications from this number on are not in the result, up to the next that is or to
/// the end.
std::uint64_t missing_from(const ExperimentResult& result,
                           std::uint64_t number,
                           std::uint64_t end) {
    const auto next =
        std::ranges::lower_bound(result.replications, number, {}, &ReplicationResult::number);
    return (next == result.replications.end() ? end : std::min(end, next->number)) - number;
}

}  // namespace

ExperimentResult no_result(const CompiledScenario& scenario) {
    ExperimentResult none;
    none.totals = std::make_unique<Recorder>(scenario);
    return none;
}

KeptParts::KeptParts(const CompiledScenario& scenario, PartOrigin origin)
    : scenario_(scenario), origin_(std::move(origin)) {}

std::optional<std::string> KeptParts::keep_in(const std::filesystem::path& file) {
    std::error_code ignored;  // whether it is there is found out by opening it
    if (!std::filesystem::exists(file, ignored)) {
        made_ = file;
    }
    auto wrong = open(file);
    if (wrong) {
        discard();
    }
    return wrong;
}

std::optional<std::string> KeptParts::open(const std::filesystem::path& file) {
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
    has_kept_ = !stored_.empty();
    return std::nullopt;
}

void KeptParts::discard() {
    keeps_ = false;
    has_kept_ = false;
    store_.close();
    if (!made_.empty()) {
        // What SQLite keeps beside a file that it could not finish goes with it.
        for (const char* beside : {"", "-wal", "-shm"}) {
            std::error_code ignored;  // a file that stays is a store without figures, and no harm
            std::filesystem::remove(made_.string() + beside, ignored);
        }
    }
}

ShardRows KeptParts::rows_of_part(const StoredPart& part) const {
    return {.first = part.first - origin_.first_replication, .count = part.count};
}

std::uint64_t KeptParts::stored(ShardRows rows) const {
    std::uint64_t count = 0;
    std::uint64_t from = rows.first;
    for (const StoredPart& part : stored_) {
        const ShardRows of_part = rows_of_part(part);
        if (!part.words.empty() && is_inside(of_part, rows) && of_part.first >= from) {
            count += of_part.count;
            from = end_of(of_part);
        }
    }
    return count;
}

std::uint64_t KeptParts::whole_until(std::uint64_t begin,
                                     std::uint64_t end,
                                     std::uint64_t last) const {
    // Parts stand in order, so one that is in the way makes way for those after it.
    for (const StoredPart& part : stored_) {
        const ShardRows rows = rows_of_part(part);
        const bool is_cut = rows.first < end && end_of(rows) > end;
        if (is_cut && !part.words.empty() && rows.first >= begin && end_of(rows) <= last) {
            end = end_of(rows);
        }
    }
    return end;
}

void KeptParts::take(ShardRows rows, ExperimentResult& into) {
    for (StoredPart& part : stored_) {
        const std::uint64_t end = part.first + part.count;
        if (part.words.empty() || !is_inside(rows_of_part(part), rows) ||
            missing_from(into, part.first, end) < part.count) {
            continue;
        }
        std::optional<ExperimentResult> result = from_words(scenario_, part.words);
        if (!result || result->replications.size() != part.count) {
            failure_ =
                "the store is damaged: a part of a run is not what it says. Move it away, or "
                "give another --out DIR";
            return;
        }
        join(into, std::move(*result));
        part.words.clear();
    }
}

void KeptParts::run_part(ShardRows rows,
                         Ranks& ranks,
                         const ExperimentOptions& options,
                         ExperimentProgress& progress,
                         ExperimentResult& into) {
    ExperimentOptions of_part = options;
    of_part.seed = origin_.seed;
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
        has_kept_ = has_kept_ || !failure_;
    }
    join(into, std::move(part));
}

void KeptParts::run(ShardRows rows,
                    Ranks& ranks,
                    const ExperimentOptions& options,
                    ExperimentProgress& progress,
                    ExperimentResult& into) {
    const bool in_parts = keeps_ && options.ledgers == nullptr;
    if (in_parts) {
        take(rows, into);
    }
    if (!piece_) {
        piece_.emplace(std::uint64_t{options.jobs} * ranks.count(), keeps_ ? 0.0 : kShareOfTime);
    }
    const std::uint64_t end = origin_.first_replication + end_of(rows);
    for (std::uint64_t row = rows.first; row < end_of(rows) && !progress.stop && !failure_;) {
        const std::uint64_t missing = missing_from(into, origin_.first_replication + row, end);
        if (missing == 0) {
            ++row;
            continue;
        }
        const std::uint64_t count = in_parts || told_ ? std::min(piece_->next(), missing) : missing;
        piece_->begin();
        run_part({.first = row, .count = count}, ranks, options, progress, into);
        piece_->end(count);
        row += count;
        if (told_ && !into.limit && !into.replications.empty()) {
            told_(into);
        }
    }
}

bool KeptParts::has_figures(std::uint64_t replications) {
    return keeps_ && store_.has_figures(replications, origin_.confidence);
}

std::optional<std::string> KeptParts::put_results(const RunSummary& summary,
                                                  const ExperimentResult& result) {
    return keeps_ ? store_.put_results(summary, scenario_, result) : std::nullopt;
}

}  // namespace fcr
