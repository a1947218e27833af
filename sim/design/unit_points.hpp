// Points of the unit cube: what a design says before factors give it meaning.
#pragma once

#include "sim/base/check.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace fcr {

struct PointsSize {
    std::size_t rows = 0;
    std::size_t dimensions = 0;
};

/// Rows of numbers from 0 to 1, one for each dimension. Rows and columns within size (bug
/// otherwise).
class UnitPoints {
public:
    explicit UnitPoints(PointsSize size) : size_(size), values_(size.rows * size.dimensions, 0.0) {}

    [[nodiscard]] std::size_t rows() const { return size_.rows; }
    [[nodiscard]] std::size_t dimensions() const { return size_.dimensions; }

    [[nodiscard]] std::span<double> operator[](std::size_t row) {
        FCR_CHECK(row < size_.rows, "no such point");
        return std::span(values_).subspan(row * size_.dimensions, size_.dimensions);
    }
    [[nodiscard]] std::span<const double> operator[](std::size_t row) const {
        FCR_CHECK(row < size_.rows, "no such point");
        return std::span(values_).subspan(row * size_.dimensions, size_.dimensions);
    }

private:
    PointsSize size_;
    std::vector<double> values_;
};

}  // namespace fcr
