#include "sim/fitting/duration_fit.hpp"

#include "sim/base/check.hpp"
#include "sim/fitting/quantile_knots.hpp"
#include "sim/fitting/recorded_unit.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_01.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fcr {

namespace {

constexpr double kZerosOfUnits = 0.01;
constexpr double kAkaikeForMixture = 10.0;
constexpr double kChance = 1.36;  ///< 5 % of samples of the law itself are further off / sqrt(n)
constexpr unsigned kBootstrapSeed = 6;

double normal_of(double confidence) {
    return boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2.0);
}

struct SampleMoments {
    double mean = 0.0;
    double cv = 0.0;
    double cv_error = 0.0;  ///< standard error, by the delta method
};

SampleMoments moments_of(std::span<const double> values) {
    const auto count = static_cast<double>(values.size());
    SampleMoments moments;
    moments.mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0.0;
    for (const double value : values) {
        squares += (value - moments.mean) * (value - moments.mean);
    }
    const double variance = squares / std::max(1.0, count - 1.0);
    moments.cv = moments.mean > 0.0 ? std::sqrt(variance) / moments.mean : 0.0;
    double influence = 0.0;
    for (const double value : values) {
        const double gap = value - moments.mean;
        const double of_value =
            variance > 0.0 ? moments.cv * ((gap * gap / variance - 1.0) / 2.0 - gap / moments.mean)
                           : 0.0;
        influence += of_value * of_value;
    }
    moments.cv_error = std::sqrt(influence) / count;
    return moments;
}

FittedValue around_log(double value, double half) {
    return {.value = value, .low = value * std::exp(-half), .high = value * std::exp(half)};
}

/// Intervals of the chosen law's mean and cv.
void add_intervals(DurationFit& fit, std::span<const double> values, double confidence) {
    const auto count = static_cast<double>(values.size());
    const double z = normal_of(confidence);
    const SampleMoments moments = moments_of(values);
    fit.mean = {.value = moments.mean,
                .low = std::max(0.0, moments.mean * (1.0 - z * moments.cv / std::sqrt(count))),
                .high = moments.mean * (1.0 + z * moments.cv / std::sqrt(count))};
    fit.cv = {.value = moments.cv,
              .low = std::max(0.0, moments.cv - z * moments.cv_error),
              .high = moments.cv + z * moments.cv_error};
    if (!fit.chosen) {
        return;
    }
    const ParametricLaw& law = fit.candidates[*fit.chosen].law;
    const auto chi = [&](double probability, double degrees) {
        return boost::math::quantile(boost::math::chi_squared(degrees), probability);
    };
    const double low = 0.5 - confidence / 2.0;
    switch (law.kind) {
        case LawKind::Exponential:
            fit.mean = {.value = law.mean(),
                        .low = law.mean() * 2.0 * count / chi(1.0 - low, 2.0 * count),
                        .high = law.mean() * 2.0 * count / chi(low, 2.0 * count)};
            fit.cv = {.value = 1.0, .low = 1.0, .high = 1.0};
            return;
        case LawKind::Gamma: {
            const double shape = law.parameters[0];
            const double error =
                std::sqrt(1.0 / (shape * count * (shape * boost::math::trigamma(shape) - 1.0)));
            fit.mean = around_log(law.mean(), z * law.cv() / std::sqrt(count));
            // The cv is the shape to the power of -1/2.
            fit.cv = around_log(law.cv(), z * error / 2.0);
            return;
        }
        case LawKind::Lognormal: {
            const double square = law.parameters[1] * law.parameters[1];
            fit.mean =
                around_log(law.mean(), z * std::sqrt((square + square * square / 2.0) / count));
            const auto cv = [&](double probability) {
                return std::sqrt(std::expm1(square * count / chi(probability, count - 1.0)));
            };
            fit.cv = {.value = law.cv(), .low = cv(1.0 - low), .high = cv(low)};
            return;
        }
        case LawKind::LognormalMixture:
            fit.mean.value = law.mean();
            fit.cv.value = law.cv();
            return;
    }
}

std::optional<std::size_t> choose(const std::vector<LawCandidate>& candidates, std::size_t count) {
    std::optional<std::size_t> best;
    for (std::size_t row = 0; row < candidates.size(); ++row) {
        const double handicap =
            candidates[row].law.kind == LawKind::LognormalMixture ? kAkaikeForMixture : 0.0;
        if (!best || candidates[row].akaike + handicap < candidates[*best].akaike) {
            best = row;
        }
    }
    const double most = std::max(kDistanceMost, kChance / std::sqrt(static_cast<double>(count)));
    return best && candidates[*best].distance <= most ? best : std::nullopt;
}

