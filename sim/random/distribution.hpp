// A probability law of a span or a factor, sampled from keyed draws.
#pragma once

#include "sim/random/real_math.hpp"
#include "sim/random/streams.hpp"
#include "sim/random/ziggurat.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace fcr {

enum class DistributionKind : std::uint8_t {
    Constant,
    Exponential,
    Lognormal,
    Gamma,
    Uniform,
    Normal,
    Hyperexponential,
    Empirical,
    PiecewiseHazard,
};

/// A knot of an empirical law: the share of values at or below `value` is `cumulative`.
struct QuantileKnot {
    double value = 0.0;       ///< in the law's unit, non-decreasing
    double cumulative = 0.0;  ///< 0 to 1, non-decreasing
};

/// A stretch of constant hazard: from `from` until the next stretch, or for ever.
struct HazardStretch {
    double from = 0.0;  ///< start of the stretch, in the law's unit; the first is 0
    double rate = 0.0;  ///< events per unit; 0 means none in this stretch
};

/// A branch of a mixture of exponentials.
struct ExponentialBranch {
    double weight = 0.0;  ///< probability of the branch; weights sum to 1
    double mean = 0.0;    ///< greater than 0
};

/// A value of each of two laws.
struct ValuePair {
    double first = 0.0;
    double second = 0.0;
};

/// One law. The unit is the caller's (the room uses seconds). Immutable after construction, so
/// one law serves all replications and threads; allocates only when it is made. Parameters outside
/// the stated ranges, or not finite, are bugs here: input is checked in sim/scenario before.
class Distribution {
public:
    /// Always `value`, 0 or more. The default is the constant 0.
    Distribution() = default;
    [[nodiscard]] static Distribution constant(double value);
    /// Mean greater than 0. By the ziggurat.
    [[nodiscard]] static Distribution exponential(double mean);
    /// By the mean (> 0) and coefficient of variation (> 0) of the value itself:
    /// ln sigma^2 = ln(1 + cv^2), ln mu = ln mean - sigma^2 / 2. exp() of a ziggurat normal.
    [[nodiscard]] static Distribution lognormal(double mean, double cv);
    /// By shape and scale, both greater than 0; the mean is shape * scale. Marsaglia and Tsang, "A
    /// simple method for generating gamma variables", ACM TOMS 26 (2000).
    [[nodiscard]] static Distribution gamma(double shape, double scale);
    /// Uniform on [low, high), 0 <= low < high. Rounding may give `high` itself, once in 2^53.
    [[nodiscard]] static Distribution uniform(double low, double high);
    /// Normal with sd greater than 0, values below `floor` (0 or more) raised to it, so that the
    /// floor has an atom.
    [[nodiscard]] static Distribution normal(double mean, double sd, double floor);
    /// A mixture of exponentials, two branches or more. One uniform chooses the branch and, by its
    /// place in the branch's share, the value (inversion).
    [[nodiscard]] static Distribution hyperexponential(std::span<const ExponentialBranch> branches);
    /// By inversion of one uniform, linear between knots; one knot or more, values 0 or more. The
    /// first knot's cumulative share lies at its value (an atom; none where it is 0). Values whose
    /// cumulative share lies above the last knot's never come ("never" is infinity): a survival
    /// table that ends at 0.346 leaves 34.6 % for ever patient.
    [[nodiscard]] static Distribution empirical(std::span<const QuantileKnot> knots);
    /// The law whose hazard is constant by stretches (Cox 1972), by inversion of its cumulative
    /// hazard at a ziggurat exponential. Starts rise strictly; a last rate of 0 gives infinity.
    [[nodiscard]] static Distribution piecewise_hazard(std::span<const HazardStretch> stretches);

