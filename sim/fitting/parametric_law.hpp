// The laws that durations are fitted with, by maximum likelihood.
#pragma once

#include "sim/scenario/law.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace fcr {

enum class LawKind : std::uint8_t {
    Exponential,
    Gamma,
    Lognormal,
    LognormalMixture,  ///< two lognormals: short calls and long ones
};
inline constexpr std::array kLawKinds{
    LawKind::Exponential, LawKind::Gamma, LawKind::Lognormal, LawKind::LognormalMixture};

[[nodiscard]] std::string_view name_of(LawKind kind);

/// A law with its parameters: exponential mean; gamma shape, scale; lognormal mu, sigma of the
/// logarithm; of a mixture the weight of the first part, mu and sigma of the first, of the second.
struct ParametricLaw {
    LawKind kind = LawKind::Exponential;
    std::array<double, 5> parameters{};

    /// The share of values up to x, above 0.
    [[nodiscard]] double below(double x) const;
    [[nodiscard]] double log_density(double x) const;
    /// The value that a share, above 0 and below 1, lies below.
    [[nodiscard]] double quantile(double share) const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] double cv() const;
    /// How many numbers were fitted.
    [[nodiscard]] int degrees() const;
    /// As a scenario has it. A mixture becomes 201 knots of its quantiles, with its mean.
    [[nodiscard]] Law to_law() const;
};

/// The law of a kind that makes the values, all above 0, most likely. Gamma by Newton's method on
/// the shape (Minka 2002); the mixture by expectation and maximisation from three splits (Dempster,
/// Laird and Rubin 1977), of at most 20,000 of the values evenly from the sorted. Empty where there
/// is no such law: values that are all alike, a mixture of fewer than 100. Values must be sorted.
[[nodiscard]] std::optional<ParametricLaw> most_likely(LawKind kind,
                                                       std::span<const double> sorted);

/// Akaike's criterion (1974): 2 degrees - 2 log-likelihood.
[[nodiscard]] double akaike(const ParametricLaw& law, std::span<const double> values);

/// The greatest distance between the law and the values' own cumulative shares
/// (Kolmogorov-Smirnov). Values must be sorted.
[[nodiscard]] double distance(const ParametricLaw& law, std::span<const double> sorted);

/// Anderson and Darling's A^2 (1954), which looks at the tails too. Values must be sorted.
[[nodiscard]] double anderson_darling(const ParametricLaw& law, std::span<const double> sorted);

}  // namespace fcr
