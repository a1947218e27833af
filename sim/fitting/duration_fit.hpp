// A kind of duration, fitted: talk, wrap-up, pick-up, gaps.
#pragma once

#include "sim/fitting/fitted_value.hpp"
#include "sim/fitting/parametric_law.hpp"
#include "sim/scenario/law.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

inline constexpr std::size_t kDurationsMin = 30;  ///< fewer are not fitted
/// A law whose shares are nowhere further off than this (or than chance allows, if that is more) is
/// taken as it is; else the values stand for themselves.
inline constexpr double kDistanceMost = 0.03;

/// A law that was tried.
struct LawCandidate {
    ParametricLaw law;
    double akaike = 0.0;
    double distance = 0.0;          ///< Kolmogorov-Smirnov
    double anderson_darling = 0.0;  ///< of at most kValuesTested values, fitted for themselves
};

struct DurationFit {
    std::size_t count = 0;
    std::size_t zeros = 0;
    std::vector<LawCandidate> candidates;  ///< that have a fit, in the order of kLawKinds
    std::optional<std::size_t> chosen;     ///< of the candidates; empty: the values themselves
    Law law;
    FittedValue mean;  ///< seconds
    FittedValue cv;
    /// The share of samples of the chosen law, fitted anew, with a greater A^2 than the values;
    /// parametric bootstrap (Stute, Gonzalez Manteiga and Presedo Quindimil 1993). Empty for the
    /// values themselves, and where none was asked for.
    std::optional<double> p_value;
    std::size_t tested = 0;  ///< values that A^2 and p are of
    /// Percentiles 1 to 99 of the values and of the law: what a picture of the fit shows.
    std::vector<double> observed;
    std::vector<double> fitted;

    [[nodiscard]] std::string law_name() const;
};

inline constexpr std::size_t kValuesTested = 500;

struct DurationFitOptions {
    double confidence = 0.95;
    int bootstrap = 99;  ///< samples for the p-value; 0: none
};

/// Fits durations in seconds, 0 or more. The law is the parametric one of the least Akaike
/// criterion, two lognormals only where that is smaller by 10 (Burnham and Anderson 2002: then
/// nothing speaks for the simpler law). Zeros up to 1 in 100 are taken as half the unit that values
/// are recorded in; with more the values stand for themselves. Intervals: of a lognormal or gamma
/// law those of its likelihood, of an exponential chi-square, of others the central limit's. Empty
/// below kDurationsMin values.
[[nodiscard]] std::optional<DurationFit> fit_durations(std::vector<double> values,
                                                       const DurationFitOptions& options);

}  // namespace fcr
