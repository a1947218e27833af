#include "sim/review/other_seeds.hpp"

#include "sim/experiment/share_replications.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace fcr {
namespace {

/// One thread's room. A full room is a fact of its replication and stops nobody.
struct SeedWorker {
    explicit SeedWorker(const ExercisePlan& plan) : player(plan) {}
    [[nodiscard]] static Limit limit_reached() { return Limit::None; }

    RoomPlayer player;
};

double at_rank(const std::vector<double>& sorted, double share) {
    const auto rank =
        static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

}  // namespace

std::vector<SeedOutcomes> play_other_seeds(const ExercisePlan& plan,
                                           const CommandScript& played,
                                           const CommandScript& none,
                                           SimTime until,
                                           const OtherSeedsOptions& options) {
    ExperimentProgress progress;
    const auto shared = share_replications<SeedOutcomes, SeedWorker>(
        {.first = 1, .count = options.replications, .jobs = options.jobs},
        progress,
        [&] { return std::make_unique<SeedWorker>(plan); },
        [&](SeedWorker& worker, std::uint64_t number) {
            SeedOutcomes outcomes{.replication = number, .played = {}, .none = {}, .policies = {}};
            const auto play = [&](const CommandScript& script,
                                  std::optional<ReferencePolicy> policy) {
                const PlayedRoom room = worker.player.play(
                    script,
                    {.seed = plan.seed, .replication = number, .until = until, .policy = policy});
                outcomes.void_commands += room.void_commands;
                outcomes.limit_reached = outcomes.limit_reached || room.limit != Limit::None;
                return worker.player.outcomes();
            };
            outcomes.played = play(played, std::nullopt);
            outcomes.none = play(none, std::nullopt);
            for (std::size_t row = 0; row < kReferencePolicies.size(); ++row) {
                outcomes.policies[row] = play(none, kReferencePolicies[row]);
            }
            return outcomes;
        });
    std::vector<SeedOutcomes> all;
    all.reserve(shared.results.size());
    for (const std::optional<SeedOutcomes>& outcomes : shared.results) {
        all.push_back(*outcomes);  // nobody stops them
    }
    return all;
}

std::optional<Spread90> spread_of(std::vector<double> values) {
    if (values.empty()) {
        return std::nullopt;
    }
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    const double median =
        values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
    return Spread90{.count = values.size(),
                    .median = median,
                    .low = at_rank(values, 0.05),
                    .high = at_rank(values, 0.95)};
}

std::optional<double> luck_percentile(const std::vector<double>& values,
                                      double value,
                                      OutcomeBetter better) {
    if (values.empty() || better == OutcomeBetter::Neither) {
        return std::nullopt;
    }
    double worse = 0.0;
    for (const double other : values) {
        const bool is_worse = better == OutcomeBetter::Higher ? other < value : other > value;
        worse += is_worse ? 1.0 : other == value ? 0.5 : 0.0;
    }
    return 100.0 * worse / static_cast<double>(values.size());
}

}  // namespace fcr
