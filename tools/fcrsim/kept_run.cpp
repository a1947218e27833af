#include "tools/fcrsim/kept_run.hpp"

#include "tools/fcrsim/console.hpp"

#include <algorithm>
#include <chrono>
#include <system_error>
#include <utility>

namespace fcr {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

constexpr double kPartTakesS = 2.0;
constexpr std::uint64_t kFirstPartOfAJob = 8;

}  // namespace

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

std::optional<std::string> KeptRun::keep_in(const std::filesystem::path& file, bool take) {
    std::error_code ignored;  // whether it is there is found out by opening it
    if (!std::filesystem::exists(file, ignored)) {
        made_ = file;
    }
    std::vector<StoredPart> parts;
    if (auto wrong = store_.open(file, origin_.fcrsim_version)) {
        return wrong;
    }
    if (auto wrong = store_.take_up(origin_)) {
        return wrong;
    }
    if (auto wrong = store_.read_parts(parts)) {
        return wrong;
    }
    keeps_ = true;
    if (!take) {
        return std::nullopt;
    }
    std::uint64_t next = origin_.first_replication + rows_.first;
    const std::uint64_t end = next + rows_.count;
    for (const StoredPart& part : parts) {
        // A part is taken whole: its totals do not come apart.
        if (part.first < next || part.first + part.count > end) {
            continue;
        }
        std::optional<ExperimentResult> result = from_words(scenario_, part.words);
        if (!result || result->replications.size() != part.count) {
            return file.string() + " is damaged: a part of a run is not what it says";
        }
        join(result_, std::move(*result));
        next = part.first + part.count;
    }
    return std::nullopt;
}

/// How many replications from this row on are not there, up to the next that is.
std::uint64_t KeptRun::missing_from(std::uint64_t row) const {
    const std::uint64_t number = origin_.first_replication + row;
    const auto next =
        std::ranges::lower_bound(result_.replications, number, {}, &ReplicationResult::number);
    const std::uint64_t end = rows_.first + rows_.count;
    return next == result_.replications.end() ? end - row : next->number - number;
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
    const ExperimentOptions options{.seed = origin_.seed, .jobs = jobs, .ledgers = ledgers};
    const std::uint64_t workers = std::uint64_t{jobs} * ranks.count();
    const std::uint64_t end = rows_.first + rows_.count;
    const bool in_parts = keeps_ && ledgers == nullptr;
    std::uint64_t size = in_parts ? kFirstPartOfAJob * workers : rows_.count;
    for (std::uint64_t row = rows_.first; row < end && !progress.stop && !failure_;) {
        const std::uint64_t missing = missing_from(row);
        if (missing == 0) {
            ++row;
            continue;
        }
        const std::uint64_t count = std::min(size, missing);
        const auto begun = steady_clock::now();
        run_part({.first = row, .count = count}, ranks, options, progress);
        row += count;
        if (in_parts) {
            const double took_s = duration<double>(steady_clock::now() - begun).count();
            const double wanted = static_cast<double>(count) * kPartTakesS / std::max(took_s, 1e-3);
            size = std::max(workers, static_cast<std::uint64_t>(std::min(wanted, 1e6)));
        }
    }
    result_.stopped = !result_.limit && result_.replications.size() < rows_.count;
}

std::optional<std::string> KeptRun::put_figures(const RunSummary& summary) {
    return keeps_ ? store_.put_figures(summary) : std::nullopt;
}

}  // namespace fcr
