#include "sim/design/designs.hpp"

#include "sim/design/design_draws.hpp"
#include "sim/design/sobol_sequence.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace fcr {

namespace {

/// 0 to size - 1 in random order, one order for each `column`. Fisher and Yates.
std::vector<std::size_t> permutation(std::size_t size,
                                     const DesignDraws& draws,
                                     std::uint64_t column) {
    std::vector<std::size_t> order(size);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t left = size; left > 1; --left) {
        const std::size_t chosen =
            draws.below(left, DesignPurpose::Permutation, {.row = left, .column = column});
        std::swap(order[left - 1], order[chosen]);
    }
    return order;
}

}  // namespace

std::vector<std::vector<std::size_t>> grid_rows(std::span<const std::size_t> levels) {
    std::size_t count = 1;
    for (const std::size_t level : levels) {
        FCR_CHECK(level > 0, "a factor without levels");
        count *= level;
    }
    std::vector<std::vector<std::size_t>> rows(count, std::vector<std::size_t>(levels.size()));
    for (std::size_t row = 0; row < count; ++row) {
        std::size_t rest = row;
        for (std::size_t factor = levels.size(); factor-- > 0; rest /= levels[factor]) {
            rows[row][factor] = rest % levels[factor];
        }
    }
    return rows;
}

UnitPoints random_points(PointsSize size, std::uint64_t seed) {
    const DesignDraws draws(seed);
    UnitPoints points(size);
    for (std::size_t row = 0; row < size.rows; ++row) {
        for (std::size_t dimension = 0; dimension < size.dimensions; ++dimension) {
            points[row][dimension] =
                draws.uniform(DesignPurpose::Place, {.row = row, .column = dimension});
        }
    }
    return points;
}

UnitPoints latin_hypercube(PointsSize size, std::uint64_t seed) {
    const DesignDraws draws(seed);
    UnitPoints points = random_points(size, seed);
    const auto slices = static_cast<double>(size.rows);
    // The largest number below 1: rounding must not lead a point out of the last slice.
    constexpr double below_one = 1.0 - 0x1.0p-53;
    for (std::size_t dimension = 0; dimension < size.dimensions; ++dimension) {
        const std::vector<std::size_t> slice = permutation(size.rows, draws, dimension);
        for (std::size_t row = 0; row < size.rows; ++row) {
            double& place = points[row][dimension];
            place = std::min((static_cast<double>(slice[row]) + place) / slices, below_one);
        }
    }
    return points;
}

double morris_step(std::size_t levels) {
    FCR_CHECK(levels >= 2 && levels % 2 == 0, "a Morris design has an even number of levels");
    return static_cast<double>(levels) / (2.0 * static_cast<double>(levels - 1));
}

UnitPoints morris_trajectories(MorrisSize size, std::uint64_t seed) {
    FCR_CHECK(size.levels >= 2 && size.levels % 2 == 0,
              "a Morris design has an even number of levels");
    const DesignDraws draws(seed);
    const std::size_t points_each = size.factors + 1;
    const std::size_t half = size.levels / 2;
    UnitPoints points({.rows = size.trajectories * points_each, .dimensions = size.factors});
    // In whole levels, so that a factor meets exactly the same number each time it has a level.
    const auto place = [&size](std::size_t level) {
        return static_cast<double>(level) / static_cast<double>(size.levels - 1);
    };
    for (std::size_t walk = 0; walk < size.trajectories; ++walk) {
        const std::size_t first = walk * points_each;
        std::vector<std::size_t> low(size.factors);
        std::vector<bool> upwards(size.factors);
        for (std::size_t factor = 0; factor < size.factors; ++factor) {
            const DesignCell cell{.row = walk, .column = factor};
            low[factor] = draws.below(half, DesignPurpose::Start, cell);
            upwards[factor] = draws.below(2, DesignPurpose::Direction, cell) == 1;
            points[first][factor] = place(upwards[factor] ? low[factor] : low[factor] + half);
        }
        const std::vector<std::size_t> order = permutation(size.factors, draws, walk);
        for (std::size_t step = 0; step < size.factors; ++step) {
            std::ranges::copy(points[first + step], points[first + step + 1].begin());
            const std::size_t factor = order[step];
            points[first + step + 1][factor] =
                place(upwards[factor] ? low[factor] + half : low[factor]);
        }
    }
    return points;
}

UnitPoints saltelli_points(PointsSize base, std::uint64_t seed) {
    const std::size_t dimensions = base.dimensions;
    const UnitPoints pairs =
        shifted_sobol_points({.rows = base.rows, .dimensions = 2 * dimensions}, seed);
    UnitPoints points({.rows = base.rows * (dimensions + 2), .dimensions = dimensions});
    for (std::size_t row = 0; row < base.rows; ++row) {
        const auto a = pairs[row].first(dimensions);
        const auto b = pairs[row].last(dimensions);
        std::ranges::copy(a, points[row].begin());
        std::ranges::copy(b, points[base.rows + row].begin());
        for (std::size_t changed = 0; changed < dimensions; ++changed) {
            const auto mixed = points[(changed + 2) * base.rows + row];
            std::ranges::copy(a, mixed.begin());
            mixed[changed] = b[changed];
        }
    }
    return points;
}

}  // namespace fcr
