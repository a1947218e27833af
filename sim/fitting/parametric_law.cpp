#include "sim/fitting/parametric_law.hpp"

#include "sim/base/check.hpp"
#include "sim/fitting/quantile_knots.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <vector>

namespace fcr {

namespace {

constexpr std::size_t kMixtureValues = 20'000;
constexpr std::size_t kMixtureValuesMin = 100;
constexpr int kMixtureRounds = 300;
constexpr double kSigmaMin = 0.05;  ///< a part of a mixture may not close in on single values
constexpr std::size_t kMixtureKnots = 200;
constexpr double kShareOfEnd = 1e-9;

double normal_below(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double lognormal_below(double x, double mu, double sigma) {
    return normal_below((std::log(x) - mu) / sigma);
}

double log_of_lognormal(double x, double mu, double sigma) {
    const double z = (std::log(x) - mu) / sigma;
    return -0.5 * z * z - std::log(sigma * x) - 0.5 * std::log(2.0 * std::numbers::pi);
}

double lognormal_mean(double mu, double sigma) {
    return std::exp(mu + sigma * sigma / 2.0);
}

struct MeanAndSpread {
    double mean = 0.0;
    double sd = 0.0;
};

MeanAndSpread of_logarithms(std::span<const double> values) {
    const auto count = static_cast<double>(values.size());
    double sum = 0.0;
    for (const double value : values) {
        sum += std::log(value);
    }
    const double mean = sum / count;
    double squares = 0.0;
    for (const double value : values) {
        const double gap = std::log(value) - mean;
        squares += gap * gap;
    }
    return {.mean = mean, .sd = std::sqrt(squares / count)};
}

double plain_mean(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::optional<ParametricLaw> likely_gamma(std::span<const double> values) {
    const double mean = plain_mean(values);
    const double gap = std::log(mean) - of_logarithms(values).mean;
    if (gap < 1e-6) {
        return std::nullopt;
    }
    double shape = (3.0 - gap + std::sqrt((gap - 3.0) * (gap - 3.0) + 24.0 * gap)) / (12.0 * gap);
    for (int round = 0; round < 50; ++round) {
        const double miss = std::log(shape) - boost::math::digamma(shape) - gap;
        const double slope = 1.0 / shape - boost::math::trigamma(shape);
        const double next = std::max(shape / 10.0, shape - miss / slope);
        const bool settled = std::abs(next - shape) < 1e-10 * shape;
        shape = next;
        if (settled) {
            break;
        }
    }
    return ParametricLaw{.kind = LawKind::Gamma, .parameters = {shape, mean / shape}};
}

/// Values taken evenly from sorted ones.
std::vector<double> evenly(std::span<const double> sorted, std::size_t most) {
    if (sorted.size() <= most) {
        return {sorted.begin(), sorted.end()};
    }
    std::vector<double> taken;
    for (std::size_t row = 0; row < most; ++row) {
        taken.push_back(sorted[(2 * row + 1) * sorted.size() / (2 * most)]);
    }
    return taken;
}

struct Mixture {
    std::array<double, 5> parameters{};
    double likelihood = -std::numeric_limits<double>::infinity();
};

Mixture expect_and_maximise(std::span<const double> logs, double split) {
    const auto count = static_cast<double>(logs.size());
    const auto below = static_cast<std::size_t>(split * count);
    const auto start = [](std::span<const double> part) {
        const double mean = plain_mean(part);
        double squares = 0.0;
        for (const double value : part) {
            squares += (value - mean) * (value - mean);
        }
        return MeanAndSpread{
            .mean = mean,
            .sd = std::max(kSigmaMin, std::sqrt(squares / static_cast<double>(part.size())))};
    };
    MeanAndSpread first = start(logs.first(below));
    MeanAndSpread second = start(logs.subspan(below));
    double weight = split;
    Mixture mixture;
    for (int round = 0; round < kMixtureRounds; ++round) {
        double sum_1 = 0.0;
        double of_first = 0.0;
        double of_second = 0.0;
        double square_first = 0.0;
        double square_second = 0.0;
        double likelihood = 0.0;
        const double scale_1 = weight / first.sd;
        const double scale_2 = (1.0 - weight) / second.sd;
        for (const double value : logs) {
            const double z_1 = (value - first.mean) / first.sd;
            const double z_2 = (value - second.mean) / second.sd;
            const double density_1 = scale_1 * std::exp(-0.5 * z_1 * z_1);
            const double density_2 = scale_2 * std::exp(-0.5 * z_2 * z_2);
            const double both = std::max(density_1 + density_2, 1e-300);
            const double part = density_1 / both;
            likelihood += std::log(both);
            sum_1 += part;
            of_first += part * value;
            of_second += (1.0 - part) * value;
            square_first += part * value * value;
            square_second += (1.0 - part) * value * value;
        }
        const double gained = likelihood - mixture.likelihood;
        mixture = {.parameters = {weight, first.mean, first.sd, second.mean, second.sd},
                   .likelihood = likelihood};
        const double sum_2 = count - sum_1;
        if (gained < 1e-7 * std::abs(likelihood) || sum_1 < 1.0 || sum_2 < 1.0) {
            break;
        }
        const auto spread = [](double square, double mean, double sum) {
            return std::max(kSigmaMin, std::sqrt(std::max(0.0, square / sum - mean * mean)));
        };
        weight = sum_1 / count;
        first.mean = of_first / sum_1;
        second.mean = of_second / sum_2;
        first.sd = spread(square_first, first.mean, sum_1);
        second.sd = spread(square_second, second.mean, sum_2);
    }
    return mixture;
}

std::optional<ParametricLaw> likely_mixture(std::span<const double> sorted) {
    if (sorted.size() < kMixtureValuesMin) {
        return std::nullopt;
    }
    std::vector<double> logs = evenly(sorted, kMixtureValues);
    std::ranges::transform(logs, logs.begin(), [](double value) { return std::log(value); });
    Mixture best;
    for (const double split : {0.15, 0.5, 0.85}) {
        const Mixture mixture = expect_and_maximise(logs, split);
        best = mixture.likelihood > best.likelihood ? mixture : best;
    }
    return ParametricLaw{.kind = LawKind::LognormalMixture, .parameters = best.parameters};
}

}  // namespace

std::string_view name_of(LawKind kind) {
    switch (kind) {
        case LawKind::Exponential: return "exponential";
        case LawKind::Gamma: return "gamma";
        case LawKind::Lognormal: return "lognormal";
        case LawKind::LognormalMixture: break;
    }
    return "two lognormals";
}

double ParametricLaw::below(double x) const {
    const std::array<double, 5>& p = parameters;
    switch (kind) {
        case LawKind::Exponential: return -std::expm1(-x / p[0]);
        case LawKind::Gamma: return boost::math::gamma_p(p[0], x / p[1]);
        case LawKind::Lognormal: return lognormal_below(x, p[0], p[1]);
        case LawKind::LognormalMixture: break;
    }
    return p[0] * lognormal_below(x, p[1], p[2]) + (1.0 - p[0]) * lognormal_below(x, p[3], p[4]);
}

double ParametricLaw::log_density(double x) const {
    const std::array<double, 5>& p = parameters;
    switch (kind) {
        case LawKind::Exponential: return -x / p[0] - std::log(p[0]);
        case LawKind::Gamma:
            return (p[0] - 1.0) * std::log(x) - x / p[1] - p[0] * std::log(p[1]) -
                   std::lgamma(p[0]);
        case LawKind::Lognormal: return log_of_lognormal(x, p[0], p[1]);
        case LawKind::LognormalMixture: break;
    }
    return std::log(p[0] * std::exp(log_of_lognormal(x, p[1], p[2])) +
                    (1.0 - p[0]) * std::exp(log_of_lognormal(x, p[3], p[4])) + 1e-300);
}

double ParametricLaw::quantile(double share) const {
    FCR_CHECK(share > 0.0 && share < 1.0, "a quantile of no share");
    const std::array<double, 5>& p = parameters;
    const auto lognormal = [share](double mu, double sigma) {
        return std::exp(mu + sigma * boost::math::quantile(boost::math::normal(), share));
    };
    switch (kind) {
        case LawKind::Exponential: return -p[0] * std::log1p(-share);
        case LawKind::Gamma: return p[1] * boost::math::gamma_p_inv(p[0], share);
        case LawKind::Lognormal: return lognormal(p[0], p[1]);
        case LawKind::LognormalMixture: break;
    }
    double low = std::min(lognormal(p[1], p[2]), lognormal(p[3], p[4]));
    double high = std::max(lognormal(p[1], p[2]), lognormal(p[3], p[4]));
    for (int round = 0; round < 60; ++round) {
        const double middle = 0.5 * (low + high);
        (below(middle) < share ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

double ParametricLaw::mean() const {
    const std::array<double, 5>& p = parameters;
    switch (kind) {
        case LawKind::Exponential: return p[0];
        case LawKind::Gamma: return p[0] * p[1];
        case LawKind::Lognormal: return lognormal_mean(p[0], p[1]);
        case LawKind::LognormalMixture: break;
    }
    return p[0] * lognormal_mean(p[1], p[2]) + (1.0 - p[0]) * lognormal_mean(p[3], p[4]);
}

double ParametricLaw::cv() const {
    const std::array<double, 5>& p = parameters;
    switch (kind) {
        case LawKind::Exponential: return 1.0;
        case LawKind::Gamma: return 1.0 / std::sqrt(p[0]);
        case LawKind::Lognormal: return std::sqrt(std::expm1(p[1] * p[1]));
        case LawKind::LognormalMixture: break;
    }
    const auto square = [](double mu, double sigma) {
        const double mean = lognormal_mean(mu, sigma);
        return mean * mean * std::exp(sigma * sigma);
    };
    const double all = mean();
    return std::sqrt(std::max(
        0.0, (p[0] * square(p[1], p[2]) + (1.0 - p[0]) * square(p[3], p[4])) / all / all - 1.0));
}

int ParametricLaw::degrees() const {
    switch (kind) {
        case LawKind::Exponential: return 1;
        case LawKind::Gamma:
        case LawKind::Lognormal: return 2;
        case LawKind::LognormalMixture: break;
    }
    return 5;
}

Law ParametricLaw::to_law() const {
    switch (kind) {
        case LawKind::Exponential: return ExponentialLaw{.mean_s = mean()};
        case LawKind::Gamma: return GammaLaw{.mean_s = mean(), .cv = cv()};
        case LawKind::Lognormal: return LognormalLaw{.mean_s = mean(), .cv = cv()};
        case LawKind::LognormalMixture: break;
    }
    EmpiricalLaw law;
    for (std::size_t row = 0; row <= kMixtureKnots; ++row) {
        const double share = static_cast<double>(row) / static_cast<double>(kMixtureKnots);
        law.knots.push_back(
            {.value = row == 0 ? 0.0 : quantile(std::clamp(share, kShareOfEnd, 1.0 - 1e-5)),
             .cumulative = share});
    }
    keep_mean(law, mean());
    return law;
}

std::optional<ParametricLaw> most_likely(LawKind kind, std::span<const double> sorted) {
    FCR_CHECK(!sorted.empty() && sorted.front() > 0.0, "durations must be above 0 to be fitted");
    if (sorted.front() == sorted.back()) {
        return std::nullopt;
    }
    switch (kind) {
        case LawKind::Exponential:
            return ParametricLaw{.kind = kind, .parameters = {plain_mean(sorted)}};
        case LawKind::Gamma: return likely_gamma(sorted);
        case LawKind::Lognormal: {
            const MeanAndSpread logs = of_logarithms(sorted);
            return ParametricLaw{.kind = kind, .parameters = {logs.mean, logs.sd}};
        }
        case LawKind::LognormalMixture: break;
    }
    return likely_mixture(sorted);
}

double akaike(const ParametricLaw& law, std::span<const double> values) {
    double likelihood = 0.0;
    for (const double value : values) {
        likelihood += law.log_density(value);
    }
    return 2.0 * law.degrees() - 2.0 * likelihood;
}

double distance(const ParametricLaw& law, std::span<const double> sorted) {
    const auto count = static_cast<double>(sorted.size());
    double greatest = 0.0;
    for (std::size_t row = 0; row < sorted.size();) {
        std::size_t next = row + 1;
        while (next < sorted.size() && sorted[next] == sorted[row]) {
            ++next;
        }
        const double share = law.below(sorted[row]);
        greatest = std::max({greatest,
                             std::abs(share - static_cast<double>(row) / count),
                             std::abs(share - static_cast<double>(next) / count)});
        row = next;
    }
    return greatest;
}

double anderson_darling(const ParametricLaw& law, std::span<const double> sorted) {
    const std::size_t count = sorted.size();
    std::vector<double> shares;
    shares.reserve(count);
    for (const double value : sorted) {
        shares.push_back(std::clamp(law.below(value), 1e-12, 1.0 - 1e-12));
    }
    double sum = 0.0;
    for (std::size_t row = 0; row < count; ++row) {
        sum += static_cast<double>(2 * row + 1) *
               (std::log(shares[row]) + std::log1p(-shares[count - 1 - row]));
    }
    return -static_cast<double>(count) - sum / static_cast<double>(count);
}

}  // namespace fcr
