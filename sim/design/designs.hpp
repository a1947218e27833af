// Where the points of a design lie in the unit cube. Each is a function of its arguments alone.
#pragma once

#include "sim/design/unit_points.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fcr {

/// Every combination: row r holds, for each factor, which of its `levels` (1 or more) it has. The
/// last factor changes fastest.
[[nodiscard]] std::vector<std::vector<std::size_t>> grid_rows(std::span<const std::size_t> levels);

/// Independent uniform points of [0, 1)^d.
[[nodiscard]] UnitPoints random_points(PointsSize size, std::uint64_t seed);

/// One point in each of `rows` equal slices of [0, 1), in every dimension, at a random place of the
/// slice and in random combination. McKay, Beckman and Conover, "A comparison of three methods for
/// selecting values of input variables", Technometrics 21 (1979).
[[nodiscard]] UnitPoints latin_hypercube(PointsSize size, std::uint64_t seed);

struct MorrisSize {
    std::size_t trajectories = 20;
    std::size_t levels = 4;  ///< even
    std::size_t factors = 1;
};

/// How far a step of a trajectory goes: levels / (2 (levels - 1)), more than half of the way.
[[nodiscard]] double morris_step(std::size_t levels);

/// Trajectories one after the other, each of factors + 1 points on the levels 0, 1 / (levels - 1),
/// ... 1. From one point to the next one factor goes up or down by a step; in a trajectory each
/// factor does so once, in random order from a random start. Morris, "Factorial sampling plans for
/// preliminary computational experiments", Technometrics 33 (1991).
[[nodiscard]] UnitPoints morris_trajectories(MorrisSize size, std::uint64_t seed);

/// The points for Sobol indices, `rows` (2 or more) of each block: the points A, the points B, and
/// for each dimension the points A with that one coordinate from B. A and B are the halves of a
/// shifted Sobol sequence of twice the dimensions. Saltelli and others, "Variance based sensitivity
/// analysis of model output", Comput. Phys. Commun. 181 (2010).
[[nodiscard]] UnitPoints saltelli_points(PointsSize base, std::uint64_t seed);

}  // namespace fcr
