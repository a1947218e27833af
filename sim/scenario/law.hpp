// A probability law as a scenario states it: parameters that can be copied, compared and printed.
#pragma once

#include "sim/random/distribution.hpp"

#include <string>
#include <variant>
#include <vector>

namespace fcr {

struct ConstantLaw {
    double value_s = 0.0;
};
struct ExponentialLaw {
    double mean_s = 1.0;
};
struct LognormalLaw {
    double mean_s = 1.0;
    double cv = 1.0;  ///< of the time itself, not of its logarithm
};
struct GammaLaw {
    double mean_s = 1.0;
    double cv = 1.0;
};
struct UniformLaw {
    double low_s = 0.0;
    double high_s = 1.0;
};
struct NormalLaw {
    double mean_s = 0.0;
    double sd_s = 1.0;
    double floor_s = 0.0;  ///< lower values are raised to it
};
struct HyperexponentialLaw {
    std::vector<ExponentialBranch> branches;
};
/// Covers the text format's Empirical and Survival: knots of the cumulative share.
struct EmpiricalLaw {
    std::vector<QuantileKnot> knots;
};
struct PiecewiseHazardLaw {
    std::vector<HazardStretch> stretches;
};
/// The event never comes: endless patience.
struct NeverLaw {};

/// Any law a scenario may name, in seconds.
using Law = std::variant<ConstantLaw,
                         ExponentialLaw,
                         LognormalLaw,
                         GammaLaw,
                         UniformLaw,
                         NormalLaw,
                         HyperexponentialLaw,
                         EmpiricalLaw,
                         PiecewiseHazardLaw,
                         NeverLaw>;

/// The sampler of a law, in seconds. The law's parameters must be in range (bug otherwise):
/// `validate` has seen to that.
[[nodiscard]] Distribution to_distribution(const Law& law);

/// The expected value in seconds; infinity where "never" has a share.
[[nodiscard]] double mean_s(const Law& law);

/// One phrase for a person, such as `lognormal, mean 300 s, cv 0.8`.
[[nodiscard]] std::string to_string(const Law& law);

}  // namespace fcr
