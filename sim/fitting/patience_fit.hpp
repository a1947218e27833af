// Callers' patience, fitted from waits of which most were cut short by an answer.
#pragma once

#include "sim/fitting/fitted_value.hpp"
#include "sim/scenario/law.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace fcr {

/// A caller in the queue.
struct QueueWait {
    double seconds = 0.0;  ///< to giving up, or to the answer
    bool gave_up =
        false;  ///< else answered, or sent on: how long they would have waited is unknown
};

/// The share still waiting after a time, were nobody answered.
struct SurvivalPoint {
    double seconds = 0.0;
    FittedValue share;
    std::size_t at_risk = 0;  ///< callers who waited so long
    double fitted = 0.0;      ///< by the chosen law
};

enum class PatienceKind : std::uint8_t {
    Exponential,
    Weibull,
    PiecewiseHazard,  ///< constant between kPatienceCuts, of which stretches with few are joined
};

[[nodiscard]] std::string_view name_of(PatienceKind kind);

/// Seconds, those at which model.md 0.3 tells patience.
inline constexpr std::array kPatienceCuts{10.0, 20.0, 30.0, 60.0, 90.0, 120.0, 180.0, 300.0, 600.0};
inline constexpr std::size_t kAbandonedMin = 20;  ///< fewer are not fitted

struct PatienceCandidate {
    PatienceKind kind = PatienceKind::Exponential;
    double akaike = 0.0;
    /// The greatest distance from Kaplan and Meier's share, where at least 30 waited so long.
    double distance = 0.0;
};

struct HazardFit {
    double from = 0.0;  ///< seconds
    FittedValue mean;   ///< seconds: one over the hazard
    std::size_t gave_up = 0;
};

struct PatienceFit {
    std::size_t count = 0;
    std::size_t gave_up = 0;
    std::vector<PatienceCandidate> candidates;  ///< in the order of PatienceKind
    std::size_t chosen = 0;
    Law law;  ///< a Weibull law as stretches of constant hazard with its own shares at their ends
    FittedValue mean;    ///< of the exponential law, seconds: all waiting / all who gave up
    FittedValue shape;   ///< of the Weibull law; below 1 the hazard falls
    double scale = 0.0;  ///< of the Weibull law, seconds
    std::vector<HazardFit> stretches;  ///< of the piecewise law
    /// Kaplan and Meier's estimate at kPatienceCuts, as far as anybody waited so long; Greenwood's
    /// variance, the interval on the logarithm of minus the logarithm (Kalbfleisch and Prentice
    /// 1980), which stays within 0 to 1.
    std::vector<SurvivalPoint> points;
    std::vector<SurvivalPoint>
        curve;  ///< the same at up to 100 times evenly over those who gave up

    [[nodiscard]] PatienceKind kind() const { return candidates[chosen].kind; }
};

/// Fits patience by maximum likelihood of waits of which those answered are censored; the law is
/// that of the least Akaike criterion. A wait of 0 counts as half the unit that
/// waits are recorded in. Empty where fewer than
/// kAbandonedMin gave up.
[[nodiscard]] std::optional<PatienceFit> fit_patience(std::vector<QueueWait> waits,
                                                      double confidence);

}  // namespace fcr
