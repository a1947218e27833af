#include "sim/design/sobol_sequence.hpp"

#include "boost/random/sobol.hpp"
#include "sim/design/design_draws.hpp"

#include <vector>

namespace fcr {

namespace {

/// The points whose bits are turned where those of `shift` are set.
UnitPoints turned_points(PointsSize size, const std::vector<std::uint64_t>& shift) {
    FCR_CHECK(size.dimensions >= 1 && size.dimensions <= kSobolDimensionsMax,
              "a Sobol sequence of too many dimensions");
    UnitPoints points(size);
    boost::random::sobol sequence(size.dimensions);
    for (std::size_t row = 0; row < size.rows; ++row) {
        for (std::size_t dimension = 0; dimension < size.dimensions; ++dimension) {
            // Boost leaves out the origin, which belongs to the first 2^k points.
            const std::uint64_t word = row == 0 ? 0 : sequence();
            points[row][dimension] =
                static_cast<double>((word ^ shift[dimension]) >> 11U) * 0x1.0p-53;
        }
    }
    return points;
}

}  // namespace

UnitPoints sobol_points(PointsSize size) {
    return turned_points(size, std::vector<std::uint64_t>(size.dimensions, 0));
}

UnitPoints shifted_sobol_points(PointsSize size, std::uint64_t seed) {
    const DesignDraws draws(seed);
    std::vector<std::uint64_t> shift;
    for (std::size_t dimension = 0; dimension < size.dimensions; ++dimension) {
        shift.push_back(draws.word(DesignPurpose::Shift, {.row = 0, .column = dimension}));
    }
    return turned_points(size, shift);
}

}  // namespace fcr