    /// One value: 0 or more, or infinity where the law allows "never".
    [[nodiscard, gnu::always_inline]] inline double sample(Draw draw) const {
        if (kind_ == DistributionKind::Lognormal) [[likely]] {
            return exp(a_ + b_ * standard_normal(draw));
        }
        if (kind_ == DistributionKind::Exponential) {
            return a_ * standard_exponential(draw);
        }
        if (kind_ == DistributionKind::Constant) {
            return a_;
        }
        return sample_other(draw.duplicate());
    }

    /// What first.sample(first_draw) and second.sample(second_draw) give, at less than twice the
    /// cost of one where both laws are lognormal.
    [[nodiscard, gnu::always_inline]] static inline ValuePair sample_pair(
        const Distribution& first, Draw first_draw, const Distribution& second, Draw second_draw) {
        if (first.is_tame_lognormal_ && second.is_tame_lognormal_) {
            const NormalPair normal =
                core_normals(first_draw.first_word(), second_draw.first_word());
            if (normal.in_core) [[likely]] {
                const DoublePair value = exp_pair(DoublePair{first.a_, second.a_} +
                                                  DoublePair{first.b_, second.b_} * normal.values);
                return {value[0], value[1]};
            }
        }
        return {first.sample(first_draw.duplicate()), second.sample(second_draw.duplicate())};
    }

    /// One value of the law given that it is greater than `age`, 0 or more: what is left of a span
    /// that has lasted so long already. Exact: without memory, by inversion, or by rejection from a
    /// law that covers the tail, see distribution_beyond.cpp. A law that has no value beyond gives
    /// `age` itself, and rounding may.
    [[nodiscard]] double sample_beyond(double age, Draw draw) const;

    [[nodiscard]] DistributionKind kind() const { return kind_; }
    /// True where nothing is drawn: every value is the mean.
    [[nodiscard]] bool is_constant() const { return kind_ == DistributionKind::Constant; }
    /// True for the constant 0: nothing to draw, nothing to wait for.
    [[nodiscard]] bool is_zero() const { return is_constant() && a_ == 0.0; }
    /// The expected value; infinity where "never" has a share.
    [[nodiscard]] double mean() const { return mean_; }

private:
    /// A knot, stretch or branch: where it starts on the axis that is searched, and what it is.
    struct Row {
        double start = 0.0;  ///< cumulative share or hazard at which the row starts
        double value = 0.0;  ///< the law's value there; the mean of a branch
        double slope = 0.0;  ///< gain of value for a unit of the axis; 1 / weight of a branch
    };

    Distribution(DistributionKind kind, double mean) : kind_(kind), mean_(mean) {}

    // The draw is passed as it lies in memory: what is copied there in parts and read back in
    // others lets the processor wait.
    [[nodiscard]] double sample_other(Draw&& draw) const;
    [[nodiscard]] double next_gamma(Draw& draw) const;
    [[nodiscard]] double sample_hyperexponential(Draw& draw) const;
    [[nodiscard]] double sample_gamma_beyond(double age, Draw draw) const;
    [[nodiscard]] double sample_hyperexponential_beyond(double age, Draw draw) const;
    /// The place on the axis of the rows up to which values are at most `value`.
    [[nodiscard]] double place_of(double value) const;
    /// The value at `place` on the axis of the rows: 0 or more, or infinity.
    [[nodiscard]] double look_up(double place) const;
    /// The last row that starts at or below `place`, which is not below the first.
    [[nodiscard]] const Row& row_at(double place) const;

    DistributionKind kind_ = DistributionKind::Constant;
    bool is_tame_lognormal_ =
        false;                     ///< exp() of a normal value in the ziggurat's core is ordinary
    double mean_ = 0.0;            ///< the expected value
    double a_ = 0.0;               ///< value, mean, mu of ln, shape, low
    double b_ = 0.0;               ///< sigma of ln, scale, width, sd
    double c_ = 0.0;               ///< floor
    std::unique_ptr<Row[]> rows_;  ///< of the laws given by tables, by rising start
    std::size_t rows_size_ = 0;
};

}  // namespace fcr
