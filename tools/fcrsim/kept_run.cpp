#include "tools/fcrsim/kept_run.hpp"

#include <utility>

namespace fcr {

KeptRun::KeptRun(const CompiledScenario& scenario, PartOrigin origin)
    : parts_(scenario, std::move(origin)),
      rows_(rows_of(parts_.origin().shard, parts_.origin().replications)),
      result_(no_result(scenario)) {}

std::optional<std::string> KeptRun::keep_in(const std::filesystem::path& file, std::uint64_t take) {
    if (auto wrong = parts_.keep_in(file)) {
        return wrong;
    }
    parts_.take({.first = rows_.first, .count = take}, result_);
    return parts_.failure();
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
    parts_.run({.first = rows_.first, .count = count}, ranks, options, progress, result_);
    result_.stopped = !result_.limit && result_.replications.size() < count;
}

bool KeptRun::has_figures() {
    return parts_.has_figures(result_.replications.size());
}

std::optional<std::string> KeptRun::put_results(const RunSummary& summary) {
    return parts_.put_results(summary, result_);
}

}  // namespace fcr
