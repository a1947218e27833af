// Probability laws: every parameter in range, every table in order.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/base/check.hpp"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace fcr {

namespace {

/// A coefficient of variation: below a thousandth it is a constant, above a hundred nothing real.
constexpr Range kCv{.min = 0.001, .max = 100.0};
constexpr double kSumTolerance = 1e-6;

LognormalLaw read_lognormal(const Block& block) {
    using M = v1::Lognormal;
    return {.mean_s = block.needed_number(M::kMeanSFieldNumber, kSpanAboveZero),
            .cv = block.needed_number(M::kCvFieldNumber, kCv)};
}

GammaLaw read_gamma(const Block& block) {
    using M = v1::Gamma;
    return {.mean_s = block.needed_number(M::kMeanSFieldNumber, kSpanAboveZero),
            .cv = block.needed_number(M::kCvFieldNumber, kCv)};
}

UniformLaw read_uniform(const Block& block) {
    using M = v1::Uniform;
    UniformLaw law{.low_s = block.needed_number(M::kLowSFieldNumber, kSpan),
                   .high_s = block.needed_number(M::kHighSFieldNumber, kSpan)};
    if (block.has(M::kHighSFieldNumber) && law.high_s <= law.low_s) {
        block.refuse(M::kHighSFieldNumber, fmt::format("must be above low_s, {}", law.low_s));
        law.high_s = law.low_s + 1.0;
    }
    return law;
}

NormalLaw read_normal(const Block& block) {
    using M = v1::Normal;
    return {.mean_s = block.needed_number(M::kMeanSFieldNumber, kSpan),
            .sd_s = block.needed_number(M::kSdSFieldNumber, kSpanAboveZero),
            .floor_s = block.number_or(M::kFloorSFieldNumber, kSpan, 0.0)};
}

Law read_hyperexponential(const Block& block) {
    using M = v1::Hyperexponential;
    constexpr Range weight_range{.min = 0.0, .max = 1.0, .above_min = true};
    HyperexponentialLaw law;
    double sum = 0.0;
    const int count = block.rows(M::kBranchesFieldNumber, 2, 16);
    for (int row = 0; row < count; ++row) {
        const Block branch = block.child(M::kBranchesFieldNumber, row);
        law.branches.push_back(
            {.weight = branch.needed_number(M::Branch::kWeightFieldNumber, weight_range),
             .mean = branch.needed_number(M::Branch::kMeanSFieldNumber, kSpanAboveZero)});
        sum += law.branches.back().weight;
    }
    if (count < 2) {
        return ExponentialLaw{};
    }
    if (std::abs(sum - 1.0) > kSumTolerance) {
        block.refuse_block(fmt::format("{:.9g}", sum), "weights of the branches must sum to 1");
        return ExponentialLaw{};
    }
    for (ExponentialBranch& branch : law.branches) {
        branch.weight /= sum;
    }
    return law;
}

/// Refuses a knot that does not go on from the one before it.
void check_order(const Block& knot, int field, double value, double before, bool rising) {
    if (knot.has(field) && (rising ? value < before : value > before)) {
        knot.refuse(field,
                    fmt::format("must not {} from one knot to the next; the one before has {}",
                                rising ? "fall" : "rise",
                                before));
    }
}

EmpiricalLaw read_empirical(const Block& block) {
    using M = v1::Empirical;
    EmpiricalLaw law;
    QuantileKnot before;
    const int count = block.rows(M::kKnotsFieldNumber, 2, 1000);
    for (int row = 0; row < count; ++row) {
        const Block knot = block.child(M::kKnotsFieldNumber, row);
        const QuantileKnot here{
            .value = knot.needed_number(M::Knot::kValueSFieldNumber, kSpan),
            .cumulative = knot.needed_number(M::Knot::kCumulativeFieldNumber, kShare)};
        check_order(knot, M::Knot::kValueSFieldNumber, here.value, before.value, true);
        check_order(
            knot, M::Knot::kCumulativeFieldNumber, here.cumulative, before.cumulative, true);
        before = here;
        law.knots.push_back(here);
    }
    if (count > 0 && law.knots.back().cumulative < 1.0) {
        block.child(M::kKnotsFieldNumber, count - 1)
            .refuse(M::Knot::kCumulativeFieldNumber, "must be 1 at the last knot");
    }
    return law;
}

/// A survival table says who is left; an empirical law, who has gone.
EmpiricalLaw read_survival(const Block& block, LawUse use) {
    using M = v1::Survival;
    EmpiricalLaw law;
    double at_before = 0.0;
    double left_before = 1.0;
    const int count = block.rows(M::kKnotsFieldNumber, 1, 1000);
    for (int row = 0; row < count; ++row) {
        const Block knot = block.child(M::kKnotsFieldNumber, row);
        const double at = knot.needed_number(M::Knot::kAtSFieldNumber, kSpan);
        const double left = knot.needed_number(M::Knot::kStillWaitingFieldNumber, kShare);
        check_order(knot, M::Knot::kAtSFieldNumber, at, at_before, true);
        check_order(knot, M::Knot::kStillWaitingFieldNumber, left, left_before, false);
        if (row == 0 && at > 0.0) {
            law.knots.push_back({.value = 0.0, .cumulative = 0.0});
        }
        at_before = at;
        left_before = left;
        law.knots.push_back({.value = at, .cumulative = 1.0 - left});
    }
    if (law.knots.size() == 1) {
        law.knots.push_back({.value = at_before + 1.0, .cumulative = law.knots[0].cumulative});
    }
    if (use == LawUse::Span && count > 0 && left_before > 0.0) {
        block.child(M::kKnotsFieldNumber, count - 1)
            .refuse(M::Knot::kStillWaitingFieldNumber,
                    "must be 0 at the last knot: only patience may last for ever");
    }
    return law;
}

PiecewiseHazardLaw read_piecewise_hazard(const Block& block) {
    using M = v1::PiecewiseHazard;
    PiecewiseHazardLaw law;
    const int count = block.rows(M::kStretchesFieldNumber, 1, 1000);
    for (int row = 0; row < count; ++row) {
        const Block stretch = block.child(M::kStretchesFieldNumber, row);
        constexpr int from_field = M::Stretch::kFromSFieldNumber;
        const double from = stretch.needed_number(from_field, kSpan);
        const double mean = stretch.needed_number(M::Stretch::kMeanSFieldNumber, kSpanAboveZero);
        if (row == 0 && from > 0.0) {
            stretch.refuse(from_field, "must be 0 in the first stretch");
        } else if (row > 0 && stretch.has(from_field) && from <= law.stretches.back().from) {
            stretch.refuse(
                from_field,
                fmt::format("must be above the stretch before it, {}", law.stretches.back().from));
        }
        law.stretches.push_back({.from = from, .rate = 1.0 / mean});
    }
    return law;
}

}  // namespace

