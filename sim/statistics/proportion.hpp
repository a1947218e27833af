// How often something happens: a share of replications, with its interval.
#pragma once

#include <cstdint>
#include <optional>

namespace fcr {

/// A share of trials and the ends of its confidence interval, all from 0 to 1.
struct Proportion {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// The share with Wilson's score interval (Wilson 1927, JASA 22, 209-212), which stays within 0 to
/// 1 and has a width when it happened never or always. Trials are independent. Empty without
/// trials. More happenings than trials, or a confidence outside 0 to 1, is a bug.
[[nodiscard]] std::optional<Proportion> estimate_proportion(std::uint64_t happened,
                                                            std::uint64_t trials,
                                                            double confidence);

/// P(X < x) of a standard normal X.
[[nodiscard]] double standard_normal_below(double x);

}  // namespace fcr
