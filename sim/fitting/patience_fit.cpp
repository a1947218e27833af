#include "sim/fitting/patience_fit.hpp"

#include "sim/fitting/recorded_unit.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace fcr {

namespace {

constexpr std::size_t kOfStretchMin = 10;  ///< who gave up in a stretch; fewer: joined to the next
constexpr std::size_t kAtRiskTold = 30;
constexpr std::size_t kCurvePoints = 100;
/// Ends of the stretches that stand for a Weibull law, seconds.
constexpr std::array kWeibullCuts{1.0,   2.0,    5.0,    10.0,   20.0,   30.0,   45.0,
                                  60.0,  90.0,   120.0,  180.0,  300.0,  450.0,  600.0,
                                  900.0, 1200.0, 1800.0, 2700.0, 3600.0, 7200.0, 14400.0};

double wait_chi_square(double probability, double degrees) {
    return boost::math::quantile(boost::math::chi_squared(degrees), probability);
}

/// The mean time to an event of constant hazard, exact but for censoring by what is answered
/// (Epstein and Sobel 1953): 2 time / chi-square.
FittedValue mean_of_hazard(double time, double events, double confidence) {
    const double low = 0.5 - confidence / 2.0;
    return {.value = time / events,
            .low = 2.0 * time / wait_chi_square(1.0 - low, 2.0 * events + 2.0),
            .high = 2.0 * time / wait_chi_square(low, 2.0 * events)};
}

struct WeibullLaw {
    double shape = 1.0;
    double scale = 1.0;

    [[nodiscard]] double hazard_until(double time) const { return std::pow(time / scale, shape); }
};

/// Times sorted, with their sums of powers.
struct WeibullSums {
    double power = 0.0;       ///< sum of t^k
    double power_log = 0.0;   ///< sum of t^k ln t
    double power_log2 = 0.0;  ///< sum of t^k (ln t)^2
};

WeibullSums weibull_sums(std::span<const QueueWait> waits, double shape, double longest) {
    WeibullSums sums;
    for (const QueueWait& wait : waits) {
        const double log = std::log(wait.seconds / longest);
        const double power = std::exp(shape * log);
        sums.power += power;
        sums.power_log += power * log;
        sums.power_log2 += power * log * log;
    }
    return sums;
}

/// Newton's method on the profile likelihood of the shape, with bisection where it would leave.
WeibullLaw likely_weibull(std::span<const QueueWait> waits,
                          double events,
                          double confidence,
                          FittedValue& shape) {
    const double longest = waits.back().seconds;
    double logs = 0.0;
    for (const QueueWait& wait : waits) {
        logs += wait.gave_up ? std::log(wait.seconds / longest) : 0.0;
    }
    double low = 0.02;
    double high = 50.0;
    double k = 1.0;
    double information = 1.0;
    for (int round = 0; round < 100; ++round) {
        const WeibullSums sums = weibull_sums(waits, k, longest);
        const double ratio = sums.power_log / sums.power;
        const double score = events / k + logs - events * ratio;
        information = events / (k * k) + events * (sums.power_log2 / sums.power - ratio * ratio);
        (score > 0.0 ? low : high) = k;
        double next = k + score / information;
        if (next <= low || next >= high) {
            next = 0.5 * (low + high);
        }
        const bool settled = std::abs(next - k) < 1e-9 * k;
        k = next;
        if (settled) {
            break;
        }
    }
    const double z = boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2.0);
    const double half = z / std::sqrt(information) / k;
    shape = {.value = k, .low = k * std::exp(-half), .high = k * std::exp(half)};
    const WeibullSums sums = weibull_sums(waits, k, longest);
    return {.shape = k, .scale = longest * std::pow(sums.power / events, 1.0 / k)};
}

/// Time waited and callers who gave up between two times.
struct Exposure {
    double time = 0.0;
    std::size_t events = 0;
};

Exposure exposure_between(std::span<const QueueWait> waits, double from, double until) {
    Exposure exposure;
    for (const QueueWait& wait : waits) {
        if (wait.seconds <= from) {
            continue;
        }
        exposure.time += std::min(wait.seconds, until) - from;
        exposure.events += wait.gave_up && wait.seconds <= until ? 1 : 0;
    }
    return exposure;
}

/// A stretch while it is put together.
struct Stretch {
    double from = 0.0;
    Exposure exposure;
};

