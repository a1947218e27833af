#include "sim/statistics/warm_up.hpp"

#include "sim/base/check.hpp"

#include <vector>

namespace fcr {
namespace {

/// Observations in a batch, and the fewest batches that are kept.
constexpr std::size_t kBatch = 5;
constexpr std::size_t kKeptMin = 5;

std::vector<double> batch_means(std::span<const double> series, std::size_t batch) {
    std::vector<double> means;
    means.reserve(series.size() / batch);
    for (std::size_t first = 0; first + batch <= series.size(); first += batch) {
        double sum = 0.0;
        for (const double observation : series.subspan(first, batch)) {
            sum += observation;
        }
        means.push_back(sum / static_cast<double>(batch));
    }
    return means;
}

std::optional<std::size_t> batches_to_drop(std::span<const double> means) {
    if (means.size() < kWarmUpBatchesMin) {
        return std::nullopt;
    }
    // From the end backwards, mean and squares after Welford (1962): equal values have none.
    double mean = 0.0;
    double squares = 0.0;
    double least = 0.0;
    std::size_t best = means.size();
    for (std::size_t kept = 1; kept <= means.size(); ++kept) {
        const auto count = static_cast<double>(kept);
        const double deviation = means[means.size() - kept] - mean;
        mean += deviation / count;
        squares += deviation * (means[means.size() - kept] - mean);
        const double measure = squares / (count * count);
        if (kept >= kKeptMin && (best == means.size() || measure <= least)) {
            least = measure;
            best = means.size() - kept;
        }
    }
    return 2 * best > means.size() ? std::nullopt : std::optional(best);
}

std::optional<std::size_t> in_observations(std::optional<std::size_t> batches, std::size_t batch) {
    return batches ? std::optional(*batches * batch) : std::nullopt;
}

}  // namespace

std::optional<std::size_t> warm_up(std::span<const double> series) {
    return in_observations(batches_to_drop(batch_means(series, kBatch)), kBatch);
}

std::optional<std::size_t> warm_up_cyclic(std::span<const double> series, std::size_t cycle) {
    FCR_CHECK(cycle > 0, "a cycle has observations");
    return in_observations(batches_to_drop(batch_means(series, cycle)), cycle);
}

}  // namespace fcr
