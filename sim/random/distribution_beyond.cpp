// A law's values beyond an age: what is left of a span that has lasted so long already.
#include "sim/base/check.hpp"
#include "sim/random/distribution.hpp"
#include "sim/random/real_math.hpp"
#include "sim/random/ziggurat.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace fcr {
namespace {

/// A standard normal value above `cut`: drawn until one is where most are, else by rejection from
/// an exponential tail (Robert, "Simulation of truncated normal variables", Statistics and
/// Computing 5, 1995).
double normal_beyond(double cut, Draw& draw) {
    constexpr double kPlainBelow = 0.5;
    if (cut < kPlainBelow) {
        for (;;) {
            const double value = next_standard_normal(draw);
            if (value > cut) {
                return value;
            }
        }
    }
    const double rate = (cut + std::sqrt(cut * cut + 4.0)) / 2.0;
    for (;;) {
        const double value = cut + next_standard_exponential(draw) / rate;
        const double off = value - rate;
        if (draw.next_uniform() < exp(-0.5 * off * off)) {
            return value;
        }
    }
}

}  // namespace

double Distribution::sample_beyond(double age, Draw draw) const {
    FCR_DEBUG_CHECK(age >= 0.0, "an age below 0");
    switch (kind_) {
        case DistributionKind::Constant: return std::max(a_, age);
        case DistributionKind::Exponential: return age + a_ * standard_exponential(draw);
        case DistributionKind::Lognormal:
            return age <= 0.0
                       ? sample(draw)
                       : std::max(age, exp(a_ + b_ * normal_beyond((log(age) - a_) / b_, draw)));
        case DistributionKind::Gamma:
            return age <= 0.0 ? sample(draw) : sample_gamma_beyond(age, draw);
        case DistributionKind::Uniform: {
            const double low = std::max(a_, age);
            const double high = a_ + b_;
            return low < high ? low + (high - low) * draw.next_uniform() : age;
        }
        case DistributionKind::Normal:
            return age < c_ ? sample(draw)
                            : std::max(age, a_ + b_ * normal_beyond((age - a_) / b_, draw));
        case DistributionKind::Hyperexponential: return sample_hyperexponential_beyond(age, draw);
        case DistributionKind::Empirical: {
            const double below = place_of(age);
            return below < 1.0 ? std::max(age, look_up(below + (1.0 - below) * draw.next_uniform()))
                               : age;
        }
        // The hazard to come does not depend on that which was passed.
        case DistributionKind::PiecewiseHazard:
            return std::max(age, look_up(place_of(age) + standard_exponential(draw)));
    }
    FCR_CHECK(false, "a law of no kind");
    return 0.0;
}

/// Up to the shape the plain law is drawn until a value lies beyond; further out an exponential
/// law that falls as slowly as the density does at the age covers its tail, since
/// ln y <= y - 1 (Devroye, "Non-uniform random variate generation", 1986, IX.3 and VII).
double Distribution::sample_gamma_beyond(double age, Draw draw) const {
    const double start = age / b_;
    if (start <= a_) {
        // Words of one draw follow one another; each attempt takes the words that come next.
        for (;;) {
            const double value = next_gamma(draw);
            if (value > age) {
                return value;
            }
        }
    }
    const double power = a_ - 1.0;
    const double rate = power > 0.0 ? 1.0 - power / start : 1.0;
    for (;;) {
        const double value = start + next_standard_exponential(draw) / rate;
        const double log_share = power > 0.0
                                     ? power * (log(value / start) - (value - start) / start)
                                     : power * log(value / start);
        if (draw.next_uniform() < exp(log_share)) {
            return std::max(age, b_ * value);
        }
    }
}

/// Each branch by its share of what is left, then without memory.
double Distribution::sample_hyperexponential_beyond(double age, Draw draw) const {
    const std::span<const Row> branches(rows_.get(), rows_size_);
    double longest = 0.0;
    for (const Row& branch : branches) {
        longest = std::max(longest, branch.value);
    }
    const auto share_left = [&](const Row& branch) {
        return exp(age / longest - age / branch.value) / branch.slope;
    };
    double total = 0.0;
    for (const Row& branch : branches) {
        total += share_left(branch);
    }
    double place = total * draw.next_uniform();
    double mean = longest;
    for (const Row& branch : branches) {
        place -= share_left(branch);
        if (place < 0.0) {
            mean = branch.value;
            break;
        }
    }
    return age + mean * next_standard_exponential(draw);
}

double Distribution::place_of(double value) const {
    const std::span<const Row> rows(rows_.get(), rows_size_);
    double place = 0.0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows[row].value > value) {
            continue;
        }
        const bool last = row + 1 == rows.size();
        // A row without slope is an atom: all of it is at most the value.
        const double within = rows[row].slope > 0.0
                                  ? rows[row].start + (value - rows[row].value) / rows[row].slope
                                  : rows[row].start;
        const bool all = !last && (rows[row].slope <= 0.0 || within > rows[row + 1].start);
        place = std::max(place, all ? rows[row + 1].start : within);
    }
    return place;
}

}  // namespace fcr
