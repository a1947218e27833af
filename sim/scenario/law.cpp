#include "sim/scenario/law.hpp"

#include <fmt/format.h>

#include <array>

namespace fcr {

namespace {

/// "Never" as a table: no share of the values lies at or below any time.
constexpr std::array kNeverKnots{QuantileKnot{.value = 0.0, .cumulative = 0.0},
                                 QuantileKnot{.value = 1.0, .cumulative = 0.0}};

struct MakeDistribution {
    Distribution operator()(const ConstantLaw& law) const {
        return Distribution::constant(law.value_s);
    }
    Distribution operator()(const ExponentialLaw& law) const {
        return Distribution::exponential(law.mean_s);
    }
    Distribution operator()(const LognormalLaw& law) const {
        return Distribution::lognormal(law.mean_s, law.cv);
    }
    Distribution operator()(const GammaLaw& law) const {
        // mean = shape * scale and cv^2 = 1 / shape.
        const double squared_cv = law.cv * law.cv;
        return Distribution::gamma(1.0 / squared_cv, law.mean_s * squared_cv);
    }
    Distribution operator()(const UniformLaw& law) const {
        return Distribution::uniform(law.low_s, law.high_s);
    }
    Distribution operator()(const NormalLaw& law) const {
        return Distribution::normal(law.mean_s, law.sd_s, law.floor_s);
    }
    Distribution operator()(const HyperexponentialLaw& law) const {
        return Distribution::hyperexponential(law.branches);
    }
    Distribution operator()(const EmpiricalLaw& law) const {
        return Distribution::empirical(law.knots);
    }
    Distribution operator()(const PiecewiseHazardLaw& law) const {
        return Distribution::piecewise_hazard(law.stretches);
    }
    Distribution operator()(const NeverLaw& /*law*/) const {
        return Distribution::empirical(kNeverKnots);
    }
};

std::string share_of_never(const EmpiricalLaw& law) {
    const double never = law.knots.empty() ? 0.0 : 1.0 - law.knots.back().cumulative;
    return never > 0.0 ? fmt::format(", {:.4g} % for ever", 100.0 * never) : std::string{};
}

struct Describe {
    std::string operator()(const ConstantLaw& law) const {
        return law.value_s == 0.0 ? "none" : fmt::format("always {} s", law.value_s);
    }
    std::string operator()(const ExponentialLaw& law) const {
        return fmt::format("exponential, mean {} s", law.mean_s);
    }
    std::string operator()(const LognormalLaw& law) const {
        return fmt::format("lognormal, mean {} s, cv {}", law.mean_s, law.cv);
    }
    std::string operator()(const GammaLaw& law) const {
        return fmt::format("gamma, mean {} s, cv {}", law.mean_s, law.cv);
    }
    std::string operator()(const UniformLaw& law) const {
        return fmt::format("uniform, {} to {} s", law.low_s, law.high_s);
    }
    std::string operator()(const NormalLaw& law) const {
        return fmt::format(
            "normal, mean {} s, sd {} s, at least {} s", law.mean_s, law.sd_s, law.floor_s);
    }
    std::string operator()(const HyperexponentialLaw& law) const {
        return fmt::format(
            "mixture of {} exponentials, mean {:.6g} s", law.branches.size(), mean_s(law));
    }
    std::string operator()(const EmpiricalLaw& law) const {
        const std::string never = share_of_never(law);
        return never.empty()
                   ? fmt::format("table of {} knots, mean {:.6g} s", law.knots.size(), mean_s(law))
                   : fmt::format("table of {} knots{}", law.knots.size(), never);
    }
    std::string operator()(const PiecewiseHazardLaw& law) const {
        return fmt::format("hazard in {} stretch{}, mean {:.6g} s",
                           law.stretches.size(),
                           law.stretches.size() == 1 ? "" : "es",
                           mean_s(law));
    }
    std::string operator()(const NeverLaw& /*law*/) const { return "never"; }
};

}  // namespace

Distribution to_distribution(const Law& law) {
    return std::visit(MakeDistribution{}, law);
}

double mean_s(const Law& law) {
    return to_distribution(law).mean();
}

std::string to_string(const Law& law) {
    return std::visit(Describe{}, law);
}

}  // namespace fcr
