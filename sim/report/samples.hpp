// Figures from the replications' own results. Internal to this folder.
#pragma once

#include "sim/report/figures.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/statistics/estimate.hpp"

#include <optional>
#include <vector>

namespace fcr {

/// The same thing of every replication, in order of replication, and estimates over them.
/// `Row` is what one replication has; the functions read a number from a row.
template <typename Row>
class Samples {
public:
    Samples(std::vector<const Row*> rows, double confidence)
        : rows_(std::move(rows)), confidence_(confidence) {}

    /// The mean over replications. `read` may be empty for a replication: it is then left out.
    template <typename Read>
    [[nodiscard]] Figure mean(Read read) const {
        std::vector<double> samples;
        samples.reserve(rows_.size());
        for (const Row* row : rows_) {
            const std::optional<double> value = read(*row);
            if (value) {
                samples.push_back(*value);
            }
        }
        return estimate_mean(samples, confidence_);
    }

    /// `scale` times the sum of numerators over the sum of denominators.
    template <typename Numerator, typename Denominator>
    [[nodiscard]] Figure ratio(Numerator numerator, Denominator denominator, double scale) const {
        std::vector<RatioSample> samples;
        samples.reserve(rows_.size());
        for (const Row* row : rows_) {
            samples.push_back({.numerator = scale * static_cast<double>(numerator(*row)),
                               .denominator = static_cast<double>(denominator(*row))});
        }
        return estimate_ratio(samples, confidence_);
    }

    [[nodiscard]] const std::vector<const Row*>& rows() const { return rows_; }

private:
    std::vector<const Row*> rows_;
    double confidence_;
};

inline constexpr double kPercent = 100.0;
inline constexpr double kUsPerSecond = 1e6;
inline constexpr double kUsPerHour = 3.6e9;

/// What figures need of the run besides the samples.
struct Spans {
    double measured_us = 0.0;
    double per_measured = 1.0;  ///< RunSummary::per as a part of the measured span
};
[[nodiscard]] Spans spans_of(const CompiledScenario& scenario);

[[nodiscard]] CallFigures call_figures(const Samples<Rollup>& samples,
                                       const Spans& spans,
                                       bool has_operator_leg);

[[nodiscard]] RosterFigures roster_figures(const Samples<Rollup>& samples, const Spans& spans);
[[nodiscard]] WorkFigures work_figures(const Samples<Rollup>& samples, const Spans& spans);

}  // namespace fcr