/// At most kValuesTested of the sorted values, drawn by chance: drawn evenly, they would lie closer
/// to their law than a sample does.
std::vector<double> drawn_values(std::span<const double> values,
                                 boost::random::mt19937_64& random) {
    if (values.size() <= kValuesTested) {
        return {values.begin(), values.end()};
    }
    std::vector<double> taken;
    // Selection sampling (Knuth, The Art of Computer Programming 2, algorithm S) keeps the order.
    std::size_t wanted = kValuesTested;
    boost::random::uniform_01<double> uniform;
    for (std::size_t row = 0; row < values.size() && wanted > 0; ++row) {
        if (uniform(random) * static_cast<double>(values.size() - row) <
            static_cast<double>(wanted)) {
            taken.push_back(values[row]);
            --wanted;
        }
    }
    return taken;
}

double bootstrap_p_value(LawKind kind,
                         std::span<const double> tested,
                         int samples,
                         boost::random::mt19937_64& random) {
    const auto statistic = [kind](std::span<const double> values) {
        const std::optional<ParametricLaw> law = most_likely(kind, values);
        return law ? anderson_darling(*law, values) : 0.0;
    };
    const std::optional<ParametricLaw> law = most_likely(kind, tested);
    if (!law) {
        return 1.0;
    }
    const double observed = anderson_darling(*law, tested);
    boost::random::uniform_01<double> uniform;
    int greater = 1;
    std::vector<double> sample(tested.size());
    for (int row = 0; row < samples; ++row) {
        for (double& value : sample) {
            value = law->quantile(std::clamp(uniform(random), 1e-12, 1.0 - 1e-12));
        }
        std::ranges::sort(sample);
        greater += statistic(sample) >= observed ? 1 : 0;
    }
    return static_cast<double>(greater) / static_cast<double>(samples + 1);
}

}  // namespace

std::string DurationFit::law_name() const {
    return chosen ? std::string(name_of(candidates[*chosen].law.kind)) : "empirical";
}

std::optional<DurationFit> fit_durations(std::vector<double> values,
                                         const DurationFitOptions& options) {
    if (values.size() < kDurationsMin) {
        return std::nullopt;
    }
    std::ranges::sort(values);
    FCR_CHECK(values.front() >= 0.0, "a duration below 0");
    DurationFit fit;
    fit.count = values.size();
    fit.zeros = static_cast<std::size_t>(std::ranges::upper_bound(values, 0.0) - values.begin());
    const bool of_units =
        static_cast<double>(fit.zeros) <= kZerosOfUnits * static_cast<double>(values.size());
    if (of_units) {
        const double half = recorded_unit(values) / 2.0;
        std::fill(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(fit.zeros), half);
        boost::random::mt19937_64 random(kBootstrapSeed);
        const std::vector<double> tested = drawn_values(values, random);
        fit.tested = tested.size();
        for (const LawKind kind : kLawKinds) {
            if (const auto law = most_likely(kind, values)) {
                // As of the bootstrap's samples: of the law that the tested values themselves have.
                const auto own = most_likely(kind, tested);
                fit.candidates.push_back(
                    {.law = *law,
                     .akaike = akaike(*law, values),
                     .distance = distance(*law, values),
                     .anderson_darling = own ? anderson_darling(*own, tested) : 0.0});
            }
        }
        fit.chosen = choose(fit.candidates, values.size());
        if (fit.chosen && options.bootstrap > 0) {
            fit.p_value = bootstrap_p_value(
                fit.candidates[*fit.chosen].law.kind, tested, options.bootstrap, random);
        }
    }
    fit.law = fit.chosen ? fit.candidates[*fit.chosen].law.to_law() : Law{empirical_law(values)};
    add_intervals(fit, values, options.confidence);
    for (std::size_t percent = 1; percent < 100; ++percent) {
        const std::size_t row = percent * values.size() / 100;
        fit.observed.push_back(values[row]);
        fit.fitted.push_back(fit.chosen ? fit.candidates[*fit.chosen].law.quantile(
                                              static_cast<double>(percent) / 100.0)
                                        : values[row]);
    }
    return fit;
}

}  // namespace fcr
