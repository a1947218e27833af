#include "sim/fitting/recorded_unit.hpp"

#include <algorithm>
#include <cmath>

namespace fcr {

double recorded_unit(std::span<const double> values) {
    double unit = 1.0;
    for (int digits = 0; digits < 6; ++digits, unit /= 10.0) {
        const bool whole = std::ranges::all_of(values, [unit](double value) {
            return std::abs(value / unit - std::round(value / unit)) < 1e-6;
        });
        if (whole) {
            return unit;
        }
    }
    return unit;
}

}  // namespace fcr
