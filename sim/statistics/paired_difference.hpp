// The difference of two scenarios' figures over the same replications.
#pragma once

#include "sim/statistics/control_variate.hpp"
#include "sim/statistics/estimate.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace fcr {

/// What pairing is worth. Variances are those of the estimated difference, in the square of the
/// figure's unit.
struct PairingGain {
    double paired_variance = 0.0;
    double unpaired_variance = 0.0;  ///< both sides' own variances added: as if independent
    /// Unpaired over paired; above 1 where pairing helps. Absent when the paired one is 0.
    std::optional<double> variance_ratio;
    /// The fewest replications of each scenario, on callers of its own, that would make the half
    /// width as small, were the variances as found here. Absent likewise. At least 2, at most 2^53.
    std::optional<std::uint64_t> unpaired_replications;
};

/// Second scenario minus first, in the unit of the figure. The half width, p-value and gain are
/// absent when there is one replication only.
struct PairedDifference {
    Estimate difference;
    std::optional<double> p_value;  ///< two-sided, of there being no difference
    std::optional<PairingGain> gain;
    /// What controls were worth beside pairing: the variance without over that with them. Absent
    /// without controls, or when nothing is left of the variance.
    std::optional<double> controls_ratio;
};

/// The difference of two means under common random numbers: sample i of both sides is of
/// replication i. Student's t on the n differences, n - 1 degrees of freedom (Law, Simulation
/// Modeling and Analysis, 2015, sections 10.2 and 11.2). An unpaired comparison is judged with
/// Welch's degrees of freedom (Welch 1938, Biometrika 29, 350-362). Scenarios that are identical,
/// or differ by the same amount in every replication, have a half width of 0. Empty when there is
/// no sample. With `controls`, of the same replications, the difference is corrected by them, and
/// what pairing is worth has their worth in it. A different number of samples on the two sides, or
/// a confidence outside 0 to 1, is a bug. A replication in which one side has no value must be left
/// out of both.
[[nodiscard]] std::optional<PairedDifference> paired_difference(std::span<const double> first,
                                                                std::span<const double> second,
                                                                double confidence,
                                                                const Controls* controls = nullptr);

/// The difference of two ratios of sums, each linearised as in estimate_ratio(): Student's t on
/// the differences of the sides' residuals, (N - R D) / mean D, of each replication (Cochran,
/// Sampling Techniques, 1977, chapter 6). As for means otherwise. Empty when either side's
/// denominators sum to 0.
[[nodiscard]] std::optional<PairedDifference> paired_difference(std::span<const RatioSample> first,
                                                                std::span<const RatioSample> second,
                                                                double confidence,
                                                                const Controls* controls = nullptr);

}  // namespace fcr