std::vector<Stretch> stretches_of(std::span<const QueueWait> waits) {
    std::vector<double> ends(kPatienceCuts.begin(), kPatienceCuts.end());
    ends.push_back(std::numeric_limits<double>::infinity());
    std::vector<Stretch> stretches;
    Stretch open;
    double from = 0.0;
    for (const double end : ends) {
        const Exposure part = exposure_between(waits, from, end);
        open.exposure.time += part.time;
        open.exposure.events += part.events;
        from = end;
        if (open.exposure.events >= kOfStretchMin) {
            stretches.push_back(open);
            open = {.from = end, .exposure = {}};
        }
    }
    if (!stretches.empty()) {
        stretches.back().exposure.time += open.exposure.time;
        stretches.back().exposure.events += open.exposure.events;
    }
    return stretches;
}

PiecewiseHazardLaw piecewise(const std::vector<HazardFit>& stretches) {
    PiecewiseHazardLaw law;
    for (const HazardFit& stretch : stretches) {
        law.stretches.push_back({.from = stretch.from, .rate = 1.0 / stretch.mean.value});
    }
    return law;
}

PiecewiseHazardLaw piecewise(const WeibullLaw& weibull) {
    PiecewiseHazardLaw law;
    double from = 0.0;
    for (const double until : kWeibullCuts) {
        const double hazard = weibull.hazard_until(until) - weibull.hazard_until(from);
        law.stretches.push_back({.from = from, .rate = hazard / (until - from)});
        from = until;
    }
    const double rate = weibull.shape / from * weibull.hazard_until(from);
    law.stretches.push_back({.from = from, .rate = rate});
    return law;
}

double survival(const PiecewiseHazardLaw& law, double time) {
    double hazard = 0.0;
    for (std::size_t row = 0; row < law.stretches.size(); ++row) {
        const double until = row + 1 < law.stretches.size()
                                 ? law.stretches[row + 1].from
                                 : std::numeric_limits<double>::infinity();
        if (time > law.stretches[row].from) {
            hazard += law.stretches[row].rate * (std::min(time, until) - law.stretches[row].from);
        }
    }
    return std::exp(-hazard);
}

/// Kaplan and Meier's product (1958) with Greenwood's sum (1926), at each time somebody gave up.
struct SurvivalStep {
    double seconds = 0.0;
    double share = 1.0;
    double greenwood = 0.0;
    std::size_t at_risk = 0;
};

std::vector<SurvivalStep> kaplan_meier(std::span<const QueueWait> sorted) {
    std::vector<SurvivalStep> steps;
    SurvivalStep step;
    for (std::size_t row = 0; row < sorted.size();) {
        std::size_t next = row;
        std::size_t events = 0;
        while (next < sorted.size() && sorted[next].seconds == sorted[row].seconds) {
            events += sorted[next].gave_up ? 1 : 0;
            ++next;
        }
        const auto risk = static_cast<double>(sorted.size() - row);
        if (events > 0) {
            const auto left = static_cast<double>(events);
            step.seconds = sorted[row].seconds;
            step.share *= 1.0 - left / risk;
            step.greenwood += risk > left ? left / (risk * (risk - left)) : 0.0;
            step.at_risk = sorted.size() - row;
            steps.push_back(step);
        }
        row = next;
    }
    return steps;
}

FittedValue share_of(const SurvivalStep& step, double confidence) {
    if (step.share <= 0.0 || step.share >= 1.0) {
        return {.value = step.share, .low = step.share, .high = step.share};
    }
    const double z = boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2.0);
    const double log = std::log(step.share);
    const double half = z * std::sqrt(step.greenwood) / std::abs(log);
    return {.value = step.share,
            .low = std::exp(log * std::exp(half)),
            .high = std::exp(log * std::exp(-half))};
}

SurvivalPoint point_at(const std::vector<SurvivalStep>& steps,
                       std::span<const QueueWait> sorted,
                       double time,
                       double confidence) {
    const auto after = std::ranges::upper_bound(steps, time, {}, &SurvivalStep::seconds);
    const auto waiting = std::ranges::lower_bound(sorted, time, {}, &QueueWait::seconds);
    SurvivalPoint point{.seconds = time,
                        .share = {.value = 1.0, .low = 1.0, .high = 1.0},
                        .at_risk = static_cast<std::size_t>(sorted.end() - waiting)};
    if (after != steps.begin()) {
        point.share = share_of(*std::prev(after), confidence);
    }
    return point;
}

/// A candidate with the law that it would be as.
struct PatienceTrial {
    PatienceCandidate candidate;
    PiecewiseHazardLaw law;
};