Law read_law(const Block& block, int field, LawUse use, Law otherwise) {
    if (!block.has(field)) {
        return otherwise;
    }
    using M = v1::Distribution;
    const Block law = block.child(field);
    switch (law.as<v1::Distribution>().law_case()) {
        case M::kConstantS: return ConstantLaw{law.number_or(M::kConstantSFieldNumber, kSpan, 0.0)};
        case M::kExponential:
            return ExponentialLaw{
                law.child(M::kExponentialFieldNumber)
                    .needed_number(v1::Exponential::kMeanSFieldNumber, kSpanAboveZero)};
        case M::kLognormal: return read_lognormal(law.child(M::kLognormalFieldNumber));
        case M::kGamma: return read_gamma(law.child(M::kGammaFieldNumber));
        case M::kUniform: return read_uniform(law.child(M::kUniformFieldNumber));
        case M::kNormal: return read_normal(law.child(M::kNormalFieldNumber));
        case M::kHyperexponential:
            return read_hyperexponential(law.child(M::kHyperexponentialFieldNumber));
        case M::kEmpirical: return read_empirical(law.child(M::kEmpiricalFieldNumber));
        case M::kSurvival: return read_survival(law.child(M::kSurvivalFieldNumber), use);
        case M::kPiecewiseHazard:
            return read_piecewise_hazard(law.child(M::kPiecewiseHazardFieldNumber));
        case M::LAW_NOT_SET: break;
    }
    law.refuse_block({},
                     "must name a law: constant_s, exponential, lognormal, gamma, uniform, normal, "
                     "hyperexponential, empirical, survival or piecewise_hazard");
    return otherwise;
}

}  // namespace fcr
