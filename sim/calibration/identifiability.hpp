// What the targets tell of the parameters near a point, and what they cannot tell apart.
#pragma once

#include "sim/calibration/target_model.hpp"
#include "sim/statistics/estimate.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// What a target does when a parameter goes up.
struct TargetResponse {
    Estimate per_unit;   ///< of the target's own unit, for one unit of the parameter
    double slope = 0.0;  ///< in scales of the target, for the parameter's whole range
    double error = 0.0;  ///< standard error of the slope
};

/// A direction in the space of the parameters, each counted in its range.
struct Direction {
    std::vector<double> parts;  ///< by parameter, of length 1; the largest is positive
    /// By how much the targets move along it: scales, all told, for a way as long as a range.
    double strength = 0.0;
    double noise = 0.0;  ///< standard error that simulation leaves in the strength

    /// The part of the ranges that one has to go before the targets move by one scale, all told;
    /// at most 1, where they do not over the whole range or by no more than noise.
    [[nodiscard]] double reach() const;
};

/// How firmly the targets hold a direction.
enum class Hold : std::uint8_t {
    Firm,   ///< a tenth of a range moves the targets by more than one scale
    Loose,  ///< it takes more of the range
    None,   ///< the whole range does not, or simulation error hides it
};
[[nodiscard]] Hold hold_of(const Direction& direction);

/// Two parameters that do nearly the same to all targets.
struct AlikePair {
    std::size_t first = 0;
    std::size_t second = 0;
    double cosine = 0.0;  ///< of the angle between their effects; near 1 or -1
    /// What the second has to do, in its own unit, to undo one unit of the first.
    double undoes = 0.0;
};

/// Cosines from here on are told.
inline constexpr double kAlike = 0.95;

struct Identifiability {
    std::vector<std::vector<TargetResponse>> sensitivities;  ///< by target, then parameter
    std::vector<Direction> directions;                       ///< one a parameter, firmest first
    std::optional<double> condition;  ///< greatest over least strength; empty where that is 0
    std::vector<AlikePair> alike;     ///< most alike first
    std::vector<std::size_t> idle;    ///< parameters that move no target
    /// By parameter: the half width of its range that one scale of misfit leaves, to first order,
    /// in its own unit, at most its whole range.
    std::vector<double> half_widths;

    [[nodiscard]] const Direction& least_held() const { return directions.back(); }
};

/// A point with its neighbours on either side in each parameter, all on the same callers.
struct Neighbourhood {
    struct Side {
        Setting setting;
        TargetFigures figures;
    };
    struct Sides {
        Side below;
        Side above;
    };
    std::vector<Sides> sides;  ///< by parameter
};

/// The neighbours of a point: a twentieth of the range to either side, whole numbers at least one;
/// where that would leave the range, the point itself.
struct NeighbourSettings {
    Setting below;
    Setting above;
};
[[nodiscard]] std::vector<NeighbourSettings> neighbours_of(const CalibrationPlan& plan,
                                                           const CalibrationPoint& point);

/// Slopes from differences on the same callers; directions from the singular value decomposition of
/// the slopes (Golub and Van Loan, Matrix Computations, 2013, section 2.4). A parameter whose two
/// neighbours are the same point has slopes of 0.
[[nodiscard]] Identifiability identifiability(const CalibrationPlan& plan,
                                              const Neighbourhood& around,
                                              double confidence);

}  // namespace fcr
