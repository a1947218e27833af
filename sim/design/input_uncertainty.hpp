// How far a figure is uncertain because the inputs are not known, beside the error of simulation.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace fcr {

/// Values from low to high.
struct Interval {
    double low = 0.0;
    double high = 0.0;
};

/// The variance of a figure, split. A replication's figure is y = m + b + e: b, the same for all
/// replications of a draw, because that draw's inputs are others; e, of the replication alone.
struct InputUncertainty {
    std::size_t draws = 0;         ///< draws of the inputs that were used
    std::size_t replications = 0;  ///< of each draw
    double mean = 0.0;             ///< of all replications: over what the inputs may be

    double input_variance = 0.0;        ///< of b: of the long-run figure, inputs not known; >= 0
    double replication_variance = 0.0;  ///< of e: of one replication's figure, inputs known
    double monte_carlo_variance = 0.0;  ///< of `mean`, from e: replication_variance / replications

    /// input_variance over input_variance + replication_variance, 0 to 1: what share of the spread
    /// of single replications comes from not knowing the inputs.
    double input_share = 0.0;
    Interval input_share_interval{};

    /// Half width for the mean over what the inputs may be: shrinks with the number of draws.
    double mean_half_width = 0.0;
    /// Half width for the long-run figure of the room as it is, whose inputs are one draw nobody
    /// knows. Holds both errors: more simulation shrinks the one, only better inputs the other.
    double half_width = 0.0;
    /// Half width if the inputs were known to be in their middle: the error of simulation alone.
    double monte_carlo_half_width = 0.0;
};

/// Splits the variance of `results`: draw by draw, `replications` (2 or more) numbers each. One-way
/// analysis of variance with random effects, balanced: with MSB and MSW the mean squares between
/// and within k draws of n, replication variance = MSW and input variance = (MSB - MSW) / n, not
/// below 0 (Searle, Casella and McCulloch, "Variance Components", 1992, chapter 3); as advised for
/// simulations by Ankenman and Nelson, "A quick assessment of input uncertainty", Proc. Winter
/// Simulation Conference 2012; extrinsic and intrinsic variance in the words of Ankenman, Nelson
/// and Staum, "Stochastic kriging for simulation metamodeling", Operations Research 58 (2010).
/// Intervals at `confidence` (0 to 1): mean, Student's t of k - 1 on MSB / (k n); share, exact for
/// normal effects from F = MSB / MSW; half_width, t on input variance (1 + 1/k) + MSW / (k n) with
/// Satterthwaite's degrees of freedom (1946).
/// A draw with a number that is not finite is left out. Empty when fewer than two are left.
[[nodiscard]] std::optional<InputUncertainty> split_variance(std::span<const double> results,
                                                             std::size_t replications,
                                                             double confidence);

}  // namespace fcr
