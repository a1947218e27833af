#include "sim/random/distribution.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <utility>

namespace fcr {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// What weights may miss 1 by.
constexpr double kWeightSlack = 1e-9;

bool is_positive(double value) {
    return value > 0.0 && value < kInfinity;
}

bool is_non_negative(double value) {
    return value >= 0.0 && value < kInfinity;
}

/// Density of the standard normal law.
double normal_density(double x) {
    return 0.3989422804014327 * exp(-0.5 * x * x);
}

/// Distribution function of the standard normal law to 2e-15, by Taylor series (Marsaglia,
/// "Evaluating the normal distribution", Journal of Statistical Software 11, 2004).
double normal_share_below(double x) {
    if (std::fabs(x) > 8.0) {
        return x < 0.0 ? 0.0 : 1.0;
    }
    double term = x;
    double sum = x;
    for (int odd = 3; std::fabs(term) > 1e-17 * std::fabs(sum); odd += 2) {
        term *= x * x / odd;
        sum += term;
    }
    return 0.5 + sum * normal_density(x);
}

/// The mean of an exponential value of `rate`, cut at `length`: (1 - exp(-rate length)) / rate.
double mean_cut_at(double length, double rate) {
    const double hazard = rate * length;
    if (hazard < 1e-4) {
        return length * (1.0 - hazard / 2.0 + hazard * hazard / 6.0);
    }
    return (1.0 - exp(-hazard)) / rate;
}

}  // namespace

Distribution Distribution::constant(double value) {
    FCR_CHECK(is_non_negative(value), "a constant below 0 or without end");
    Distribution law(DistributionKind::Constant, value);
    law.a_ = value;
    return law;
}

Distribution Distribution::exponential(double mean) {
    FCR_CHECK(is_positive(mean), "an exponential mean must be above 0");
    Distribution law(DistributionKind::Exponential, mean);
    law.a_ = mean;
    return law;
}

Distribution Distribution::lognormal(double mean, double cv) {
    FCR_CHECK(is_positive(mean) && is_positive(cv), "a lognormal mean and cv must be above 0");
    Distribution law(DistributionKind::Lognormal, mean);
    const double variance = log(1.0 + cv * cv);
    law.a_ = log(mean) - variance / 2.0;
    law.b_ = std::sqrt(variance);
    // A value in the core lies within 4 standard deviations.
    law.is_tame_lognormal_ = std::fabs(law.a_) + 4.0 * law.b_ < 700.0;
    return law;
}

Distribution Distribution::gamma(double shape, double scale) {
    FCR_CHECK(is_positive(shape) && is_positive(scale), "a gamma shape and scale must be above 0");
    Distribution law(DistributionKind::Gamma, shape * scale);
    law.a_ = shape;
    law.b_ = scale;
    return law;
}

Distribution Distribution::uniform(double low, double high) {
    FCR_CHECK(is_non_negative(low) && low < high && high < kInfinity, "a uniform range is empty");
    Distribution law(DistributionKind::Uniform, low + (high - low) / 2.0);
    law.a_ = low;
    law.b_ = high - low;
    return law;
}

Distribution Distribution::normal(double mean, double sd, double floor) {
    FCR_CHECK(std::fabs(mean) < kInfinity && is_positive(sd), "a normal sd must be above 0");
    FCR_CHECK(is_non_negative(floor), "a normal floor must be 0 or more");
    const double cut = (floor - mean) / sd;
    const double below = normal_share_below(cut);
    Distribution law(DistributionKind::Normal,
                     floor * below + mean * (1.0 - below) + sd * normal_density(cut));
    law.a_ = mean;
    law.b_ = sd;
    law.c_ = floor;
    return law;
}

Distribution Distribution::hyperexponential(std::span<const ExponentialBranch> branches) {
    FCR_CHECK(branches.size() >= 2, "a mixture needs two branches");
    auto rows = std::make_unique<Row[]>(branches.size());
    double start = 0.0;
    double mean = 0.0;
    for (std::size_t i = 0; i < branches.size(); ++i) {
        const ExponentialBranch& branch = branches[i];
        FCR_CHECK(is_positive(branch.weight) && is_positive(branch.mean),
                  "a branch's weight and mean must be above 0");
        rows[i] = Row{.start = start, .value = branch.mean, .slope = 1.0 / branch.weight};
        start += branch.weight;
        mean += branch.weight * branch.mean;
    }
    FCR_CHECK(std::fabs(start - 1.0) <= kWeightSlack, "weights must sum to 1");
    Distribution law(DistributionKind::Hyperexponential, mean);
    law.rows_ = std::move(rows);
    law.rows_size_ = branches.size();
    return law;
}

