// Shares of a result's variance.
#include "sim/base/check.hpp"
#include "sim/design/bootstrap_interval.hpp"
#include "sim/design/design_draws.hpp"
#include "sim/design/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace fcr {

namespace {

/// The results of one row of the base: at A, at B, and at A with each coordinate from B.
struct BaseRow {
    double a = 0.0;
    double b = 0.0;
    std::vector<double> mixed;
};

std::vector<BaseRow> base_rows(std::size_t factors, std::span<const double> results) {
    const std::size_t count = results.size() / (factors + 2);
    std::vector<BaseRow> rows;
    for (std::size_t row = 0; row < count; ++row) {
        BaseRow base{.a = results[row], .b = results[count + row], .mixed = {}};
        for (std::size_t factor = 0; factor < factors; ++factor) {
            base.mixed.push_back(results[(factor + 2) * count + row]);
        }
        const bool measured =
            std::isfinite(base.a) && std::isfinite(base.b) &&
            std::ranges::all_of(base.mixed, [](double result) { return std::isfinite(result); });
        if (measured) {
            rows.push_back(std::move(base));
        }
    }
    return rows;
}

/// The indices of some rows; `chosen` says which, and how often.
class Indices {
public:
    Indices(const std::vector<BaseRow>& rows, const std::vector<std::size_t>& chosen)
        : first_(rows.front().mixed.size(), 0.0), total_(first_.size(), 0.0) {
        const auto count = static_cast<double>(chosen.size());
        // Counted from one of them, so that equal results have a variance of exactly 0.
        const double origin = rows[chosen.front()].a;
        for (const std::size_t row : chosen) {
            mean_ += (rows[row].a - origin) / (2.0 * count);
            mean_ += (rows[row].b - origin) / (2.0 * count);
        }
        mean_ += origin;
        for (const std::size_t row : chosen) {
            const double a = rows[row].a - mean_;
            const double b = rows[row].b - mean_;
            variance_ += (a * a + b * b) / (2.0 * count - 1.0);
            for (std::size_t factor = 0; factor < first_.size(); ++factor) {
                const double change = rows[row].mixed[factor] - rows[row].a;
                first_[factor] += b * change / count;
                total_[factor] += change * change / (2.0 * count);
            }
        }
    }

    [[nodiscard]] double mean() const { return mean_; }
    [[nodiscard]] double variance() const { return variance_; }
    [[nodiscard]] double first(std::size_t factor) const { return first_[factor] / variance_; }
    [[nodiscard]] double total(std::size_t factor) const { return total_[factor] / variance_; }

private:
    double mean_ = 0.0;
    double variance_ = 0.0;
    std::vector<double> first_;
    std::vector<double> total_;
};

/// The outcomes of a bootstrap, by factor.
struct Outcomes {
    std::vector<std::vector<double>> first;
    std::vector<std::vector<double>> total;
};

Outcomes resample(const std::vector<BaseRow>& rows, const Bootstrap& bootstrap) {
    const DesignDraws draws(bootstrap.seed);
    const std::size_t factors = rows.front().mixed.size();
    Outcomes outcomes{.first = std::vector<std::vector<double>>(factors),
                      .total = std::vector<std::vector<double>>(factors)};
    std::vector<std::size_t> chosen(rows.size());
    for (std::size_t sample = 0; sample < bootstrap.samples; ++sample) {
        for (std::size_t place = 0; place < rows.size(); ++place) {
            chosen[place] =
                draws.below(rows.size(), DesignPurpose::Resample, {.row = place, .column = sample});
        }
        const Indices indices(rows, chosen);
        if (indices.variance() <= 0.0) {
            continue;  // the same result again and again has no shares
        }
        for (std::size_t factor = 0; factor < factors; ++factor) {
            outcomes.first[factor].push_back(indices.first(factor));
            outcomes.total[factor].push_back(indices.total(factor));
        }
    }
    return outcomes;
}

BootstrapEstimate estimate(double value, std::vector<double> outcomes, double confidence) {
    if (outcomes.empty()) {
        return {.value = value, .low = value, .high = value};
    }
    const BootstrapInterval interval = percentile_interval(std::move(outcomes), confidence);
    return {.value = value, .low = interval.low, .high = interval.high};
}

}  // namespace

std::optional<SobolIndices> sobol_indices(std::size_t factors,
                                          std::span<const double> results,
                                          const Bootstrap& bootstrap) {
    FCR_CHECK(factors > 0 && results.size() % (factors + 2) == 0, "whole blocks of results");
    const std::vector<BaseRow> rows = base_rows(factors, results);
    if (rows.size() < 2) {
        return std::nullopt;
    }
    std::vector<std::size_t> every(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        every[row] = row;
    }
    const Indices indices(rows, every);
    if (indices.variance() <= 0.0) {
        return std::nullopt;
    }
    Outcomes outcomes = resample(rows, bootstrap);
    SobolIndices result{
        .mean = indices.mean(), .variance = indices.variance(), .used = rows.size(), .factors = {}};
    for (std::size_t factor = 0; factor < factors; ++factor) {
        result.factors.push_back(
            {.first = estimate(
                 indices.first(factor), std::move(outcomes.first[factor]), bootstrap.confidence),
             .total = estimate(
                 indices.total(factor), std::move(outcomes.total[factor]), bootstrap.confidence)});
    }
    return result;
}

}  // namespace fcr
