// What a number that is not known may be: laws of inputs, by their quantiles.
#pragma once

#include <optional>
#include <string>
#include <variant>

namespace fcr {

// Parameters within the ranges of proto/fcr/v1/experiment.proto; others are bugs. The laws of
// sim/scenario/law.hpp are of times, in seconds and never negative; these are of any number.

struct UniformInput {
    double low = 0.0;
    double high = 1.0;
};
struct TriangularInput {
    double low = 0.0;
    double mode = 0.5;
    double high = 1.0;
};
/// Numbers beyond floor and ceiling are moved to them, as in a scenario.
struct NormalInput {
    double mean = 0.0;
    double sd = 1.0;
    std::optional<double> floor{};
    std::optional<double> ceiling{};
};
/// By mean and coefficient of variation of the number itself.
struct LognormalInput {
    double mean = 1.0;
    double cv = 1.0;
};
/// Beta law on low to high with mean (low + 4 mode + high) / 6. Malcolm, Roseboom, Clark and Fazar,
/// "Application of a technique for research and development program evaluation", Operations
/// Research 7 (1959).
struct PertInput {
    double low = 0.0;
    double mode = 0.5;
    double high = 1.0;
};

using InputLaw =
    std::variant<UniformInput, TriangularInput, NormalInput, LognormalInput, PertInput>;

/// The number that the law stays below with probability `share`, from 0 to 1. Shares nearer to 0 or
/// 1 than 2^-53 count as that, so that the number is always finite.
[[nodiscard]] double quantile(const InputLaw& law, double share);

/// One phrase for a person, such as `normal, mean 1, sd 0.1`.
[[nodiscard]] std::string to_string(const InputLaw& law);

}  // namespace fcr
