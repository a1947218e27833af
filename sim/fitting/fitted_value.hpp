// An estimate from recorded calls, with its confidence interval.
#pragma once

namespace fcr {

/// The ends belong to the interval. Where nothing but the value is known they equal it.
struct FittedValue {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;

    [[nodiscard]] bool holds(double truth) const { return low <= truth && truth <= high; }
};

}  // namespace fcr