Distribution Distribution::empirical(std::span<const QuantileKnot> knots) {
    FCR_CHECK(!knots.empty(), "an empirical law needs a knot");
    // One row more than knots: the first is the atom at the first knot, the last is "never".
    const std::size_t rows_size = knots.size() + 1;
    auto rows = std::make_unique<Row[]>(rows_size);
    QuantileKnot last{.value = knots[0].value, .cumulative = 0.0};
    double mean = 0.0;
    for (std::size_t i = 0; i < knots.size(); ++i) {
        const QuantileKnot& knot = knots[i];
        FCR_CHECK(is_non_negative(knot.value) && knot.value >= last.value,
                  "knot values must be 0 or more and not fall");
        FCR_CHECK(knot.cumulative >= last.cumulative && knot.cumulative <= 1.0,
                  "knot shares must lie in 0 to 1 and not fall");
        const double share = knot.cumulative - last.cumulative;
        // A row without a share is never looked up, so its slope is of no account.
        const double slope = share > 0.0 ? (knot.value - last.value) / share : 0.0;
        rows[i] = Row{.start = last.cumulative, .value = last.value, .slope = slope};
        mean += share * (last.value + (knot.value - last.value) / 2.0);
        last = knot;
    }
    rows[rows_size - 1] = Row{.start = last.cumulative, .value = kInfinity, .slope = 0.0};
    if (last.cumulative < 1.0) {
        mean = kInfinity;
    }
    Distribution law(DistributionKind::Empirical, mean);
    law.rows_ = std::move(rows);
    law.rows_size_ = rows_size;
    return law;
}

Distribution Distribution::piecewise_hazard(std::span<const HazardStretch> stretches) {
    FCR_CHECK(!stretches.empty() && stretches[0].from == 0.0, "the first stretch starts at 0");
    auto rows = std::make_unique<Row[]>(stretches.size());
    double hazard = 0.0;
    double mean = 0.0;
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const HazardStretch& stretch = stretches[i];
        FCR_CHECK(is_non_negative(stretch.rate), "a hazard must be 0 or more");
        // A stretch without hazard is passed over, or is where the law stays for ever.
        rows[i] = Row{.start = hazard, .value = kInfinity, .slope = 0.0};
        if (stretch.rate > 0.0) {
            rows[i].value = stretch.from;
            rows[i].slope = 1.0 / stretch.rate;
        }
        if (i + 1 < stretches.size()) {
            const double length = stretches[i + 1].from - stretch.from;
            FCR_CHECK(is_positive(length), "stretches must rise");
            mean += exp(-hazard) * mean_cut_at(length, stretch.rate);
            hazard += stretch.rate * length;
        } else {
            mean += exp(-hazard) * rows[i].slope;
        }
    }
    if (stretches.back().rate == 0.0) {
        mean = kInfinity;
    }
    Distribution law(DistributionKind::PiecewiseHazard, mean);
    law.rows_ = std::move(rows);
    law.rows_size_ = stretches.size();
    return law;
}

double Distribution::sample_other(Draw&& draw) const {
    switch (kind_) {
        case DistributionKind::Constant: return a_;
        case DistributionKind::Exponential: return a_ * standard_exponential(draw.duplicate());
        case DistributionKind::Lognormal: return exp(a_ + b_ * standard_normal(draw));
        case DistributionKind::Gamma: return next_gamma(draw);
        case DistributionKind::Uniform: return a_ + b_ * draw.next_uniform();
        case DistributionKind::Normal: return std::max(c_, a_ + b_ * standard_normal(draw));
        case DistributionKind::Hyperexponential: return sample_hyperexponential(draw);
        case DistributionKind::Empirical: return look_up(draw.next_uniform());
        case DistributionKind::PiecewiseHazard: return look_up(standard_exponential(draw));
    }
    FCR_CHECK(false, "a law of no kind");
    return 0.0;
}

double Distribution::next_gamma(Draw& draw) const {
    // A shape below 1 is raised by 1 and the value multiplied by a power of a uniform.
    const bool is_raised = a_ < 1.0;
    const double d = (is_raised ? a_ + 1.0 : a_) - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    double value = 0.0;
    for (;;) {
        const double x = next_standard_normal(draw);
        const double root = 1.0 + c * x;
        const double v = root * root * root;
        const double u = 1.0 - draw.next_uniform();
        if (root <= 0.0) {
            continue;
        }
        const double square = x * x;
        if (u < 1.0 - 0.0331 * square * square || log(u) < 0.5 * square + d * (1.0 - v + log(v))) {
            value = d * v;
            break;
        }
    }
    if (is_raised) {
        const double u = 1.0 - draw.next_uniform();
        value *= exp(log(u) / a_);
    }
    return b_ * value;
}

double Distribution::sample_hyperexponential(Draw& draw) const {
    // The middle of the uniform's cell, so that its logarithm is finite.
    const double place = draw.next_uniform() + 0x1.0p-54;
    const Row& branch = row_at(place);
    const double rest = std::min(1.0, (place - branch.start) * branch.slope);
    return -branch.value * log(rest);
}

double Distribution::look_up(double place) const {
    const Row& row = row_at(place);
    return row.value + (place - row.start) * row.slope;
}

const Distribution::Row& Distribution::row_at(double place) const {
    const Row* const rows = rows_.get();
    const Row* const above =
        std::upper_bound(rows, rows + rows_size_, place, [](double wanted, const Row& row) {
            return wanted < row.start;
        });
    return *(above - 1);
}

}  // namespace fcr
