// Many intervals or decisions at once, with one error rate for all of them together.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace fcr {

/// The confidence of each of `intervals` two-sided intervals so that all of them hold together
/// with `confidence`, however they depend on each other: 1 - (1 - confidence) / intervals
/// (Bonferroni; Law, Simulation Modeling and Analysis, 2015, section 9.7). A confidence outside 0
/// to 1 or no interval is a bug.
[[nodiscard]] double bonferroni_confidence(double confidence, std::size_t intervals);

/// What is decided of one figure among several.
struct HolmDecision {
    double adjusted_p = 1.0;  ///< the smallest family-wise error at which it is said to differ
    bool differs = false;
};

/// Which of several figures differ, from their two-sided p-values, in the order given. The chance
/// that any figure is wrongly said to differ is at most 1 - confidence, however they depend on each
/// other: Holm's step-down procedure (Holm 1979, Scandinavian Journal of Statistics 6, 65-70). The
/// i-th smallest p-value of m is multiplied by m - i + 1, no adjusted value is below an earlier
/// one, and what is at most 1 - confidence differs. Every figure whose interval at
/// bonferroni_confidence() leaves out 0 differs; Holm may find more, so an interval may hold 0
/// where the figure is said to differ. A p-value or confidence outside 0 to 1 is a bug.
[[nodiscard]] std::vector<HolmDecision> holm_decisions(std::span<const double> p_values,
                                                       double confidence);

}  // namespace fcr
