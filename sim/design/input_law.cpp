#include "sim/design/input_law.hpp"

#include "sim/base/check.hpp"
#include "sim/random/real_math.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace fcr {

namespace {

double standard_normal_quantile(double share) {
    return boost::math::quantile(boost::math::normal(), share);
}

struct Quantile {
    double share;

    double operator()(const UniformInput& law) const {
        return law.low + share * (law.high - law.low);
    }
    double operator()(const TriangularInput& law) const {
        const double width = law.high - law.low;
        const double rise = law.mode - law.low;
        const double fall = law.high - law.mode;
        return share < rise / width ? law.low + std::sqrt(share * width * rise)
                                    : law.high - std::sqrt((1.0 - share) * width * fall);
    }
    double operator()(const NormalInput& law) const {
        double value = law.mean + law.sd * standard_normal_quantile(share);
        if (law.floor) {
            value = std::max(value, *law.floor);
        }
        return law.ceiling ? std::min(value, *law.ceiling) : value;
    }
    double operator()(const LognormalInput& law) const {
        // ln sigma^2 = ln(1 + cv^2), ln mu = ln mean - sigma^2 / 2.
        const double variance = log(1.0 + law.cv * law.cv);
        return exp(log(law.mean) - variance / 2.0 +
                   std::sqrt(variance) * standard_normal_quantile(share));
    }
    double operator()(const PertInput& law) const {
        const double width = law.high - law.low;
        const boost::math::beta_distribution<double> beta(
            1.0 + 4.0 * (law.mode - law.low) / width, 1.0 + 4.0 * (law.high - law.mode) / width);
        return law.low + width * boost::math::quantile(beta, share);
    }
};

struct Describe {
    std::string operator()(const UniformInput& law) const {
        return fmt::format("uniform from {:.6g} to {:.6g}", law.low, law.high);
    }
    std::string operator()(const TriangularInput& law) const {
        return fmt::format(
            "triangular from {:.6g} over {:.6g} to {:.6g}", law.low, law.mode, law.high);
    }
    std::string operator()(const NormalInput& law) const {
        std::string text = fmt::format("normal, mean {:.6g}, sd {:.6g}", law.mean, law.sd);
        if (law.floor) {
            text += fmt::format(", at least {:.6g}", *law.floor);
        }
        if (law.ceiling) {
            text += fmt::format(", at most {:.6g}", *law.ceiling);
        }
        return text;
    }
    std::string operator()(const LognormalInput& law) const {
        return fmt::format("lognormal, mean {:.6g}, cv {:.6g}", law.mean, law.cv);
    }
    std::string operator()(const PertInput& law) const {
        return fmt::format("PERT from {:.6g} over {:.6g} to {:.6g}", law.low, law.mode, law.high);
    }
};

}  // namespace

double quantile(const InputLaw& law, double share) {
    FCR_CHECK(share >= 0.0 && share <= 1.0, "a share is from 0 to 1");
    return std::visit(Quantile{std::clamp(share, 0x1.0p-53, 1.0 - 0x1.0p-53)}, law);
}

std::string to_string(const InputLaw& law) {
    return std::visit(Describe{}, law);
}

}  // namespace fcr