double distance_from(const std::vector<SurvivalStep>& steps, const PiecewiseHazardLaw& law) {
    double greatest = 0.0;
    double before = 1.0;
    for (const SurvivalStep& step : steps) {
        if (step.at_risk >= kAtRiskTold) {
            const double fitted = survival(law, step.seconds);
            greatest =
                std::max({greatest, std::abs(step.share - fitted), std::abs(before - fitted)});
        }
        before = step.share;
    }
    return greatest;
}

}  // namespace

std::string_view name_of(PatienceKind kind) {
    switch (kind) {
        case PatienceKind::Exponential: return "exponential";
        case PatienceKind::Weibull: return "Weibull";
        case PatienceKind::PiecewiseHazard: break;
    }
    return "piecewise hazard";
}

std::optional<PatienceFit> fit_patience(std::vector<QueueWait> waits, double confidence) {
    PatienceFit fit;
    fit.count = waits.size();
    double time = 0.0;
    std::vector<double> seconds;
    for (const QueueWait& wait : waits) {
        seconds.push_back(wait.seconds);
    }
    const double least = recorded_unit(seconds) / 2.0;
    for (QueueWait& wait : waits) {
        wait.seconds = std::max(wait.seconds, least);
        time += wait.seconds;
        fit.gave_up += wait.gave_up ? 1 : 0;
    }
    if (fit.gave_up < kAbandonedMin) {
        return std::nullopt;
    }
    std::ranges::sort(waits, {}, &QueueWait::seconds);
    const auto events = static_cast<double>(fit.gave_up);
    const std::vector<SurvivalStep> steps = kaplan_meier(waits);
    std::vector<PatienceTrial> trials;
    const auto add =
        [&](PatienceKind kind, double likelihood, int degrees, PiecewiseHazardLaw law) {
            trials.push_back({.candidate = {.kind = kind,
                                            .akaike = 2.0 * degrees - 2.0 * likelihood,
                                            .distance = distance_from(steps, law)},
                              .law = std::move(law)});
        };

    fit.mean = mean_of_hazard(time, events, confidence);
    add(PatienceKind::Exponential,
        -events * std::log(fit.mean.value) - events,
        1,
        {.stretches = {{.from = 0.0, .rate = 1.0 / fit.mean.value}}});

    const WeibullLaw weibull = likely_weibull(waits, events, confidence, fit.shape);
    fit.scale = weibull.scale;
    double likelihood = 0.0;
    for (const QueueWait& wait : waits) {
        const double hazard = weibull.hazard_until(wait.seconds);
        likelihood += wait.gave_up ? std::log(weibull.shape / wait.seconds * hazard) : 0.0;
        likelihood -= hazard;
    }
    add(PatienceKind::Weibull, likelihood, 2, piecewise(weibull));

    likelihood = 0.0;
    for (const Stretch& stretch : stretches_of(waits)) {
        const auto left = static_cast<double>(stretch.exposure.events);
        fit.stretches.push_back({.from = stretch.from,
                                 .mean = mean_of_hazard(stretch.exposure.time, left, confidence),
                                 .gave_up = stretch.exposure.events});
        likelihood += left * std::log(left / stretch.exposure.time) - left;
    }
    add(PatienceKind::PiecewiseHazard,
        likelihood,
        static_cast<int>(fit.stretches.size()),
        piecewise(fit.stretches));

    for (const PatienceTrial& trial : trials) {
        fit.candidates.push_back(trial.candidate);
    }
    const auto best = std::ranges::min_element(fit.candidates, {}, &PatienceCandidate::akaike);
    fit.chosen = static_cast<std::size_t>(best - fit.candidates.begin());
    const PiecewiseHazardLaw& law = trials[fit.chosen].law;
    fit.law =
        fit.kind() == PatienceKind::Exponential ? Law{ExponentialLaw{fit.mean.value}} : Law{law};
    const auto add_point = [&](double at, std::vector<SurvivalPoint>& points) {
        SurvivalPoint point = point_at(steps, waits, at, confidence);
        point.fitted = survival(law, at);
        points.push_back(point);
    };
    for (const double at : kPatienceCuts) {
        if (at <= waits.back().seconds) {
            add_point(at, fit.points);
        }
    }
    const std::size_t points = std::min(kCurvePoints, steps.size());
    for (std::size_t row = 1; row <= points; ++row) {
        add_point(steps[row * steps.size() / points - 1].seconds, fit.curve);
    }
    return fit;
}

}  // namespace fcr
